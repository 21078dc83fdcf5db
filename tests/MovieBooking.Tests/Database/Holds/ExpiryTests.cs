using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>What has run out is free by the clock alone; the next taker, or sp_clear_expired, clears it away.</summary>
public sealed class ExpiryTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateTime s_over = Show.Noon.AddMinutes(15);

    private readonly Given _given = new(database);

    [Fact]
    public async Task A_hold_keeps_its_seat_to_the_last_moment_and_then_no_more()
    {
        var show = await Show.GivenAsync(database);
        var next = await _given.UserAsync();
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.LockAsync(await _given.UserAsync(), show, "A1");

        await session.SetClockAsync(s_over.AddMilliseconds(-1));
        await BookingRoutines.RefusedAsync(45010, session.LockAsync(next, show, "A1"));
        await session.SetClockAsync(s_over);
        await session.LockAsync(next, show, "A1");

        Assert.Equal([$"A1 {next} 8.00 2030-03-01T12:30:00"], await show.HoldsAsync());
        Assert.Equal(2, await show.VersionAsync());
    }

    [Fact]
    public async Task Ones_own_expired_hold_starts_anew()
    {
        var show = await Show.GivenAsync(database);
        var user = await _given.UserAsync();
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.LockAsync(user, show, "A1", "A2");

        await session.SetClockAsync(s_over);
        await session.LockAsync(user, show, "A1");

        Assert.Equal([$"A1 {user} 8.00 2030-03-01T12:30:00"], await show.HoldsAsync());
    }

    [Fact]
    public async Task A_pending_reservation_keeps_its_seats_to_the_last_moment_and_then_no_more()
    {
        var show = await Show.GivenAsync(database);
        var (late, next) = (await _given.UserAsync(), await _given.UserAsync());
        await using var session = await Show.AtAsync(database, Show.Noon);
        var expired = await session.CreateAsync(late, show, "A1", "A2");

        await session.SetClockAsync(s_over.AddMilliseconds(-1));
        await BookingRoutines.RefusedAsync(45010, session.CreateAsync(next, show, "A1"));
        await session.SetClockAsync(s_over);
        await session.CreateAsync(next, show, "A1");

        Assert.Equal(["A1 8.00 pending"], await show.TicketsAsync());
        Assert.Equal(
            ["expired"],
            await database.LinesAsync("SELECT status FROM reservations WHERE reservation_id = @id", ("@id", expired))
        );
        Assert.Equal(
            [$"{show["A1"]} 8.00 0.00 2030-03-01T12:15:00", $"{show["A2"]} 8.00 0.00 2030-03-01T12:15:00"],
            await database.LinesAsync(
                "SELECT seat_id, price, refund_due, cancelled_at FROM cancelled_tickets WHERE reservation_id = @id ORDER BY seat_id",
                ("@id", expired)
            )
        );
    }

    [Fact]
    public async Task An_expired_pending_reservation_does_not_stand_in_its_own_owners_way()
    {
        var show = await Show.GivenAsync(database);
        var user = await _given.UserAsync();
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.CreateAsync(user, show, "A1");

        await session.SetClockAsync(s_over);
        await session.LockAsync(user, show, "A1");

        Assert.Empty(await show.TicketsAsync());
        Assert.Single(await show.HoldsAsync());
    }

    [Fact]
    public async Task Clearing_frees_what_has_run_out_and_nothing_else()
    {
        var (show, other) = (await Show.GivenAsync(database), await Show.GivenAsync(database));
        var (early, late) = (await _given.UserAsync(), await _given.UserAsync());
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.LockAsync(early, show, "A1", "A2");
        await session.CreateAsync(early, show, "B1", "B2");
        await session.SellAsync(early, show, "C1");
        await session.LockAsync(early, other, "A1");
        await session.SetClockAsync(Show.Noon.AddMinutes(1));
        await session.LockAsync(late, show, "A3");
        await session.CreateAsync(late, show, "B3");

        await session.ExecuteAsync("CALL sp_clear_expired(@show, @now, @test_cleared)", ("@show", show.Id), ("@now", s_over));

        // Two holds and one reservation.
        Assert.Equal(3, await session.ScalarAsync<int>("SELECT @test_cleared"));
        Assert.Equal([$"A3 {late} 8.00 2030-03-01T12:16:00"], await show.HoldsAsync());
        Assert.Equal(["B3 8.00 pending", "C1 8.00 confirmed"], await show.TicketsAsync());
        Assert.Single(await other.HoldsAsync());
    }

    [Fact]
    public async Task Clearing_where_nothing_has_run_out_says_so()
    {
        var show = await Show.GivenAsync(database);
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.LockAsync(await _given.UserAsync(), show, "A1");
        var before = await show.StateAsync();

        await noon.ExecuteAsync("CALL sp_clear_expired(@show, @now, @test_cleared)", ("@show", show.Id), ("@now", Show.Noon));

        Assert.Equal(0, await noon.ScalarAsync<int>("SELECT @test_cleared"));
        Assert.Equal(before, await show.StateAsync());
    }

    [Fact]
    public async Task A_refused_taker_clears_nothing()
    {
        var show = await Show.GivenAsync(database);
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.LockAsync(await _given.UserAsync(), show, "A1");
        await session.SellAsync(await _given.UserAsync(), show, "A2");
        var before = await show.StateAsync();

        await session.SetClockAsync(s_over);
        await BookingRoutines.RefusedAsync(45010, session.LockAsync(await _given.UserAsync(), show, "A1", "A2"));

        Assert.Equal(before, await show.StateAsync());
    }
}
