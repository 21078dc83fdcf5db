using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Net.Http.Headers;

namespace MovieBooking.Api.Hosting;

/// <summary>
/// The end of a process beside which others go on: for <c>Shutdown:DrainSeconds</c> after it was told to stop it serves as before, but says that
/// it is not ready, and ends each connection with the next answer. A connection that is closed between two requests can take one with it.
/// </summary>
internal sealed class Drain(IConfiguration configuration, IHostEnvironment environment) : IHostedLifecycleService, IHealthCheck
{
    private const string Setting = "Shutdown:DrainSeconds";
    private const int Otherwise = 3;

    // Of the half minute that everything has to end (HostOptions.ShutdownTimeout) most stays for what is being answered.
    private const int Most = 15;

    private volatile bool _hasBegun;

    public bool HasBegun => _hasBegun;

    /// <summary>What is wrong with the setting; null when it can be used.</summary>
    public static string? Problem(IConfiguration configuration) =>
        Seconds(configuration) is null
            ? $"Shutdown__DrainSeconds is `{configuration[Setting]}`: it must be a number of seconds, 0 to {Most}."
            : null;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HasBegun ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());

    /// <summary>Before anything is stopped, also the server.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // Only in Production is there a proxy to notice it.
        if (environment.IsProduction() && Seconds(configuration) is > 0 and { } seconds)
        {
            _hasBegun = true;
            await Task.Delay(TimeSpan.FromSeconds(seconds), cancellationToken);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static int? Seconds(IConfiguration configuration) => configuration.Number(Setting, Otherwise, 0, Most);
}

internal static class DrainSetup
{
    public static WebApplicationBuilder AddDrain(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Drain>().AddHostedService(services => services.GetRequiredService<Drain>());
        return builder;
    }

    public static WebApplication UseDrain(this WebApplication app)
    {
        var drain = app.Services.GetRequiredService<Drain>();
        app.Use(
            (http, next) =>
            {
                // HTTP/2 and 3 have a word of their own for it, which the server says.
                if (drain.HasBegun && HttpProtocol.IsHttp11(http.Request.Protocol))
                {
                    http.Response.Headers[HeaderNames.Connection] = "close";
                }

                return next(http);
            }
        );
        return app;
    }
}
