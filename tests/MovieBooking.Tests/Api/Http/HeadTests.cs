using System.Net;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>RFC 9110, 9.1: HEAD is answered wherever GET is, with the same status and headers and without content.</summary>
[Collection(SharedApi.Two)]
public sealed class HeadTests(TestApi api)
{
    // What differs from one answer to the next by its nature.
    private static readonly string[] s_ofTheMoment = ["Date", "X-Server-Time", "List-Signature", "Content-Length", "Transfer-Encoding"];

    [Fact]
    public async Task Every_route_that_takes_get_takes_head()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var document = await api.CreateClient().GetAsync("/swagger/v1/swagger.json").JsonAsync();
        var paths = document
            .GetProperty("paths")
            .EnumerateObject()
            .Where(path => path.Value.TryGetProperty("get", out _))
            .Select(path => path.Name.Replace("{showtimeId}", $"{showtimeId}", StringComparison.Ordinal))
            .Select(path => System.Text.RegularExpressions.Regex.Replace(path, "\\{\\w+\\}", "1", default, TimeSpan.FromSeconds(1)))
            .ToList();
        Assert.True(paths.Count > 20, $"{paths.Count} paths");
        foreach (var client in new[] { api.CreateClient(), await api.AdminAsync() })
        {
            foreach (var path in paths.Where(path => !path.EndsWith("/events", StringComparison.Ordinal)))
            {
                await IsSameAsGetAsync(client, path);
            }
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/nope")]
    [InlineData("/favicon.svg")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/sitemap.xml")]
    [InlineData("/swagger/index.html")]
    [InlineData("/api/v1/nope")]
    public Task Pages_files_and_probes_take_head_too(string path) => IsSameAsGetAsync(api.CreateClient(), path);

    [Fact]
    public async Task A_stream_of_events_tells_its_headers_and_ends()
    {
        var showtimeId = await api.Given.ShowtimeAsync();

        using var answer = await HeadAsync(api.CreateClient(), $"/api/v1/showtimes/{showtimeId}/seats/events");

        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_map_that_one_has_is_not_modified_for_head_either()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        using var map = await HeadAsync(api.CreateClient(), $"/api/v1/showtimes/{showtimeId}/seats");
        var client = api.CreateClient();
        client.DefaultRequestHeaders.IfNoneMatch.Add(map.Headers.ETag!);

        using var answer = await HeadAsync(client, $"/api/v1/showtimes/{showtimeId}/seats");

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
    }

    [Fact]
    public async Task A_route_without_get_refuses_head_and_one_with_get_names_both()
    {
        using var refused = await HeadAsync(api.CreateClient(), "/api/v1/auth/login");
        using var post = await api.CreateClient().PostAsync("/api/v1/movies", null);

        Assert.Equal((HttpStatusCode.MethodNotAllowed, "POST"), (refused.StatusCode, string.Join(',', refused.Content.Headers.Allow)));
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "GET,HEAD"), (post.StatusCode, string.Join(',', post.Content.Headers.Allow)));
    }

    private static async Task IsSameAsGetAsync(HttpClient client, string path)
    {
        using var get = await client.GetAsync(path);
        using var head = await HeadAsync(client, path);

        Assert.Equal((path, get.StatusCode), (path, head.StatusCode));
        Assert.Equal(Headers(get), Headers(head));
        if (get.IsSuccessStatusCode)
        {
            Assert.True((await head.Content.ReadAsByteArrayAsync()).Length == 0, path);
        }
    }

    private static Task<HttpResponseMessage> HeadAsync(HttpClient client, string path) =>
        client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));

    private static IEnumerable<string> Headers(HttpResponseMessage answer) =>
        answer
            .Headers.Concat(answer.Content.Headers)
            .Where(header => !s_ofTheMoment.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            .Select(header => $"{header.Key}: {string.Join(',', header.Value)}")
            .Order(StringComparer.Ordinal);
}
