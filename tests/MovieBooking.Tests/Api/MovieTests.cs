using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

public sealed class MovieTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task A_movie_carries_its_coming_showtimes()
    {
        var movieId = await api.Given.MovieAsync("Night Train");
        var showtimeId = await api.Given.ShowtimeAsync(movieId);

        var movie = await api.CreateClient().GetFromJsonAsync<JsonElement>($"/api/v1/movies/{movieId}");

        Assert.Equal("Night Train", movie.GetProperty("title").GetString());
        Assert.Equal(showtimeId, movie.GetProperty("showtimes")[0].GetProperty("showtimeId").GetInt32());
    }

    [Fact]
    public async Task An_unknown_movie_is_404_with_a_code()
    {
        var answer = await api.CreateClient().GetAsync("/api/v1/movies/999999");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("not_found", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }
}
