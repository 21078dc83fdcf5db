using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using MovieBooking.Api.Hosting;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Hosting;

/// <summary>Several instances of the API, and work that one of them at a time is to do.</summary>
public sealed class PeriodicWorkTests
{
    [Fact]
    public Task One_instance_does_the_work_and_another_takes_it_over_when_the_first_falls_silent() =>
        OnDatabaseAsync(async own =>
        {
            await using Instance first = new(own),
                second = new(own);
            await first.StartAsync();
            await first.SaysAsync("work is done here now.");
            await second.StartAsync();
            await second.SaysAsync("work is done elsewhere now.");
            first.Turn();
            await RunsAsync(own, 2);
            Assert.Single(await HoldersAsync(own));

            await own.ExecuteAsync("UPDATE leases SET expires_at = UTC_TIMESTAMP(6)");
            second.Turn();

            await second.SaysAsync("work is done here now.");
            Assert.Equal(2, (await HoldersAsync(own)).Count);
            first.Turn();
            await first.SaysAsync("work is done elsewhere now.");
            await RunsAsync(own, 3);
        });

    [Fact]
    public Task An_instance_that_stops_leaves_the_work_to_the_others_at_once() =>
        OnDatabaseAsync(async own =>
        {
            await using Instance first = new(own),
                second = new(own);
            await first.StartAsync();
            await first.SaysAsync("work is done here now.");
            await second.StartAsync();
            await second.SaysAsync("work is done elsewhere now.");

            await first.StopAsync();
            second.Turn();

            await second.SaysAsync("work is done here now.");
        });

    [Fact]
    public Task A_failure_is_logged_once_and_the_work_goes_on_when_it_is_over() =>
        OnDatabaseAsync(async own =>
        {
            await own.ExecuteAsync("INSERT INTO test_failures VALUES (1)");
            await using var instance = new Instance(own);
            await instance.StartAsync();
            await instance.SaysAsync("work fails: ");

            for (var turn = 2; turn <= 4; turn++)
            {
                instance.Turn();
                await RunsAsync(own, turn);
            }

            await own.ExecuteAsync("DELETE FROM test_failures");
            instance.Turn();
            await instance.SaysAsync("work succeeds again.");

            Assert.Single(instance.Log, line => line.StartsWith("work fails: ", StringComparison.Ordinal));
        });

    private static Task OnDatabaseAsync(Func<TestDatabase, Task> test) =>
        OwnDatabase.RunAsync(async own =>
        {
            await own.ExecuteAsync("CREATE TABLE test_runs (run_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, holder VARCHAR(128))");
            await own.ExecuteAsync("CREATE TABLE test_failures (failure INT NOT NULL PRIMARY KEY)");
            // Notes that it was called, and by whom; where there is a failure it loses its connection.
            await own.ExecuteAsync(
                """
                CREATE PROCEDURE test_work()
                BEGIN
                    INSERT INTO test_runs (holder) SELECT leases.holder FROM leases WHERE leases.name = 'work';
                    IF EXISTS (SELECT * FROM test_failures) THEN
                        KILL CONNECTION_ID();
                    END IF;
                END
                """
            );
            await test(own);
        });

    private static Task RunsAsync(TestDatabase own, int count) =>
        Wait.UntilAsync(async () => await own.ScalarAsync<int>("SELECT COUNT(*) FROM test_runs") == count);

    private static Task<IReadOnlyList<string>> HoldersAsync(TestDatabase own) => own.LinesAsync("SELECT DISTINCT holder FROM test_runs");

    /// <summary>The worker of one instance, with a clock and a log of its own.</summary>
    private sealed class Instance : IAsyncDisposable
    {
        private static readonly TimeSpan s_every = TimeSpan.FromHours(1);

        private readonly FakeTimeProvider _clock = new();
        private readonly FakeLogCollector _log = new();
        private readonly ServiceProvider _services;
        private readonly PeriodicWorker _worker;

        public Instance(TestDatabase database)
        {
            _services = new ServiceCollection().AddSingleton(database.Source).BuildServiceProvider();
            var work = new PeriodicWork("work", s_every, "CALL test_work()");
            _worker = new(_services, [work], _clock, new FakeLogger<PeriodicWorker>(_log));
        }

        public IEnumerable<string> Log => _log.GetSnapshot().Select(entry => entry.Message);

        public Task StartAsync() => _worker.StartAsync(CancellationToken.None);

        public Task StopAsync() => _worker.StopAsync(CancellationToken.None);

        /// <summary>Time for the next turn.</summary>
        public void Turn() => _clock.Advance(s_every);

        public Task SaysAsync(string beginning) =>
            Wait.UntilAsync(() => Task.FromResult(Log.Any(line => line.StartsWith(beginning, StringComparison.Ordinal))));

        public async ValueTask DisposeAsync()
        {
            await StopAsync();
            _worker.Dispose();
            await _services.DisposeAsync();
        }
    }
}
