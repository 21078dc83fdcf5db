using System.Diagnostics;
using System.Threading.RateLimiting;
using MovieBooking.Api.Backplane;
using RedisRateLimiting;

namespace MovieBooking.Api.Http;

/// <summary>
/// So many permits a minute for one caller: counted in Redis for all processes where there is one, else, and while it is lost, by the
/// framework's limiter for this process. That one does not tell when its minute ends, neither to whoever has a permit nor to whoever is
/// refused; this one begins each minute itself, and does.
/// </summary>
internal sealed class MinuteLimiter : RateLimiter
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private readonly ProcessBackplane _backplane;
    private readonly string _key;
    private readonly int _permits;
    private readonly Lock _lock = new();
    private readonly FixedWindowRateLimiter _own;

    // Read after the other's, so that its minute is over when this one is.
    private long _begun;
    private long _used;

    /// <param name="backplane">Where the processes count together.</param>
    /// <param name="key">Whose permits these are.</param>
    /// <param name="permits">How many.</param>
    public MinuteLimiter(ProcessBackplane backplane, string key, int permits)
    {
        (_backplane, _key, _permits) = (backplane, key, permits);
        _own = new FixedWindowRateLimiter(
            new FixedWindowRateLimiterOptions
            {
                PermitLimit = permits,
                Window = s_minute,
                AutoReplenishment = false,
            }
        );
        _begun = _used = Stopwatch.GetTimestamp();
    }

    /// <summary>Whoever has not called for a minute need not be remembered.</summary>
    public override TimeSpan? IdleDuration
    {
        get
        {
            var elapsed = Stopwatch.GetElapsedTime(Volatile.Read(ref _used));
            return elapsed > s_minute ? elapsed - s_minute : null;
        }
    }

    public override RateLimiterStatistics? GetStatistics() => _own.GetStatistics();

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _used, Stopwatch.GetTimestamp());
        return await _backplane.AskAsync(redis => AskAsync(redis, permitCount)) ?? AttemptAcquireCore(permitCount);
    }

    /// <summary>Of this process alone: Redis is not waited for.</summary>
    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        Volatile.Write(ref _used, Stopwatch.GetTimestamp());
        lock (_lock)
        {
            if (Stopwatch.GetElapsedTime(_begun) >= s_minute)
            {
                _own.TryReplenish();
                _begun = Stopwatch.GetTimestamp();
            }

            using var lease = _own.AttemptAcquire(permitCount);
            return new MinuteLease(
                lease.IsAcquired,
                _own.GetStatistics()!.CurrentAvailablePermits,
                s_minute - Stopwatch.GetElapsedTime(_begun)
            );
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _own.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<MinuteLease> AskAsync(StackExchange.Redis.IConnectionMultiplexer redis, int permitCount)
    {
        await using var shared = new RedisFixedWindowRateLimiter<string>(
            _key,
            new RedisFixedWindowRateLimiterOptions
            {
                PermitLimit = _permits,
                Window = s_minute,
                ConnectionMultiplexerFactory = () => redis,
            }
        );
        using var lease = await shared.AcquireAsync(permitCount);
        lease.TryGetMetadata(RateLimitMetadataName.Remaining, out var left);
        // Whole seconds, of which the last is begun.
        lease.TryGetMetadata(RateLimitMetadataName.Reset, out var resetsAt);
        return new MinuteLease(lease.IsAcquired, left, DateTimeOffset.FromUnixTimeSeconds(resetsAt) - DateTimeOffset.UtcNow);
    }
}
