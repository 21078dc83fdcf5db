using System.Net;
using System.Net.Http.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>Who the caller is behind a reverse proxy, seen by what is limited for each address.</summary>
[Collection(SharedApi.One)]
public sealed class ProxyTests(TestApi api)
{
    private const string Proxy = CallFrom.Proxy;

    [Fact]
    public async Task Callers_behind_a_known_proxy_are_told_apart()
    {
        using var client = Client(from: Proxy, known: Proxy);

        Assert.Equal(HttpStatusCode.BadRequest, await SignInAsync(client, "198.51.100.1"));
        Assert.Equal(HttpStatusCode.BadRequest, await SignInAsync(client, "198.51.100.2"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await SignInAsync(client, "198.51.100.1"));
    }

    [Fact]
    public async Task A_caller_cannot_choose_an_address_behind_a_known_proxy()
    {
        using var client = Client(from: Proxy, known: Proxy);

        // The last entry is the proxy's, the ones before it came with the request.
        Assert.Equal(HttpStatusCode.BadRequest, await SignInAsync(client, "203.0.113.1, 198.51.100.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await SignInAsync(client, "203.0.113.2, 198.51.100.1"));
    }

    [Fact]
    public async Task A_caller_who_is_not_the_known_proxy_is_not_believed()
    {
        using var client = Client(from: "198.51.100.1", known: $"{Proxy}, 10.0.0.0/8");

        Assert.Equal(HttpStatusCode.BadRequest, await SignInAsync(client, "203.0.113.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await SignInAsync(client, "203.0.113.2"));
    }

    [Fact]
    public async Task Without_the_setting_nobody_is_believed()
    {
        using var client = Client(from: Proxy, known: "");

        Assert.Equal(HttpStatusCode.BadRequest, await SignInAsync(client, "203.0.113.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await SignInAsync(client, "203.0.113.2"));
    }

    // Each client has an application, and so a count, of its own.
    private HttpClient Client(string from, string known) =>
        api.WithWebHostBuilder(host =>
                host.UseSetting("Proxy:KnownNetworks", known).UseSetting("RateLimits:Authentication:PerMinute", "1").UseCaller(from)
            )
            .CreateClient();

    private static async Task<HttpStatusCode> SignInAsync(HttpClient client, string forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/login") { Content = JsonContent.Create(new { }) };
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
