using System.Text.Json;
using Microsoft.Extensions.Configuration;
using MovieBooking.Api.Http;
using MovieBooking.Api.Seats;
using MovieBooking.Db.Model;

namespace MovieBooking.Tests.Unit;

/// <summary>Whom a map alone may refuse: whoever it might wrong is for the database to judge.</summary>
public sealed class SeatMapSnapshotTests
{
    private const int Stranger = 1;
    private const int Holder = 2;
    private static readonly DateTimeOffset s_now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Each_lost_seat_is_named_with_its_reason_by_id() =>
        Assert.Equal(
            [
                new RefusedSeat(2, "A2", SeatStatus.Locked),
                new RefusedSeat(3, "A3", SeatStatus.Sold),
                new RefusedSeat(4, "A4", SeatStatus.Unavailable),
            ],
            Map().TooLate(Stranger, [4, 3, 1, 2], s_now)
        );

    [Fact]
    public void Free_seats_are_refused_to_nobody() => Assert.Empty(Map().TooLate(Stranger, [1, 5], s_now));

    [Fact]
    public void Whoever_keeps_a_seat_here_is_not_judged() => Assert.Empty(Map().TooLate(Holder, [3], s_now));

    [Fact]
    public void Nor_is_whoever_names_a_seat_of_another_screen_or_one_twice()
    {
        Assert.Empty(Map().TooLate(Stranger, [3, 99], s_now));
        Assert.Empty(Map().TooLate(Stranger, [3, 3], s_now));
    }

    [Theory]
    [InlineData("cancelled", "open", 60)]
    [InlineData("scheduled", "closed", 60)]
    [InlineData("scheduled", "open", -1)]
    // By a clock that is a little slow it has begun.
    [InlineData("scheduled", "open", 1)]
    public void What_else_is_refused_comes_first(string status, string movieStatus, int startsInMinutes) =>
        Assert.Empty(Map(status, movieStatus, startsInMinutes).TooLate(Stranger, [3], s_now));

    private static SeatMapSnapshot Map(string status = "scheduled", string movieStatus = "open", int startsInMinutes = 60) =>
        new(
            new VShowtimesDetail
            {
                Status = status,
                MovieStatus = movieStatus,
                StartTime = s_now.UtcDateTime.AddMinutes(startsInMinutes),
            },
            [Seat(1, "available"), Seat(2, "locked", Holder), Seat(3, "sold"), Seat(4, "unavailable"), Seat(5, "available")],
            null,
            long.MaxValue,
            new Currency(new ConfigurationBuilder().Build()),
            JsonSerializerOptions.Web
        );

    private static VSeatMap Seat(int number, string status, int? lockedBy = null) =>
        new()
        {
            SeatId = number,
            SeatLabel = $"A{number}",
            SeatRow = "A",
            SeatColumn = (byte)number,
            SeatClass = "standard",
            SeatStatus = status,
            LockedByUserId = lockedBy,
        };
}
