using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Database;

/// <summary>What a routine reads before it has the showtime's mutex must lock nothing: such a lock deadlocks with whoever has it.</summary>
public sealed class EarlyLockTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly Given _given = new(database);

    [Theory]
    [InlineData("CALL sp_require_bookable_showtime(@showtime, UTC_TIMESTAMP(6))")]
    [InlineData("CALL sp_require_free_seats(@showtime, @free, @user, NULL, UTC_TIMESTAMP(6))")]
    // Nothing of these is held, and nothing has run out, so that the routine ends before the mutex.
    [InlineData("CALL sp_unlock_seats(@user, @showtime, @free)")]
    [InlineData("CALL sp_release_expired(@showtime)")]
    public async Task A_look_before_the_mutex_locks_no_row(string look)
    {
        var show = await Show.GivenAsync(database);
        var user = await _given.UserAsync();
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.LockAsync(user, show, "A1", "A2");
        await session.CreateAsync(user, show, "B1", "B2");

        await session.BeginAsync();
        await session.ExecuteAsync(look, ("@showtime", show.Id), ("@free", show.SeatIds("C1")), ("@user", user));

        await TakeAllAsync(show);
        await session.ExecuteAsync("ROLLBACK");
    }

    /// <summary>The control: one shared lock on one row is noticed.</summary>
    [Fact]
    public async Task One_shared_row_lock_is_noticed()
    {
        var show = await Show.GivenAsync(database);
        var user = await _given.UserAsync();
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.LockAsync(user, show, "A1");

        await session.BeginAsync();
        await session.RowsAsync("SELECT seat_id FROM seat_locks WHERE showtime_id = @id LOCK IN SHARE MODE", ("@id", show.Id));

        await Assert.ThrowsAsync<MySqlException>(() => TakeAllAsync(show));
        await session.ExecuteAsync("ROLLBACK");
    }

    /// <summary>Locks every row that a booking of the showtime may touch, or throws at once where one is locked.</summary>
    private async Task TakeAllAsync(Show show)
    {
        await using var rival = await database.Source.OpenConnectionAsync();
        await rival.BeginAsync();
        try
        {
            foreach (var table in new[] { "showtimes", "reservations", "tickets", "seat_locks" })
            {
                await rival.RowsAsync($"SELECT showtime_id FROM {table} WHERE showtime_id = @id FOR UPDATE NOWAIT", ("@id", show.Id));
            }
        }
        finally
        {
            await rival.ExecuteAsync("ROLLBACK");
        }
    }
}
