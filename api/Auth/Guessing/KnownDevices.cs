using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using UserRow = MovieBooking.Db.Model.User;

namespace MovieBooking.Api.Auth;

/// <summary>
/// Devices on which somebody has signed in to an account: a random number under an HMAC over it, the account, and when its password or
/// address last changed, so that a new one forgets all devices. It opens nothing; it says that whoever shows it need not wait while
/// others guess at the account (OWASP, device cookies).
/// </summary>
internal sealed class KnownDevices(SigningKeys keys)
{
    private const int NumberBytes = 16;
    private const int TokenBytes = NumberBytes + HMACSHA256.HashSizeInBytes;
    private const int CountedBytes = 16;

    private readonly IReadOnlyList<byte[]> _keys = keys.For("moviebooking known device v1"u8);

    public string Issue(UserRow user)
    {
        var token = new byte[TokenBytes];
        RandomNumberGenerator.Fill(token.AsSpan(0, NumberBytes));
        Seal(_keys[0], token.AsSpan(0, NumberBytes), user).CopyTo(token, NumberBytes);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>What its wrong passwords are counted by; null: it is no device of this account, as that is now.</summary>
    public byte[]? Read(string? text, UserRow? user)
    {
        Span<byte> token = stackalloc byte[TokenBytes];
        if (
            user is null
            || text?.Length != Base64Url.GetEncodedLength(TokenBytes)
            || Base64Url.DecodeFromChars(text, token, out _, out var length) != OperationStatus.Done
            || length != TokenBytes
        )
        {
            return null;
        }

        foreach (var key in _keys)
        {
            if (CryptographicOperations.FixedTimeEquals(Seal(key, token[..NumberBytes], user), token[NumberBytes..]))
            {
                return SHA256.HashData(token[..NumberBytes])[..CountedBytes];
            }
        }

        return null;
    }

    private static byte[] Seal(byte[] key, ReadOnlySpan<byte> number, UserRow user)
    {
        Span<byte> claim = stackalloc byte[NumberBytes + sizeof(int) + sizeof(long)];
        number.CopyTo(claim);
        BinaryPrimitives.WriteInt32BigEndian(claim[NumberBytes..], user.UserId);
        BinaryPrimitives.WriteInt64BigEndian(claim[(NumberBytes + sizeof(int))..], user.CredentialsChangedAt?.Ticks ?? 0);
        return HMACSHA256.HashData(key, claim);
    }
}
