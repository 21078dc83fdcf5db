using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MovieBooking.Api.Hosting;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Http;

/// <summary>For load balancers: is the process alive, and can it serve?</summary>
internal static class Health
{
    private const string Ready = "ready";

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services
            .AddHealthChecks()
            .AddDbContextCheck<MovieBookingContext>("database", tags: [Ready])
            .AddCheck<Drain>("running", tags: [Ready]);
        return services;
    }

    public static WebApplication MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
        app.MapHealthChecks(
            "/health/ready",
            new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = WriteAsync }
        );
        return app;
    }

    private static Task WriteAsync(HttpContext http, HealthReport report) =>
        http.Response.WriteAsJsonAsync(
            new
            {
                status = Word.Of(report.Status),
                version = ProductVersion.Text,
                checks = report.Entries.ToDictionary(entry => entry.Key, entry => Word.Of(entry.Value.Status), StringComparer.Ordinal),
            },
            http.RequestAborted
        );
}
