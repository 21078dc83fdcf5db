using System.Globalization;
using System.Threading.RateLimiting;

namespace MovieBooking.Api.Http;

/// <summary>
/// Tells callers what is left to them before they are refused: the fields of draft-ietf-httpapi-ratelimit-headers, which are lists of
/// structured fields (RFC 9651), with an item for each limit that the call counts for.
/// </summary>
internal static class RateLimitHeaders
{
    public const string Limit = "RateLimit";
    public const string Policy = "RateLimit-Policy";

    /// <summary>Also where the answer becomes an error, which starts anew without what was set before.</summary>
    /// <param name="http">The call.</param>
    /// <param name="name">The limit's name.</param>
    /// <param name="quota">How many permits it gives.</param>
    /// <param name="left">What it is at, this call counted.</param>
    public static void Tell(HttpContext http, string name, int quota, RateLimiterStatistics left)
    {
        var minute = left as MinuteStatistics;
        var policy = minute is null
            ? string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={quota};qu=\"concurrent-requests\"")
            : string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={quota};w=60");
        var limit = string.Create(CultureInfo.InvariantCulture, $"\"{name}\";r={left.CurrentAvailablePermits}");
        if (minute is not null)
        {
            limit += string.Create(CultureInfo.InvariantCulture, $";t={Seconds(minute.Resets)}");
        }

        http.Response.OnStarting(() =>
        {
            http.Response.Headers.Append(Policy, policy);
            http.Response.Headers.Append(Limit, limit);
            return Task.CompletedTask;
        });
    }

    /// <summary>Whole ones, and not too few.</summary>
    public static long Seconds(TimeSpan wait) => Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
}
