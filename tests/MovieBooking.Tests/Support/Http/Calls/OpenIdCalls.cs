using System.Net.Http.Json;

namespace MovieBooking.Tests.Support;

/// <summary>What a browser does to sign in with a provider, and to connect a login there.</summary>
internal static class OpenIdCalls
{
    public const string Door = $"/api/v1/auth/openid/{OpenIdSite.Name}";
    public const string Own = "/api/v1/auth/me/external-logins";

    /// <summary>The provider's page.</summary>
    public static async Task<string> BeginAsync(this HttpClient browser, string door = Door) =>
        (await browser.PostAsync($"{door}/begin", content: null).JsonAsync()).Text("url");

    /// <summary>All of it; the answer is the last one's.</summary>
    public static async Task<HttpResponseMessage> SignInAsync(this OpenIdSite provider, HttpClient browser, Persona person) =>
        await browser.PostAsJsonAsync(Door, await provider.VisitAsync(await browser.BeginAsync(), person));

    /// <summary>The provider's page, for somebody who is signed in.</summary>
    public static async Task<string> BeginToConnectAsync(this HttpClient browser, string? code = null) =>
        (await browser.PostAsJsonAsync($"{Own}/{OpenIdSite.Name}/begin", new { password = TestApi.Password, code }).JsonAsync()).Text(
            "url"
        );

    public static async Task<HttpResponseMessage> ConnectAsync(
        this OpenIdSite provider,
        HttpClient browser,
        Persona person,
        string? code = null
    ) =>
        await browser.PostAsJsonAsync(
            $"{Own}/{OpenIdSite.Name}",
            await provider.VisitAsync(await browser.BeginToConnectAsync(code), person)
        );
}
