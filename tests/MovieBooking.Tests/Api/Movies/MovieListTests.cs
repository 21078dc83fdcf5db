using System.Net;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>Every test has a genre of its own, so that it sees its own movies alone.</summary>
public sealed class MovieListTests(TestApi api) : IClassFixture<TestApi>
{
    private readonly string _genre = Given.Unique("Genre");

    [Theory]
    [InlineData("/api/v1/movies")]
    [InlineData("/api/v1/genres")]
    [InlineData("/api/v1/cinemas")]
    public async Task A_list_that_has_not_changed_is_304(string path)
    {
        var client = api.CreateClient();
        using var first = await client.GetAsync(path);
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var answer = await client.SendAsync(again);

        Assert.Equal((HttpStatusCode.NotModified, first.Headers.ETag), (answer.StatusCode, answer.Headers.ETag));
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        await api.Given.MovieAsync(Given.Unique("Another"), genre: Given.Unique("Another"));
        await api.Given.CinemaAsync();
        using var changed = new HttpRequestMessage(HttpMethod.Get, path);
        changed.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(changed)).StatusCode);
    }

    [Fact]
    public async Task Open_movies_are_listed_newest_first_unless_told_otherwise()
    {
        await MovieAsync("Old", Given.Today.AddDays(-30));
        await MovieAsync("Coming", Given.Today.AddDays(30));
        await MovieAsync("New", Given.Today);
        await MovieAsync("Gone", Given.Today.AddDays(-60), "closed");

        var page = (await ListAsync("")).Has("items", "page", "pageSize", "total");

        Assert.All(page.Items(), movie => movie.IsMovie());
        Assert.Equal(["Coming", "New", "Old"], Titles(page));
        Assert.Equal((1, 20, 3), (page.Int("page"), page.Int("pageSize"), page.Int("total")));
    }

    [Theory]
    [InlineData("status=closed", "Gone")]
    [InlineData("status=open", "Coming,New,Old")]
    [InlineData("showing=now", "New,Old")]
    [InlineData("showing=soon", "Coming")]
    [InlineData("status=closed&showing=soon", "")]
    [InlineData("q=ol", "Old")]
    [InlineData("q=ada%20reel", "Coming,New,Old")]
    [InlineData("q=100%25", "")]
    [InlineData("q=_ew", "")]
    [InlineData("q=%27%3B--", "")]
    public async Task Movies_are_found_by_status_showing_and_text(string query, string titles)
    {
        await MovieAsync("Old", Given.Today.AddDays(-30));
        await MovieAsync("Coming", Given.Today.AddDays(30));
        await MovieAsync("New", Given.Today);
        await MovieAsync("Gone", Given.Today.AddDays(-60), "closed");

        Assert.Equal(titles, string.Join(',', Titles(await ListAsync(query))));
    }

    [Fact]
    public async Task Coming_movies_are_listed_next_first()
    {
        await MovieAsync("In a month", Given.Today.AddDays(30));
        await MovieAsync("In a week", Given.Today.AddDays(7));

        Assert.Equal(["In a week", "In a month"], Titles(await ListAsync("showing=soon")));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repetition_and_end()
    {
        for (var number = 1; number <= 5; number++)
        {
            await MovieAsync($"Part {number}", Given.Today);
        }

        List<string> seen = [];
        for (var page = 1; page <= 4; page++)
        {
            var answer = await ListAsync($"pageSize=2&page={page}");
            Assert.Equal((page, 2, 5), (answer.Int("page"), answer.Int("pageSize"), answer.Int("total")));
            seen.AddRange(Titles(answer));
        }

        Assert.Equal(["Part 1", "Part 2", "Part 3", "Part 4", "Part 5"], seen);
    }

    [Theory]
    [InlineData("status=Open", "status")]
    [InlineData("status=", "status")]
    [InlineData("showing=later", "showing")]
    [InlineData("page=0", "page")]
    [InlineData("page=-1", "page")]
    [InlineData("page=abc", "page")]
    [InlineData("page=2147483648", "page")]
    [InlineData("page=2147483647", "page")]
    [InlineData("pageSize=0", "pageSize")]
    [InlineData("pageSize=101", "pageSize")]
    [InlineData("pageSize=1.5", "pageSize")]
    [InlineData("page=1&page=2", "page")]
    public Task A_query_that_breaks_a_rule_names_its_parameter(string query, string field) =>
        api.CreateClient().GetAsync($"/api/v1/movies?{query}").ProblemAsync(400, "validation_failed", field);

    [Fact]
    public async Task Over_long_searches_are_refused()
    {
        var text = new string('x', 101);

        await api.CreateClient().GetAsync($"/api/v1/movies?q={text}").ProblemAsync(400, "validation_failed", "q");
        await api.CreateClient().GetAsync($"/api/v1/movies?genre={text}").ProblemAsync(400, "validation_failed", "genre");
    }

    [Fact]
    public async Task Genres_are_those_of_open_movies_each_once_in_order()
    {
        await MovieAsync("One", Given.Today);
        await MovieAsync("Two", Given.Today);
        var gone = Given.Unique("Genre");
        await api.Given.MovieAsync(genre: gone, status: "closed");

        var page = (await api.CreateClient().GetAsync("/api/v1/genres?pageSize=100").JsonAsync()).Has("items", "page", "pageSize", "total");

        var genres = page.Items().Select(genre => genre.GetString()!).ToList();
        Assert.Single(genres, _genre);
        Assert.DoesNotContain(gone, genres);
        Assert.Equal(genres.Order(StringComparer.Ordinal), genres);
        Assert.Equal(genres.Count, page.Int("total"));
    }

    private Task<int> MovieAsync(string title, DateOnly releaseDate, string status = "open") =>
        api.Given.MovieAsync(title, releaseDate, _genre, status: status);

    private Task<JsonElement> ListAsync(string query) =>
        api.CreateClient().GetAsync($"/api/v1/movies?genre={Uri.EscapeDataString(_genre)}&{query}").JsonAsync();

    private static IEnumerable<string> Titles(JsonElement page) => page.Items().Select(movie => movie.Text("title"));
}
