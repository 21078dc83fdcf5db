using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Net.Http.Headers;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Auth;

/// <summary>With useCookies the refresh token stays where no script can read it.</summary>
[Collection(SharedApi.One)]
public sealed class CookieTests(TestApi api)
{
    [Theory]
    [InlineData("http://localhost", false, "moviebooking_refresh")]
    [InlineData("https://localhost", true, "__Host-moviebooking_refresh")]
    public async Task The_refresh_token_is_in_a_strict_HttpOnly_cookie_of_this_host_and_not_in_the_body(
        string address,
        bool isSecure,
        string name
    )
    {
        var client = api.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri(address) });

        using var answer = await RegisterAsync(client);

        Assert.True((await Task.FromResult(answer).JsonAsync(HttpStatusCode.Created)).IsSession().IsNull("refreshToken"));
        var cookie = Assert.Single(Cookies(answer), one => one.Name.EndsWith("_refresh", StringComparison.Ordinal));
        Assert.True(cookie.HttpOnly);
        Assert.Equal(isSecure, cookie.Secure);
        Assert.Equal(SameSiteMode.Strict, cookie.SameSite);
        Assert.Equal((name, "/"), (cookie.Name.ToString(), cookie.Path.ToString()));
        Assert.Equal(TimeSpan.FromDays(30), cookie.MaxAge);
        Assert.False(cookie.Domain.HasValue);
        var device = Assert.Single(Cookies(answer), one => one.Name != cookie.Name);
        Assert.Equal(
            (name.Replace("refresh", "device"), true, isSecure, SameSiteMode.Strict, "/", TimeSpan.FromDays(400)),
            (device.Name.ToString(), device.HttpOnly, device.Secure, device.SameSite, device.Path.ToString(), device.MaxAge)
        );
        using var refreshed = await client.PostAsync("/api/v1/auth/refresh?useCookies=true", null);
        Assert.Equal(HttpStatusCode.OK, refreshed.StatusCode);
    }

    [Fact]
    public async Task The_cookie_refreshes_and_is_replaced_each_time()
    {
        var client = api.CreateClient();
        using var registered = await RegisterAsync(client);

        using var first = await client.PostAsync("/api/v1/auth/refresh?useCookies=true", null);
        using var second = await client.PostAsync("/api/v1/auth/refresh?useCookies=true", null);

        Assert.True((await Task.FromResult(first).JsonAsync()).IsNull("refreshToken"));
        Assert.True((await Task.FromResult(second).JsonAsync()).IsNull("refreshToken"));
        Assert.Equal(3, new[] { registered, first, second }.Select(Cookie).Distinct().Count());
    }

    [Fact]
    public async Task Logging_out_deletes_the_cookie_and_ends_its_session()
    {
        var client = api.CreateClient();
        using var registered = await RegisterAsync(client);

        using var answer = await client.PostAsync("/api/v1/auth/logout", null);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("", Cookie(answer));
        await client.PostAsync("/api/v1/auth/refresh?useCookies=true", null).ProblemAsync(401, "invalid_refresh_token");
        await api.CreateClient()
            .PostAsJsonAsync("/api/v1/auth/refresh", new { refreshToken = Cookie(registered) })
            .ProblemAsync(401, "invalid_refresh_token");
    }

    [Fact]
    public async Task Signing_in_again_in_a_browser_ends_the_session_that_it_had()
    {
        var (first, second) = (TestApi.Email(), TestApi.Email());
        await api.RegisterAsync(first);
        await api.RegisterAsync(second);
        var browser = api.CreateClient();
        using var before = await LoginAsync(browser, first);
        using var stays = await LoginAsync(api.CreateClient(), first);

        using var after = await LoginAsync(browser, second);

        await RefreshAsync(Cookie(before)).ProblemAsync(401, "invalid_refresh_token");
        await RefreshAsync(Cookie(stays)).JsonAsync();
        await RefreshAsync(Cookie(after)).JsonAsync();
    }

    [Fact]
    public async Task Without_useCookies_no_cookie_is_set()
    {
        using var answer = await api.CreateClient()
            .PostAsJsonAsync(
                "/api/v1/auth/register",
                new
                {
                    email = TestApi.Email(),
                    password = TestApi.Password,
                    displayName = "Robin",
                }
            );

        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    private static Task<HttpResponseMessage> LoginAsync(HttpClient client, string email) =>
        client.PostAsJsonAsync("/api/v1/auth/login?useCookies=true", new { email, password = TestApi.Password });

    private Task<HttpResponseMessage> RefreshAsync(string refreshToken) =>
        api.CreateClient().PostAsJsonAsync("/api/v1/auth/refresh", new { refreshToken });

    private static Task<HttpResponseMessage> RegisterAsync(HttpClient client) =>
        client.PostAsJsonAsync(
            "/api/v1/auth/register?useCookies=true",
            new
            {
                email = TestApi.Email(),
                password = TestApi.Password,
                displayName = "Robin",
            }
        );

    private static string Cookie(HttpResponseMessage answer) =>
        Cookies(answer).Single(cookie => cookie.Name.EndsWith("_refresh", StringComparison.Ordinal)).Value.ToString();

    private static IList<SetCookieHeaderValue> Cookies(HttpResponseMessage answer) =>
        SetCookieHeaderValue.ParseList([.. answer.Headers.GetValues("Set-Cookie")]);
}
