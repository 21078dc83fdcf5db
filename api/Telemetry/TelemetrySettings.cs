using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;

namespace MovieBooking.Api.Telemetry;

/// <summary>
/// Who is told what the process does: Prometheus, on a port of its own (<c>Metrics:Port</c>), and a collector of OpenTelemetry
/// (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, and the standard's other variables). Nobody by default.
/// </summary>
internal sealed class TelemetrySettings(IConfiguration configuration)
{
    private readonly string _host = configuration["Metrics:Host"] is { Length: > 0 } host ? host : "localhost";
    private readonly string? _port = configuration["Metrics:Port"] is { Length: > 0 } port ? port : null;

    /// <summary>Where metrics are served; null: nowhere.</summary>
    public int? Port => ushort.TryParse(_port, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0 ? port : null;

    /// <summary>
    /// The name or address by which they are asked for; <c>*</c>: by any. Where a network is configured (<c>10.1.0.0/16</c>), this machine's
    /// own address in it, so that no other network reaches them.
    /// </summary>
    public string Host => Network is { } network ? OwnAddressIn(network) ?? _host : _host;

    /// <summary>Whether a collector takes metrics and traces.</summary>
    public bool HasCollector { get; } = configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 };

    /// <summary>What is wrong with the settings; null when they can be used.</summary>
    public string? Problem =>
        _port is not null && Port is null ? $"Metrics__Port is `{_port}`: it must be a number from 1 to 65535."
        : Network is { } network
            ? OwnAddressIn(network) is null ? $"Metrics__Host is `{_host}`: this machine has no address in that network."
                : null
        : _host != "*" && Uri.CheckHostName(_host) == UriHostNameType.Unknown
            ? $"Metrics__Host is `{_host}`: it must be a name, an address, a network such as 10.1.0.0/16, or *."
        : null;

    private IPNetwork? Network =>
        _host.Contains('/', StringComparison.Ordinal) && IPNetwork.TryParse(_host, out var network) ? network : null;

    private static string? OwnAddressIn(IPNetwork network) =>
        NetworkInterface
            .GetAllNetworkInterfaces()
            .SelectMany(one => one.GetIPProperties().UnicastAddresses)
            .Select(one => one.Address)
            .FirstOrDefault(network.Contains)
            ?.ToString();
}
