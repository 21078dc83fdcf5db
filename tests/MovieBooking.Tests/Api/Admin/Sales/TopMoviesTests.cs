using System.Text.Json;
using MovieBooking.Api.Showtimes;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Admin;

/// <summary>Ranks compare all movies, so each test has a database of its own.</summary>
public sealed class TopMoviesTests : IAsyncLifetime, IDisposable
{
    private readonly TestApi _api = new();

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)_api).DisposeAsync();

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task The_score_is_40_percent_revenue_30_percent_occupancy_and_30_percent_volume()
    {
        // Revenue 80, 240, 160; tickets 10, 15, 20; seats 96, 192, 96: three different orders.
        await ShownAsync("Small", "Drama", shows: 1, tickets: 10, revenue: 80);
        await ShownAsync("Dear", "Comedy", shows: 2, tickets: 15, revenue: 240);
        await ShownAsync("Full", "Drama", shows: 1, tickets: 20, revenue: 160);

        var top = await ReadAsync("");

        Assert.Equal("USD", top.Has("currency", "items").Text("currency"));
        Assert.Equal(
            // Percent ranks of three are 0, 50 and 100.
            [
                ("Full", 80.0m, 50m, 100m, 100m, 160m, 20, 20.8m, 1),
                ("Dear", 55.0m, 100m, 0m, 50m, 240m, 15, 7.8m, 2),
                ("Small", 15.0m, 0m, 50m, 0m, 80m, 10, 10.4m, 1),
            ],
            top.Items()
                .Select(movie =>
                    (
                        movie.Text("title"),
                        movie.Money("score"),
                        movie.Money("revenueScore"),
                        movie.Money("occupancyScore"),
                        movie.Money("volumeScore"),
                        movie.Money("revenue"),
                        movie.Int("tickets"),
                        movie.Money("occupancy"),
                        movie.Int("showtimes")
                    )
                )
        );
        Assert.All(
            top.Items(),
            movie =>
                movie.Has(
                    "movieId",
                    "title",
                    "genre",
                    "posterUrl",
                    "score",
                    "revenueScore",
                    "occupancyScore",
                    "volumeScore",
                    "revenue",
                    "tickets",
                    "occupancy",
                    "showtimes",
                    "daily"
                )
        );
    }

    [Fact]
    public async Task Movies_are_sorted_filtered_and_limited_as_asked()
    {
        await ShownAsync("Small", "Drama", shows: 1, tickets: 10, revenue: 80);
        await ShownAsync("Dear", "Comedy", shows: 2, tickets: 15, revenue: 240);
        await ShownAsync("Full", "Drama", shows: 1, tickets: 20, revenue: 160);

        Assert.Equal(["Dear", "Full", "Small"], Titles(await ReadAsync("sort=revenue")));
        Assert.Equal(["Full", "Small", "Dear"], Titles(await ReadAsync("sort=occupancy")));
        Assert.Equal(["Full", "Dear", "Small"], Titles(await ReadAsync("sort=tickets")));
        Assert.Equal(["Full", "Small"], Titles(await ReadAsync("genre=Drama")));
        Assert.Equal(["Full"], Titles(await ReadAsync("limit=1")));
        Assert.Empty(Titles(await ReadAsync("genre=Western")));
    }

    [Fact]
    public async Task Coming_cancelled_and_old_shows_do_not_count_and_the_trend_has_30_days()
    {
        var shown = await ShownAsync("Shown", "Drama", shows: 1, tickets: 10, revenue: 80);
        // Sales have the cinema's day, which in UTC's first hours is still the day before.
        await SoldAsync(await _api.Given.ShowtimeAsync(shown), 5, 40, TimeProvider.System.Today("America/New_York"));
        await SoldAsync(await _api.Given.ShowtimeAsync(shown, startsAt: DateTime.UtcNow.AddDays(-91)), 7, 56, Given.Today.AddDays(-91));
        var cancelled = await _api.Given.ShowtimeAsync(await _api.Given.MovieAsync(), startsAt: DateTime.UtcNow.AddDays(-1));
        await _api.Database.ShowtimeIsCancelledAsync(cancelled);

        var movie = Assert.Single((await ReadAsync("")).Items());

        Assert.Equal(("Shown", 10, 1), (movie.Text("title"), movie.Int("tickets"), movie.Int("showtimes")));
        var daily = movie.GetProperty("daily").EnumerateArray().ToList();
        Assert.Equal(30, daily.Count);
        // Sales of today are for the coming show too.
        Assert.Equal(15, daily.Sum(day => day.Has("date", "revenue", "tickets").Int("tickets")));
    }

    [Fact]
    public async Task A_query_that_breaks_a_rule_names_its_parameter()
    {
        var admin = await _api.AdminAsync();

        foreach (
            var (query, field) in new[] { ("sort=fame", "sort"), ("limit=0", "limit"), ("limit=101", "limit"), ("limit=ten", "limit") }
        )
        {
            await admin.GetAsync($"/api/v1/admin/analytics/top_movies?{query}").ProblemAsync(400, "validation_failed", field);
        }
    }

    private async Task<JsonElement> ReadAsync(string query) =>
        await (await _api.AdminAsync()).GetAsync($"/api/v1/admin/analytics/top_movies?{query}").JsonAsync();

    private static IEnumerable<string> Titles(JsonElement top) => top.Items().Select(movie => movie.Text("title"));

    /// <summary>A movie whose shows of yesterday and before sold this much in all.</summary>
    private async Task<int> ShownAsync(string title, string genre, int shows, int tickets, decimal revenue)
    {
        var movieId = await _api.Given.MovieAsync(title, genre: genre);
        for (var show = 1; show <= shows; show++)
        {
            var showtimeId = await _api.Given.ShowtimeAsync(movieId, startsAt: DateTime.UtcNow.AddDays(-show));
            if (show == 1)
            {
                await SoldAsync(showtimeId, tickets, revenue, Given.Today.AddDays(-2));
            }
        }

        return movieId;
    }

    private Task<int> SoldAsync(int showtimeId, int tickets, decimal revenue, DateOnly day) =>
        _api.Database.ExecuteAsync(
            "INSERT INTO sales_rollups (showtime_id, sale_date, seat_class, tickets, revenue) VALUES (@showtime_id, @day, 'standard', @tickets, @revenue)",
            ("@showtime_id", showtimeId),
            ("@day", day),
            ("@tickets", tickets),
            ("@revenue", revenue)
        );
}
