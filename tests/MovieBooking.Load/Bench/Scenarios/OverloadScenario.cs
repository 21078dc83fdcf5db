using System.Diagnostics;
using MovieBooking.Load.Bench.Figures;
using MovieBooking.Load.Bench.Staging;
using MovieBooking.Load.Bench.Wire;
using MovieBooking.Load.Checks;

namespace MovieBooking.Load.Bench.Scenarios;

/// <summary>Three times as many as the product can serve: what it still does, how soon it says no, and how soon it is itself again.</summary>
internal static class OverloadScenario
{
    private const double Times = 3;
    private const int MostClients = 1024;

    // More clients that bring less than this bring nothing.
    private const double More = 1.05;
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_recovered = TimeSpan.FromMilliseconds(50);

    public static async Task RunAsync(BenchStage stage, CancellationToken cancellationToken)
    {
        List<double> share = [];
        List<TimeSpan> recovery = [];
        List<string> wrong = [];
        var comparisons = await stage.CompareAsync(
            "overload",
            [stage.Product],
            async contender =>
            {
                var peak = await PeakAsync(stage, contender, cancellationToken);
                var overload = new Overload(stage, contender, wrong);
                var (served, refused, back) = await overload.RunAsync(Times * peak.PerSecond, cancellationToken);
                share.Add(served.PerSecond / peak.PerSecond);
                recovery.Add(back);
                return [("saturated", peak), ("three times that: served", served), ("three times that: refused", refused)];
            }
        );
        stage.Report.Add(new Check("overload: 503 and 429 say when to try again, nothing else fails", share.Count, wrong));
        var answers = comparisons.Single(comparison => comparison.Name.EndsWith("refused", StringComparison.Ordinal));
        stage.Report.Add(Goal.AtLeast("7: overload, goodput × its peak", Spread.Of(share.Skip(1)).Median, 0.9));
        stage.Report.Add(Goal.AtMost("7: overload, refusals, p99 ms", answers.Of(Comparison.Product, RefusedWithin).Median, 100));
        stage.Report.Add(
            Goal.AtMost("7: overload, recovered after s", Spread.Of(recovery.Skip(1).Select(time => time.TotalSeconds)).Median, 2)
        );
    }

    /// <summary>What it serves at most: twice as many clients, again and again, until that brings no more.</summary>
    private static async Task<Round> PeakAsync(BenchStage stage, Contender contender, CancellationToken cancellationToken)
    {
        var peak = await MixedScenario.SaturateAsync(stage, contender, cancellationToken);
        for (var clients = 128; clients <= MostClients; clients *= 2)
        {
            var next = await MixedScenario.SaturateAsync(stage, contender, cancellationToken, clients);
            if (next.PerSecond < peak.PerSecond * More)
            {
                return next.PerSecond > peak.PerSecond ? next : peak;
            }

            peak = next;
        }

        return peak;
    }

    /// <summary>No number where nobody was refused: those who were not served were left to wait.</summary>
    private static double RefusedWithin(Round round) => round.Count == 0 ? double.NaN : round.P99.TotalMilliseconds;

    private sealed class Overload(BenchStage stage, Contender contender, List<string> wrong)
    {
        private readonly Tally _served = new();
        private readonly Tally _refused = new();

        public async Task<(Round Served, Round Refused, TimeSpan Recovery)> RunAsync(double rate, CancellationToken cancellationToken)
        {
            var load = await MixedLoad.CreateAsync(stage, contender, rate * stage.Duration.TotalSeconds, cancellationToken);
            using var pool = new ConnectionPool(contender.Address);
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var meter = stage.Meter(contender);
            meter.Start();
            var answers = await OpenLoop.RunAsync(
                rate,
                stage.Duration,
                intended => ArriveAsync(load, pool, intended, timeout.Token),
                cancellationToken
            );
            var (served, refused) = (meter.Stop(_served), meter.Stop(_refused));
            var back = await RecoverAsync(cancellationToken);
            timeout.CancelAfter(s_timeout);
            await answers;
            return (served, refused, back);
        }

        private async Task ArriveAsync(MixedLoad load, ConnectionPool pool, long intended, CancellationToken timeout)
        {
            try
            {
                var connection = await pool.TakeAsync(timeout);
                var reply = await load.ActAsync(connection, intended, timeout);
                (reply.IsSuccess ? _served : _refused).Record(intended, reply.Status);
                if (!reply.IsSuccess && (reply.Status is not (429 or 503) || reply.Header("Retry-After") is null))
                {
                    Wrong($"{reply.Status}, Retry-After: {reply.Header("Retry-After") ?? "none"}");
                }

                pool.Return(connection);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or System.Net.Sockets.SocketException)
            {
                Wrong($"no answer: {exception.Message}");
            }
        }

        /// <summary>From the last arrival until a map is there at once again.</summary>
        private async Task<TimeSpan> RecoverAsync(CancellationToken cancellationToken)
        {
            var (ended, map) = (Stopwatch.GetTimestamp(), Request.Get($"/api/v1/showtimes/{stage.Programme.Show.ShowtimeId}/seats"));
            using var connection = await HttpConnection.OpenAsync(contender.Address, cancellationToken);
            while (Stopwatch.GetElapsedTime(ended) < s_timeout)
            {
                var asked = Stopwatch.GetTimestamp();
                var reply = await connection.SendAsync(map, cancellationToken);
                if (reply.IsSuccess && Stopwatch.GetElapsedTime(asked) < s_recovered)
                {
                    return Stopwatch.GetElapsedTime(ended);
                }

                await Task.Delay(s_recovered, cancellationToken);
            }

            return s_timeout;
        }

        private void Wrong(string what)
        {
            lock (wrong)
            {
                wrong.Add(what);
            }
        }
    }
}
