using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using MovieBooking.Api.Auth;

namespace MovieBooking.Api.Queue;

/// <summary>A place in the queue of a waiting room.</summary>
internal sealed record QueueTicket(int RoomId, long Place);

/// <summary>
/// Queue tickets as their owners keep them: room and place, and an HMAC that nobody else can make, under a key of its own that
/// is derived (RFC 5869) from the key of access tokens. 48 letters of base64url, in one spelling.
/// </summary>
internal sealed class QueueTickets(SigningKeys keys)
{
    private const int ClaimBytes = sizeof(int) + sizeof(long);

    // 192 bits: with it the ticket has no bits left over in base64, which would be a second spelling.
    private const int SealBytes = 24;

    private readonly IReadOnlyList<byte[]> _keys = keys.For("moviebooking queue ticket v1"u8);

    public string Sign(QueueTicket ticket)
    {
        Span<byte> bytes = stackalloc byte[ClaimBytes + SealBytes];
        BinaryPrimitives.WriteInt32BigEndian(bytes, ticket.RoomId);
        BinaryPrimitives.WriteInt64BigEndian(bytes[sizeof(int)..], ticket.Place);
        Seal(_keys[0], bytes[..ClaimBytes], bytes[ClaimBytes..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Null: it is not a ticket of ours.</summary>
    public QueueTicket? Read(string text)
    {
        Span<byte> bytes = stackalloc byte[ClaimBytes + SealBytes];
        if (
            text.Length != Base64Url.GetEncodedLength(bytes.Length)
            || Base64Url.DecodeFromChars(text, bytes, out _, out var length) != OperationStatus.Done
        )
        {
            return null;
        }

        return length == bytes.Length && IsSealed(bytes)
            ? new QueueTicket(BinaryPrimitives.ReadInt32BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes[sizeof(int)..]))
            : null;
    }

    private bool IsSealed(ReadOnlySpan<byte> ticket)
    {
        Span<byte> seal = stackalloc byte[SealBytes];
        foreach (var key in _keys)
        {
            Seal(key, ticket[..ClaimBytes], seal);
            if (CryptographicOperations.FixedTimeEquals(seal, ticket[ClaimBytes..]))
            {
                return true;
            }
        }

        return false;
    }

    private static void Seal(byte[] key, ReadOnlySpan<byte> claim, Span<byte> seal)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, claim, hash);
        hash[..SealBytes].CopyTo(seal);
    }
}
