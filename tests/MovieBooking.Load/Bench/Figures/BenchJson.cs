using System.Text.Json;

namespace MovieBooking.Load.Bench.Figures;

/// <summary>All figures, for programs.</summary>
internal static class BenchJson
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string Write(BenchReport report) =>
        JsonSerializer.Serialize(
            new
            {
                BenchReport.Machine,
                Measured = DateTime.UtcNow,
                Comparisons = report.Comparisons.Select(comparison => new
                {
                    comparison.Scenario,
                    comparison.Name,
                    Contenders = comparison.Contenders.Select(contender => new
                    {
                        Name = contender,
                        Rounds = comparison
                            .RoundsOf(contender)
                            .Select(round => new
                            {
                                Seconds = round.Elapsed.TotalSeconds,
                                round.Count,
                                round.PerSecond,
                                P50Milliseconds = round.P50.TotalMilliseconds,
                                P95Milliseconds = round.P95.TotalMilliseconds,
                                P99Milliseconds = round.P99.TotalMilliseconds,
                                ApplicationCpuMilliseconds = round.ApplicationCpu.TotalMilliseconds,
                                DatabaseCpuMilliseconds = round.DatabaseCpu?.TotalMilliseconds,
                                ResidentBytes = round.Resident,
                                round.Others,
                            }),
                    }),
                }),
                Goals = report.Goals.Where(goal => double.IsFinite(goal.Value)),
            },
            s_options
        );
}
