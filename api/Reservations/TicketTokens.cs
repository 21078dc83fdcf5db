using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MovieBooking.Api.Hosting;

namespace MovieBooking.Api.Reservations;

/// <summary>What a ticket's token says. That the ticket still stands, only the database knows.</summary>
internal sealed record TicketClaim(int TicketId, int ShowtimeId);

/// <summary>
/// What a ticket's QR code holds: a token that nobody else can make. Version, number of the key, ticket and showtime, and an HMAC
/// over them: 20 bytes in base32 (RFC 4648), in one spelling. Its 32 letters and digits are of the alphanumeric mode of QR codes,
/// and fill the same size of code as a denser alphabet would. 80 bits of HMAC are the least that RFC 2104, section 5, recommends.
/// Keys are the settings <c>Tickets:Keys:1</c> to <c>:255</c>: the highest number signs, each one verifies until it is removed.
/// </summary>
internal sealed class TicketTokens
{
    /// <summary>The keys, by number.</summary>
    public const string Setting = "Tickets:Keys";

    private const byte Version = 1;
    private const int ClaimBytes = 2 + (2 * sizeof(int));
    private const int SealBytes = 10;
    private const int Letters = (ClaimBytes + SealBytes) * 8 / BitsOfLetter;
    private const int BitsOfLetter = 5;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private readonly byte[]?[] _keys = new byte[byte.MaxValue + 1][];
    private readonly byte _newest;

    public TicketTokens(IConfiguration configuration)
    {
        foreach (var (key, secret) in Secrets(configuration))
        {
            _keys[key] = HKDF.DeriveKey(
                HashAlgorithmName.SHA256,
                Encoding.UTF8.GetBytes(secret),
                outputLength: 32,
                info: "moviebooking ticket v1"u8.ToArray()
            );
            _newest = Math.Max(_newest, key);
        }
    }

    /// <summary>What keeps the application from starting.</summary>
    public static IEnumerable<string> Problems(IConfiguration configuration)
    {
        var secrets = Settings(configuration).ToList();
        return secrets.Count == 0
            ? [ProductionSettings.WhatIsWrongWithKey("Tickets__Keys__1", null)!]
            : secrets
                .Select(entry =>
                    Number(entry.Key) is null
                        ? $"Tickets__Keys__{entry.Key} is no number of a key: 1 to {byte.MaxValue}."
                        : ProductionSettings.WhatIsWrongWithKey($"Tickets__Keys__{entry.Key}", entry.Value)
                )
                .OfType<string>();
    }

    /// <summary>What its keys are made of, and those of the lists of doors.</summary>
    public static IEnumerable<(byte Number, string Text)> Secrets(IConfiguration configuration) =>
        Settings(configuration)
            .Select(entry =>
                (Number(entry.Key) ?? throw new InvalidOperationException("A number of a key of tickets is none."), entry.Value)
            );

    /// <summary>The same reservation, each ticket with its token; only of a confirmed one do tickets let anybody in.</summary>
    public Reservation Sign(Reservation reservation) =>
        reservation.Status == ReservationStatus.Confirmed
            ? reservation with
            {
                Tickets =
                [
                    .. reservation.Tickets.Select(ticket =>
                        ticket with
                        {
                            Token = Sign(new TicketClaim(ticket.TicketId, reservation.Showtime.ShowtimeId)),
                        }
                    ),
                ],
            }
            : reservation;

    public string Sign(TicketClaim claim) =>
        Sign(claim, _newest, _keys[_newest] ?? throw new InvalidOperationException($"{Setting} is missing."));

    /// <summary>Each token of a ticket that <see cref="Read"/> takes: one for each key.</summary>
    public IEnumerable<string> All(TicketClaim claim) =>
        _keys.Index().Where(key => key.Item is not null).Select(key => Sign(claim, (byte)key.Index, key.Item!));

    private static string Sign(TicketClaim claim, byte number, byte[] key)
    {
        Span<byte> bytes = stackalloc byte[ClaimBytes + SealBytes];
        bytes[0] = Version;
        bytes[1] = number;
        BinaryPrimitives.WriteInt32BigEndian(bytes[2..], claim.TicketId);
        BinaryPrimitives.WriteInt32BigEndian(bytes[6..], claim.ShowtimeId);
        Seal(key, bytes[..ClaimBytes], bytes[ClaimBytes..]);
        return Encode(bytes);
    }

    /// <summary>
    /// Null: we have not made it, or with a key that was removed. A ticket that was cancelled since reads as it did: its number is
    /// then one of <c>cancelled_tickets</c>, which tells it from a forged one.
    /// </summary>
    public TicketClaim? Read(string text)
    {
        Span<byte> bytes = stackalloc byte[ClaimBytes + SealBytes];
        if (!TryDecode(text, bytes) || bytes[0] != Version || _keys[bytes[1]] is not { } key)
        {
            return null;
        }

        Span<byte> seal = stackalloc byte[SealBytes];
        Seal(key, bytes[..ClaimBytes], seal);
        return CryptographicOperations.FixedTimeEquals(seal, bytes[ClaimBytes..])
            ? new TicketClaim(BinaryPrimitives.ReadInt32BigEndian(bytes[2..]), BinaryPrimitives.ReadInt32BigEndian(bytes[6..]))
            : null;
    }

    /// <summary>Whether a text has the form of a token, whoever made it.</summary>
    public static bool LooksLikeOne(string text) => text.Length == Letters && text.All(letter => Alphabet.Contains(letter));

    private static void Seal(byte[] key, ReadOnlySpan<byte> claim, Span<byte> seal)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, claim, hash);
        hash[..SealBytes].CopyTo(seal);
    }

    private static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(Letters);
        var (bits, count) = (0, 0);
        foreach (var next in bytes)
        {
            (bits, count) = ((bits << 8) | next, count + 8);
            for (; count >= BitsOfLetter; count -= BitsOfLetter)
            {
                text.Append(Alphabet[(bits >> (count - BitsOfLetter)) & 31]);
            }
        }

        return text.ToString();
    }

    private static bool TryDecode(string text, Span<byte> bytes)
    {
        if (text.Length != Letters)
        {
            return false;
        }

        var (bits, count, written) = (0, 0, 0);
        foreach (var letter in text)
        {
            var value = Alphabet.IndexOf(letter, StringComparison.Ordinal);
            if (value < 0)
            {
                return false;
            }

            (bits, count) = ((bits << BitsOfLetter) | value, count + BitsOfLetter);
            if (count >= 8)
            {
                count -= 8;
                bytes[written++] = (byte)(bits >> count);
            }
        }

        return true;
    }

    // An empty one is as good as none: that is how a container's environment leaves it out.
    private static IEnumerable<(string Key, string Value)> Settings(IConfiguration configuration) =>
        configuration
            .GetSection(Setting)
            .GetChildren()
            .Where(entry => !string.IsNullOrEmpty(entry.Value))
            .Select(entry => (entry.Key, entry.Value!));

    private static byte? Number(string text) =>
        byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
