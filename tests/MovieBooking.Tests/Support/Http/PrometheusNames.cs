using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using MovieBooking.Api.Telemetry;
using MovieBooking.Db;
using MovieBooking.Db.Server;
using MySqlConnector;

namespace MovieBooking.Tests.Support;

/// <summary>Names of metrics as Prometheus has them: those that dashboards and alerts ask for, and those that there are.</summary>
internal static partial class PrometheusNames
{
    // What TelemetryRegistration listens to.
    private static readonly string[] s_meters =
    [
        BookingMeter.Name,
        "MySqlConnector",
        "System.Runtime",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
    ];

    public static string Folder => Path.Combine(PrivateServerOptions.FindSourceTree(AppContext.BaseDirectory)!, "api", "observability");

    public static IEnumerable<string> Asked() =>
        Directory
            .EnumerateFiles(Path.Combine(Folder, "grafana", "dashboards"), "*.json")
            .Append(Path.Combine(Folder, "alerts.yml"))
            .SelectMany(path => Name().Matches(File.ReadAllText(path)))
            .Select(name => name.Value)
            .Distinct(StringComparer.Ordinal);

    /// <summary>Of an application that is running with telemetry, and of Kestrel and the driver, which it need not have used yet.</summary>
    public static async Task<IReadOnlySet<string>> ThereAreAsync()
    {
        RuntimeHelpers.RunClassConstructor(typeof(BookingMeter).TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(BookingTransaction).TypeHandle);
        RuntimeHelpers.RunClassConstructor(
            typeof(MySqlConnection).Assembly.GetType("MySqlConnector.Core.MetricsReporter", throwOnError: true)!.TypeHandle
        );
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var kestrel = builder.Build();
        await kestrel.StartAsync();

        var names = new HashSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (s_meters.Contains(instrument.Meter.Name, StringComparer.Ordinal))
                {
                    names.UnionWith(Of(instrument));
                }
            },
        };
        listener.Start();
        return names;
    }

    // The rules of OpenTelemetry: dots become underscores, the unit is a suffix unless it is an annotation, counters are totals.
    private static IEnumerable<string> Of(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_');
        var unit = instrument.Unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        var kind = instrument.GetType().GetGenericTypeDefinition();
        var suffixes =
            kind == typeof(Histogram<>) ? ["_bucket", "_count", "_sum"]
            : kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>) ? new[] { "_total" }
            : [""];
        return suffixes.Select(suffix => name + unit + suffix);
    }

    [GeneratedRegex(@"\b(moviebooking|http_server|db_client|dotnet|kestrel|aspnetcore)_[a-z_]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
