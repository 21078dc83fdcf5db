using FsCheck.Fluent;
using MovieBooking.Api.Queue;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Unit;

/// <summary>When a waiting room lets a place in, by its rates.</summary>
public sealed class WaitingRoomTests
{
    private static readonly DateTime s_noon = Show.Noon;

    // 60 a minute from noon on; from place 6 on, at 12:00:04.5, six a minute.
    private static readonly WaitingRoom s_room = new(
        RoomId: 1,
        BookingMinutes: 10,
        NextPlace: 12,
        Joined: 11,
        [new AdmissionRate(1, s_noon, 60), new AdmissionRate(6, s_noon.AddSeconds(4.5), 6)]
    );

    [Theory]
    [InlineData(1, 0)]
    [InlineData(5, 4)]
    [InlineData(6, 4.5)]
    [InlineData(7, 14.5)]
    [InlineData(1_000_006, 10_000_004.5)]
    public void A_place_is_let_in_at_the_rate_that_counts_for_it(long place, double seconds) =>
        Assert.Equal(s_noon.AddSeconds(seconds), s_room.AdmitsAt(place));

    [Fact]
    public void It_waits_until_its_moment_and_may_book_until_the_window_ends()
    {
        var moment = s_room.AdmitsAt(7);

        Assert.Equal(Turn.Waiting, s_room.TurnOf(7, moment.AddTicks(-1)));
        Assert.Equal(Turn.Admitted, s_room.TurnOf(7, moment));
        Assert.Equal(Turn.Admitted, s_room.TurnOf(7, moment.AddMinutes(10).AddTicks(-1)));
        Assert.Equal(Turn.Over, s_room.TurnOf(7, moment.AddMinutes(10)));
        Assert.Equal((7, 5), (s_room.FirstWaiting(s_noon.AddSeconds(10)), s_room.Waiting(s_noon.AddSeconds(10))));
        Assert.Equal(0, s_room.Waiting(s_noon.AddHours(1)));
    }

    [Fact]
    public Task The_first_who_waits_is_the_first_whose_moment_has_not_come() =>
        RandomInput.HoldsAsync(
            1_000,
            (
                from place in Gen.Choose(1, 1_000)
                from rate in Gen.Choose(1, 10_000)
                from microseconds in Gen.Choose(-1_000_000, int.MaxValue)
                select (place, rate, microseconds)
            ).ToArbitrary(),
            input =>
            {
                var room = s_room with { Rates = [new AdmissionRate(input.place, s_noon, input.rate)] };
                var now = s_noon.AddMicroseconds(input.microseconds);

                var first = room.FirstWaiting(now);

                Assert.True(room.AdmitsAt(first) > now, $"{first} has been let in");
                Assert.True(first == input.place || room.AdmitsAt(first - 1) <= now, $"{first - 1} waits");
                return Task.CompletedTask;
            }
        );
}
