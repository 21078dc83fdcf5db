using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>What a viewer of a showtime is told.</summary>
[Collection(SharedApi.Two)]
public sealed class SeatEventTests(TestApi api)
{
    [Fact]
    public async Task The_first_event_is_every_seat_of_the_map_and_nobody_may_keep_it()
    {
        var (showtimeId, seats) = await GivenAsync("A1", "B2");
        using var customer = await api.CustomerAsync();
        await customer.LockAsync(showtimeId, seats[0]).JsonAsync();
        await customer.ConfirmedAsync(showtimeId, seats[1]);
        using var stranger = api.CreateClient();

        await using var stream = await SeatStream.OpenAsync(stranger, showtimeId);
        var first = await stream.NextAsync();

        var map = await stranger.SeatMapAsync(showtimeId);
        var expected = map.GetProperty("rows").EnumerateArray().SelectMany(row => row.GetProperty("seats").EnumerateArray());
        Assert.Equal(
            expected.Select(seat => (seat.Int("seatId"), seat.Text("status"))).Order(),
            first.Seats.Select(seat => (seat.Key, seat.Value)).Order()
        );
        Assert.Equal(96, first.Seats.Count);
        Assert.Equal(map.Int("version"), first.Version);
        Assert.Equal(("message", $"{first.Version}"), (first.Type, first.Id));
        Assert.True(stream.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Held_freed_booked_sold_and_cancelled_seats_arrive_in_order()
    {
        var (showtimeId, seats) = await GivenAsync("C3");
        using var customer = await api.CustomerAsync();
        await using var stream = await OpenAsync(showtimeId);

        await customer.LockAsync(showtimeId, seats[0]).JsonAsync();
        var held = await stream.UntilAsync(seats[0], "locked");
        await customer.UnlockAsync(showtimeId, seats[0]).IsEmptyAsync();
        var freed = await stream.UntilAsync(seats[0], "available");
        var reservation = await customer.PendingAsync(showtimeId, seats[0]);
        var booked = await stream.UntilAsync(seats[0], "locked");
        await customer.ConfirmAsync(reservation).JsonAsync();
        var sold = await stream.UntilAsync(seats[0], "sold");
        await customer.CancelAsync(reservation).JsonAsync();
        var cancelled = await stream.UntilAsync(seats[0], "available");

        SeatEvent[] all = [.. held, .. freed, .. booked, .. sold, .. cancelled];
        Assert.All(all, change => Assert.Equal([seats[0]], change.Seats.Keys));
        Assert.All(all, change => Assert.Equal($"{change.Version}", change.Id));
        Assert.Equal(all.Select(change => change.Version).Distinct().Order(), all.Select(change => change.Version));
    }

    [Fact]
    public async Task A_hold_that_runs_out_is_told_though_nobody_wrote()
    {
        var (showtimeId, seats) = await GivenAsync("A1", "A2");
        using var customer = await api.CustomerAsync();
        await using var stream = await OpenAsync(showtimeId);
        await customer.LockAsync(showtimeId, seats[0]).JsonAsync();
        await stream.UntilAsync(seats[0], "locked");

        await api.Database.TimeRunsOutAsync(showtimeId);

        await stream.UntilAsync(seats[0], "available");
    }

    [Fact]
    public async Task A_pending_reservation_that_runs_out_is_told_though_nobody_wrote()
    {
        var (showtimeId, seats) = await GivenAsync("A1", "A2");
        using var customer = await api.CustomerAsync();
        await using var stream = await OpenAsync(showtimeId);
        await customer.PendingAsync(showtimeId, seats);
        await stream.UntilAsync(seats[1], "locked");

        await api.Database.TimeRunsOutAsync(showtimeId);

        var freed = (await stream.UntilAsync(seats[1], "available"))[^1];
        Assert.Equal("available", freed.Seats[seats[0]]);
        Assert.Equal("available", await customer.StatusOfAsync(showtimeId, "A1"));
    }

    [Fact]
    public async Task What_ran_out_before_anybody_watched_is_free_in_the_first_event()
    {
        var (showtimeId, seats) = await GivenAsync("A1");
        await (await api.CustomerAsync()).LockAsync(showtimeId, seats[0]).JsonAsync();
        await api.Database.TimeRunsOutAsync(showtimeId);

        await using var stream = await SeatStream.OpenAsync(api.CreateClient(), showtimeId);

        Assert.Equal("available", (await stream.NextAsync()).Seats[seats[0]]);
    }

    [Fact]
    public async Task Every_viewer_is_told_and_nobody_whose_seat_it_is()
    {
        var (showtimeId, seats) = await GivenAsync("D4");
        using var holder = await api.CustomerAsync();
        await using var own = await OpenAsync(showtimeId, holder);
        await using var other = await OpenAsync(showtimeId, await api.CustomerAsync());

        await holder.LockAsync(showtimeId, seats[0]).JsonAsync();

        await own.UntilAsync(seats[0], "locked");
        await other.UntilAsync(seats[0], "locked");
        Assert.Equal("selected", await holder.StatusOfAsync(showtimeId, "D4"));
    }

    [Fact]
    public async Task A_change_by_anybody_else_than_this_api_is_told_too()
    {
        var (showtimeId, seats) = await GivenAsync("D4");
        await using var stream = await OpenAsync(showtimeId);
        var userId = await api.Given.UserAsync();
        await using var session = await api.Database.Source.OpenConnectionAsync();

        await session.LockAsync(userId, showtimeId, $"[{seats[0]}]");

        await stream.UntilAsync(seats[0], "locked");
    }

    [Fact]
    public async Task A_change_that_a_stranger_cannot_see_names_no_seat()
    {
        var (showtimeId, seats) = await GivenAsync("D4");
        using var holder = await api.CustomerAsync();
        await holder.LockAsync(showtimeId, seats[0]).JsonAsync();
        await api.Database.TimePassesAsync(showtimeId, minutes: 5);
        await using var stream = await OpenAsync(showtimeId);

        await holder.ExtendAsync(showtimeId).JsonAsync();

        Assert.Empty((await stream.NextAsync()).Seats);
    }

    [Fact]
    public async Task One_showtimes_viewers_hear_nothing_of_another()
    {
        var (showtimeId, seats) = await GivenAsync("A1");
        var (otherId, otherSeats) = await GivenAsync("A1");
        using var customer = await api.CustomerAsync();
        await using var stream = await OpenAsync(showtimeId);

        await customer.LockAsync(otherId, otherSeats[0]).JsonAsync();
        await customer.LockAsync(showtimeId, seats[0]).JsonAsync();

        Assert.Equal([seats[0]], (await stream.NextAsync()).Seats.Keys);
    }

    private async Task<(int ShowtimeId, int[] Seats)> GivenAsync(params string[] labels)
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        return (showtimeId, await api.Given.SeatsAsync(showtimeId, labels));
    }

    /// <summary>Somebody who has read the first event.</summary>
    private async Task<SeatStream> OpenAsync(int showtimeId, HttpClient? client = null)
    {
        var stream = await SeatStream.OpenAsync(client ?? api.CreateClient(), showtimeId);
        Assert.Equal(96, (await stream.NextAsync()).Seats.Count);
        return stream;
    }
}
