using System.Buffers.Text;
using Microsoft.Extensions.Configuration;
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

    private static QueueTickets Tickets(string key) =>
        new(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Auth:SigningKey", (string?)key)]).Build());
}
