using System.Buffers.Text;
using Microsoft.Extensions.Configuration;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Queue;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Unit;

/// <summary>A ticket of the queue says a room and a place, and nobody else can make one.</summary>
public sealed class QueueTicketsTests
{
    private static readonly QueueTickets s_tickets = Tickets(TestApi.SigningKey);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(int.MaxValue, long.MaxValue)]
    [InlineData(7, 1_000_000)]
    public void It_is_read_as_it_was_signed(int roomId, long place)
    {
        var text = s_tickets.Sign(new QueueTicket(roomId, place));

        Assert.Equal(48, text.Length);
        Assert.Equal(new QueueTicket(roomId, place), s_tickets.Read(text));
    }

    [Fact]
    public void With_any_bit_changed_it_is_none()
    {
        var bytes = Base64Url.DecodeFromChars(s_tickets.Sign(new QueueTicket(7, 42)));
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.Null(s_tickets.Read(Base64Url.EncodeToString(bytes)));
            bytes[bit / 8] ^= (byte)(1 << bit % 8);
        }

        Assert.NotNull(s_tickets.Read(Base64Url.EncodeToString(bytes)));
    }

    [Fact]
    public void One_spelling_alone_is_taken()
    {
        var text = s_tickets.Sign(new QueueTicket(7, 42));
        string[] others =
        [
            "",
            " ",
            text[..^1],
            text + "A",
            text + "=",
            " " + text[1..],
            text[..^4] + "====",
            text[..^1] + "é",
            new('A', 48),
            new('A', 100_000),
        ];

        Assert.All(others, other => Assert.Null(s_tickets.Read(other)));
    }

    [Fact]
    public void Another_installation_has_other_tickets() =>
        Assert.Null(Tickets(TestApi.SigningKey + "2").Read(s_tickets.Sign(new QueueTicket(7, 42))));

    [Fact]
    public void With_a_new_key_those_of_the_one_before_are_as_good()
    {
        var ticket = new QueueTicket(7, 42);
        var both = Tickets("a new key of thirty-two bytes or more", TestApi.SigningKey);

        Assert.Equal(ticket, both.Read(s_tickets.Sign(ticket)));
        Assert.Equal(ticket, both.Read(both.Sign(ticket)));
        Assert.Equal(ticket, Tickets("a new key of thirty-two bytes or more").Read(both.Sign(ticket)));
        Assert.Null(s_tickets.Read(both.Sign(ticket)));
    }

    private static QueueTickets Tickets(string key, string? previous = null) =>
        new(
            new SigningKeys(
                new ConfigurationBuilder()
                    .AddInMemoryCollection(
                        new Dictionary<string, string?>(StringComparer.Ordinal)
                        {
                            [SigningKeys.Setting] = key,
                            [SigningKeys.PreviousSetting] = previous,
                        }
                    )
                    .Build()
            )
        );
}
