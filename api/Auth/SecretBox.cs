using System.Security.Cryptography;

namespace MovieBooking.Api.Auth;

/// <summary>
/// Keeps secrets that cannot be hashes, since something is computed of them: encrypted (AES-256-GCM) with the first key, opened with any.
/// Whoever reads the database alone has none of them.
/// </summary>
internal sealed class SecretBox(IReadOnlyList<byte[]> keys)
{
    private static readonly int s_nonceBytes = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int s_tagBytes = AesGcm.TagByteSizes.MaxSize;

    public byte[] Seal(ReadOnlySpan<byte> secret)
    {
        var box = new byte[s_nonceBytes + s_tagBytes + secret.Length];
        var nonce = box.AsSpan(0, s_nonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(keys[0], s_tagBytes);
        aes.Encrypt(nonce, secret, box.AsSpan(s_nonceBytes + s_tagBytes), box.AsSpan(s_nonceBytes, s_tagBytes));
        return box;
    }

    /// <summary>Null: it was encrypted with another key.</summary>
    public byte[]? Open(byte[] box) => keys.Select(key => Open(key, box)).FirstOrDefault(secret => secret is not null);

    private static byte[]? Open(byte[] key, byte[] box)
    {
        var secret = new byte[box.Length - s_nonceBytes - s_tagBytes];
        using var aes = new AesGcm(key, s_tagBytes);
        try
        {
            aes.Decrypt(box.AsSpan(0, s_nonceBytes), box.AsSpan(s_nonceBytes + s_tagBytes), box.AsSpan(s_nonceBytes, s_tagBytes), secret);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return secret;
    }
}
