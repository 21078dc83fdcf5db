using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using MovieBooking.Api.Auth;

namespace MovieBooking.Api.WaitingList;

/// <summary>
/// What a guest shows to see and to leave their place: its number, when it was joined, and an HMAC that nobody else can make, under a key of
/// its own that is derived (RFC 5869) from the key of access tokens. Whoever joins again has another moment, and older tickets open nothing.
/// 44 letters of base64url, in one spelling.
/// </summary>
internal sealed class WaitingListTickets(SigningKeys keys)
{
    // 168 bits: with it the ticket has no bits left over in base64, which would be a second spelling.
    private const int SealBytes = 21;
    private const int SealedBytes = sizeof(int) + sizeof(long);
    private const int Bytes = SealedBytes + SealBytes;

    private readonly IReadOnlyList<byte[]> _keys = keys.For("moviebooking waiting list ticket v2"u8);

    public string Sign(int entryId, DateTimeOffset joinedAt)
    {
        Span<byte> ticket = stackalloc byte[Bytes];
        BinaryPrimitives.WriteInt32BigEndian(ticket, entryId);
        BinaryPrimitives.WriteInt64BigEndian(ticket[sizeof(int)..], joinedAt.UtcTicks);
        Seal(_keys[0], ticket[..SealedBytes]).CopyTo(ticket[SealedBytes..]);
        return Base64Url.EncodeToString(ticket);
    }

    /// <summary>Null: it is not a ticket of ours.</summary>
    public WaitingListTicket? Read(string text)
    {
        Span<byte> ticket = stackalloc byte[Bytes];
        if (
            text.Length != Base64Url.GetEncodedLength(Bytes)
            || Base64Url.DecodeFromChars(text, ticket, out _, out var length) != OperationStatus.Done
            || length != Bytes
        )
        {
            return null;
        }

        var isOurs = false;
        foreach (var key in _keys)
        {
            isOurs |= CryptographicOperations.FixedTimeEquals(Seal(key, ticket[..SealedBytes]), ticket[SealedBytes..]);
        }

        return isOurs
            ? new WaitingListTicket(
                BinaryPrimitives.ReadInt32BigEndian(ticket),
                new DateTime(BinaryPrimitives.ReadInt64BigEndian(ticket[sizeof(int)..]), DateTimeKind.Utc)
            )
            : null;
    }

    private static ReadOnlySpan<byte> Seal(byte[] key, ReadOnlySpan<byte> ticket) => HMACSHA256.HashData(key, ticket).AsSpan(0, SealBytes);
}

/// <summary>Which place a ticket is for: the one that was joined then.</summary>
internal readonly record struct WaitingListTicket(int EntryId, DateTime JoinedAt);
