using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using MovieBooking.Api.Hosting;

namespace MovieBooking.Api.Queue;

/// <summary>A place in the queue of a waiting room.</summary>
internal sealed record QueueTicket(int RoomId, long Place);

/// <summary>
/// Queue tickets as their owners keep them: room and place, and an HMAC that nobody else can make, under a key of its own that
/// is derived (RFC 5869) from the key of access tokens. 48 letters of base64url, in one spelling.
/// </summary>
internal sealed class QueueTickets(IConfiguration configuration)
{
    private const int ClaimBytes = sizeof(int) + sizeof(long);

    // 192 bits: with it the ticket has no bits left over in base64, which would be a second spelling.
    private const int SealBytes = 24;

    private readonly byte[] _key = HKDF.DeriveKey(
        HashAlgorithmName.SHA256,
        Encoding.UTF8.GetBytes(configuration[ProductionSettings.SigningKey]!),
        outputLength: 32,
        info: "moviebooking queue ticket v1"u8.ToArray()
    );

    public string Sign(QueueTicket ticket)
    {
        Span<byte> bytes = stackalloc byte[ClaimBytes + SealBytes];
        BinaryPrimitives.WriteInt32BigEndian(bytes, ticket.RoomId);
        BinaryPrimitives.WriteInt64BigEndian(bytes[sizeof(int)..], ticket.Place);
        Seal(bytes[..ClaimBytes], bytes[ClaimBytes..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Null: it is not a ticket of ours.</summary>
    public QueueTicket? Read(string text)
    {
        Span<byte> bytes = stackalloc byte[ClaimBytes + SealBytes];
        Span<byte> seal = stackalloc byte[SealBytes];
        if (
            text.Length != Base64Url.GetEncodedLength(bytes.Length)
            || Base64Url.DecodeFromChars(text, bytes, out _, out var length) != OperationStatus.Done
        )
        {
            return null;
        }

        Seal(bytes[..ClaimBytes], seal);
        return length == bytes.Length && CryptographicOperations.FixedTimeEquals(seal, bytes[ClaimBytes..])
            ? new QueueTicket(BinaryPrimitives.ReadInt32BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes[sizeof(int)..]))
            : null;
    }

    private void Seal(ReadOnlySpan<byte> claim, Span<byte> seal)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, claim, hash);
        hash[..SealBytes].CopyTo(seal);
    }
}
