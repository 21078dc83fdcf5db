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

    /// <summary>Pairs of shows of one screen with less than the buffer between them.</summary>
    public Task<int> CrowdedShowsAsync() =>
        CountAsync(
            """
            showtimes AS one
            INNER JOIN showtimes AS other
                ON other.screen_id = one.screen_id
                AND other.showtime_id <> one.showtime_id
                AND other.start_time BETWEEN one.start_time AND one.end_time + INTERVAL 15 MINUTE - INTERVAL 1 SECOND
            WHERE one.status = 'scheduled' AND other.status = 'scheduled'
            """
        );
}
