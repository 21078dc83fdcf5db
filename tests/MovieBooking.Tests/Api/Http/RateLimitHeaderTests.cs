using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Http;

/// <summary>Callers are told what is left to them, by the fields of draft-ietf-httpapi-ratelimit-headers, whatever the answer.</summary>
public sealed partial class RateLimitHeaderTests : IAsyncLifetime, IDisposable
{
    private readonly TestApi _api = new()
    {
        Settings = { ["RateLimits:Authentication:PerMinute"] = "3", ["RateLimits:ApiKey:PerMinute"] = "2" },
    };

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)_api).DisposeAsync();

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task What_is_left_counts_down_to_the_refusal_which_says_as_much_as_Retry_After()
    {
        var client = _api.CreateClient();
        List<HttpResponseMessage> answers = [];
        foreach (var token in new[] { "unknown", new string('x', 201), "unknown", "unknown" })
        {
            answers.Add(await client.PostAsJsonAsync("/api/v1/auth/refresh", new { refreshToken = token }));
        }

        Assert.Equal([401, 400, 401, 429], answers.Select(answer => (int)answer.StatusCode));
        Assert.All(answers, answer => Assert.Equal("\"authentication\";q=3;w=60", Header(answer, "RateLimit-Policy")));
        var left = answers.Select(answer => Field().Match(Header(answer, "RateLimit"))).ToList();
        Assert.All(left, field => Assert.Equal("authentication", field.Groups["name"].Value));
        Assert.Equal(["2", "1", "0", "0"], left.Select(field => field.Groups["left"].Value));
        Assert.All(left, field => Assert.InRange(int.Parse(field.Groups["seconds"].Value, CultureInfo.InvariantCulture), 1, 60));
        Assert.Equal(left[3].Groups["seconds"].Value, Header(answers[3], "Retry-After"));
    }

    [Fact]
    public async Task A_key_has_a_limit_of_its_own_and_what_is_not_limited_says_nothing()
    {
        using var client = await _api.ProgramAsync(["movies:read"]);
        using var first = await client.GetAsync("/api/v1/movies");
        using var second = await client.GetAsync("/api/v1/movies");
        using var refused = await client.GetAsync("/api/v1/movies");
        using var open = await _api.CreateClient().GetAsync("/api/v1/movies");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.TooManyRequests), (second.StatusCode, refused.StatusCode));
        Assert.Equal("\"api-key\";q=2;w=60", Header(first, "RateLimit-Policy"));
        Assert.StartsWith("\"api-key\";r=1;t=", Header(first, "RateLimit"), StringComparison.Ordinal);
        Assert.StartsWith("\"api-key\";r=0;t=", Header(refused, "RateLimit"), StringComparison.Ordinal);
        Assert.False(open.Headers.Contains("RateLimit") || open.Headers.Contains("RateLimit-Policy"));
    }

    [Fact]
    public async Task Open_streams_are_a_quota_without_a_window()
    {
        var showtimeId = await _api.Given.ShowtimeAsync();
        using var answer = await _api.CreateClient()
            .GetAsync($"/api/v1/showtimes/{showtimeId}/seats/events", HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal("\"event-streams\";q=100;qu=\"concurrent-requests\"", Header(answer, "RateLimit-Policy"));
        Assert.Equal("\"event-streams\";r=99", Header(answer, "RateLimit"));
    }

    private static string Header(HttpResponseMessage answer, string name) => Assert.Single(answer.Headers.GetValues(name));

    [GeneratedRegex("^\"(?<name>[a-z-]+)\";r=(?<left>[0-9]+);t=(?<seconds>[0-9]+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Field();
}
