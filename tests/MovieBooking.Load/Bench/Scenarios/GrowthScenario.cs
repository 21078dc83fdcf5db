using System.Globalization;
using MovieBooking.Load.Bench.Figures;
using MovieBooking.Load.Bench.Staging;
using MovieBooking.Load.Bench.Wire;

namespace MovieBooking.Load.Bench.Scenarios;

/// <summary>The same product on a history of 50,000 tickets and on one a hundred times as long: what the years cost.</summary>
internal static class GrowthScenario
{
    private const int Tickets = 50_000;
    private const int Users = 1_000;
    private const int Times = 100;
    private const double Most = 1.3;

    public static async Task RunAsync(BenchStage stage, CancellationToken cancellationToken)
    {
        var young = await stage.StartGrownAsync(Comparison.Product, Tickets, Users, cancellationToken);
        var grown = await stage.StartGrownAsync("grown", Tickets * Times, Users * Times, cancellationToken);
        Contender[] contenders = [young, grown];
        var maps = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var contender in contenders)
        {
            var show = await contender.OnSale.ShowAsync(cancellationToken);
            maps.Add(contender.Name, Request.Get($"/api/v1/showtimes/{show.ShowtimeId}/seats"));
        }

        await CompareAsync("seat map", contender => AskAsync("seat map", contender, maps[contender.Name]));
        await CompareAsync("movies", contender => AskAsync("movies", contender, Request.Get("/api/v1/movies")));
        await CompareAsync("movie", contender => AskAsync("movie", contender, Request.Get($"/api/v1/movies/{contender.OnSale.MovieId}")));
        await CompareAsync(
            "2 seats, hold + create + confirm",
            async contender => (await BookScenario.BookAsync(stage, contender, cancellationToken)).Round
        );

        Task<Round> AskAsync(string what, Contender contender, byte[] request) =>
            PageScenarios.AskAsync(stage, $"growth, {what}", contender, request, cancellationToken);

        async Task CompareAsync(string name, Func<Contender, Task<Round>> test)
        {
            var comparison = await stage.CompareAsync("growth", name, contenders, test);
            var times = comparison.Ratio(young.Name, grown.Name, round => round.PerSecond).Median;
            stage.Report.Add(
                Goal.AtMost(
                    string.Create(CultureInfo.InvariantCulture, $"11: {name}, {Times} × as much sold before, × as slow"),
                    times,
                    Most
                )
            );
        }
    }
}
