using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Database;

/// <summary>A booking routine is a transaction by itself, and part of its caller's where there is one.</summary>
public sealed class TransactionTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly Given _given = new(database);

    public static TheoryData<string> Routines { get; } = ["lock", "unlock", "extend", "create", "confirm", "cancel", "release"];

    [Theory]
    [MemberData(nameof(Routines))]
    public async Task A_callers_rollback_undoes_the_routine_and_the_callers_own_work(string routine)
    {
        var (show, call) = await PreparedAsync(routine);
        var before = await show.StateAsync();
        await using var session = await Show.AtAsync(database, Show.Noon);

        await session.BeginAsync();
        await MarkAsync(session, show);
        await call(session);
        Assert.Equal(before, await show.StateAsync());
        await session.ExecuteAsync("ROLLBACK");

        Assert.Equal(before, await show.StateAsync());
    }

    [Theory]
    [MemberData(nameof(Routines))]
    public async Task A_callers_commit_keeps_both(string routine)
    {
        var (show, call) = await PreparedAsync(routine);
        await using var session = await Show.AtAsync(database, Show.Noon);
        var version = await show.VersionAsync();

        await session.BeginAsync();
        await MarkAsync(session, show);
        await call(session);
        await session.ExecuteAsync("COMMIT");

        Assert.Equal(version + 1, await show.VersionAsync());
        Assert.Equal(
            1,
            await database.ScalarAsync<int>(
                "SELECT COUNT(*) FROM showtimes WHERE showtime_id = @id AND local_date = '2031-01-01'",
                ("@id", show.Id)
            )
        );
    }

    [Theory]
    [MemberData(nameof(Routines))]
    public async Task Without_a_caller_the_work_is_committed_at_once(string routine)
    {
        var (show, call) = await PreparedAsync(routine);
        var version = await show.VersionAsync();
        await using var session = await Show.AtAsync(database, Show.Noon);

        await call(session);

        Assert.Equal(version + 1, await show.VersionAsync());
        // Outside a transaction a savepoint is gone at once.
        await session.ExecuteAsync("SAVEPOINT test");
        await BookingRoutines.RefusedAsync(1305, session.ExecuteAsync("RELEASE SAVEPOINT test"));
    }

    [Fact]
    public async Task A_refusal_leaves_the_callers_transaction_to_the_caller()
    {
        var (show, _) = await PreparedAsync("create");
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.SellAsync(await _given.UserAsync(), show, "C1");

        await session.BeginAsync();
        await MarkAsync(session, show);
        await BookingRoutines.RefusedAsync(45010, session.LockAsync(await _given.UserAsync(), show, "C1"));
        await session.ExecuteAsync("COMMIT");

        Assert.Equal(
            1,
            await database.ScalarAsync<int>(
                "SELECT COUNT(*) FROM showtimes WHERE showtime_id = @id AND local_date = '2031-01-01'",
                ("@id", show.Id)
            )
        );
    }

    [Theory]
    [InlineData("create", "tickets", "INSERT")]
    [InlineData("confirm", "sales_rollups", "INSERT")]
    [InlineData("cancel", "tickets", "DELETE")]
    [InlineData("lock", "showtimes", "UPDATE")]
    [InlineData("unlock", "showtimes", "UPDATE")]
    [InlineData("release", "showtimes", "UPDATE")]
    public Task An_error_in_the_middle_undoes_all_and_gives_the_row_back(string routine, string table, string action) =>
        OwnDatabase.RunAsync(async own =>
        {
            var tests = new TransactionTests(own);
            var (show, call) = await tests.PreparedAsync(routine);
            await own.ExecuteAsync(
                $"CREATE TRIGGER trg_test_failure BEFORE {action} ON {table} FOR EACH ROW SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45999"
            );
            var before = await show.StateAsync();
            await using var session = await Show.AtAsync(own, Show.Noon);

            await BookingRoutines.RefusedAsync(45999, call(session));

            Assert.Equal(before, await show.StateAsync());
            // The failed session still is open, and holds no lock.
            await own.ExecuteAsync("DROP TRIGGER trg_test_failure");
            await using var next = await Show.AtAsync(own, Show.Noon);
            await next.LockAsync(await new Given(own).UserAsync(), show, "H12");
        });

    private async Task<(Show Show, Func<MySqlConnection, Task> Call)> PreparedAsync(string routine)
    {
        var show = await Show.GivenAsync(database);
        var user = await _given.UserAsync();
        await using var noon = await Show.AtAsync(database, Show.Noon);
        if (routine == "release")
        {
            await noon.SetClockAsync(Show.Noon.AddMinutes(-15));
        }

        await noon.LockAsync(user, show, "A1", "A2");
        var pending = await noon.CreateAsync(user, show, "B1", "B2");
        return (
            show,
            routine switch
            {
                "lock" => session => session.LockAsync(user, show, "A3", "A4"),
                "unlock" => session => session.UnlockAsync(user, show),
                "extend" => session => session.ExtendAsync(user, show),
                "create" => session => session.CreateAsync(user, show, "A1", "A2"),
                "release" => session => session.ReleaseAsync(show),
                "confirm" => session => session.ConfirmAsync(pending),
                _ => session => session.CancelAsync(pending),
            }
        );
    }

    /// <summary>Work of the caller's own.</summary>
    private static Task<int> MarkAsync(MySqlConnection session, Show show) =>
        session.ExecuteAsync("UPDATE showtimes SET local_date = '2031-01-01' WHERE showtime_id = @id", ("@id", show.Id));
}
