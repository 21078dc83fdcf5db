using Microsoft.Extensions.Time.Testing;
using MovieBooking.Db.Demo;
using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Demo;

/// <summary>A database that three starts at once have filled with the demo.</summary>
public sealed class DemoDatabase : IAsyncLifetime
{
    public TestDatabase Database { get; } = new();

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow);

    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        await Task.WhenAll(StartAsync(), StartAsync(), StartAsync());
    }

    public Task DisposeAsync() => Database.DisposeAsync();

    /// <summary>What a start of the application does.</summary>
    public Task StartAsync() => StartAsync(Database.Source, Clock);

    public static Task StartAsync(MySqlDataSource source, TimeProvider clock) =>
        DemoData.LoadAsync(source, clock, password => $"hash of {password}", new Progress<string>(), CancellationToken.None);

    public Task<int> CountAsync(string sql, params (string Name, object? Value)[] parameters) =>
        Database.ScalarAsync<int>($"SELECT COUNT(*) FROM {sql}", parameters);

    /// <summary>Shows that start less than the buffer after the one before them on their screen has ended.</summary>
    public Task<int> CrowdedShowsAsync() =>
        CountAsync(
            """
            (
                SELECT
                    showtimes.start_time,
                    LAG(showtimes.end_time) OVER (PARTITION BY showtimes.screen_id ORDER BY showtimes.start_time) AS previous_end
                FROM showtimes
                WHERE showtimes.status = 'scheduled'
            ) AS lane
            WHERE lane.start_time < lane.previous_end + INTERVAL 15 MINUTE
            """
        );
}
