using System.Globalization;
using MovieBooking.Load.Checks;
using Spectre.Console;

namespace MovieBooking.Load.Measuring;

/// <summary>The tables that a run ends with.</summary>
internal static class Tables
{
    public static void Write(Measurements measurements)
    {
        var table = Create("operation", "calls", "p50 ms", "p95 ms", "p99 ms", "max ms", "answers");
        foreach (var operation in measurements.Operations)
        {
            var outcomes = measurements.OutcomesOf(operation).ToList();
            table.AddRow(
                operation,
                Number(outcomes.Sum(outcome => outcome.Count)),
                Milliseconds(measurements.Percentile(operation, 50)),
                Milliseconds(measurements.Percentile(operation, 95)),
                Milliseconds(measurements.Percentile(operation, 99)),
                Milliseconds(measurements.Percentile(operation, 100)),
                string.Join(", ", outcomes.Select(outcome => $"{outcome.Outcome}: {Number(outcome.Count)}"))
            );
        }

        AnsiConsole.Write(table);
    }

    /// <summary>Writes what was checked; true when all of it holds.</summary>
    public static bool Write(IReadOnlyCollection<Check> checks)
    {
        var table = Create("check", "looked at", "violations");
        foreach (var check in checks)
        {
            table.AddRow(check.Name, Number(check.LookedAt), Number(check.Violations.Count));
        }

        AnsiConsole.Write(table);
        foreach (var check in checks.Where(check => check.Violations.Count > 0))
        {
            Output.Say($"VIOLATED: {check.Name}");
            foreach (var violation in check.Violations.Take(10))
            {
                Output.Say($"  {violation}");
            }
        }

        return checks.All(check => check.Violations.Count == 0);
    }

    public static Table Create(params string[] columns)
    {
        var table = new Table { Border = Output.IsTerminal ? TableBorder.Rounded : TableBorder.Ascii };
        foreach (var column in columns)
        {
            table.AddColumn(
                new TableColumn(column) { Alignment = column.EndsWith("ms", StringComparison.Ordinal) ? Justify.Right : Justify.Left }
            );
        }

        return table;
    }

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("N1", CultureInfo.InvariantCulture);
}
