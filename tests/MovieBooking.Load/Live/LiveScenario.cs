using System.Diagnostics;
using System.Globalization;
using MovieBooking.Load.Checks;
using MovieBooking.Load.Measuring;
using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Live;

internal static class LiveScenario
{
    public static async Task<int> RunAsync(StageOptions options, LiveOptions live, CancellationToken cancellationToken)
    {
        await using var stage = await Stage.SetAsync(options, cancellationToken);
        var (measurements, sights) = (new Measurements(), new Measurements());
        var shows = stage.Shows.Select(show => new LiveShow(show)).ToList();
        await using var audience = await Audience.OpenAsync(stage.Api.Address, shows, live.Viewers, measurements);
        using var turns = new SeatTurns(stage.CreateClient(), stage.Tokens, stage.UserIds, shows, options.Seed, measurements, sights);
        using var api = Process.GetProcessById(stage.Api.ProcessId);
        var (started, usedBefore) = (Stopwatch.GetTimestamp(), api.TotalProcessorTime);
        var total = (long)(live.Rate * live.Duration.TotalSeconds);
        await Output.FollowAsync("live", total, () => turns.Changes, turns.RunAsync(live.Rate, live.Duration, cancellationToken));
        var elapsed = Stopwatch.GetElapsedTime(started);
        api.Refresh();
        var used = api.TotalProcessorTime - usedBefore;

        Tables.Write(measurements);
        Tables.Write(sights);
        Output.Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{turns.Changes / elapsed.TotalSeconds:N1} changes a second, {live.Viewers:N0} viewers of {shows.Count} showtimes, {elapsed.TotalSeconds:N0} s; "
                    + $"the API used {used / elapsed:P0} of a core and {api.WorkingSet64 / 1_000_000.0:N0} MB"
            )
        );
        using var http = stage.CreateClient();
        IReadOnlyList<Check> checks =
        [
            turns.Check(),
            .. await audience.CheckAsync(http, cancellationToken),
            Audit.ServerErrors(measurements),
        ];
        return Tables.Write(checks) ? 0 : 1;
    }
}
