using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml.Linq;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Hosting;

[Collection(SharedApi.One)]
public sealed class SpaTests(TestApi api)
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
    [InlineData("/cinemas", "Cinemas · MovieBooking")]
    [InlineData("/cinemas/7", "Cinema · MovieBooking")]
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
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        // No plug-ins either, which browsers have given up.
        Assert.Contains("object-src 'none'", policy, StringComparison.Ordinal);
        // Whoever is led elsewhere tells the site, and not the page.
        Assert.Equal("strict-origin-when-cross-origin", answer.Headers.GetValues("Referrer-Policy").Single());
        // Nobody pays here: no script comes from elsewhere.
        Assert.DoesNotContain("stripe", policy, StringComparison.Ordinal);
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
    }

    [Theory]
    [InlineData("/sw.js", "text/javascript; charset=utf-8")]
    [InlineData("/manifest.webmanifest", "application/manifest+json")]
    public async Task What_makes_it_an_app_is_asked_for_anew_each_time(string address, string type)
    {
        using var client = api.CreateClient();

        using var answer = await client.GetAsync(address);

        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
        Assert.Equal("no-cache", answer.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("/movies")]
    [InlineData("/movies/")]
    [InlineData("/Movies")]
    [InlineData("/showtimes/7/continue")]
    [InlineData("/checkout/7")]
    [InlineData("/admin")]
    [InlineData("/admin/movies/new")]
    [InlineData("/admin/sign-in")]
    [InlineData("/find-booking?reference=ABC")]
    public async Task The_apps_own_pages_are_found(string address)
    {
        using var client = api.CreateClient();

        using var answer = await client.GetAsync(address);

        Assert.Equal((HttpStatusCode.OK, "text/html; charset=utf-8"), (answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
    }

    [Theory]
    [InlineData("/nope")]
    [InlineData("/metrics")]
    [InlineData("/etc/passwd")]
    [InlineData("/admin/nope")]
    [InlineData("/movies/abc")]
    [InlineData("/movies/0")]
    [InlineData("/movies/1/2")]
    [InlineData("/movies/999999999")]
    [InlineData("/movies%2F1")]
    [InlineData("/showtimes/-1")]
    [InlineData("/movies//1")]
    [InlineData("/$")]
    // Folders: nothing is listed.
    [InlineData("/assets/")]
    [InlineData("/posters/")]
    public async Task Any_other_address_is_the_not_found_page_with_its_status(string address)
    {
        using var client = api.CreateClient();

        using var answer = await client.GetAsync(address);

        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("no-cache", answer.Headers.CacheControl?.ToString());
        Assert.Contains("<title>Page not found · MovieBooking</title>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nope.png")]
    [InlineData("/.env")]
    [InlineData("/.git/HEAD")]
    [InlineData("/.git/config")]
    [InlineData("/.gitignore")]
    [InlineData("/api/nope")]
    [InlineData("/api")]
    [InlineData("/health/nope")]
    public async Task What_is_no_page_and_not_there_is_a_problem(string address) =>
        await api.CreateClient().GetAsync(address).ProblemAsync(404, "not_found");

    [Fact]
    public async Task Browsers_and_crawlers_find_what_they_ask_for_by_themselves()
    {
        var (open, closed) = (await api.Given.MovieAsync(), await api.Given.MovieAsync(status: "closed"));
        var cinemaId = await api.Given.CinemaAsync();
        using var client = api.CreateClient();

        using var icon = await client.GetAsync("/favicon.ico");
        var robots = await client.GetStringAsync("/robots.txt");
        using var sitemap = await client.GetAsync("/sitemap.xml");
        var pages = XDocument.Parse(await sitemap.Content.ReadAsStringAsync()).Descendants().Where(item => item.Name.LocalName == "loc");

        Assert.Equal("image/x-icon", icon.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Sitemap: http://localhost/sitemap.xml", robots, StringComparison.Ordinal);
        Assert.Contains("Disallow: /api/", robots, StringComparison.Ordinal);
        Assert.Equal("application/xml", sitemap.Content.Headers.ContentType?.MediaType);
        var addresses = pages.Select(page => page.Value).ToList();
        Assert.Equal(["http://localhost/", "http://localhost/movies", "http://localhost/cinemas"], addresses[..3]);
        Assert.Contains($"http://localhost/movies/{open}", addresses);
        Assert.Contains($"http://localhost/cinemas/{cinemaId}", addresses);
        Assert.DoesNotContain($"http://localhost/movies/{closed}", addresses);
    }
}
