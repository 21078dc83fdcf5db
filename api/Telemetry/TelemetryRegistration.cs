using MovieBooking.Api.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MovieBooking.Api.Telemetry;

/// <summary>Metrics and traces by OpenTelemetry, where somebody has asked for them.</summary>
internal static class TelemetryRegistration
{
    private const string Driver = "MySqlConnector";

    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        var settings = new TelemetrySettings(builder.Configuration);
        builder.Services.AddSingleton(settings);
        if (settings.Problem is not null || (settings.Port is null && !settings.HasCollector))
        {
            return builder;
        }

        builder.Services.AddHostedService<StateGauges>();
        var telemetry = builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("moviebooking", serviceVersion: ProductVersion.Text))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(BookingMeter.Name, Driver).AddAspNetCoreInstrumentation().AddRuntimeInstrumentation();
                if (settings.Port is { } port)
                {
                    metrics.AddPrometheusHttpListener(listener => (listener.Host, listener.Port) = (settings.Host, port));
                }

                if (settings.HasCollector)
                {
                    metrics.AddOtlpExporter();
                }
            });
        if (settings.HasCollector)
        {
            telemetry.WithTracing(traces =>
                traces.AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddSource(Driver).AddOtlpExporter()
            );
        }

        return builder;
    }
}
