using System.Collections.Concurrent;
using HdrHistogram;

namespace MovieBooking.Load.Measuring;

/// <summary>How long each kind of call took and how it ended, counted by all customers at once.</summary>
internal sealed class Measurements
{
    private const int Precision = 3;
    private static readonly long s_longest = (long)TimeSpan.FromMinutes(10).TotalMicroseconds;

    private readonly ConcurrentDictionary<string, LongConcurrentHistogram> _latencies = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Operation, string Outcome), Counter> _outcomes = new();

    public void Record(string operation, string outcome, TimeSpan latency)
    {
        _latencies
            .GetOrAdd(operation, _ => new LongConcurrentHistogram(1, s_longest, Precision))
            .RecordValue(Math.Clamp((long)latency.TotalMicroseconds, 1, s_longest));
        _outcomes.GetOrAdd((operation, outcome), _ => new Counter()).Increment();
    }

    public IEnumerable<string> Operations => _latencies.Keys.Order(StringComparer.Ordinal);

    public IEnumerable<(string Outcome, long Count)> OutcomesOf(string operation) =>
        _outcomes
            .Where(entry => entry.Key.Operation == operation)
            .Select(entry => (entry.Key.Outcome, entry.Value.Value))
            .OrderByDescending(entry => entry.Value);

    public long Count(Func<string, bool> outcome) => _outcomes.Where(entry => outcome(entry.Key.Outcome)).Sum(entry => entry.Value.Value);

    public TimeSpan Percentile(string operation, double percentile) =>
        TimeSpan.FromMicroseconds(_latencies[operation].GetValueAtPercentile(percentile));

    private sealed class Counter
    {
        private long _value;

        public long Value => Interlocked.Read(ref _value);

        public void Increment() => Interlocked.Increment(ref _value);
    }
}
