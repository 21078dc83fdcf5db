using System.Globalization;

namespace MovieBooking.Api.Telemetry;

/// <summary>
/// Who is told what the process does: Prometheus, on a port of its own (<c>Metrics:Port</c>), and a collector of OpenTelemetry
/// (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, and the standard's other variables). Nobody by default.
/// </summary>
internal sealed class TelemetrySettings(IConfiguration configuration)
{
    private readonly string? _port = configuration["Metrics:Port"] is { Length: > 0 } port ? port : null;

    /// <summary>Where metrics are served; null: nowhere.</summary>
    public int? Port => ushort.TryParse(_port, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0 ? port : null;

    /// <summary>The name or address by which they are asked for; <c>*</c>: by any.</summary>
    public string Host { get; } = configuration["Metrics:Host"] is { Length: > 0 } host ? host : "localhost";

    /// <summary>Whether a collector takes metrics and traces.</summary>
    public bool HasCollector { get; } = configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 };

    /// <summary>What is wrong with the settings; null when they can be used.</summary>
    public string? Problem =>
        _port is not null && Port is null ? $"Metrics__Port is `{_port}`: it must be a number from 1 to 65535."
        : Host != "*" && Uri.CheckHostName(Host) == UriHostNameType.Unknown
            ? $"Metrics__Host is `{Host}`: it must be a name, an address, or *."
        : null;
}
