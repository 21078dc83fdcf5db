using System.Text.Encodings.Web;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Hosting;

public sealed class SpaTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task Files_are_sent_compressed_and_answers_of_the_api_are_not()
    {
        using var client = api.CreateClient();
        client.DefaultRequestHeaders.Add("Accept-Encoding", "br");

        using var page = await client.GetAsync("/");
        using var answer = await client.GetAsync("/api/v1/movies");

        Assert.Equal("br", Assert.Single(page.Content.Headers.ContentEncoding));
        Assert.Contains("Accept-Encoding", page.Headers.Vary);
        Assert.Empty(answer.Content.Headers.ContentEncoding);
    }

    [Theory]
    [InlineData("/", "Now showing · MovieBooking")]
    [InlineData("/showtimes/7", "Choose your seats · MovieBooking")]
    [InlineData("/tickets", "My tickets · MovieBooking")]
    public async Task Pages_that_people_land_on_show_something_before_the_script_runs(string address, string title)
    {
        using var client = api.CreateClient();

        var page = await client.GetStringAsync(address);

        Assert.Contains($"<title>{title}</title>", page, StringComparison.Ordinal);
        Assert.Contains("<h1", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_other_page_is_left_to_the_script()
    {
        using var client = api.CreateClient();

        Assert.Equal(await client.GetStringAsync("/index.html"), await client.GetStringAsync("/sign-in"));
    }

    [Fact]
    public async Task A_movies_page_holds_the_movie_and_nothing_in_its_words_is_markup()
    {
        const string Title = """</script><img src=x onerror="alert(1)"> & {{outline}}""";
        var movieId = await api.Given.MovieAsync(Title);
        await api.Given.ArtAsync(movieId, "What it is about: <b>this</b>.", "/posters/x.svg?a=1&b=\"");
        using var client = api.CreateClient();

        using var answer = await client.GetAsync($"/movies/{movieId}");
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-cache", answer.Headers.CacheControl?.ToString());
        Assert.Contains("default-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.Contains($"<title>{HtmlEncoder.Default.Encode(Title)} · MovieBooking</title>", page, StringComparison.Ordinal);
        var outline = page.Split("""<script type="application/json" id="movie-outline">""")[1].Split("</script>")[0];
        Assert.DoesNotContain("<", outline, StringComparison.Ordinal);
        using var movie = JsonDocument.Parse(outline);
        Assert.Equal(Title, movie.RootElement.GetProperty("title").GetString());
        Assert.Equal("PG-13", movie.RootElement.GetProperty("rating").GetString());
    }

    [Fact]
    public async Task A_movie_without_art_or_unknown_gets_the_page_that_waits_for_it()
    {
        var movieId = await api.Given.MovieAsync();
        using var client = api.CreateClient();

        var waiting = await client.GetStringAsync("/pages/movies/_.html");

        Assert.Equal(waiting, await client.GetStringAsync($"/movies/{movieId}"));
        Assert.Equal(waiting, await client.GetStringAsync("/movies/999999999"));
    }
}
