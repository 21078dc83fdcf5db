using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Auth;

/// <summary>What comes back from a provider and is not what was begun here, now, by this browser opens nothing.</summary>
[Collection(SharedApi.One)]
public sealed class OpenIdForgeryTests(TestApi api, OpenIdSite provider) : IClassFixture<OpenIdSite>
{
    [Fact]
    public async Task An_answer_is_good_once_for_the_browser_that_asked_and_in_time()
    {
        using var known = provider.KnownTo(api);
        var person = provider.Person();
        var (browser, other) = (api.CreateClient(), api.CreateClient());
        var mine = await provider.VisitAsync(await browser.BeginAsync(), person);
        var (code, state) = Parts(mine);
        var theirs = await provider.VisitAsync(await other.BeginAsync(), person);

        // Without the cookie, with another browser's, and with a state that is none.
        await RefusedAsync(api.CreateClient(), mine);
        await RefusedAsync(other, mine);
        await RefusedAsync(await BegunAsync(), new { code, state });
        await RefusedAsync(await BegunAsync(), new { code, state = "x" });
        await browser.PostAsJsonAsync(OpenIdCalls.Door, new { code }).ProblemAsync(400, "validation_failed", "state");

        using var first = await browser.PostAsJsonAsync(OpenIdCalls.Door, mine);
        Assert.True(first.IsSuccessStatusCode);
        await RefusedAsync(browser, mine);
        // What a stranger makes a browser show spends nothing of its own.
        using var second = await other.PostAsJsonAsync(OpenIdCalls.Door, theirs);
        Assert.True(second.IsSuccessStatusCode);

        var late = api.CreateClient();
        var lateAnswer = await provider.VisitAsync(await late.BeginAsync(), person);
        await api.Database.ExecuteAsync("UPDATE openid_requests SET expires_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND");
        await RefusedAsync(late, lateAnswer);
    }

    [Fact]
    public async Task A_cookie_that_is_shown_again_is_good_for_nothing()
    {
        using var known = provider.KnownTo(api);
        var person = provider.Person();
        var browser = api.CreateClient(new() { HandleCookies = false });
        using var begun = await browser.PostAsync($"{OpenIdCalls.Door}/begin", content: null);
        var url = (await Task.FromResult(begun).JsonAsync()).Text("url");
        browser.DefaultRequestHeaders.Add("Cookie", begun.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        var (answer, second) = (await provider.VisitAsync(url, person), await provider.VisitAsync(url, person));

        var statuses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => browser.PostAsJsonAsync(OpenIdCalls.Door, answer)));

