using System.Diagnostics;
using MovieBooking.Load.Bench.Figures;
using MovieBooking.Load.Bench.Staging;
using MovieBooking.Load.Bench.Wire;

namespace MovieBooking.Load.Bench.Scenarios;

/// <summary>A new process, its database being up: until its first answer, and its memory at rest.</summary>
internal static class StartScenario
{
    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(BenchStage stage, CancellationToken cancellationToken)
    {
        var comparison = await stage.CompareAsync(
            "start",
            "until the first answer of /movies",
            [stage.Product],
            async _ =>
            {
                var (tally, started) = (new Tally(), Stopwatch.GetTimestamp());
                await using var product = await stage.StartProductAsync("start", cancellationToken);
                var meter = new Meter(product.ProcessId, stage.Database.Server?.ProcessId);
                using var connection = await HttpConnection.OpenAsync(product.Address, cancellationToken);
                var reply = await connection.SendAsync(Request.Get("/api/v1/movies"), cancellationToken);
                tally.Record(started, reply.Status);
                stage.Expect("start", stage.Product, tally, 200);
                var elapsed = Stopwatch.GetElapsedTime(started);
                await Task.Delay(s_rest, cancellationToken);
                // All the CPU that the process has used is that of its start.
                return meter.Stop(tally) with { Elapsed = elapsed, DatabaseCpu = null };
            }
        );
        stage.Report.Add(Goal.AtMost("10: first answer after ms", comparison.Of(Comparison.Product, P50).Median, 1500));
        stage.Report.Add(Goal.AtMost("10: at rest, MB", comparison.Of(Comparison.Product, round => round.Megabytes).Median, 150));
    }

    private static double P50(Round round) => round.P50.TotalMilliseconds;
}
