using System.Globalization;
using System.Text.Json;
using MovieBooking.Tests.Demo;
using MovieBooking.Tests.Support;
using NodaTime;
using Xunit.Abstractions;

namespace MovieBooking.Tests.Api.Admin;

/// <summary>Every number of the dashboard and of the leaderboard is the one that the tickets themselves give.</summary>
public sealed class SalesProofTests(ITestOutputHelper output) : IAsyncLifetime, IDisposable
{
    private const int Seed = 20_261_122;
    private const int Steps = 500;

    private readonly TestApi _api = new();

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)_api).DisposeAsync();

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task The_numbers_of_the_demo_are_those_of_its_tickets()
    {
        // Up before the demo is there: outside Development the API starts on no database with the demo's logins.
        using var client = _api.CreateClient();
        await DemoDatabase.StartAsync(_api.Database.Source, TimeProvider.System);

        await AgreesAsync();
    }

    [Fact]
    public async Task The_numbers_of_random_sales_in_three_time_zones_are_those_of_their_tickets()
    {
        await PlayAsync("Pacific/Kiritimati", "America/St_Johns", "Asia/Kolkata");

        await AgreesAsync();
        // What is settled is counted once.
        await _api.Database.ExecuteAsync("CALL sp_settle_sales()");
        await AgreesAsync();
    }

    private async Task AgreesAsync()
    {
        var sales = await RawSales.ReadAsync(_api.Database);
        Assert.NotEmpty(sales.Sales);
        var admin = await _api.AdminAsync();
        foreach (var cinemaId in sales.Zones.Keys.Select(id => (int?)id).Append(null))
        {
            foreach (var days in new int?[] { null, 7, 90 })
            {
                await DashboardAgreesAsync(admin, sales, cinemaId, days);
            }
        }

        await LeaderboardAgreesAsync(admin, sales);
    }

    private static async Task DashboardAgreesAsync(HttpClient admin, RawSales sales, int? cinemaId, int? days)
    {
        // Again, should a day have ended or a show have begun in between.
        IReadOnlyList<string> expected;
        IReadOnlyList<string> actual;
        string before;
        do
        {
            var now = SystemClock.Instance.GetCurrentInstant();
            before = Moment(sales, now);
            var to = sales.Zones.Where(zone => cinemaId is null || zone.Key == cinemaId).Max(zone => RawSales.DayOf(now, zone.Value));
            var from = to.PlusDays(1 - (days ?? 30));
            var period = days is null ? "" : string.Create(CultureInfo.InvariantCulture, $"from={from:uuuu-MM-dd}&to={to:uuuu-MM-dd}&");
            var cinema = cinemaId is null ? "" : $"cinemaId={cinemaId}";
            var report = await admin.GetAsync($"{ManagerCalls.Admin}/analytics?{period}{cinema}").JsonAsync();
            (expected, actual) = (sales.Dashboard(cinemaId, from, to, now), RawSales.Lines(report));
        } while (Moment(sales, SystemClock.Instance.GetCurrentInstant()) != before);

        Assert.Equal(expected, actual);
    }

    private static async Task LeaderboardAgreesAsync(HttpClient admin, RawSales sales)
    {
        IReadOnlyList<RawSales.Standing> standings;
        JsonElement[] top;
        Instant now;
        do
        {
            now = SystemClock.Instance.GetCurrentInstant();
            standings = sales.Standings(now);
            top = (await admin.GetAsync($"{ManagerCalls.Admin}/analytics/top_movies?limit=100").JsonAsync()).Items();
        } while (Moment(sales, SystemClock.Instance.GetCurrentInstant()) != Moment(sales, now));

        Assert.Equal(standings.Select(movie => movie.MovieId).Order(), top.Select(movie => movie.Int("movieId")).Order());
        Assert.Equal(top.Select(movie => movie.Money("score")).OrderDescending(), top.Select(movie => movie.Money("score")));
        var today = sales.Zones.Values.Max(zone => RawSales.DayOf(now, zone));
        foreach (var movie in top)
        {
            var standing = standings.Single(one => one.MovieId == movie.Int("movieId"));
            Assert.Equal(
                (standing.Showtimes, standing.Tickets, standing.Revenue),
                (movie.Int("showtimes"), movie.Int("tickets"), movie.Money("revenue"))
            );
            Assert.Equal(
                Math.Round(100m * standing.Tickets / standing.Capacity, 1, MidpointRounding.AwayFromZero),
                movie.Money("occupancy")
            );
            var (revenue, occupancy, volume) = (
                RawSales.Rank(standings, standing, one => one.Revenue),
                RawSales.Rank(standings, standing, one => one.Occupancy),
                RawSales.Rank(standings, standing, one => one.Tickets)
            );
            // Scores have one decimal; which way a half goes is up to the database.
            Assert.Equal(revenue, (double)movie.Money("revenueScore"), 0.0501);
            Assert.Equal(occupancy, (double)movie.Money("occupancyScore"), 0.0501);
            Assert.Equal(volume, (double)movie.Money("volumeScore"), 0.0501);
            Assert.Equal(0.4 * revenue + 0.3 * occupancy + 0.3 * volume, (double)movie.Money("score"), 0.1001);
            Assert.Equal(
                sales.Trend(standing.MovieId, today.PlusDays(-29), today),
                movie.GetProperty("daily").EnumerateArray().Select(day => RawSales.Line(day.Text("date"), day))
            );
        }
    }

    /// <summary>What the reports take from the clock: the day of each cinema, and which shows have begun.</summary>
    private static string Moment(RawSales sales, Instant now) =>
        string.Join(' ', sales.Zones.Values.Select(zone => RawSales.DayOf(now, zone)))
        + $" {sales.Shows.Count(show => show.Start <= now)} {sales.Shows.Count(show => show.Start <= now - Duration.FromDays(90))}";

    /// <summary>Sells, cancels and takes shows off in the last 60 days, at cinemas of these zones.</summary>
    private async Task PlayAsync(params string[] timeZones)
    {
        output.WriteLine($"Seed {Seed}");
        var random = new Random(Seed);
        var now = DateTime.UtcNow;
        List<(Show Show, DateTime Start, string TimeZone)> shows = [];
        int[] movies =
        [
            await _api.Given.MovieAsync(),
            await _api.Given.MovieAsync(),
            await _api.Given.MovieAsync(),
            await _api.Given.MovieAsync(),
        ];
        int[] users = [.. await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _api.Given.UserAsync()))];
        foreach (var timeZone in timeZones)
        {
            foreach (var format in new[] { "2D", "3D", "IMAX" })
            {
                var screenId = await _api.Given.ScreenAsync(format, timeZone: timeZone);
                foreach (var days in new[] { -100, -58, -41, -29, -7, -1, 2 })
                {
                    var start = now.AddDays(days).AddMinutes(-random.Next(24 * 60));
                    var movieId = movies[random.Next(movies.Length)];
                    var show = await Show.GivenAsync(_api.Database, start, movieId: movieId, screenId: screenId);
                    var date = RawSales.DayOf(Instant.FromDateTimeUtc(start), timeZone).ToDateOnly();
                    await _api.Database.ExecuteAsync(
                        "UPDATE showtimes SET local_date = @date WHERE showtime_id = @id",
                        ("@date", date),
                        ("@id", show.Id)
                    );
                    shows.Add((show, start, timeZone));
                }
            }
        }

        List<(int Id, string TimeZone)> reservations = [];
        await using var session = await _api.Database.Source.OpenConnectionAsync();
        for (var step = 0; step < Steps; step++)
        {
            var clock = now.AddDays(-110 * (1 - ((double)step / Steps)));
            await session.SetClockAsync(clock);
            await Race.ErrorOfAsync(StepAsync(clock));
        }

        async Task StepAsync(DateTime clock)
        {
            var coming = shows.Where(show => show.Start > clock).OrderBy(show => show.Start).Take(12).ToList();
            var (show, _, timeZone) = coming[random.Next(coming.Count)];
            switch (random.Next(20))
            {
                case 0 when reservations.Count > 60:
                    await session.ExecuteAsync("CALL sp_delete_showtime(@id, TRUE)", ("@id", show.Id));
                    break;
                case < 3 when reservations.Count > 0:
                    await session.CancelAsync(reservations[random.Next(reservations.Count)].Id);
                    break;
                case < 5 when reservations.Count > 0:
                    await session.CancelOneTicketAsync(reservations[random.Next(reservations.Count)].Id);
                    break;
                default:
                    var id = await session.CreateAsync(users[random.Next(users.Length)], show, Seats());
                    reservations.Add((id, timeZone));
                    await session.ConfirmAsync(id, Offset(clock, timeZone));
                    break;
            }
        }

        string[] Seats() =>
            [
                .. Enumerable
                    .Range(0, random.Next(1, 6))
                    .Select(_ => $"{(char)('A' + random.Next(8))}{random.Next(1, 13)}")
                    .Distinct(StringComparer.Ordinal),
            ];
    }

    private static int Offset(DateTime utc, string timeZone) =>
        DateTimeZoneProviders.Tzdb[timeZone].GetUtcOffset(Instant.FromDateTimeUtc(utc)).Seconds / 60;
}
