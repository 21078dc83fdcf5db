using FluentValidation;

namespace MovieBooking.Api.Http;

/// <summary>Rules for parameters that take one of a few words.</summary>
internal static class WordRules
{
    public static IRuleBuilderOptions<T, string?> OneOf<T>(this IRuleBuilder<T, string?> rule, params string[] words) =>
        rule.Must(word => word is null || words.Contains(word, StringComparer.Ordinal))
            .WithMessage(_ => Texts.Problems["OneOf", string.Join(", ", words)]);

    public static IRuleBuilderOptions<T, string?> OneOf<T, TWord>(this IRuleBuilder<T, string?> rule)
        where TWord : struct, Enum => rule.OneOf([.. Enum.GetValues<TWord>().Select(Word.Of)]);
}
