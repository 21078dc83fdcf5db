using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using FluentValidation;

namespace MovieBooking.Api.Reservations.Vouchers;

/// <summary>
/// A voucher's code: 20 random letters and digits of Crockford's base 32 (100 bits), written in groups of four. Whoever types one may leave out the
/// dashes, and write O for 0, and I or L for 1.
/// </summary>
internal static class VoucherCode
{
    public const int HintLetters = 4;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Letters = 20;
    private const int Group = 4;

    private static readonly SearchValues<char> s_letters = SearchValues.Create(Alphabet);

    /// <summary>Without dashes: see <see cref="Written"/>.</summary>
    public static string Create() => RandomNumberGenerator.GetString(Alphabet, Letters);

    /// <summary>As people are given it: 7K2M-….</summary>
    public static string Written(string code) => string.Join('-', code.Chunk(Group).Select(letters => new string(letters)));

    /// <summary>What of a code may be shown: the others are 80 bits.</summary>
    public static string Hint(string code) => code[^HintLetters..];

    /// <summary>A plain hash is enough: nobody tries through 100 bits. The code is found by it, so that no time tells how much of a guess was right.</summary>
    public static byte[] Hash(string code) => SHA256.HashData(Encoding.ASCII.GetBytes(code));

    /// <summary>A code as somebody typed it; null: it cannot be one.</summary>
    public static string? Read(string typed)
    {
        var code = string.Concat(
            typed
                .Where(letter => !char.IsWhiteSpace(letter) && letter is not ('-' or '\u2010' or '\u2011' or '\u2013'))
                .Select(letter =>
                    char.ToUpperInvariant(letter) switch
                    {
                        'O' => '0',
                        'I' or 'L' => '1',
                        var other => other,
                    }
                )
        );
        return code.Length == Letters && !code.AsSpan().ContainsAnyExcept(s_letters) ? code : null;
    }
}

internal static class VoucherCodeRules
{
    private const int MostLetters = 60;

    /// <summary>A code as somebody may type it.</summary>
    public static IRuleBuilderOptions<T, string> CodeRules<T>(this IRuleBuilderInitial<T, string> rule) =>
        rule.Cascade(CascadeMode.Stop)
            .NotEmpty()
            .MaximumLength(MostLetters)
            .Must(code => VoucherCode.Read(code) is not null)
            .WithMessage(_ => Texts.Problems["VoucherCode"]);
}
