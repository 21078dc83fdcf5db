using System.Text;
using FluentValidation;

namespace MovieBooking.Api.Http;

/// <summary>Rules for what people write into one line.</summary>
internal static class TextRules
{
    public static IRuleBuilderOptions<T, string?> OneLine<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || !text.Any(char.IsControl)).WithMessage(_ => Texts.Problems["OneLine"]);

    // The database's collation takes a text of marks without width for an empty one.
    public static IRuleBuilderOptions<T, string?> Visible<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text!.EnumerateRunes().Any(rune => Rune.IsLetterOrDigit(rune) || Rune.IsPunctuation(rune) || Rune.IsSymbol(rune)))
            .WithMessage(_ => Texts.Problems["Visible"]);

    /// <summary>A name that must be there: one line with something to read.</summary>
    public static void NameRules<T>(this IRuleBuilderInitial<T, string> rule, int maximumLength) =>
        rule.Cascade(CascadeMode.Stop).NotEmpty().MaximumLength(maximumLength).OneLine().Visible();
}
