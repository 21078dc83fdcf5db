using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

[Collection(SharedApi.One)]
public sealed class SeatLockTests(TestApi api)
{
    [Fact]
    public async Task A_hold_has_a_price_and_lasts_15_minutes_by_the_cinemas_clock()
    {
        var showtimeId = await api.Given.ShowtimeAsync(screenId: await api.Given.ScreenAsync("3D", timeZone: "Asia/Tokyo"));
        var seatId = await api.Given.SeatAsync(showtimeId, "F3");
        var before = DateTimeOffset.UtcNow;

        var held = await (await api.CustomerAsync()).LockAsync(showtimeId, seatId).JsonAsync();

        held.Has("showtimeId", "seatId", "price", "expiresAt", "wouldLeaveLoneSeat");
        Assert.Equal((showtimeId, seatId), (held.Int("showtimeId"), held.Int("seatId")));
        Assert.Equal("20.00", held.GetProperty("price").GetRawText());
        Assert.EndsWith("+09:00", held.Text("expiresAt"), StringComparison.Ordinal);
        Assert.InRange(held.Time("expiresAt"), before.AddMinutes(15), DateTimeOffset.UtcNow.AddMinutes(15));
    }

    [Fact]
    public async Task Holding_again_renews_nothing_and_a_later_seat_takes_the_first_ones_expiry()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seats = await api.Given.SeatsAsync(showtimeId, "A1", "A2");
        var customer = await api.CustomerAsync();

        var first = (await customer.LockAsync(showtimeId, seats[0]).JsonAsync()).Text("expiresAt");
        var again = (await customer.LockAsync(showtimeId, seats[0]).JsonAsync()).Text("expiresAt");
        var second = (await customer.LockAsync(showtimeId, seats[1]).JsonAsync()).Text("expiresAt");

        Assert.Equal([first, first], [again, second]);
    }

    [Fact]
    public async Task Unlocking_frees_the_seat_and_unlocking_again_is_204_too()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seatId = await api.Given.SeatAsync(showtimeId, "A1");
        var customer = await api.CustomerAsync();
        await customer.LockAsync(showtimeId, seatId).JsonAsync();

        await customer.UnlockAsync(showtimeId, seatId).IsEmptyAsync();
        await customer.UnlockAsync(showtimeId, seatId).IsEmptyAsync();

        await (await api.CustomerAsync()).LockAsync(showtimeId, seatId).JsonAsync();
    }

    [Fact]
    public async Task Unlocking_touches_neither_another_persons_hold_nor_ones_own_pending_reservation()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seats = await api.Given.SeatsAsync(showtimeId, "A1", "A2");
        var (customer, other) = (await api.CustomerAsync(), await api.CustomerAsync());
        await customer.PendingAsync(showtimeId, seats[0]);
        await other.LockAsync(showtimeId, seats[1]).JsonAsync();

        await customer.UnlockAsync(showtimeId, seats[0]).IsEmptyAsync();
        await customer.UnlockAsync(showtimeId, seats[1]).IsEmptyAsync();

        Assert.Equal("selected", await customer.StatusOfAsync(showtimeId, "A1"));
        Assert.Equal("selected", await other.StatusOfAsync(showtimeId, "A2"));
    }

    [Fact]
    public async Task An_expired_hold_goes_to_whoever_takes_it_next()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seatId = await api.Given.SeatAsync(showtimeId, "A1");
        await (await api.CustomerAsync()).LockAsync(showtimeId, seatId).JsonAsync();
        await api.Database.TimeRunsOutAsync(showtimeId);

        await (await api.CustomerAsync()).LockAsync(showtimeId, seatId).JsonAsync();
    }

    [Fact]
    public async Task Ten_seats_are_the_most_that_one_person_keeps_holds_and_pending_ones_together()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seats = await api.Given.SeatsAsync(showtimeId, "A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "A10", "A11");
        var customer = await api.CustomerAsync();
        await customer.PendingAsync(showtimeId, seats[..6]);
        foreach (var seatId in seats[6..10])
        {
            await customer.LockAsync(showtimeId, seatId).JsonAsync();
        }

        await customer.LockAsync(showtimeId, seats[10]).ProblemAsync(409, "hold_limit");
        await customer.LockAsync(showtimeId, seats[9]).JsonAsync();
        await (await api.CustomerAsync()).LockAsync(showtimeId, seats[10]).JsonAsync();
    }

    [Fact]
    public async Task A_fourth_showtime_at_a_time_and_one_let_go_twice_are_refused_and_say_when_to_come_again()
    {
        var customer = await api.CustomerAsync();
        var (showtimes, seats) = (new int[4], new int[4]);
        for (var number = 0; number < showtimes.Length; number++)
        {
            showtimes[number] = await api.Given.ShowtimeAsync();
            seats[number] = await api.Given.SeatAsync(showtimes[number], "A1");
        }

        for (var number = 0; number < 3; number++)
        {
            await customer.LockAsync(showtimes[number], seats[number]).JsonAsync();
        }

        var answer = await customer.LockAsync(showtimes[3], seats[3]);
        Assert.InRange(answer.Headers.RetryAfter?.Delta ?? TimeSpan.Zero, TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
        var limit = await Task.FromResult(answer).ProblemAsync(409, "showtime_limit");
        Assert.EndsWith("or come again in 15 min.", limit.Text("detail"), StringComparison.Ordinal);
        Assert.InRange(
            limit.GetProperty("retryAt").GetDateTimeOffset(),
            DateTimeOffset.UtcNow.AddMinutes(14),
            DateTimeOffset.UtcNow.AddMinutes(16)
        );
        await customer.ReserveAsync(showtimes[3], seats[3]).ProblemAsync(409, "showtime_limit");

        await api.Database.TimeRunsOutAsync(showtimes[0]);
        await customer.ReserveAsync(showtimes[0], seats[0]).JsonAsync(System.Net.HttpStatusCode.Created);
        await api.Database.TimeRunsOutAsync(showtimes[0]);
        var paused = await customer.LockAsync(showtimes[0], seats[0]);
        Assert.InRange(paused.Headers.RetryAfter?.Delta ?? TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5));
        (await Task.FromResult(paused).ProblemAsync(409, "hold_pause")).Has("code", "title", "status", "detail", "retryAt", "traceId");
    }

    [Fact]
    public async Task A_seat_or_showtime_that_is_not_there_is_404()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var foreign = await api.Given.SeatAsync(await api.Given.ShowtimeAsync(), "A1");
        var seatId = await api.Given.SeatAsync(showtimeId, "A1");
        var customer = await api.CustomerAsync();

        foreach (
            var (show, seat) in new[]
            {
                (showtimeId, 999999),
                (showtimeId, foreign),
                (999999, seatId),
                (showtimeId, 0),
                (showtimeId, -1),
                (0, seatId),
            }
        )
        {
            await customer.LockAsync(show, seat).ProblemAsync(404, "not_found");
            await customer.UnlockAsync(show, seat).ProblemAsync(404, "not_found");
        }
    }

    [Fact]
    public async Task Holding_needs_somebody_to_hold_for()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seatId = await api.Given.SeatAsync(showtimeId, "A1");

        await api.CreateClient().LockAsync(showtimeId, seatId).ProblemAsync(401, "unauthenticated");
        await api.CreateClient().UnlockAsync(showtimeId, seatId).ProblemAsync(401, "unauthenticated");
    }
}
