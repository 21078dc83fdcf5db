using MovieBooking.Db;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>ev_release_expired: the database sweeps by itself where it may.</summary>
// One after the other: they turn the server's event scheduler off and on.
[Collection("Event scheduler")]
public sealed class SweepEventTests
{
    [Fact]
    public Task Where_the_account_may_make_events_the_database_sweeps_and_holds_the_lease() =>
        OwnDatabase.RunAsync(async own =>
        {
            var show = await Show.GivenAsync(own);
            await using var session = await own.Source.OpenConnectionAsync();
            await session.LockAsync(await new Given(own).UserAsync(), show, "A1");

            // Twice: a second start makes it again.
            Assert.Null(await Migrator.CreateEventsAsync(own.ConnectionString, CancellationToken.None));
            Assert.Null(await Migrator.CreateEventsAsync(own.ConnectionString, CancellationToken.None));

            await Wait.UntilAsync(async () => await HolderAsync(own) == "ev_release_expired");
            Assert.Single(await show.HoldsAsync());
            await own.TimeRunsOutAsync(show.Id);
            await Wait.UntilAsync(async () => (await show.HoldsAsync()).Count == 0);
            Assert.Equal(2, await show.VersionAsync());
        });

    [Fact]
    public Task It_takes_the_work_over_from_the_api() =>
        OwnDatabase.RunAsync(async own =>
        {
            await own.ExecuteAsync("CALL sp_take_lease('release_expired', 'an instance of the API', 3600, @taken)");

            Assert.Null(await Migrator.CreateEventsAsync(own.ConnectionString, CancellationToken.None));

            await Wait.UntilAsync(async () => await HolderAsync(own) == "ev_release_expired");
        });

    [Fact]
    public Task While_it_fails_it_takes_no_lease_so_that_the_api_sweeps() =>
        OwnDatabase.RunAsync(async own =>
        {
            await own.ExecuteAsync("DROP PROCEDURE sp_sweep_expired");
            await own.ExecuteAsync("CREATE TABLE test_runs (run_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY)");
            await own.ExecuteAsync(
                """
                CREATE PROCEDURE sp_sweep_expired()
                BEGIN
                    INSERT INTO test_runs () VALUES ();
                    SIGNAL SQLSTATE '45000';
                END
                """
            );

            await Migrator.CreateEventsAsync(own.ConnectionString, CancellationToken.None);

            // The first run is over when the second begins.
            await Wait.UntilAsync(async () => await own.ScalarAsync<int>("SELECT COUNT(*) FROM test_runs") > 1);
            Assert.Null(await HolderAsync(own));
        });

    [Fact]
    public Task Where_the_account_may_not_the_reason_is_told() =>
        OwnDatabase.RunAsync(async own =>
        {
            await using var account = await LimitedAccount.GivenAsync(own);

            var reason = await Migrator.CreateEventsAsync(account.ConnectionString, CancellationToken.None);

            Assert.Contains("Access denied", reason, StringComparison.Ordinal);
            Assert.Empty(await own.RowsAsync("SHOW EVENTS"));
        });

    [Fact]
    public Task Where_the_server_runs_no_events_that_is_told() =>
        OwnDatabase.RunAsync(async own =>
        {
            await own.ExecuteAsync("SET GLOBAL event_scheduler = OFF");
            try
            {
                Assert.Contains(
                    "event_scheduler=OFF",
                    await Migrator.CreateEventsAsync(own.ConnectionString, CancellationToken.None),
                    StringComparison.Ordinal
                );
            }
            finally
            {
                await own.ExecuteAsync("SET GLOBAL event_scheduler = ON");
            }
        });

    private static async Task<string?> HolderAsync(TestDatabase database) =>
        await database.RowsAsync("SELECT holder FROM leases WHERE name = 'release_expired'") is [[string holder]] ? holder : null;
}
