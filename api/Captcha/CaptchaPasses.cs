using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Backplane;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Captcha;

/// <summary>
/// Who has shown for which showtime that they are a person, so that the second seat asks nothing. Known to the processes that
/// share a Redis, else to this one alone, and forgotten with it: then one shows it again.
/// </summary>
internal sealed class CaptchaPasses(ProcessBackplane backplane) : IDisposable
{
    // Of some 200 bytes. Who finds no room is asked each time.
    private const int Capacity = 100_000;

    private readonly MemoryCache _passes = new(new MemoryCacheOptions { SizeLimit = Capacity });

    /// <summary>Somebody signed in at one showtime.</summary>
    public static string Of(int showtimeId, int userId) => string.Create(CultureInfo.InvariantCulture, $"{showtimeId}:{userId}");

    /// <summary>A guest at one showtime: whoever books in this name from this address, and nobody else.</summary>
    public static string Of(int showtimeId, string email, HttpContext http)
    {
        var guest = SHA256.HashData(Encoding.UTF8.GetBytes($"{CallerAddress.Of(http)} {EmailAddresses.Stored(email)}"));
        return string.Create(CultureInfo.InvariantCulture, $"{showtimeId}:guest:{Convert.ToHexString(guest)}");
    }

    public async ValueTask<bool> HasAsync(string visitor) =>
        _passes.TryGetValue(visitor, out _)
        || await backplane.AskAsync(async redis => (await redis.GetDatabase().StringGetAsync(Key(visitor))).ToString()) is { Length: > 0 };

    public async ValueTask KeepAsync(string visitor, TimeSpan lasts)
    {
        _passes.Set(visitor, true, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = lasts });
        await backplane.AskAsync(async redis =>
        {
            await redis.GetDatabase().StringSetAsync(Key(visitor), "1", lasts);
            return "";
        });
    }

    public void Dispose() => _passes.Dispose();

    private static string Key(string visitor) => $"moviebooking:captcha:{visitor}";
}
