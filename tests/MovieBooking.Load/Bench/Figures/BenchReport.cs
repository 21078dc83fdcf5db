using System.Globalization;
using System.Runtime.InteropServices;
using MovieBooking.Load.Bench.Baselines;
using MovieBooking.Load.Checks;
using MovieBooking.Load.Measuring;
using Spectre.Console;

namespace MovieBooking.Load.Bench.Figures;

/// <summary>What a run of the benchmarks found.</summary>
internal sealed class BenchReport
{
    private readonly List<Comparison> _comparisons = [];
    private readonly List<Goal> _goals = [];
    private readonly List<Check> _checks = [];

    public IReadOnlyList<Comparison> Comparisons => _comparisons;

    public IReadOnlyList<Goal> Goals => _goals;

    public static string Machine =>
        $"{Environment.ProcessorCount} cores ({CpuModel()}), {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1_000_000_000.0:N0} GB, "
        + $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";

    public void Add(Comparison comparison) => _comparisons.Add(comparison);

    public void Add(Goal goal) => _goals.Add(goal);

    public void Add(params IEnumerable<Check> checks) => _checks.AddRange(checks);

    /// <summary>Writes table, goals and checks; true when all checks hold.</summary>
    public bool Write()
    {
        Output.Say(Machine);
        if (_comparisons.Count > 0)
        {
            AnsiConsole.Write(Table());
            Output.Say(Others());
        }

        foreach (var goal in _goals)
        {
            Output.Say($"{(goal.IsMet ? "met   " : "missed")}  {goal.Text}: {Spread.Short(goal.Value)}");
        }

        return Tables.Write(_checks);
    }

    private Table Table()
    {
        var table = Tables.Create(
            "what",
            "of",
            "a second",
            "p50 / p95 / p99 ms",
            "CPU app + db ms",
            "MB",
            "throughput",
            "CPU app",
            "CPU db"
        );
        table.Caption = new TableTitle("Medians of all rounds. The last three: product ÷ this, pair by pair (least–most).");
        if (!Output.IsTerminal)
        {
            // To be kept in a file.
            table.Border = TableBorder.Markdown;
            AnsiConsole.Profile.Width = 250;
        }

        foreach (var comparison in _comparisons)
        {
            foreach (var contender in comparison.Contenders)
            {
                table.AddRow(
                    $"{comparison.Scenario}: {comparison.Name}",
                    contender,
                    Median(round => round.PerSecond),
                    string.Join(
                        " / ",
                        Median(round => round.P50.TotalMilliseconds),
                        Median(round => round.P95.TotalMilliseconds),
                        Median(round => round.P99.TotalMilliseconds)
                    ),
                    $"{Median(round => round.ApplicationCost)} + {Median(round => round.DatabaseCost)}",
                    Median(round => round.Megabytes),
                    Ratio(round => round.PerSecond),
                    Ratio(round => round.ApplicationCost),
                    contender == BaselineProcesses.Ping ? "" : Ratio(round => round.DatabaseCost)
                );

                string Median(Func<Round, double> figure) => Spread.Short(comparison.Of(contender, figure).Median);

                string Ratio(Func<Round, double> figure) =>
                    contender == Comparison.Product ? "" : comparison.Ratio(Comparison.Product, contender, figure).ToString();
            }
        }

        return table;
    }

    private string Others()
    {
        var shares = Spread.Of(
            _comparisons.SelectMany(comparison =>
                comparison.Contenders.SelectMany(contender => comparison.RoundsOf(contender).Select(round => round.Others))
            )
        );
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Other processes took {shares.Median:P0} of the machine meanwhile ({shares.Least:P0} to {shares.Most:P0})."
        );
    }

    private static string CpuModel() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..]
            : RuntimeInformation.OSArchitecture.ToString();
}
