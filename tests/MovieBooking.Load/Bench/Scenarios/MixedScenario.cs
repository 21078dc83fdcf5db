using System.Diagnostics;
using System.Globalization;
using MovieBooking.Load.Bench.Figures;
using MovieBooking.Load.Bench.Staging;
using MovieBooking.Load.Bench.Wire;
using MovieBooking.Load.Measuring;

namespace MovieBooking.Load.Bench.Scenarios;

/// <summary>A busy evening at half of what the server can do, in an open loop: what people wait.</summary>
internal static class MixedScenario
{
    private const int Clients = 64;
    private const int MostASecond = 30_000;
    private const double Share = 0.5;

    public static async Task RunAsync(BenchStage stage, CancellationToken cancellationToken)
    {
        Dictionary<string, double> rates = new(StringComparer.Ordinal);
        var comparisons = await stage.CompareAsync(
            "mixed",
            [stage.Product, stage.Bare],
            async contender =>
            {
                if (!rates.TryGetValue(contender.Name, out var rate))
                {
                    // Twice: the first time warms up.
                    await SaturateAsync(stage, contender, cancellationToken);
                    rate = Share * (await SaturateAsync(stage, contender, cancellationToken)).PerSecond;
                    rates.Add(contender.Name, rate);
                    Output.Say(string.Create(CultureInfo.InvariantCulture, $"mixed, {contender.Name}: {rate:N0} a second is half"));
                }

                return await RunAsync(stage, contender, rate, cancellationToken);
            }
        );
        foreach (var (part, bound) in new[] { ("maps", 20), ("holds", 50), ("bookings", 75) })
        {
            var comparison = comparisons.Single(comparison => comparison.Name.EndsWith(part, StringComparison.Ordinal));
            stage.Report.Add(Goal.AtMost($"6: {part} at half of saturation, p99 ms", comparison.Of(Comparison.Product, P99).Median, bound));
        }
    }

    /// <summary>The most that so many clients get through.</summary>
    public static async Task<Round> SaturateAsync(
        BenchStage stage,
        Contender contender,
        CancellationToken cancellationToken,
        int clients = Clients
    )
    {
        var load = await MixedLoad.CreateAsync(stage, contender, MostASecond * stage.Duration.TotalSeconds, cancellationToken);
        using var connections = await Connections.OpenAsync(contender.Address, clients, cancellationToken);
        var round = await ClosedLoop.RunAsync(
            connections,
            stage.Duration,
            stage.Meter(contender),
            load.All,
            connection => load.ActAsync(connection, Stopwatch.GetTimestamp(), cancellationToken),
            cancellationToken
        );
        stage.Expect("mixed", contender, load.All, 200, 201);
        return round;
    }

    private static async Task<IReadOnlyList<(string Name, Round Round)>> RunAsync(
        BenchStage stage,
        Contender contender,
        double rate,
        CancellationToken cancellationToken
    )
    {
        var load = await MixedLoad.CreateAsync(stage, contender, rate * stage.Duration.TotalSeconds, cancellationToken);
        using var pool = new ConnectionPool(contender.Address);
        var meter = stage.Meter(contender);
        meter.Start();
        await await OpenLoop.RunAsync(
            rate,
            stage.Duration,
            async intended =>
            {
                var connection = await pool.TakeAsync(cancellationToken);
                await load.ActAsync(connection, intended, cancellationToken);
                pool.Return(connection);
            },
            cancellationToken
        );
        stage.Expect("mixed, open loop", contender, load.All, 200, 201);
        return [.. load.Parts.Select(part => ($"half of saturation: {part.Name}", meter.Stop(load.All, part.Tally)))];
    }

    private static double P99(Round round) => round.P99.TotalMilliseconds;
}
