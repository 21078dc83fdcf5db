using MovieBooking.Api.Seats;
using MovieBooking.Api.Seats.Events;

namespace MovieBooking.Tests.Unit;

/// <summary>What viewers are told who have seen one version or another.</summary>
public sealed class SeatMomentTests
{
    private static readonly SeatStatus[] s_free = [SeatStatus.Available, SeatStatus.Available, SeatStatus.Available];

    [Fact]
    public void Whoever_knows_nothing_is_told_every_seat()
    {
        Assert.Equal([1, 2, 3], Ids(Moment(7, s_free).Since(null)));
    }

    [Fact]
    public void Steps_that_were_missed_become_one_with_the_last_state_of_each_seat()
    {
        var now = Then(Moment(7, s_free), (8, SeatStatus.Locked), (9, SeatStatus.Sold), (10, SeatStatus.Available));

        Assert.Equal([new SeatState(1, SeatStatus.Available)], now.Since(7));
        Assert.Empty(now.Since(10));
    }

    [Fact]
    public void A_version_inside_a_step_gets_the_whole_step()
    {
        var now = Then(Moment(7, s_free), (9, SeatStatus.Locked));

        Assert.Equal([new SeatState(1, SeatStatus.Locked)], now.Since(8));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(10)]
    [InlineData(-1)]
    public void A_version_from_before_the_history_or_from_the_future_gets_every_seat(int version)
    {
        Assert.Equal(3, Then(Moment(7, s_free), (9, SeatStatus.Locked)).Since(version).Count);
    }

    [Fact]
    public void The_history_has_an_end_and_forgets_the_oldest_step_first()
    {
        var now = Moment(0, s_free);
        for (var version = 1; version <= SeatMoment.StepsKept + 1; version++)
        {
            now = Then(now, (version, version % 2 == 0 ? SeatStatus.Available : SeatStatus.Locked));
        }

        Assert.Equal(3, now.Since(0).Count);
        Assert.Equal([new SeatState(1, SeatStatus.Locked)], now.Since(1));
        Assert.Equal([new SeatState(1, SeatStatus.Locked)], now.Since(SeatMoment.StepsKept));
    }

    [Fact]
    public void A_database_set_back_to_a_backup_begins_a_new_history()
    {
        var now = Then(Moment(7, s_free), (9, SeatStatus.Locked), (8, SeatStatus.Available));

        Assert.Equal(3, now.Since(9).Count);
        Assert.Equal(3, now.Since(7).Count);
        Assert.Empty(now.Since(8));
    }

    [Fact]
    public void Seats_of_another_screen_are_all_told()
    {
        var now = Moment(7, s_free)
            .Next(8, [new SeatState(50, SeatStatus.Available), new SeatState(51, SeatStatus.Available)], closed: null);

        Assert.Equal([50, 51], Ids(now.Since(7)));
    }

    [Fact]
    public void An_end_changes_no_seat_and_keeps_the_history()
    {
        var now = Then(Moment(7, s_free), (8, SeatStatus.Locked));
        var ended = now.Next(8, now.Seats, SeatEventsEnd.ShowStarted);

        Assert.Equal(SeatEventsEnd.ShowStarted, ended.Closed);
        Assert.Equal([1], Ids(ended.Since(7)));
        Assert.Empty(ended.Since(8));
    }

    private static SeatMoment Moment(int version, SeatStatus[] seats) => new(version, Seats(seats), closed: null);

    /// <summary>Versions at which the first seat became something.</summary>
    private static SeatMoment Then(SeatMoment moment, params (int Version, SeatStatus First)[] steps) =>
        steps.Aggregate(moment, (now, step) => now.Next(step.Version, Seats([step.First, .. s_free[1..]]), closed: null));

    private static SeatState[] Seats(SeatStatus[] seats) => [.. seats.Select((status, index) => new SeatState(index + 1, status))];

    private static int[] Ids(IReadOnlyList<SeatState> seats) => [.. seats.Select(seat => seat.SeatId)];
}
