using Microsoft.AspNetCore.Mvc.Testing;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>What answers tell browsers: how they are to be treated, and which other sites' pages may read them.</summary>
[Collection(SharedApi.One)]
public sealed class BrowserHeaderTests(TestApi api)
{
    private const string Partner = "https://partner.example";

    [Theory]
    [InlineData("/api/v1/movies", 200, "no-cache")]
    [InlineData("/api/v1/movies?page=0", 400, "no-store")]
    [InlineData("/api/v1/admin/audit-log", 401, "no-store")]
    [InlineData("/api/v1/nothing", 404, "no-store")]
    [InlineData("/health/live", 200, "no-store, no-cache")]
    [InlineData("/sitemap.xml", 200, null)]
    public async Task An_answer_is_data_that_comes_by_TLS_and_runs_nothing_errors_too(string path, int status, string? cache)
    {
        using var client = api.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri("https://localhost") });

        using var answer = await client.GetAsync(path);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("nosniff", One(answer, "X-Content-Type-Options"));
        Assert.Equal(
            "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
            One(answer, "Content-Security-Policy")
        );
        Assert.Equal(cache, One(answer, "Cache-Control"));
        Assert.Equal("max-age=31536000", One(answer, "Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("/api/v1/reservations")]
    [InlineData("/api/v1/admin/audit-log")]
    [InlineData("/api/v1/admin/webhooks")]
    public async Task What_is_somebodys_own_is_kept_in_no_cache(string path)
    {
        using var client = await api.AdminAsync();

        using var answer = await client.GetAsync(path);

        Assert.Equal((200, "no-store"), ((int)answer.StatusCode, One(answer, "Cache-Control")));
    }

    /// <summary>Nor is a call led to TLS: who sends secrets in the clear is to notice. Pages are led there by the proxy (ASVS 4.1.2).</summary>
    [Fact]
    public async Task Without_TLS_nothing_is_promised_of_it()
    {
        using var client = api.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

        using var answer = await client.GetAsync("/api/v1/movies");
        using var refused = await client.GetAsync("/api/v1/auth/me");

        Assert.Equal((200, 401), ((int)answer.StatusCode, (int)refused.StatusCode));
        Assert.Null(One(answer, "Strict-Transport-Security"));
    }

    [Fact]
    public async Task Another_site_may_not_call_unless_it_is_named()
    {
        await using var open = api.WithWebHostBuilder(host => host.UseSetting("Cors:Origins", $"{Partner}, http://localhost:3000"));

        using var unnamed = await AskAsync(api.CreateClient(), Partner);
        using var other = await AskAsync(open.CreateClient(), "https://partner.example.evil.test");
        using var named = await AskAsync(open.CreateClient(), Partner);
        using var read = await GetAsync(open.CreateClient(), "/api/v1/movies", Partner);
        using var refused = await GetAsync(open.CreateClient(), "/api/v1/movies?page=0", Partner);

        Assert.Null(One(unnamed, "Access-Control-Allow-Origin"));
        Assert.Null(One(other, "Access-Control-Allow-Origin"));
        Assert.Equal(Partner, One(named, "Access-Control-Allow-Origin"));
        Assert.Equal("authorization,idempotency-key", One(named, "Access-Control-Allow-Headers"));
        // The cookie of the product's own pages is not for others.
        Assert.Null(One(named, "Access-Control-Allow-Credentials"));
        Assert.Equal(Partner, One(read, "Access-Control-Allow-Origin"));
        Assert.Contains("ETag", One(read, "Access-Control-Expose-Headers"), StringComparison.Ordinal);
        Assert.Equal((400, Partner), ((int)refused.StatusCode, One(refused, "Access-Control-Allow-Origin")));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("partner.example")]
    [InlineData("https://partner.example/")]
    [InlineData("https://partner.example/app")]
    public async Task What_is_no_origin_stops_the_start(string origin)
    {
        await using var wrong = api.WithWebHostBuilder(host => host.UseSetting("Cors:Origins", origin));

        var refusal = Assert.ThrowsAny<Exception>(wrong.CreateClient);

        Assert.Contains("is no origin such as https://partner.example", refusal.Message, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient client, string origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, "/api/v1/reservations");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,idempotency-key");
        return client.SendAsync(request);
    }

    private static Task<HttpResponseMessage> GetAsync(HttpClient client, string path, string origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Origin", origin);
        return client.SendAsync(request);
    }

    private static string? One(HttpResponseMessage answer, string header) =>
        answer.Headers.TryGetValues(header, out var values) ? values.Single() : null;
}
