using System.Diagnostics;
using MovieBooking.Load.Measuring;

namespace MovieBooking.Load.Live;

/// <summary>One seat held or given back, and how many viewers have yet to see it.</summary>
internal sealed class SeatChange(string status, int viewers, Measurements measurements)
{
    public const string Seen = "seen by a viewer";
    public const string SeenByAll = "seen by every viewer";

    private readonly TaskCompletionSource _seenByAll = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _missing = viewers;
    private long _acknowledged;

    public string Status => status;

    /// <summary>How many viewers have not seen it.</summary>
    public int Missing => Volatile.Read(ref _missing);

    /// <summary>Ends when the last viewer has seen it.</summary>
    public Task IsSeenByAll => _seenByAll.Task;

    /// <summary>From now on it takes time to be seen; whoever saw it before was sooner than the answer.</summary>
    public void Acknowledge() => Volatile.Write(ref _acknowledged, Stopwatch.GetTimestamp());

    public void See()
    {
        var acknowledged = Volatile.Read(ref _acknowledged);
        var latency = acknowledged == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(acknowledged);
        measurements.Record(Seen, "seen", latency);
        if (Interlocked.Decrement(ref _missing) == 0)
        {
            measurements.Record(SeenByAll, "seen", latency);
            _seenByAll.SetResult();
        }
    }
}
