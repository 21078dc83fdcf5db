using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using MovieBooking.Api.Door;
using MovieBooking.Api.Hosting;

namespace MovieBooking.Api.Http;

/// <summary>
/// Which other sites' pages may call the API from a browser: those of <c>Cors:Origins</c> (separated by commas), none without it.
/// They sign in with tokens; the cookie stays with the product's own pages.
/// </summary>
internal static class CrossOrigin
{
    private const string Setting = "Cors:Origins";

    public static WebApplicationBuilder AddCrossOrigin(this WebApplicationBuilder builder)
    {
        builder.Services.AddCors().AddOptions<CorsOptions>().Configure<IConfiguration>(Configure);
        return builder;
    }

    /// <summary>After routing, and before what limits calls: a browser asks for leave first, without a token.</summary>
    public static WebApplication UseCrossOrigin(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<CorsOptions>>().Value;
        if (options.GetPolicy(options.DefaultPolicyName)!.Origins.Count > 0)
        {
            app.UseCors();
        }

        return app;
    }

    private static void Configure(CorsOptions options, IConfiguration configuration)
    {
        var separators = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        var origins = (configuration[Setting] ?? "").Split(',', separators);
        foreach (var origin in origins)
        {
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.GetLeftPart(UriPartial.Authority) != origin)
            {
                throw new StartupException($"{Setting}: `{origin}` is no origin such as https://partner.example.");
            }
        }

        options.AddDefaultPolicy(policy =>
            policy
                .WithOrigins(origins)
                .AllowAnyMethod()
                .AllowAnyHeader()
                .WithExposedHeaders(
                    "ETag",
                    "Location",
                    "Retry-After",
                    RateLimitHeaders.Limit,
                    RateLimitHeaders.Policy,
                    "Content-Disposition",
                    ServerTime.Header,
                    DoorSignatures.Header
                )
                .SetPreflightMaxAge(TimeSpan.FromHours(1))
        );
    }
}
