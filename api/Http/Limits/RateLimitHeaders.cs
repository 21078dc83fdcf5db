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
    /// <param name="quota">How many calls it allows in a minute.</param>
    /// <param name="lease">What it said to this one.</param>
    public static void Tell(HttpContext http, string name, int quota, MinuteLease lease) =>
        Tell(
            http,
            string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={quota};w=60"),
            string.Create(CultureInfo.InvariantCulture, $"\"{name}\";r={lease.Left};t={Seconds(lease.Resets)}")
        );

    /// <summary>Of what may be open at the same time: it has no window.</summary>
    /// <param name="http">The call.</param>
    /// <param name="name">The limit's name.</param>
    /// <param name="quota">How many it allows.</param>
    /// <param name="left">What it is at, this call counted.</param>
    public static void TellOpen(HttpContext http, string name, int quota, RateLimiterStatistics left) =>
        Tell(
            http,
            string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={quota};qu=\"concurrent-requests\""),
            string.Create(CultureInfo.InvariantCulture, $"\"{name}\";r={left.CurrentAvailablePermits}")
        );

    /// <summary>Whole ones, and not too few.</summary>
    public static long Seconds(TimeSpan wait) => Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));

    private static void Tell(HttpContext http, string policy, string limit) =>
        http.Response.OnStarting(() =>
        {
            http.Response.Headers.Append(Policy, policy);
            http.Response.Headers.Append(Limit, limit);
            return Task.CompletedTask;
        });
}
