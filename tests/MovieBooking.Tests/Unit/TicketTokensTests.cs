using System.Collections;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using MovieBooking.Api.Reservations;
using QRCoder;

namespace MovieBooking.Tests.Unit;

/// <summary>A ticket's token says a ticket and a showtime, and nobody else can make one.</summary>
public sealed partial class TicketTokensTests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const string First = "the first key of the tickets of these tests 0123456789";
    private const string Second = "the second key of the tickets of these tests 0123456789";

    private static readonly TicketClaim s_claim = new(42, 7);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(1_000_000, 7)]
    public void It_is_read_as_it_was_signed_and_fits_the_small_codes(int ticketId, int showtimeId)
    {
        var tokens = Tokens(("1", First));

        var text = tokens.Sign(new TicketClaim(ticketId, showtimeId));

        Assert.Equal(new TicketClaim(ticketId, showtimeId), tokens.Read(text));
        Assert.Matches(Shape(), text);
        // Version 2 of ISO/IEC 18004, 25 modules, and four light ones around: only the alphanumeric mode gets 32 signs into it.
        using var code = new QRCodeGenerator().CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        Assert.Equal(25 + (2 * 4), code.ModuleMatrix.Count);
    }

    [Fact]
    public void With_any_bit_changed_it_is_none()
    {
        var tokens = Tokens(("1", First), ("2", Second));
        var bits = Bits(tokens.Sign(s_claim));
        for (var bit = 0; bit < bits.Count; bit++)
        {
            bits[bit] = !bits[bit];
            // Among them: another version, another key, another ticket, another showtime, another signature.
            Assert.Null(tokens.Read(Text(bits)));
            bits[bit] = !bits[bit];
        }

        Assert.Equal(160, bits.Count);
        Assert.Equal(s_claim, tokens.Read(Text(bits)));
    }

    [Fact]
    public void The_newest_key_signs_and_an_older_one_is_good_until_it_is_removed()
    {
        var before = Tokens(("1", First)).Sign(s_claim);
        var both = Tokens(("1", First), ("2", Second));
        var after = both.Sign(s_claim);

        Assert.NotEqual(before, after);
        Assert.Equal((s_claim, s_claim), (both.Read(before), both.Read(after)));
        var later = Tokens(("2", Second), ("10", First));
        Assert.Null(later.Read(before));
        Assert.Equal(s_claim, later.Read(after));
        // 10 is newer than 2, whatever the order of letters.
        Assert.Null(both.Read(later.Sign(s_claim)));
    }

    [Fact]
    public void Another_secret_under_the_same_number_is_another_key() =>
        Assert.Null(Tokens(("1", Second)).Read(Tokens(("1", First)).Sign(s_claim)));

    [Fact]
    public void A_signature_is_of_its_own_showtime_and_ticket()
    {
        var tokens = Tokens(("1", First));
        var (one, other, next) = (tokens.Sign(s_claim), tokens.Sign(new TicketClaim(42, 8)), tokens.Sign(new TicketClaim(43, 7)));

        // The claim of one with the signature of another: 10 bytes are 16 letters.
        Assert.Null(tokens.Read(one[..16] + other[16..]));
        Assert.Null(tokens.Read(one[..16] + next[16..]));
        Assert.Null(tokens.Read(other[..16] + one[16..]));
    }

    [Fact]
    public void One_spelling_alone_is_taken()
    {
        var tokens = Tokens(("1", First));
        var text = tokens.Sign(s_claim);
        string[] others =
        [
            "",
            " ",
            text[..^1],
            text + "A",
            text + "=",
            " " + text,
            text.ToLowerInvariant(),
            text[..^1] + "é",
            text[..^1] + "1",
            new('A', 32),
            new('7', 32),
            new('A', 100_000),
            $"https://example.org/{text}",
        ];

        Assert.All(others, other => Assert.Null(tokens.Read(other)));
    }

    [Fact]
    public void Whatever_is_shown_at_the_door_is_an_answer()
    {
        var tokens = Tokens(("1", First));
        var random = new Random(20261128);
        for (var i = 0; i < 2000; i++)
        {
            var letters = Enumerable.Range(0, random.Next(64)).Select(_ => (char)random.Next(1, 0x250)).ToArray();
            Assert.Null(tokens.Read(new string(letters)));
            Assert.Null(tokens.Read(new string(random.GetItems<char>(Alphabet, 32))));
        }
    }

    [Fact]
    public void Without_a_key_nothing_is_signed_and_nothing_read()
    {
        var none = Tokens();

        Assert.Throws<InvalidOperationException>(() => none.Sign(s_claim));
        Assert.Null(none.Read(Tokens(("1", First)).Sign(s_claim)));
        Assert.Null(none.Read(new string('A', 32)));
    }

    private static BitArray Bits(string text)
    {
        var bits = new BitArray(text.Length * 5);
        foreach (var (index, letter) in text.Index())
        {
            for (var bit = 0; bit < 5; bit++)
            {
                bits[(index * 5) + bit] = (Alphabet.IndexOf(letter, StringComparison.Ordinal) >> (4 - bit) & 1) == 1;
            }
        }

        return bits;
    }

    private static string Text(BitArray bits) =>
        string.Concat(
            Enumerable
                .Range(0, bits.Count / 5)
                .Select(at => Alphabet[Enumerable.Range(at * 5, 5).Aggregate(0, (sum, bit) => (sum * 2) + (bits[bit] ? 1 : 0))])
        );

    private static TicketTokens Tokens(params (string Number, string Key)[] keys) =>
        new(
            new ConfigurationBuilder()
                .AddInMemoryCollection(keys.Select(key => KeyValuePair.Create($"Tickets:Keys:{key.Number}", (string?)key.Key)))
                .Build()
        );

    [GeneratedRegex("^[A-Z2-7]{32}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
