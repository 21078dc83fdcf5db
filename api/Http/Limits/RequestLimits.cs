using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.RateLimiting;

namespace MovieBooking.Api.Http;

/// <summary>
/// How large a request may be (no body of this API needs more than a few kilobytes), and how many the API answers at a time:
/// beyond <c>RequestLimits:AtOnce</c> of them whoever comes is told at once to come back, so that those who are in are served.
/// Event streams are not counted: they wait, and have a limit of their own. Nor are bodies on their way, and answers: whoever sends or reads
/// slowly would take the place of one who waits.
/// </summary>
internal static class RequestLimits
{
    private const int BodyBytes = 64 * 1024;

    // A premiere's thousand people at once, twice: more would wait for seconds.
    private const int AtOnce = 2_000;

    public static WebApplicationBuilder AddRequestLimits(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(
            (context, options) =>
            {
                options.AddServerHeader = false;
                options.Limits.MaxRequestBodySize = BodyBytes;
                ConnectionLimits.Of(context.Configuration).Limit(options.Limits);
            }
        );
        builder.Services.AddRequestTimeouts();
        builder
            .Services.AddOptions<RequestTimeoutOptions>()
            .Configure<IConfiguration>((options, configuration) => ConnectionLimits.Of(configuration).Limit(options));
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
        app.UseRequestTimeouts();
        app.Use(
            (http, next) =>
            {
                // What has begun goes on, as long as it takes.
                http.Response.OnStarting(EndTimeout, http);
                return next(http);
            }
        );
        return app;
    }

    private static async Task AnswerAsync(ConcurrencyLimiter limiter, HttpContext http, RequestDelegate next)
    {
        await BodyAsync(http);
        using var place = limiter.AttemptAcquire();
        if (place.IsAcquired)
        {
            http.Response.OnStarting(GiveUp, place);
            await next(http);
        }
        else
        {
            await Problems.WriteAsync(http, Problems.Create(ApiError.Busy));
        }
    }

    /// <summary>
    /// Waits until a small body is here, in the server's own buffers. It refuses what is too large, and ends what is too slow
    /// (<see cref="ConnectionLimits"/>). The few large ones are read where somebody has signed in who may send them.
    /// </summary>
    private static async Task BodyAsync(HttpContext http)
    {
        if (
            http.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true }
            || http.Features.Get<IHttpMaxRequestBodySizeFeature>() is not { MaxRequestBodySize: <= BodyBytes }
            || http.Features.Get<IRequestBodyPipeFeature>() is not { Reader: var body }
        )
        {
            return;
        }

        while (true)
        {
            var read = await body.ReadAsync(http.RequestAborted);
            // Looked at and left for whoever reads it.
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted || read.IsCanceled)
            {
                return;
            }
        }
    }

    private static Task GiveUp(object place)
    {
        ((RateLimitLease)place).Dispose();
        return Task.CompletedTask;
    }

    private static Task EndTimeout(object http)
    {
        ((HttpContext)http).Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        return Task.CompletedTask;
    }

    private static bool Counts(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        && http.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName != RateLimits.EventStreams;
}
