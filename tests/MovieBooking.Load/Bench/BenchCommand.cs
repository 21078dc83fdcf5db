using System.CommandLine;
using MovieBooking.Load.Bench.Figures;
using MovieBooking.Load.Bench.Scenarios;
using MovieBooking.Load.Bench.Staging;

namespace MovieBooking.Load.Bench;

/// <summary>`bench`: how fast, beside what the machine can do.</summary>
internal static class BenchCommand
{
    private static readonly (string Name, Func<BenchStage, CancellationToken, Task> Run)[] s_scenarios =
    [
        ("seatmap", PageScenarios.SeatMapAsync),
        ("movies", PageScenarios.MoviesAsync),
        ("movie", PageScenarios.MovieAsync),
        ("cinema", PageScenarios.CinemaAsync),
        ("html", PageScenarios.HtmlAsync),
        ("book", BookScenario.RunAsync),
        ("one-seat", CrowdScenarios.OneSeatAsync),
        ("rush", CrowdScenarios.RushAsync),
        ("queue", QueueScenario.RunAsync),
        ("fresh", FreshScenario.RunAsync),
        ("mixed", MixedScenario.RunAsync),
        ("overload", OverloadScenario.RunAsync),
        ("login-flood", LoginFloodScenario.RunAsync),
        ("streams", StreamsScenario.RunAsync),
        ("start", StartScenario.RunAsync),
        ("growth", GrowthScenario.RunAsync),
    ];

    public static Command Create()
    {
        var scenarios = new Argument<string[]>("scenario")
        {
            Description = $"Which, in turn: {string.Join(", ", s_scenarios.Select(scenario => scenario.Name))}. All when left out.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        scenarios.AcceptOnlyFromAmong([.. s_scenarios.Select(scenario => scenario.Name)]);
        var pairs = new Option<int>("--pairs")
        {
            Description = "How often product and baselines take turns.",
            DefaultValueFactory = _ => 5,
        };
        var seconds = new Option<double>("--seconds") { Description = "How long each turn is.", DefaultValueFactory = _ => 10 };
        var people = new Option<int>("--people")
        {
            Description = "How many rush, or queue, 1,000 at most; half as many want one seat.",
            DefaultValueFactory = _ => 1000,
        };
        var published = new Option<string?>("--published")
        {
            Description = "A published build to measure, instead of publishing this one.",
        };
        var before = new Option<string?>("--before") { Description = "A published older build, to book beside this one." };
        var asBuilt = new Option<bool>("--as-built") { Description = "Measure the build at hand: for the checks, not for the figures." };
        var json = new Option<string?>("--json") { Description = "Write all figures to this file." };
        var plot = new Option<string?>("--plot") { Description = "Draw the throughput into this file (SVG)." };
        var command = new Command(
            "bench",
            "The product, published, beside its baselines on the same machine in turn: `ping` is Kestrel with constant bytes of the same "
                + "size, `bare` Kestrel and MySqlConnector with the product's SQL. Prints medians, ratios and goals; the exit code is that of the checks."
        )
        {
            scenarios,
            pairs,
            seconds,
            people,
            published,
            before,
            asBuilt,
            json,
            plot,
        };
        command.SetAction(
            (result, cancellationToken) =>
                RunAsync(
                    result.GetValue(scenarios)!,
                    new BenchOptions(
                        result.GetValue(pairs),
                        TimeSpan.FromSeconds(result.GetValue(seconds)),
                        result.GetValue(people),
                        result.GetValue(published),
                        result.GetValue(before),
                        result.GetValue(asBuilt),
                        result.GetValue(json),
                        result.GetValue(plot)
                    ),
                    cancellationToken
                )
        );
        return command;
    }

    /// <summary>Runs the scenarios that are named, or all; 0 when all checks hold.</summary>
    public static async Task<int> RunAsync(IReadOnlyCollection<string> names, BenchOptions options, CancellationToken cancellationToken)
    {
        await using var stage = await BenchStage.SetAsync(options, cancellationToken);
        foreach (var (name, run) in s_scenarios)
        {
            if (names.Count == 0 || names.Contains(name, StringComparer.Ordinal))
            {
                await run(stage, cancellationToken);
            }
        }

        await stage.CheckAsync(cancellationToken);
        if (options.Json is { } json)
        {
            await File.WriteAllTextAsync(json, BenchJson.Write(stage.Report), cancellationToken);
        }

        if (options.Plot is { } plot)
        {
            await File.WriteAllTextAsync(plot, BenchPlot.Draw(stage.Report), cancellationToken);
        }

        return stage.Report.Write() ? 0 : 1;
    }
}
