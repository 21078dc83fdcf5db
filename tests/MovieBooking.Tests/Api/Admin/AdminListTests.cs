using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Admin;

public sealed class AdminListTests(TestApi api) : IClassFixture<TestApi>
{
    private readonly string _genre = Given.Unique("Genre");

    [Fact]
    public async Task All_movies_are_listed_open_and_closed_unless_filtered()
    {
        var open = await api.Given.MovieAsync("Opened", Given.Today, _genre);
        var closed = await api.Given.MovieAsync("Closed", Given.Today.AddDays(-50), _genre, status: "closed");

        Assert.Equal([open, closed], await MoviesAsync(""));
        Assert.Equal([open], await MoviesAsync("status=open"));
        Assert.Equal([closed], await MoviesAsync("status=closed"));
        Assert.Equal([closed], await MoviesAsync("q=lose"));
        Assert.Equal([closed], await MoviesAsync("page=2&pageSize=1"));
    }

    [Fact]
    public async Task All_showtimes_are_listed_past_and_cancelled_too_in_order_of_their_start()
    {
        var movieId = await api.Given.MovieAsync();
        var cinemaId = await api.Given.CinemaAsync();
        var screenId = await api.Given.ScreenAsync(cinemaId: cinemaId);
        var past = await api.Given.ShowtimeAsync(movieId, screenId, Noon(2020));
        var cancelled = await api.Given.ShowtimeAsync(movieId, screenId, Noon(2031));
        await api.Database.ShowtimeIsCancelledAsync(cancelled);
        var coming = await api.Given.ShowtimeAsync(movieId, startsAt: Noon(2032));
        var another = await api.Given.ShowtimeAsync(screenId: screenId, startsAt: Noon(2033));

        Assert.Equal([past, cancelled, coming], await ShowtimesAsync($"movieId={movieId}"));
        Assert.Equal([past, cancelled, another], await ShowtimesAsync($"cinemaId={cinemaId}"));
        Assert.Equal([cancelled], await ShowtimesAsync($"movieId={movieId}&status=cancelled"));
        Assert.Equal([past, coming], await ShowtimesAsync($"movieId={movieId}&status=scheduled"));
        Assert.Equal([cancelled, coming], await ShowtimesAsync($"movieId={movieId}&from=2031-06-01"));
        Assert.Equal([past, cancelled], await ShowtimesAsync($"movieId={movieId}&to=2031-06-01"));
        Assert.Equal([cancelled], await ShowtimesAsync($"movieId={movieId}&from=2031-06-01&to=2031-06-01"));
        Assert.Equal([coming], await ShowtimesAsync($"movieId={movieId}&page=3&pageSize=1"));
    }

    [Theory]
    [InlineData("movies?status=both", "status")]
    [InlineData("movies?page=0", "page")]
    [InlineData("movies?pageSize=101", "pageSize")]
    [InlineData("showtimes?status=past", "status")]
    [InlineData("showtimes?from=2026-13-01", "from")]
    [InlineData("showtimes?to=soon", "to")]
    [InlineData("showtimes?from=2026-02-02&to=2026-02-01", "to")]
    [InlineData("showtimes?cinemaId=x", "cinemaId")]
    [InlineData("showtimes?movieId=1.5", "movieId")]
    [InlineData("showtimes?pageSize=0", "pageSize")]
    public async Task A_query_that_breaks_a_rule_names_its_parameter(string path, string field) =>
        await (await api.AdminAsync()).GetAsync($"/api/v1/admin/{path}").ProblemAsync(400, "validation_failed", field);

    [Fact]
    public async Task A_bad_query_of_a_customer_is_403_all_the_same() =>
        await (await api.CustomerAsync()).GetAsync("/api/v1/admin/movies?page=0").ProblemAsync(403, "forbidden");

    private async Task<int[]> MoviesAsync(string query)
    {
        var page = await ListAsync($"movies?genre={Uri.EscapeDataString(_genre)}&{query}");
        return [.. page.Items().Select(movie => movie.IsMovie().Int("movieId"))];
    }

    private async Task<int[]> ShowtimesAsync(string query) =>
        [.. (await ListAsync($"showtimes?{query}")).Items().Select(showtime => showtime.IsShowtime().Int("showtimeId"))];

    private async Task<JsonElement> ListAsync(string path)
    {
        var page = await (await api.AdminAsync()).GetAsync($"/api/v1/admin/{path}").JsonAsync();
        return page.Has("items", "page", "pageSize", "total");
    }

    private static DateTime Noon(int year) => new(year, 6, 1, 12, 0, 0, DateTimeKind.Utc);
}
