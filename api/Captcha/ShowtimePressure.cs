using Microsoft.Extensions.Caching.Memory;

namespace MovieBooking.Api.Captcha;

/// <summary>
/// Which showtimes more requests reach in a minute than people make on a normal evening, as this process sees it; and for five minutes
/// after, so that a crowd which comes in waves is asked all along.
/// </summary>
internal sealed class ShowtimePressure(CaptchaSettings settings, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_lasts = TimeSpan.FromMinutes(5);

    private readonly MemoryCache _showtimes = new(new MemoryCacheOptions());

    /// <summary>Counts a request for seats of a showtime, and says whether it is under pressure.</summary>
    public bool Count(int showtimeId)
    {
        var counted = _showtimes.GetOrCreate(
            showtimeId,
            entry =>
            {
                entry.SlidingExpiration = s_lasts;
                return new Requests();
            }
        )!;
        return counted.Add(clock.GetUtcNow(), settings.HoldsPerMinute);
    }

    public void Dispose() => _showtimes.Dispose();

    private sealed class Requests
    {
        private readonly Lock _lock = new();
        private DateTimeOffset _begun;
        private int _count;
        private DateTimeOffset _until;

        public bool Add(DateTimeOffset now, int most)
        {
            lock (_lock)
            {
                if (now - _begun >= s_minute)
                {
                    (_begun, _count) = (now, 0);
                }

                if (++_count > most)
                {
                    _until = now + s_lasts;
                }

                return now < _until;
            }
        }
    }
}
