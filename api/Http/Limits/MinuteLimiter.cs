using System.Diagnostics;
using System.Threading.RateLimiting;

namespace MovieBooking.Api.Http;

/// <summary>What is left of a minute's permits, and in how long there are all of them again.</summary>
internal sealed class MinuteStatistics : RateLimiterStatistics
{
    public required TimeSpan Resets { get; init; }
}

/// <summary>
/// So many permits a minute, counted by the framework's limiter. That one does not tell when its minute ends, neither to whoever has a
/// permit nor to whoever is refused; this one begins each minute itself, and does.
/// </summary>
internal sealed class MinuteLimiter(int permits) : RateLimiter
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly FixedWindowRateLimiter _permits = new(
        new FixedWindowRateLimiterOptions
        {
            PermitLimit = permits,
            Window = s_minute,
            AutoReplenishment = false,
        }
    );

    // Read after the other's, so that its minute is over when this one is.
    private long _begun = Stopwatch.GetTimestamp();

    /// <summary>Whoever has not called since a minute ended need not be remembered.</summary>
    public override TimeSpan? IdleDuration
    {
        get
        {
            lock (_lock)
            {
                var elapsed = Stopwatch.GetElapsedTime(_begun);
                return elapsed > s_minute ? elapsed - s_minute : null;
            }
        }
    }

    public override RateLimiterStatistics GetStatistics()
    {
        lock (_lock)
        {
            Renew();
            var counted = _permits.GetStatistics()!;
            return new MinuteStatistics
            {
                CurrentAvailablePermits = counted.CurrentAvailablePermits,
                TotalSuccessfulLeases = counted.TotalSuccessfulLeases,
                TotalFailedLeases = counted.TotalFailedLeases,
                Resets = s_minute - Stopwatch.GetElapsedTime(_begun),
            };
        }
    }

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        lock (_lock)
        {
            Renew();
            var lease = _permits.AttemptAcquire(permitCount);
            return lease.IsAcquired ? lease : new Refused(s_minute - Stopwatch.GetElapsedTime(_begun));
        }
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        ValueTask.FromResult(AttemptAcquireCore(permitCount));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _permits.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Renew()
    {
        if (Stopwatch.GetElapsedTime(_begun) >= s_minute)
        {
            _permits.TryReplenish();
            _begun = Stopwatch.GetTimestamp();
        }
    }

    private sealed class Refused(TimeSpan wait) : RateLimitLease
    {
        public override bool IsAcquired => false;

        public override IEnumerable<string> MetadataNames => [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = metadataName == MetadataName.RetryAfter.Name ? wait : null;
            return metadata is not null;
        }
    }
}
