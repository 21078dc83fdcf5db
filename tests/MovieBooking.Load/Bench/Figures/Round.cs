using System.Diagnostics;

namespace MovieBooking.Load.Bench.Figures;

/// <summary>What was measured of one contender in one round.</summary>
/// <param name="ApplicationCpu">CPU of the contender's process.</param>
/// <param name="DatabaseCpu">CPU of the database server meanwhile; null when it is not ours to look at.</param>
/// <param name="Resident">Memory of the contender's process at the end, in bytes.</param>
/// <param name="Others">The share of the machine that went to none of contender, database and load: with more than a little of it the figures mean less.</param>
internal sealed record Round(
    TimeSpan Elapsed,
    long Count,
    TimeSpan P50,
    TimeSpan P95,
    TimeSpan P99,
    TimeSpan ApplicationCpu,
    TimeSpan? DatabaseCpu,
    long Resident,
    double Others
)
{
    public double PerSecond => Count / Elapsed.TotalSeconds;

    /// <summary>Milliseconds of CPU for each that was answered.</summary>
    public double ApplicationCost => ApplicationCpu.TotalMilliseconds / Count;

    public double DatabaseCost => DatabaseCpu is { } used ? used.TotalMilliseconds / Count : double.NaN;

    public double Megabytes => Resident / 1_000_000.0;
}

/// <summary>Measures one round of one contender.</summary>
internal sealed class Meter(int processId, int? databaseProcessId)
{
    private long _started;
    private TimeSpan _application;
    private TimeSpan? _database;
    private TimeSpan _others;

    public void Start()
    {
        (_application, _database) = (ProcessUsage.Cpu(processId), DatabaseCpu());
        _others = Others(_application, _database);
        _started = Stopwatch.GetTimestamp();
    }

    /// <summary>Ends the round: what is answered from now on does not count.</summary>
    /// <param name="tally">All that was answered.</param>
    /// <param name="latencies">The part of it whose latencies are asked for; without one, all.</param>
    public Round Stop(Tally tally, Tally? latencies = null)
    {
        latencies ??= tally;
        tally.Close();
        latencies.Close();
        var elapsed = Stopwatch.GetElapsedTime(_started);
        var (application, database) = (ProcessUsage.Cpu(processId), DatabaseCpu());
        var others = Others(application, database) - _others;
        return new Round(
            elapsed,
            tally.Count,
            latencies.Percentile(50),
            latencies.Percentile(95),
            latencies.Percentile(99),
            application - _application,
            database - _database,
            ProcessUsage.Resident(processId),
            Math.Max(0, others / elapsed / Environment.ProcessorCount)
        );
    }

    private static TimeSpan Others(TimeSpan application, TimeSpan? database) =>
        ProcessUsage.Machine() - ProcessUsage.Cpu(Environment.ProcessId) - application - (database ?? TimeSpan.Zero);

    private TimeSpan? DatabaseCpu() => databaseProcessId is { } id ? ProcessUsage.Cpu(id) : null;
}
