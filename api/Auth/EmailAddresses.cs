using System.Globalization;

namespace MovieBooking.Api.Auth;

/// <summary>
/// E-mail addresses in the one form in which they are stored and compared: small letters, the domain in ASCII as UTS 46 turns it
/// (<c>user@exämple.org</c> is <c>user@xn--exmple-cua.org</c>), so that either form finds the same person.
/// </summary>
internal static class EmailAddresses
{
    public const int MaximumLength = 254;

    // STD 3: letters, digits and hyphens, as in the name of every host that takes mail. Labels of more than 63 are refused, too.
    private static readonly IdnMapping s_domains = new() { UseStd3AsciiRules = true };

    /// <summary>An address that passed the rules, as it is stored. Anything else can only be compared, and with nothing.</summary>
    public static string Stored(string email) =>
        email.Split('@') is [var mailbox, var domain] && Domain(domain) is { } ascii
            ? $"{mailbox.ToLowerInvariant()}@{ascii}"
            : email.ToLowerInvariant();

    /// <summary>RFC 2606: of a deleted account, or a guest who was made anonymous. No mail goes there.</summary>
    public static bool IsNobodys(string email) => email.EndsWith(".invalid", StringComparison.Ordinal);

    public static bool HasTwoParts(string email) => email.Split('@') is [{ Length: > 0 }, { Length: > 0 }];

    /// <summary>ASCII alone: for anything else every server on the way would need SMTPUTF8 (RFC 6531), and few have it.</summary>
    public static bool HasPlainMailbox(string email) => email[..email.IndexOf('@')].All(letter => letter is > ' ' and <= '~');

    /// <summary>RFC 5321, section 4.5.3.1.1.</summary>
    public static bool HasShortMailbox(string email) => email.IndexOf('@') <= 64;

    public static bool HasDomain(string email) => Domain(email[(email.IndexOf('@') + 1)..]) is not null;

    /// <summary>The ASCII form; null: it is no domain's name, or a number such as 1.2.3.4.</summary>
    private static string? Domain(string typed)
    {
        try
        {
            var ascii = s_domains.GetAscii(typed).ToLowerInvariant();
            var labels = ascii.Split('.');
            return labels.Length > 1 && labels.All(label => label.Length > 0) && !labels[^1].All(char.IsAsciiDigit) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
