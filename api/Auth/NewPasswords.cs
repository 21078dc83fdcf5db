using System.Globalization;
using System.Text;

namespace MovieBooking.Api.Auth;

/// <summary>What others know of a person, and how an answer calls it.</summary>
internal sealed record PersonalText(string What, string Text)
{
    /// <summary>Of an address what stands before the @: half the world shares what stands behind it.</summary>
    public static PersonalText Email(string? address) => new(Texts.Problems["YourEmail"], (address ?? "").Split('@')[0]);

    public static PersonalText Name(string? name) => new(Texts.Problems["YourName"], name ?? "");
}

/// <summary>
/// What a new password must not be: what is guessed first (OWASP ASVS 5.0, section 6.2; NIST SP 800-63B, section 3.1.1.2).
/// web/src/features/account/new-password/rules.ts says the same while one types; cases.json beside it holds both to it.
/// </summary>
internal static class NewPasswords
{
    private const string Product = "moviebooking";

    // Shorter ones are in too many good words.
    private const int ShortestPart = 4;

    /// <summary>The rule that a password breaks, to be read after its field's name; null: none.</summary>
    public static LocalizedString? Weakness(string password, params PersonalText[] personal)
    {
        if (password.EnumerateRunes().All(IsBlank))
        {
            return Texts.Problems["PasswordBlank"];
        }

        var small = password.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        if (IsRepetition(small))
        {
            return Texts.Problems["PasswordRepeated"];
        }

        if (Array.Find(personal, part => Holds(password, part.Text)) is { } known)
        {
            return Texts.Problems["PasswordPersonal", known.What];
        }

        return Letters(password).Contains(Product, StringComparison.Ordinal) ? Texts.Problems["PasswordProduct"]
            : CommonPasswords.Contain(small.Trim()) ? Texts.Problems["PasswordCommon"]
            : null;
    }

    private static bool IsBlank(Rune rune) =>
        Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control;

    /// <summary>Twice or more: what repeats counts once, and would be too short by itself.</summary>
    private static bool IsRepetition(string password) =>
        Enumerable
            .Range(1, Math.Min(Passwords.MinimumLength - 1, password.Length / 2))
            .Any(period => password.AsSpan(period).SequenceEqual(password.AsSpan(0, password.Length - period)));

    /// <summary>The whole, whatever stands between its letters; or one of its words by itself.</summary>
    private static bool Holds(string password, string text)
    {
        var whole = Letters(text);
        return (whole.Length >= ShortestPart && Letters(password).Contains(whole, StringComparison.Ordinal))
            || Words(text).Where(word => word.Length >= ShortestPart).Intersect(Words(password), StringComparer.Ordinal).Any();
    }

    private static string Letters(string text) => string.Concat(Plain(text).Where(char.IsLetterOrDigit));

    private static string[] Words(string text) =>
        new string([.. Plain(text).Select(letter => char.IsLetter(letter) ? letter : ' ')]).Split(
            ' ',
            StringSplitOptions.RemoveEmptyEntries
        );

    /// <summary>Small letters without their accents.</summary>
    private static string Plain(string text) =>
        string.Concat(
                text.Normalize(NormalizationForm.FormKD).Where(letter => char.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            )
            .ToLowerInvariant();
}
