using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace MovieBooking.Api.Http;

/// <summary>
/// How large a request may be (no body of this API needs more than a few kilobytes), and how many the API answers at a time:
/// beyond <c>RequestLimits:AtOnce</c> of them whoever comes is told at once to come back, so that those who are in are served.
/// Event streams are not counted: they wait, and have a limit of their own.
/// </summary>
internal static class RequestLimits
{
    private const int BodyBytes = 64 * 1024;

    // A premiere's thousand people at once, twice: more would wait for seconds.
    private const int AtOnce = 2_000;

    public static WebApplicationBuilder AddRequestLimits(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = BodyBytes;
        });
        builder.Services.AddSingleton(services => new ConcurrencyLimiter(
            new ConcurrencyLimiterOptions
            {
                PermitLimit = services.GetRequiredService<IConfiguration>().GetValue("RequestLimits:AtOnce", AtOnce),
            }
        ));
        return builder;
    }

    /// <summary>After routing, which tells what is asked for, and before anything that costs.</summary>
    public static WebApplication UseRequestLimits(this WebApplication app)
    {
        var limiter = app.Services.GetRequiredService<ConcurrencyLimiter>();
        app.Use((http, next) => Counts(http) ? AnswerAsync(limiter, http, next) : next(http));
        return app;
    }

    private static async Task AnswerAsync(ConcurrencyLimiter limiter, HttpContext http, RequestDelegate next)
    {
        using var place = limiter.AttemptAcquire();
        if (place.IsAcquired)
        {
            await next(http);
        }
        else
        {
            await Problems.WriteAsync(http, Problems.Create(ApiError.Busy));
        }
    }

    private static bool Counts(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        && http.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName != RateLimits.EventStreams;
}
