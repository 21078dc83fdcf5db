using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using MovieBooking.Api.Auth;
using MovieBooking.Load.Checks;
using MovieBooking.Load.Customers;
using MovieBooking.Load.Measuring;
using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Reports;

internal static class ReportsScenario
{
    private const double MostGrowth = 1.5;
    private const int WarmUp = 20;

    // A period that both histories have.
    private static readonly string s_period = string.Create(
        CultureInfo.InvariantCulture,
        $"from={Day(-90):yyyy-MM-dd}&to={Day(-30):yyyy-MM-dd}"
    );

    private static readonly (string Name, string Path)[] s_reports =
    [
        ("dashboard", "/api/v1/admin/analytics"),
        ("dashboard of a cinema", "/api/v1/admin/analytics?cinemaId=1"),
        ("dashboard of a period", $"/api/v1/admin/analytics?{s_period}"),
        ("dashboard of a cinema and a period", $"/api/v1/admin/analytics?cinemaId=1&{s_period}"),
        ("channels of a period", $"/api/v1/admin/analytics/channels?{s_period}"),
        (
            "shows of a day",
            string.Create(CultureInfo.InvariantCulture, $"/api/v1/admin/analytics/shows?cinemaId=1&date={Day(-30):yyyy-MM-dd}")
        ),
        ("admissions of a period", $"/api/v1/admin/analytics/admissions?{s_period}"),
        ("leaderboard", "/api/v1/admin/analytics/top_movies"),
        ("leaderboard by occupancy", "/api/v1/admin/analytics/top_movies?sort=occupancy&limit=100"),
    ];

    public static async Task<int> RunAsync(int few, int many, int calls, CancellationToken cancellationToken)
    {
        var measurements = new Measurements();
        List<string> plans = [];
        foreach (var tickets in new[] { few, many })
        {
            var folder = Directory.CreateTempSubdirectory("moviebooking-load-");
            try
            {
                plans = await MeasureAsync(folder.FullName, tickets, calls, measurements, cancellationToken);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        plans.ForEach(Output.Say);
        Tables.Write(measurements);
        return Tables.Write([Growth(measurements, few, many), Audit.ServerErrors(measurements)]) ? 0 : 1;
    }

    private static async Task<List<string>> MeasureAsync(
        string folder,
        int tickets,
        int calls,
        Measurements measurements,
        CancellationToken cancellationToken
    )
    {
        await using var database = await LoadDatabase.CreateAsync(folder, new Progress<string>(Output.Say), cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var written = await SalesHistory.WriteAsync(connection, tickets, cancellationToken);
        await Seed.SessionsAsync(connection, cancellationToken);
        Output.Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{written:N0} tickets of {tickets / SalesHistory.TicketsOfADay:N0} days written in {Stopwatch.GetElapsedTime(started).TotalSeconds:N0} s"
            )
        );
        var signingKey = RandomNumberGenerator.GetHexString(64);
        await using var api = await ApiProcess.StartAsync(
            database.ConnectionString,
            signingKey,
            Path.Combine(folder, "api.log"),
            cancellationToken
        );
        using var http = new HttpClient { BaseAddress = api.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            new Tokens(signingKey).Mint(1, UserRole.Admin).Token
        );
        foreach (var (name, path) in s_reports)
        {
            for (var call = -WarmUp; call < calls; call++)
            {
                var begun = Stopwatch.GetTimestamp();
                using var answer = await http.GetAsync(path, cancellationToken);
                if (call >= 0)
                {
                    measurements.Record(
                        Operation(name, tickets),
                        ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture),
                        Stopwatch.GetElapsedTime(begun)
                    );
                }
            }
        }

        return await ReportPlans.ReadAsync(connection, cancellationToken);
    }

    private static Check Growth(Measurements measurements, int few, int many) =>
        new(
            $"p95 grows by {MostGrowth:0.0} times at most",
            s_reports.Length,
            [
                .. s_reports
                    .Select(report =>
                        (
                            report.Name,
                            Factor: measurements.Percentile(Operation(report.Name, many), 95)
                                / measurements.Percentile(Operation(report.Name, few), 95)
                        )
                    )
                    .Where(report => report.Factor > MostGrowth)
                    .Select(report => string.Create(CultureInfo.InvariantCulture, $"{report.Name}: {report.Factor:0.00} times")),
            ]
        );

    private static DateTime Day(int fromToday) => Clock.Now.AddDays(fromToday);

    private static string Operation(string report, int tickets) =>
        string.Create(CultureInfo.InvariantCulture, $"{report}, {tickets:N0} tickets");
}
