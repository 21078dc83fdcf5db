using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

[Collection(SharedApi.Two)]
public sealed class MovieTests(TestApi api)
{
    [Fact]
    public async Task A_movie_carries_what_is_known_about_it_and_its_coming_showtimes()
    {
        var movieId = await api.Given.MovieAsync("Night Train", new DateOnly(2030, 2, 27));
        var later = await api.Given.ShowtimeAsync(movieId, startsAt: DateTime.UtcNow.AddDays(2));
        var sooner = await api.Given.ShowtimeAsync(movieId);

        var movie = (await api.CreateClient().GetAsync($"/api/v1/movies/{movieId}").JsonAsync()).IsMovie(withShowtimes: true);

        Assert.Equal("Night Train", movie.Text("title"));
        Assert.Equal(100, movie.Int("durationMinutes"));
        Assert.Equal("PG-13", movie.Text("rating"));
        Assert.Equal("2030-02-27", movie.Text("releaseDate"));
        Assert.Equal("2030-04-28", movie.Text("scheduledCloseDate"));
        Assert.Equal(["Bo Frame", "Cy Lens"], movie.GetProperty("cast").EnumerateArray().Select(name => name.GetString()));
        Assert.True(movie.IsNull("description"));
        Assert.Equal(
            [sooner, later],
            movie.GetProperty("showtimes").EnumerateArray().Select(showtime => showtime.IsShowtime().Int("showtimeId"))
        );
    }

    [Fact]
    public async Task A_movies_showtimes_leave_out_those_that_are_past_or_cancelled()
    {
        var movieId = await api.Given.MovieAsync();
        await api.Given.ShowtimeAsync(movieId, startsAt: DateTime.UtcNow.AddMinutes(-1));
        await api.Database.ShowtimeIsCancelledAsync(await api.Given.ShowtimeAsync(movieId));

        var movie = await api.CreateClient().GetAsync($"/api/v1/movies/{movieId}").JsonAsync();

        Assert.Empty(movie.GetProperty("showtimes").EnumerateArray());
    }

    [Fact]
    public async Task A_closed_movie_can_be_read_and_has_no_showtimes()
    {
        var movieId = await api.Given.MovieAsync(status: "closed");
        await api.Given.ShowtimeAsync(movieId);

        var movie = await api.CreateClient().GetAsync($"/api/v1/movies/{movieId}").JsonAsync();

        Assert.Equal("closed", movie.Text("status"));
        Assert.Empty(movie.GetProperty("showtimes").EnumerateArray());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("999999")]
    [InlineData("abc")]
    [InlineData("99999999999999999999")]
    [InlineData("1.5")]
    public Task An_unknown_movie_is_404(string movieId) =>
        api.CreateClient().GetAsync($"/api/v1/movies/{movieId}").ProblemAsync(404, "not_found");
}
