using System.Diagnostics;
using System.Globalization;
using MovieBooking.Load.Bench.Figures;
using MovieBooking.Load.Bench.Staging;
using MovieBooking.Load.Bench.Wire;

namespace MovieBooking.Load.Bench.Scenarios;

/// <summary>People look at seat maps at a steady rate, while others try passwords without end: what those cost these.</summary>
internal static class LoginFloodScenario
{
    private const double Maps = 200;
    private const int Guessers = 64;

    public static async Task RunAsync(BenchStage stage, CancellationToken cancellationToken)
    {
        var show = (await stage.Product.OnSale.ShowAsync(cancellationToken)).ShowtimeId;
        var comparisons = await stage.CompareAsync(
            "login-flood",
            [stage.Product],
            async _ =>
            {
                var alone = await LookAsync();
                using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                var flood = FloodAsync(stage, over.Token);
                var beside = await LookAsync();
                await over.CancelAsync();
                await flood;
                return
                [
                    (Name("alone"), alone),
                    (Name(string.Create(CultureInfo.InvariantCulture, $"beside {Guessers} who sign in")), beside),
                ];
            }
        );
        stage.Report.Add(
            Goal.AtMost("8: seat map's p99 beside a flood of sign-ins, × alone", P99(comparisons[1]) / P99(comparisons[0]), 2)
        );

        Task<Round> LookAsync() => PageScenarios.LookAsync(stage, "login-flood", show, Maps, cancellationToken);
    }

    private static string Name(string what) => string.Create(CultureInfo.InvariantCulture, $"seat map, {Maps} a second, {what}");

    private static double P99(Comparison comparison) => comparison.Of(Comparison.Product, round => round.P99.TotalMilliseconds).Median;

    /// <summary>Each tries another account every time: a pause of one account stops none of them.</summary>
    private static async Task FloodAsync(BenchStage stage, CancellationToken over)
    {
        var tally = new Tally();
        using var connections = await Connections.OpenAsync(stage.Product.Address, Guessers, CancellationToken.None);
        await Task.WhenAll(
            connections.Select(async connection =>
            {
                while (!over.IsCancellationRequested)
                {
                    var body = $$"""{"email":"{{Guid.NewGuid():n}}@example.com","password":"not the password"}""";
                    var started = Stopwatch.GetTimestamp();
                    var reply = await connection.SendAsync(Request.Post("/api/v1/auth/login", body), CancellationToken.None);
                    tally.Record(started, reply.Status);
                }
            })
        );
        stage.Expect("login-flood, sign-ins", stage.Product, tally, 401, 503);
    }
}
