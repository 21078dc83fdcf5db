using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Database;

/// <summary>sp_move_showtime and sp_delete_showtime: what they refuse, and whose transaction they work in.</summary>
public sealed class ShowtimeChangeTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly Given _given = new(database);

    [Theory]
    [InlineData("move")]
    [InlineData("delete")]
    public async Task A_callers_rollback_undoes_it(string routine)
    {
        var show = await SoldAsync();
        var before = await show.StateAsync();
        await using var session = await Show.AtAsync(database, Show.Noon);

        await session.BeginAsync();
        await CallAsync(session, routine, show);
        Assert.Equal(before, await show.StateAsync());
        await session.ExecuteAsync("ROLLBACK");

        Assert.Equal(before, await show.StateAsync());
    }

    [Theory]
    [InlineData("move")]
    [InlineData("delete")]
    public async Task Without_a_caller_it_is_committed_at_once(string routine)
    {
        var show = await SoldAsync();
        var before = await show.StateAsync();
        await using var session = await Show.AtAsync(database, Show.Noon);

        await CallAsync(session, routine, show);

        Assert.NotEqual(before, await show.StateAsync());
        await session.ExecuteAsync("SAVEPOINT test");
        await BookingRoutines.RefusedAsync(1305, session.ExecuteAsync("RELEASE SAVEPOINT test"));
    }

    [Theory]
    [InlineData("move")]
    [InlineData("delete")]
    public async Task A_show_that_is_unknown_or_has_started_is_refused_and_gives_its_locks_back(string routine)
    {
        var show = await SoldAsync();
        await using var late = await Show.AtAsync(database, Show.Noon.AddDays(1));

        await BookingRoutines.RefusedAsync(45003, CallAsync(late, routine, show));

        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.LockAsync(await _given.UserAsync(), show, "H12");
        await BookingRoutines.RefusedAsync(
            45001,
            session.ExecuteAsync(
                routine == "move" ? "CALL sp_move_showtime(0, 0, 0, NOW(), NOW(), NOW())" : "CALL sp_delete_showtime(0, TRUE)"
            )
        );
    }

    [Fact]
    public async Task Deleting_counts_what_is_booked_and_what_is_due_back()
    {
        var show = await SoldAsync();
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.CreateAsync(await _given.UserAsync(), show, "F1");
        var before = await show.StateAsync();

        var counts = await BookingRoutines.RefusedAsync(
            45033,
            session.ExecuteAsync("CALL sp_delete_showtime(@id, FALSE)", ("@id", show.Id))
        );

        Assert.Equal("2,3,24.000", counts);
        Assert.Equal(before, await show.StateAsync());
    }

    [Fact]
    public async Task Deleting_takes_the_money_out_of_the_day_of_the_sale_and_puts_the_refund_on_record()
    {
        var show = await SoldAsync();
        await using var session = await Show.AtAsync(database, Show.Noon.AddHours(5));

        await session.ExecuteAsync("CALL sp_delete_showtime(@id, TRUE)", ("@id", show.Id));

        Assert.Equal(["2030-03-01 premium 0 0.00", "2030-03-01 standard 0 0.00"], await show.SalesAsync());
        Assert.Equal(
            ["8.00 8.00", "16.00 16.00"],
            await database.LinesAsync(
                "SELECT price, refund_due FROM cancelled_tickets WHERE showtime_id = @id ORDER BY price",
                ("@id", show.Id)
            )
        );
        Assert.Empty(await show.TicketsAsync());
        Assert.Equal(
            "cancelled",
            await database.ScalarAsync<string>("SELECT CAST(status AS CHAR) FROM showtimes WHERE showtime_id = @id", ("@id", show.Id))
        );
    }

    [Fact]
    public async Task A_holder_keeps_the_screen_until_the_hold_runs_out()
    {
        var show = await Show.GivenAsync(database);
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.LockAsync(await _given.UserAsync(), show, "A1");
        var other = await _given.ScreenAsync();

        await BookingRoutines.RefusedAsync(45032, MoveAsync(session, show, other));
        await session.SetClockAsync(Show.Noon.AddMinutes(15));
        await MoveAsync(session, show, other);

        Assert.Empty(await show.HoldsAsync());
    }

    /// <summary>A customer who asked for a seat of the old screen while the show was moved is refused, not given a seat elsewhere.</summary>
    [Fact]
    public async Task A_hold_that_waited_for_a_move_sees_the_new_screen()
    {
        var show = await Show.GivenAsync(database);
        await using var manager = await Show.AtAsync(database, Show.Noon);
        await using var customer = await Show.AtAsync(database, Show.Noon);
        await manager.BeginAsync();
        await MoveAsync(manager, show, await _given.ScreenAsync());

        var hold = customer.LockAsync(await _given.UserAsync(), show, "A1");
        await Race.QueuedAsync(database, customer, hold);
        await manager.ExecuteAsync("COMMIT");

        await BookingRoutines.RefusedAsync(45006, hold);
    }

    /// <summary>A show with a standard and a premium seat sold at noon.</summary>
    private async Task<Show> SoldAsync()
    {
        var show = await Show.GivenAsync(database);
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.SellAsync(await _given.UserAsync(), show, "A1", "G1");
        return show;
    }

    /// <summary>Moves the show by a day, or deletes it.</summary>
    private static Task<int> CallAsync(MySqlConnection session, string routine, Show show) =>
        session.ExecuteAsync(
            routine == "delete"
                ? "CALL sp_delete_showtime(@id, TRUE)"
                : """
                SELECT movie_id, screen_id, start_time, end_time, local_date
                INTO @movie, @screen, @start, @end, @day
                FROM showtimes WHERE showtime_id = @id;
                CALL sp_move_showtime(@id, @movie, @screen, @start + INTERVAL 1 DAY, @end + INTERVAL 1 DAY, @day)
                """,
            ("@id", show.Id)
        );

    private static Task<int> MoveAsync(MySqlConnection session, Show show, int screenId) =>
        session.ExecuteAsync(
            """
            SELECT movie_id, start_time, end_time, local_date INTO @movie, @start, @end, @day FROM showtimes WHERE showtime_id = @id;
            CALL sp_move_showtime(@id, @movie, @screen_id, @start, @end, @day)
            """,
            ("@id", show.Id),
            ("@screen_id", screenId)
        );
}
