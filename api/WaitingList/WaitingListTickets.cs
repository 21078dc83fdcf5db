using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using MovieBooking.Api.Auth;

namespace MovieBooking.Api.WaitingList;

/// <summary>
/// What a guest shows to see and to leave their place: its number, and an HMAC that nobody else can make, under a key of its own that is
/// derived (RFC 5869) from the key of access tokens. 36 letters of base64url, in one spelling.
/// </summary>
internal sealed class WaitingListTickets(SigningKeys keys)
{
    // 184 bits: with it the ticket has no bits left over in base64, which would be a second spelling.
    private const int SealBytes = 23;
    private const int Bytes = sizeof(int) + SealBytes;

    private readonly IReadOnlyList<byte[]> _keys = keys.For("moviebooking waiting list ticket v1"u8);

    public string Sign(int entryId)
    {
        Span<byte> ticket = stackalloc byte[Bytes];
        BinaryPrimitives.WriteInt32BigEndian(ticket, entryId);
        Seal(_keys[0], ticket[..sizeof(int)]).CopyTo(ticket[sizeof(int)..]);
        return Base64Url.EncodeToString(ticket);
    }

    /// <summary>Null: it is not a ticket of ours.</summary>
    public int? Read(string text)
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
            isOurs |= CryptographicOperations.FixedTimeEquals(Seal(key, ticket[..sizeof(int)]), ticket[sizeof(int)..]);
        }

        return isOurs ? BinaryPrimitives.ReadInt32BigEndian(ticket) : null;
    }

    private static ReadOnlySpan<byte> Seal(byte[] key, ReadOnlySpan<byte> entryId) =>
        HMACSHA256.HashData(key, entryId).AsSpan(0, SealBytes);
}
