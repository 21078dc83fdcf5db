using System.Security.Cryptography;
using System.Text;

namespace MovieBooking.Api.Auth;

/// <summary>
/// The secret that signs (<c>Auth:SigningKey</c>), and the one before it (<c>Auth:PreviousSigningKey</c>), which goes on verifying so that a
/// new one signs nobody out. What else has to be signed or encrypted takes a key that is derived from them for it alone (RFC 5869).
/// </summary>
internal sealed class SigningKeys(IConfiguration configuration)
{
    public const string Setting = "Auth:SigningKey";
    public const string PreviousSetting = "Auth:PreviousSigningKey";

    private const int KeyBytes = 32;

    /// <summary>The one that signs first; one or two.</summary>
    public IReadOnlyList<byte[]> All { get; } =
        // There is always one: made for this copy in Development, required at the start anywhere else.
        new[] { configuration[Setting] ?? throw new InvalidOperationException($"{Setting} is missing."), configuration[PreviousSetting] }
            .Where(secret => !string.IsNullOrEmpty(secret))
            .Select(secret => Encoding.UTF8.GetBytes(secret!))
            .ToList();

    /// <summary>As many, in the same order.</summary>
    public IReadOnlyList<byte[]> For(ReadOnlySpan<byte> purpose)
    {
        var info = purpose.ToArray();
        return [.. All.Select(secret => HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, KeyBytes, info: info))];
    }
}
