using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>sp_release_expired for one showtime; sp_sweep_expired for all, in databases of their own.</summary>
public sealed class SweepTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateTime s_over = Show.Noon.AddMinutes(15);

    [Fact]
    public async Task Releasing_frees_expired_holds_and_pending_seats_at_once_and_leaves_what_lives()
    {
        var (show, other) = (await Show.GivenAsync(database), await Show.GivenAsync(database));
        var (early, late) = await TwoUsersAsync(database);
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.LockAsync(early, show, "A1", "A2");
        await session.LockAsync(early, other, "A1");
        var expired = await session.CreateAsync(early, show, "B1", "H1");
        await session.SellAsync(early, show, "C1");
        await session.SetClockAsync(Show.Noon.AddMinutes(1));
        await session.LockAsync(late, show, "A3");
        await session.CreateAsync(late, show, "B3");
        var version = await show.VersionAsync();

        await session.SetClockAsync(s_over);
        await session.ReleaseAsync(show);

        Assert.Equal([$"A3 {late} 8.00 2030-03-01T12:16:00"], await show.HoldsAsync());
        Assert.Equal(["B3 8.00 pending", "C1 8.00 confirmed"], await show.TicketsAsync());
        Assert.Equal(version + 1, await show.VersionAsync());
        Assert.Equal(
            [$"expired {show["B1"]} 8.00 0.00 2030-03-01T12:15:00", $"expired {show["H1"]} 16.00 0.00 2030-03-01T12:15:00"],
            await database.LinesAsync(
                """
                SELECT reservations.status, cancelled_tickets.seat_id, cancelled_tickets.price, cancelled_tickets.refund_due, cancelled_tickets.cancelled_at
                FROM cancelled_tickets
                INNER JOIN reservations ON reservations.reservation_id = cancelled_tickets.reservation_id
                WHERE cancelled_tickets.reservation_id = @id
                ORDER BY cancelled_tickets.seat_id
                """,
                ("@id", expired)
            )
        );
        Assert.Single(await other.HoldsAsync());
    }

    [Fact]
    public async Task Releasing_again_or_before_time_changes_nothing()
    {
        var show = await Show.GivenAsync(database);
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.LockAsync(await new Given(database).UserAsync(), show, "A1");
        var held = await show.StateAsync();

        await session.SetClockAsync(s_over.AddMilliseconds(-1));
        await session.ReleaseAsync(show);
        Assert.Equal(held, await show.StateAsync());

        await session.SetClockAsync(s_over);
        await session.ReleaseAsync(show);
        var released = await show.StateAsync();
        await session.ReleaseAsync(show);

        Assert.NotEqual(held, released);
        Assert.Equal(released, await show.StateAsync());
    }

    [Fact]
    public async Task Releasing_an_unknown_showtime_does_nothing() =>
        Assert.Equal(0, await Race.ErrorOfAsync(database.ExecuteAsync("CALL sp_release_expired(0)")));

    [Fact]
    public async Task Releasing_waits_for_the_showtime_and_sees_what_was_done_meanwhile()
    {
        var show = await Show.GivenAsync(database);
        var user = await new Given(database).UserAsync();
        await using var owner = await Show.AtAsync(database, Show.Noon);
        await owner.LockAsync(user, show, "A1");
        await owner.SetClockAsync(Show.Noon.AddMinutes(14));
        await owner.BeginAsync();
        await owner.ExtendAsync(user, show);

        await using var sweeper = await Show.AtAsync(database, s_over);
        var release = sweeper.ReleaseAsync(show);
        await Race.QueuedAsync(database, sweeper, release);
        Assert.False(release.IsCompleted);
        await owner.ExecuteAsync("COMMIT");
        await release;

        Assert.Equal([$"A1 {user} 8.00 2030-03-01T12:29:00"], await show.HoldsAsync());
        Assert.Equal(2, await show.VersionAsync());
    }

    [Fact]
    public Task The_sweep_frees_every_showtime_with_something_to_free() =>
        OwnDatabase.RunAsync(async own =>
        {
            var (held, pending, live) = (await Show.GivenAsync(own), await Show.GivenAsync(own), await Show.GivenAsync(own));
            var (early, late) = await TwoUsersAsync(own);
            await using var session = await Show.AtAsync(own, Show.Noon);
            await session.LockAsync(early, held, "A1");
            await session.CreateAsync(early, pending, "A1");
            await session.SetClockAsync(Show.Noon.AddMinutes(1));
            await session.LockAsync(late, live, "A1");

            await session.SetClockAsync(s_over);
            await session.SweepAsync();

            Assert.Equal((2, 2, 1), (await held.VersionAsync(), await pending.VersionAsync(), await live.VersionAsync()));
            Assert.Empty(await held.HoldsAsync());
            Assert.Empty(await pending.TicketsAsync());
            Assert.Single(await live.HoldsAsync());
        });

    [Fact]
    public Task The_sweep_passes_over_a_showtime_that_somebody_works_on() =>
        OwnDatabase.RunAsync(async own =>
        {
            var (busy, idle) = (await Show.GivenAsync(own), await Show.GivenAsync(own));
            var user = await new Given(own).UserAsync();
            await using var session = await Show.AtAsync(own, Show.Noon);
            await session.LockAsync(user, busy, "A1");
            await session.LockAsync(user, idle, "A1");
            await using var worker = await Show.AtAsync(own, Show.Noon);
            await worker.BeginAsync();
            await worker.ExecuteAsync("SELECT showtime_id INTO @busy FROM showtimes WHERE showtime_id = @id FOR UPDATE", ("@id", busy.Id));

            // A wait would end in error 1205.
            await session.ExecuteAsync("SET SESSION innodb_lock_wait_timeout = 1");
            await session.SetClockAsync(s_over);
            await session.SweepAsync();
            await worker.ExecuteAsync("COMMIT");

            Assert.Single(await busy.HoldsAsync());
            Assert.Empty(await idle.HoldsAsync());
            await session.SweepAsync();
            Assert.Empty(await busy.HoldsAsync());
        });

    [Fact]
    public Task Trouble_with_one_showtime_is_told_and_does_not_keep_the_others_waiting() =>
        OwnDatabase.RunAsync(async own =>
        {
            var (broken, sound) = (await Show.GivenAsync(own), await Show.GivenAsync(own));
            var user = await new Given(own).UserAsync();
            await using var session = await Show.AtAsync(own, Show.Noon);
            await session.LockAsync(user, broken, "A1");
            await session.LockAsync(user, sound, "A1");
            await own.ExecuteAsync(
                $"""
                CREATE TRIGGER trg_test_failure BEFORE UPDATE ON showtimes FOR EACH ROW
                IF NEW.showtime_id = {broken.Id} THEN SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45999, MESSAGE_TEXT = 'broken'; END IF
                """
            );

            await session.SetClockAsync(s_over);
            Assert.Equal("broken", await BookingRoutines.RefusedAsync(45999, session.SweepAsync()));

            Assert.Single(await broken.HoldsAsync());
            Assert.Empty(await sound.HoldsAsync());
            // Nothing is left locked.
            await using var next = await Show.AtAsync(own, s_over);
            await next.ExecuteAsync("DROP TRIGGER trg_test_failure");
            await next.LockAsync(user, broken, "A1");
        });

    private static async Task<(int Early, int Late)> TwoUsersAsync(TestDatabase database)
    {
        var given = new Given(database);
        return (await given.UserAsync(), await given.UserAsync());
    }
}
