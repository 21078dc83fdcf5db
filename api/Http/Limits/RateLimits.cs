using System.Globalization;
using System.Threading.RateLimiting;

namespace MovieBooking.Api.Http;

/// <summary>
/// How often one address may call what can be guessed at (passwords, refresh tokens, references of bookings) and what
/// anybody may do without an account (keep seats from others, take places in a queue, have mails sent), and how many event
/// streams it may have open.
/// </summary>
internal static class RateLimits
{
    public const string Authentication = "authentication";
    public const string EventStreams = "event-streams";
    public const string GuestBooking = "guest-booking";
    public const string LookUp = "look-up";
    public const string Queue = "queue";
    public const string Recovery = "recovery";

    public static WebApplicationBuilder AddRateLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = (context, _) => RejectAsync(context.HttpContext, context.Lease);
            options.AddPolicy(Authentication, http => PerAddress(http, "Authentication", 30));
            options.AddPolicy(Recovery, http => PerAddress(http, "Recovery", 5));
            options.AddPolicy(LookUp, http => PerAddress(http, "LookUp", 10));
            // A place in a queue costs nothing, and many people may share an address.
            options.AddPolicy(Queue, http => PerAddress(http, "Queue", 60));
            // Who shows a token is a user, or is refused; a key has a limit of its own.
            options.AddPolicy(
                GuestBooking,
                http =>
                    http.Request.Headers.Authorization.Count > 0
                        ? RateLimitPartition.GetNoLimiter("signed in")
                        : PerAddress(http, "GuestBooking", 20)
            );
            // A place is free again when the stream ends.
            options.AddPolicy(
                EventStreams,
                http =>
                    RateLimitPartition.GetConcurrencyLimiter(
                        CallerAddress.Of(http),
                        _ => new ConcurrencyLimiterOptions
                        {
                            PermitLimit = http
                                .RequestServices.GetRequiredService<IConfiguration>()
                                .GetValue("RateLimits:EventStreams:PerAddress", 100),
                        }
                    )
            );
        });
        return builder;
    }

    private static RateLimitPartition<string> PerAddress(HttpContext http, string setting, int permits) =>
        RateLimitPartition.GetFixedWindowLimiter(
            CallerAddress.Of(http),
            _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = http
                    .RequestServices.GetRequiredService<IConfiguration>()
                    .GetValue($"RateLimits:{setting}:PerMinute", permits),
                Window = TimeSpan.FromMinutes(1),
            }
        );

    public static ValueTask RejectAsync(HttpContext http, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : TimeSpan.FromMinutes(1);
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Problems.WriteAsync(http, Problems.Create(ApiError.TooManyRequests));
    }
}
