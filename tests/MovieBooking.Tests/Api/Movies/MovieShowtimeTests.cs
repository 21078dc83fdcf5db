using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

[Collection(SharedApi.One)]
public sealed class MovieShowtimeTests(TestApi api)
{
    [Fact]
    public async Task Showtimes_are_filtered_by_cinema_format_and_the_cinemas_day()
    {
        var movieId = await api.Given.MovieAsync();
        var cinemaId = await api.Given.CinemaAsync();
        var flat = await api.Given.ScreenAsync("2D", cinemaId);
        var deep = await api.Given.ScreenAsync("3D", cinemaId);
        var here = await api.Given.ShowtimeAsync(movieId, flat, new DateTime(2031, 5, 1, 12, 0, 0, DateTimeKind.Utc));
        var hereIn3D = await api.Given.ShowtimeAsync(movieId, deep, new DateTime(2031, 5, 2, 12, 0, 0, DateTimeKind.Utc));
        var elsewhere = await api.Given.ShowtimeAsync(
            movieId,
            startsAt: new DateTime(2031, 5, 2, 12, 0, 0, DateTimeKind.Utc),
            format: "IMAX"
        );

        Assert.Equal([here, hereIn3D, elsewhere], await ListAsync(movieId, ""));
        Assert.Equal([here, hereIn3D], await ListAsync(movieId, $"cinemaId={cinemaId}"));
        Assert.Equal([elsewhere], await ListAsync(movieId, "format=IMAX"));
        Assert.Equal([hereIn3D], await ListAsync(movieId, $"cinemaId={cinemaId}&date=2031-05-02"));
        Assert.Equal([hereIn3D, elsewhere], await ListAsync(movieId, "date=2031-05-02"));
        Assert.Empty(await ListAsync(movieId, "cinemaId=999999"));
        Assert.Equal([hereIn3D], await ListAsync(movieId, "page=2&pageSize=1"));
    }

    [Fact]
    public async Task Past_and_cancelled_showtimes_are_not_listed()
    {
        var movieId = await api.Given.MovieAsync();
        await api.Given.ShowtimeAsync(movieId, startsAt: DateTime.UtcNow.AddMinutes(-1));
        await api.Database.ShowtimeIsCancelledAsync(await api.Given.ShowtimeAsync(movieId));
        var coming = await api.Given.ShowtimeAsync(movieId, startsAt: DateTime.UtcNow.AddMinutes(5));

        Assert.Equal([coming], await ListAsync(movieId, ""));
    }

    [Fact]
    public Task Showtimes_of_an_unknown_movie_are_404() =>
        api.CreateClient().GetAsync("/api/v1/movies/999999/showtimes").ProblemAsync(404, "not_found");

    [Theory]
    [InlineData("format=2d", "format")]
    [InlineData("format=4DX", "format")]
    [InlineData("date=2026-02-30", "date")]
    [InlineData("date=tomorrow", "date")]
    [InlineData("cinemaId=here", "cinemaId")]
    [InlineData("page=0", "page")]
    public async Task A_query_that_breaks_a_rule_names_its_parameter(string query, string field) =>
        await api.CreateClient()
            .GetAsync($"/api/v1/movies/{await api.Given.MovieAsync()}/showtimes?{query}")
            .ProblemAsync(400, "validation_failed", field);

    private async Task<int[]> ListAsync(int movieId, string query)
    {
        var page = (await api.CreateClient().GetAsync($"/api/v1/movies/{movieId}/showtimes?{query}").JsonAsync()).Has(
            "items",
            "page",
            "pageSize",
            "total"
        );
        return [.. page.Items().Select(showtime => showtime.IsShowtime().Int("showtimeId"))];
    }
}
