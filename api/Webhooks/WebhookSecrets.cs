using System.Security.Cryptography;
using System.Text;
using MovieBooking.Api.Auth;

namespace MovieBooking.Api.Webhooks;

/// <summary>
/// The secrets that sign deliveries (Standard Webhooks: <c>whsec_</c> and base64), and how they are kept: a secret that signs cannot be a
/// hash, so it is encrypted with a key derived from <c>Auth:SigningKey</c>. Whoever reads the database alone signs nothing.
/// Where that setting has changed twice, or once without the previous one being kept, webhooks need new secrets.
/// </summary>
internal sealed class WebhookSecrets(SigningKeys keys)
{
    private const string Mark = "whsec_";
    private const int SecretBytes = 32;

    private readonly SecretBox _box = new(keys.For("webhook secrets"u8));

    public static string Create() => Mark + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The value of <c>webhook-signature</c>: one signature for each secret, <c>v1,</c> and HMAC-SHA256 in base64.</summary>
    public static string Sign(string id, long timestamp, string body, IEnumerable<string> secrets)
    {
        var signed = Encoding.UTF8.GetBytes(FormattableString.Invariant($"{id}.{timestamp}.{body}"));
        return string.Join(
            ' ',
            secrets.Select(secret =>
                "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[Mark.Length..]), signed))
            )
        );
    }

    public byte[] Encrypt(string secret) => _box.Seal(Encoding.ASCII.GetBytes(secret));

    /// <summary>Null: it was encrypted with another key.</summary>
    public string? Decrypt(byte[] sealedSecret) => _box.Open(sealedSecret) is { } secret ? Encoding.ASCII.GetString(secret) : null;
}