        Assert.Single(statuses, one => one.IsSuccessStatusCode);
        await RefusedAsync(browser, second);
    }

    [Fact]
    public async Task Somebody_elses_code_does_not_fit_a_sign_in_of_ones_own()
    {
        using var known = provider.KnownTo(api);
        var victim = await provider.VisitAsync(await api.CreateClient().BeginAsync(), provider.Person());
        var thief = api.CreateClient();
        var (_, state) = Parts(await provider.VisitAsync(await thief.BeginAsync(), provider.Person()));

        // The provider compares it with the challenge that it was given with (PKCE).
        await RefusedAsync(thief, new { code = Parts(victim).Code, state });
    }

    [Fact]
    public async Task An_answer_of_another_issuer_is_refused_before_its_code_goes_anywhere()
    {
        using var known = provider.KnownTo(api);
        var browser = api.CreateClient();
        var (code, state) = Parts(await provider.VisitAsync(await browser.BeginAsync(), provider.Person()));

        await RefusedAsync(
            browser,
            new
            {
                code,
                state,
                iss = "https://evil.example/",
            }
        );
    }

    [Theory]
    [InlineData("nonce", "another")]
    [InlineData("nonce", null)]
    [InlineData("aud", "another application")]
    [InlineData("azp", "another application")]
    [InlineData("iss", "https://evil.example/")]
    [InlineData("exp", 1700000000)]
    [InlineData("exp", null)]
    [InlineData("nbf", 4000000000)]
    [InlineData("sub", "")]
    [InlineData("sub", null)]
    public async Task A_token_that_is_for_something_else_opens_nothing(string claim, object? value)
    {
        using var known = provider.KnownTo(api);
        provider.Alter = claims =>
        {
            claims.Remove(claim);
            if (value is not null)
            {
                claims[claim] = JsonValue.Create(value);
            }
        };

        await RefusedAsync(provider.Person());
    }

    [Fact]
    public async Task A_token_for_several_that_does_not_say_to_whom_it_was_issued_opens_nothing()
    {
        using var known = provider.KnownTo(api);
        provider.Alter = claims =>
        {
            claims.Remove("azp");
            claims["aud"] = new JsonArray(OpenIdSite.ClientId, "another application");
        };

        await RefusedAsync(provider.Person());
    }

    [Fact]
    public async Task A_token_that_the_provider_has_not_signed_opens_nothing()
    {
        using var known = provider.KnownTo(api);
        using var rsa = RSA.Create(2048);
        var stranger = new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = provider.Key.KeyId }, SecurityAlgorithms.RsaSha256);
        // The client's secret and the published key as secrets of an HMAC, which whoever knows them could compute.
        var secret = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(OpenIdSite.Secret)) { KeyId = provider.Key.KeyId };
        var published = new SymmetricSecurityKey(provider.Key.Rsa.ExportSubjectPublicKeyInfo()) { KeyId = provider.Key.KeyId };
        Func<string, string>[] forgeries =
        [
            token => $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{token.Split('.')[1]}.",
            token => $"{token[..token.LastIndexOf('.')]}.",
            token => provider.Sign(OpenIdSite.ClaimsOf(token), stranger),
            token => provider.Sign(OpenIdSite.ClaimsOf(token), new(secret, SecurityAlgorithms.HmacSha256)),
            token => provider.Sign(OpenIdSite.ClaimsOf(token), new(published, SecurityAlgorithms.HmacSha256)),
            _ => "no token",
            _ => "",
        ];

        foreach (var forgery in forgeries)
        {
            provider.Replace = forgery;
            await RefusedAsync(provider.Person());
        }
    }

    [Fact]
    public async Task A_provider_that_cannot_be_reached_is_told_of_and_no_fault_of_ours()
    {
        using (provider.KnownTo(api, "http://127.0.0.1:9"))
        {
            await api.CreateClient().PostAsync($"{OpenIdCalls.Door}/begin", content: null).ProblemAsync(503, "provider_unavailable");
        }

        // It tells of another issuer than the one that is asked.
        using (provider.KnownTo(api, provider.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)))
        {
            provider.Issuer = "https://evil.example/";
            await api.CreateClient().PostAsync($"{OpenIdCalls.Door}/begin", content: null).ProblemAsync(503, "provider_unavailable");
        }

        using var known = provider.KnownTo(api);
        var browser = api.CreateClient();
        var answer = await provider.VisitAsync(await browser.BeginAsync(), provider.Person());
        provider.IsDown = true;
        await browser.PostAsJsonAsync(OpenIdCalls.Door, answer).ProblemAsync(503, "provider_unavailable");
    }

    private static (string Code, string State) Parts(object answer)
    {
        var json = JsonNode.Parse(JsonSerializer.Serialize(answer))!;
        return ((string)json["code"]!, (string)json["state"]!);
    }

    private async Task<HttpClient> BegunAsync()
    {
        var browser = api.CreateClient();
        await browser.BeginAsync();
        return browser;
    }

    private static Task<JsonElement> RefusedAsync(HttpClient browser, object answer) =>
        browser.PostAsJsonAsync(OpenIdCalls.Door, answer).ProblemAsync(400, "openid_refused");

    private async Task RefusedAsync(Persona person)
    {
        await provider.SignInAsync(api.CreateClient(), person).ProblemAsync(400, "openid_refused");
        Assert.Equal(0, await api.Database.ScalarAsync<long>("SELECT COUNT(*) FROM users WHERE email = @email", ("@email", person.Email)));
    }
}
