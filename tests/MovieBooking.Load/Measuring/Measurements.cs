using System.Collections.Concurrent;
using HdrHistogram;
using MovieBooking.Load.Customers;

namespace MovieBooking.Load.Measuring;

/// <summary>How long each kind of call took and how it ended, counted by all customers at once.</summary>
internal sealed class Measurements
{
    private const int Precision = 3;
    private static readonly long s_longest = (long)TimeSpan.FromMinutes(10).TotalMicroseconds;

    private readonly ConcurrentDictionary<string, LongConcurrentHistogram> _latencies = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Operation, string Outcome), Counter> _outcomes = new();

    private TaskCompletionSource<DateTime>? _nextBooking;
    private long _longest;
    private long _withoutRetryAfter;
    private long _attempts;

    /// <summary>How many calls wanted what somebody else may want.</summary>
    public long Attempts => Interlocked.Read(ref _attempts);

    /// <summary>Answers 503 that did not say when to try again.</summary>
    public long WithoutRetryAfter => Interlocked.Read(ref _withoutRetryAfter);

    public void Record(string operation, string outcome, TimeSpan latency, bool isBooking = false)
    {
        if (isBooking)
        {
            Interlocked.Exchange(ref _nextBooking, null)?.TrySetResult(Clock.Now);
        }

        InterlockedMax(ref _longest, latency.Ticks);
        _latencies
            .GetOrAdd(operation, _ => new LongConcurrentHistogram(1, s_longest, Precision))
            .RecordValue(Math.Clamp((long)latency.TotalMicroseconds, 1, s_longest));
        _outcomes.GetOrAdd((operation, outcome), _ => new Counter()).Increment();
    }

    /// <summary>Forgets what was measured while everything was started for the first time.</summary>
    public void Reset()
    {
        _latencies.Clear();
        _outcomes.Clear();
    }

    public void Attempted() => Interlocked.Increment(ref _attempts);

    public void Answered(int status, bool hasRetryAfter)
    {
        if (status == 503 && !hasRetryAfter)
        {
            Interlocked.Increment(ref _withoutRetryAfter);
        }
    }

    /// <summary>When the next booking, confirmation or cancellation succeeds.</summary>
    public Task<DateTime> NextBookingAsync()
    {
        var next = new TaskCompletionSource<DateTime>(TaskCreationOptions.RunContinuationsAsynchronously);
        _nextBooking = next;
        return next.Task;
    }

    /// <summary>The longest that anything took since this was asked last.</summary>
    public TimeSpan TakeLongest() => TimeSpan.FromTicks(Interlocked.Exchange(ref _longest, 0));

    public IEnumerable<string> Operations => _latencies.Keys.Order(StringComparer.Ordinal);

    public IEnumerable<(string Outcome, long Count)> OutcomesOf(string operation) =>
        _outcomes
            .Where(entry => entry.Key.Operation == operation)
            .Select(entry => (entry.Key.Outcome, entry.Value.Value))
            .OrderByDescending(entry => entry.Value);

    public long Count(Func<string, bool> outcome) => _outcomes.Where(entry => outcome(entry.Key.Outcome)).Sum(entry => entry.Value.Value);

    public TimeSpan Percentile(string operation, double percentile) =>
        TimeSpan.FromMicroseconds(_latencies[operation].GetValueAtPercentile(percentile));

    private static void InterlockedMax(ref long target, long value)
    {
        for (var seen = Interlocked.Read(ref target); value > seen; )
        {
            var before = Interlocked.CompareExchange(ref target, value, seen);
            seen = before == seen ? value : before;
        }
    }

    private sealed class Counter
    {
        private long _value;

        public long Value => Interlocked.Read(ref _value);

        public void Increment() => Interlocked.Increment(ref _value);
    }
}
