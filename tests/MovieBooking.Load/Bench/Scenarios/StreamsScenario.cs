using System.Globalization;
using MovieBooking.Load.Bench.Figures;
using MovieBooking.Load.Bench.Staging;
using MovieBooking.Load.Checks;
using MovieBooking.Load.Live;
using MovieBooking.Load.Measuring;

namespace MovieBooking.Load.Bench.Scenarios;

/// <summary>5,000 people with an open seat map each, and 100 changes of a seat a second: what a stream costs, and what it costs others.</summary>
internal static class StreamsScenario
{
    private const int Viewers = 5000;
    private const int Changes = 100;
    private const double Maps = 20;

    public static async Task RunAsync(BenchStage stage, CancellationToken cancellationToken)
    {
        var (alone, beside, delivery) = (
            new Comparison("streams", string.Create(CultureInfo.InvariantCulture, $"seat map, {Maps} a second, alone")),
            new Comparison("streams", string.Create(CultureInfo.InvariantCulture, $"… beside {Viewers:N0} streams")),
            new Comparison("streams", string.Create(CultureInfo.InvariantCulture, $"a change, until all of {Viewers:N0} have seen it"))
        );
        // The first warms up.
        await LookAsync();
        for (var pair = 0; pair < stage.Options.Pairs; pair++)
        {
            alone.Add(Comparison.Product, await LookAsync());
        }

        var shows = (await stage.Product.OnSale.WavesAsync(1, cancellationToken)).Select(show => new LiveShow(show)).ToList();
        var (calls, before) = (new Measurements(), ProcessUsage.Resident(stage.Product.Process.ProcessId));
        await using var audience = await Audience.OpenAsync(stage.Product.Address, shows, Viewers, calls);
        var bytes = (ProcessUsage.Resident(stage.Product.Process.ProcessId) - before) / (double)Viewers;
        var sights = new Measurements();
        using var turns = new SeatTurns(
            new HttpClient { BaseAddress = stage.Product.Address },
            stage.Tokens,
            stage.UserIds,
            shows,
            seed: 1,
            calls,
            sights
        );
        var meter = stage.Meter(stage.Product);
        meter.Start();
        for (var pair = 0; pair < stage.Options.Pairs; pair++)
        {
            var changing = turns.RunAsync(Changes, stage.Duration, cancellationToken);
            beside.Add(Comparison.Product, await LookAsync());
            await changing;
        }

        delivery.Add(
            Comparison.Product,
            meter.Stop(new Tally()) with
            {
                Count = turns.Changes,
                P50 = sights.Percentile(SeatChange.SeenByAll, 50),
                P95 = sights.Percentile(SeatChange.SeenByAll, 95),
                P99 = sights.Percentile(SeatChange.SeenByAll, 99),
            }
        );
        stage.Report.Add(turns.Check());
        using var http = new HttpClient { BaseAddress = stage.Product.Address };
        stage.Report.Add(await audience.CheckAsync(http, cancellationToken));
        stage.Report.Add(Audit.ServerErrors(calls));
        stage.Report.Add(alone);
        stage.Report.Add(beside);
        stage.Report.Add(delivery);
        stage.Report.Add(Goal.AtMost("9: a change is seen by all, p99 ms", delivery.Of(Comparison.Product, P99).Median, 1000));
        stage.Report.Add(Goal.AtMost("9: memory of a stream, kB", bytes / 1000, 40));
        stage.Report.Add(
            Goal.AtMost(
                "9: seat map's p99 beside the streams, × alone",
                beside.Of(Comparison.Product, P99).Median / alone.Of(Comparison.Product, P99).Median,
                2
            )
        );

        Task<Round> LookAsync() => PageScenarios.LookAsync(stage, "streams", stage.Programme.Show.ShowtimeId, Maps, cancellationToken);
    }

    private static double P99(Round round) => round.P99.TotalMilliseconds;
}
