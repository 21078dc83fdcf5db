using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;
using MovieBooking.Api.Telemetry;
using MovieBooking.Db.Server;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>What Prometheus is told, by the names that dashboards rely on.</summary>
[Collection(SharedApi.One)]
public sealed class MetricsTests(TestApi api)
{
    [Fact]
    public async Task Prometheus_sees_holds_bookings_conflicts_and_how_things_stand()
    {
        var port = PrivateServer.FreePort();
        var address = $"http://localhost:{port}";
        await using var watched = api.Successor();
        watched.Settings["Metrics:Port"] = $"{port}";
        var showtimeId = await api.Given.ShowtimeAsync();
        var seats = await api.Given.SeatsAsync(showtimeId, "A1", "A2");
        using var customer = await watched.CustomerAsync();
        using var other = await watched.CustomerAsync();
        using var prometheus = new HttpClient();
        var before = await ReadAsync(prometheus, address);

        await customer.LockSeatsAsync(showtimeId, seats).JsonAsync();
        await other.LockSeatsAsync(showtimeId, seats).ProblemAsync(409, "seats_taken");
        await customer.ConfirmedAsync(showtimeId, seats);

        // The state of the database is measured at start and every ten seconds: here it is enough that it is there.
        // A request is counted when it has ended, which may be after its answer has come.
        var after = before;
        await Wait.UntilAsync(async () =>
        {
            after = await ReadAsync(prometheus, address);
            return after.Keys.Any(name => name.StartsWith("moviebooking_outbox_age_seconds", StringComparison.Ordinal))
                && Rise("http_server_request_duration_seconds_count") >= 4;
        });
        double Rise(string name, string label = "") => Sum(after, name, label) - Sum(before, name, label);
        // Other tests of this process count, too.
        Assert.True(Rise("moviebooking_holds_total") >= 2);
        Assert.True(Rise("moviebooking_refusals_total", "code=\"seats_taken\"") >= 1);
        Assert.True(Rise("moviebooking_reservations_total", "operation=\"create\"") >= 1);
        Assert.True(Rise("moviebooking_reservations_total", "operation=\"confirm\"") >= 1);
        Assert.Contains(after.Keys, name => name.StartsWith("moviebooking_event_streams", StringComparison.Ordinal));
        Assert.Contains(after.Keys, name => name.StartsWith("db_client_connections_usage", StringComparison.Ordinal));
        Assert.Contains(after.Keys, name => name.Contains("pool_name=\"bookings\"", StringComparison.Ordinal));

        // Dashboards and alerts ask for nothing else than what there is.
        Assert.Empty(PrometheusNames.Asked().Except(await PrometheusNames.ThereAreAsync(), StringComparer.Ordinal));

        // Apart from the site: there is nothing at its own address.
        using var none = await watched.CreateClient().GetAsync("/metrics");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public void A_network_stands_for_this_machines_own_address_in_it()
    {
        var settings = Settings("Host", "127.0.0.0/8");

        Assert.Null(settings.Problem);
        Assert.Equal("127.0.0.1", settings.Host);
    }

    [Theory]
    [InlineData("Port", "http")]
    [InlineData("Port", "65536")]
    [InlineData("Host", "http://localhost")]
    [InlineData("Host", "203.0.113.0/24")]
    public void What_is_no_port_or_host_is_named(string name, string value) =>
        Assert.Contains($"Metrics__{name} is `{value}`", Settings(name, value).Problem, StringComparison.Ordinal);

    private static TelemetrySettings Settings(string name, string value) =>
        new(
            new ConfigurationBuilder()
                .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { [$"Metrics:{name}"] = value })
                .Build()
        );

    private static async Task<Dictionary<string, double>> ReadAsync(HttpClient prometheus, string address)
    {
        var text = await prometheus.GetStringAsync(new Uri($"{address}/metrics"));
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#')
            .Select(line => (Name: line[..(line.LastIndexOf('}') + 1)], Value: line[(line.LastIndexOf('}') + 1)..]))
            .Where(line => line.Name.Length > 0)
            .GroupBy(
                line => line.Name,
                line => double.Parse(line.Value.Trim().Split(' ')[0], CultureInfo.InvariantCulture),
                StringComparer.Ordinal
            )
            .ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);
    }

    private static double Sum(Dictionary<string, double> lines, string name, string label) =>
        lines
            .Where(line => line.Key.StartsWith($"{name}{{", StringComparison.Ordinal) && line.Key.Contains(label, StringComparison.Ordinal))
            .Sum(line => line.Value);
}
