using System.Diagnostics;
using HdrHistogram;

namespace MovieBooking.Load.Bench.Figures;

/// <summary>The answers of one round, counted by all clients at once until it is closed.</summary>
internal sealed class Tally
{
    private const int Precision = 3;
    private static readonly long s_longest = (long)TimeSpan.FromMinutes(2).TotalMicroseconds;

    private readonly LongConcurrentHistogram _latencies = new(1, s_longest, Precision);
    private readonly long[] _statuses = new long[600];
    private volatile bool _isMeasured = true;
    private volatile bool _isClosed;

    public bool IsClosed => _isClosed;

    public long Count => _latencies.TotalCount;

    /// <param name="started">A <see cref="Stopwatch"/> timestamp.</param>
    /// <param name="status">The answer's; counted also while nothing is measured.</param>
    public void Record(long started, int status)
    {
        Answered(status);
        if (_isMeasured)
        {
            var latency = (long)Stopwatch.GetElapsedTime(started).TotalMicroseconds;
            _latencies.RecordValue(Math.Clamp(latency, 1, s_longest));
        }
    }

    /// <summary>An answer that is looked at but not measured.</summary>
    public void Answered(int status) => Interlocked.Increment(ref _statuses[status]);

    /// <summary>What is answered from now on is not measured, until it is opened.</summary>
    public void Hold() => _isMeasured = false;

    public void Open() => _isMeasured = true;

    public void Close()
    {
        _isMeasured = false;
        _isClosed = true;
    }

    public TimeSpan Percentile(double percentile) =>
        TimeSpan.FromMicroseconds(Count == 0 ? 0 : _latencies.GetValueAtPercentile(percentile));

    /// <summary>How often each status was answered.</summary>
    public IEnumerable<(int Status, long Count)> Statuses => _statuses.Index().Where(entry => entry.Item > 0);
}
