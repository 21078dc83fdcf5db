using OtpNet;

namespace MovieBooking.Api.Auth;

/// <summary>
/// Codes of six digits that change every 30 seconds (TOTP, RFC 6238), with the SHA-1 that every authenticator app computes. One of the step
/// before or after is right, too, since clocks differ and people type.
/// </summary>
internal static class TimedCodes
{
    // As RFC 4226, section 4, recommends: as long as the hash.
    private const int SecretBytes = 20;
    private const int Digits = 6;
    private const string Issuer = "MovieBooking";

    private static readonly VerificationWindow s_window = new(previous: 1, future: 1);

    public static byte[] NewSecret() => KeyGeneration.GenerateRandomKey(SecretBytes);

    /// <summary>As one types it.</summary>
    public static string Text(byte[] secret) => Base32Encoding.ToString(secret).TrimEnd('=');

    /// <summary>As an authenticator app reads it from a QR code.</summary>
    public static string Uri(byte[] secret, string email) => new OtpUri(OtpType.Totp, Text(secret), email, Issuer).ToString();

    /// <summary>The six digits of what was typed, with whatever blanks; null: it is something else.</summary>
    public static string? Read(string typed)
    {
        var code = string.Concat(typed.Where(letter => !char.IsWhiteSpace(letter)));
        return code.Length == Digits && code.All(char.IsAsciiDigit) ? code : null;
    }

    /// <summary>The time step whose code it is; null: of none that is near.</summary>
    public static long? StepOf(byte[] secret, string code, DateTimeOffset now) =>
        new Totp(secret).VerifyTotp(now.UtcDateTime, code, out var step, s_window) ? step : null;
}
