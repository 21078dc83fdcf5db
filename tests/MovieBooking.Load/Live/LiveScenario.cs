using System.Diagnostics;
using System.Globalization;
using MovieBooking.Load.Checks;
using MovieBooking.Load.Measuring;
using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Live;

internal static class LiveScenario
{
    // A process that has just started compiles what it runs for the first time.
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(StageOptions options, LiveOptions live, CancellationToken cancellationToken)
    {
        await using var stage = await Stage.SetAsync(options, cancellationToken);
        // With several processes: what one is told, another shows.
        var seen = stage.Apis[^1];
        var (measurements, sights) = (new Measurements(), new Measurements());
        var shows = stage.Shows.Select(show => new LiveShow(show)).ToList();
        await using var audience = await Audience.OpenAsync(seen.Address, shows, live.Viewers, measurements);
        using var turns = new SeatTurns(
            stage.CreateClient(stage.Api),
            stage.Tokens,
            stage.UserIds,
            shows,
            options.Seed,
            measurements,
            sights
        );
        using var api = Process.GetProcessById(seen.ProcessId);
        await turns.RunAsync(live.Rate, s_warmUp, cancellationToken);
        var (warmUpErrors, warmUpChanges) = (Audit.ServerErrors(measurements), turns.Changes);
        measurements.Reset();
        sights.Reset();
        var (started, usedBefore) = (Stopwatch.GetTimestamp(), api.TotalProcessorTime);
        var total = (long)(live.Rate * live.Duration.TotalSeconds);
        var loss = live.LosesRedis ? LoseAsync(stage.Redis!, live.Duration / 3, cancellationToken) : Task.CompletedTask;
        await Output.FollowAsync(
            "live",
            total,
            () => turns.Changes - warmUpChanges,
            turns.RunAsync(live.Rate, live.Duration, cancellationToken)
        );
        await loss;
        var elapsed = Stopwatch.GetElapsedTime(started);
        api.Refresh();
        var used = api.TotalProcessorTime - usedBefore;

        Tables.Write(measurements);
        Tables.Write(sights);
        Output.Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(turns.Changes - warmUpChanges) / elapsed.TotalSeconds:N1} changes a second, {live.Viewers:N0} viewers of {shows.Count} showtimes, {elapsed.TotalSeconds:N0} s; "
                    + $"the API used {used / elapsed:P0} of a core and {api.WorkingSet64 / 1_000_000.0:N0} MB"
            )
        );
        using var http = stage.CreateClient(seen);
        IReadOnlyList<Check> checks =
        [
            turns.Check(),
            .. await audience.CheckAsync(http, cancellationToken),
            warmUpErrors with
            {
                Name = $"{warmUpErrors.Name}, while warming up",
            },
            Audit.ServerErrors(measurements),
        ];
        return Tables.Write(checks) ? 0 : 1;
    }

    private static async Task LoseAsync(RedisServer redis, TimeSpan after, CancellationToken cancellationToken)
    {
        await Task.Delay(after, cancellationToken);
        await redis.StopAsync();
        Output.Say("Redis is lost");
        await Task.Delay(after, cancellationToken);
        await redis.RestartAsync();
        Output.Say("Redis is back");
    }
}
