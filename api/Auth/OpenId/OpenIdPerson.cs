using System.Text;
using System.Text.Json;

namespace MovieBooking.Api.Auth;

/// <summary>Whom a provider has signed in.</summary>
/// <param name="Subject">Its own name for the person, which it gives nobody else.</param>
/// <param name="Email">As it is stored; null: the provider tells none, or none that can be stored.</param>
/// <param name="IsVerified">Whether the provider vouches that the address is the person's.</param>
/// <param name="Name">What to call them; null: the provider does not say.</param>
internal sealed record OpenIdPerson(string Subject, string? Email, bool IsVerified, string? Name)
{
    private const int LongestSubject = 255;

    // Of letters that may be two of UTF-16's each, of which a name has a hundred.
    private const int LongestName = 50;

    /// <summary>The address that the provider vouches for.</summary>
    public string? VerifiedEmail => IsVerified ? Email : null;

    /// <summary>What they are called here, where they have said nothing themselves: by the provider, or as their address begins.</summary>
    public string DisplayName => Name ?? Email?.Split('@')[0] ?? "";

    /// <summary>Null: the claims name nobody (OpenID Connect Core 1.0, section 2: up to 255 ASCII characters).</summary>
    public static OpenIdPerson? Read(JsonElement claims) =>
        OpenIdTokens.Text(claims, "sub") is { Length: > 0 and <= LongestSubject } subject
        && subject.All(letter => letter is >= ' ' and <= '~')
        // The database compares without the blanks at an end.
        && subject == subject.Trim()
            ? new OpenIdPerson(
                subject,
                Stored(OpenIdTokens.Text(claims, "email")),
                IsTrue(claims, "email_verified"),
                Plain(OpenIdTokens.Text(claims, "name"))
            )
            : null;

    /// <summary>With what the userinfo endpoint tells of the same person (section 5.3.2: of another it is not to be used).</summary>
    public OpenIdPerson With(JsonElement claims) =>
        Read(claims) is { } told && told.Subject == Subject ? told with { Name = told.Name ?? Name } : this;

    private static string? Stored(string? email) =>
        email is { Length: > 0 and <= EmailAddresses.MaximumLength }
        && EmailAddresses.HasTwoParts(email)
        && EmailAddresses.HasPlainMailbox(email)
        && EmailAddresses.HasShortMailbox(email)
        && EmailAddresses.HasDomain(email)
        && EmailAddresses.Stored(email) is { Length: <= EmailAddresses.MaximumLength } stored
        && !EmailAddresses.IsNobodys(stored)
            ? stored
            : null;

    /// <summary>As some providers write it, too: in words.</summary>
    private static bool IsTrue(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var claim)
        && (claim.ValueKind == JsonValueKind.True || (claim.ValueKind == JsonValueKind.String && claim.GetString() == "true"));

    /// <summary>By the rules of what people call themselves: one line with something to read.</summary>
    private static string? Plain(string? name)
    {
        var runes = (name ?? "").EnumerateRunes().Where(rune => !Rune.IsControl(rune)).ToList();
        return runes.Exists(rune => Rune.IsLetterOrDigit(rune))
            ? string.Concat(runes.TakeWhile((_, index) => index < LongestName)).Trim()
            : null;
    }
}
