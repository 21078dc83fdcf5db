using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Auth;

/// <summary>Signing in with a provider: whose account it opens, and what else is asked for.</summary>
[Collection(SharedApi.One)]
public sealed class OpenIdTests(TestApi api, OpenIdSite provider) : IClassFixture<OpenIdSite>
{
    [Fact]
    public async Task Where_the_settings_name_no_provider_there_is_none_and_no_way_in()
    {
        var client = api.CreateClient();

        Assert.Empty((await client.GetAsync("/api/v1/auth/openid").JsonAsync()).EnumerateArray());
        await client.PostAsync($"{OpenIdCalls.Door}/begin", content: null).ProblemAsync(404, "not_found");
        await client.PostAsJsonAsync(OpenIdCalls.Door, new { code = "x", state = "x" }).ProblemAsync(404, "not_found");
        var customer = await api.CustomerAsync();
        await customer
            .PostAsJsonAsync($"{OpenIdCalls.Own}/{OpenIdSite.Name}/begin", new { password = TestApi.Password })
            .ProblemAsync(404, "not_found");
    }

    [Fact]
    public async Task Providers_are_listed_for_everybody_and_may_be_kept()
    {
        using var known = provider.KnownTo(api);

        using var answer = await api.CreateClient().GetAsync("/api/v1/auth/openid");

        Assert.Equal("public, max-age=300", $"{answer.Headers.CacheControl}");
        var one = Assert.Single((await Task.FromResult(answer).JsonAsync()).EnumerateArray());
        Assert.Equal((OpenIdSite.Name, OpenIdSite.Title), (one.Has("name", "displayName").Text("name"), one.Text("displayName")));
    }

    [Theory]
    [InlineData("http://localhost", "moviebooking_openid")]
    [InlineData("https://localhost", "__Host-moviebooking_openid")]
    public async Task The_provider_is_asked_for_a_code_with_PKCE_and_the_browser_keeps_what_binds_it(string address, string name)
    {
        using var known = provider.KnownTo(api);
        var browser = api.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri(address) });

        using var answer = await browser.PostAsync($"{OpenIdCalls.Door}/begin", content: null);

        var url = (await Task.FromResult(answer).JsonAsync()).Has("url").Text("url");
        Assert.StartsWith($"{provider.Url}/authorize?", url, StringComparison.Ordinal);
        var query = QueryHelpers.ParseQuery(new Uri(url).Query).ToDictionary(one => one.Key, one => $"{one.Value}", StringComparer.Ordinal);
        Assert.Equal(
            ["client_id", "code_challenge", "code_challenge_method", "nonce", "redirect_uri", "response_type", "scope", "state"],
            query.Keys.Order(StringComparer.Ordinal)
        );
        Assert.Equal(("code", "S256", "openid email profile"), (query["response_type"], query["code_challenge_method"], query["scope"]));
        Assert.Equal($"http://localhost:5080/sign-in/{OpenIdSite.Name}", query["redirect_uri"]);
        var cookie = SetCookieHeaderValue.Parse(Assert.Single(answer.Headers.GetValues("Set-Cookie")));
        Assert.Equal(
            (name, true, name.StartsWith("__Host-", StringComparison.Ordinal), SameSiteMode.Strict, "/", TimeSpan.FromMinutes(10)),
            ($"{cookie.Name}", cookie.HttpOnly, cookie.Secure, cookie.SameSite, $"{cookie.Path}", cookie.MaxAge)
        );
        // Nothing that goes by way of the provider is in it.
        Assert.DoesNotContain($"{cookie.Value}", url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_that_is_new_opens_a_customers_account_and_the_same_one_from_then_on_whatever_address_it_tells()
    {
        using var known = provider.KnownTo(api);
        var person = provider.Person();
        var browser = api.CreateClient();

        var first = (await provider.SignInAsync(browser, person).JsonAsync()).IsSession().GetProperty("user");
        Assert.Equal((person.Email, "Robin Vale", "customer"), (first.Text("email"), first.Text("displayName"), first.Text("role")));
        provider.Keep(person with { Email = TestApi.Email(), IsVerified = false });
        var again = await provider.SignInAsync(api.CreateClient(), person).JsonAsync();

        Assert.Equal(
            (first.Int("userId"), person.Email),
            (again.GetProperty("user").Int("userId"), again.GetProperty("user").Text("email"))
        );
        var own = api.WithToken(again.Text("accessToken"));
        var sessions = (await own.GetAsync("/api/v1/auth/me/sessions").JsonAsync()).EnumerateArray();
        Assert.Equal(2, sessions.Count());
        var exported = (await own.GetAsync("/api/v1/auth/me/export").JsonAsync()).GetProperty("externalLogins");
        Assert.Equal(person.Subject, Assert.Single(exported.EnumerateArray()).Text("subject"));
        var logins = await own.GetAsync(OpenIdCalls.Own).JsonAsync();
        Assert.False(logins.Has("hasPassword", "logins").GetProperty("hasPassword").GetBoolean());
        Assert.Equal(OpenIdSite.Title, Assert.Single(logins.GetProperty("logins").EnumerateArray()).Text("displayName"));
    }

    [Fact]
    public async Task With_useCookies_the_session_is_the_browsers_as_any_other()
    {
        using var known = provider.KnownTo(api);
        var browser = api.CreateClient();
        var answer = await provider.VisitAsync(await browser.BeginAsync(), provider.Person());

        var session = (await browser.PostAsJsonAsync($"{OpenIdCalls.Door}?useCookies=true", answer).JsonAsync()).IsSession();

        Assert.True(session.IsNull("refreshToken"));
        await browser.PostAsync("/api/v1/auth/refresh?useCookies=true", content: null).JsonAsync();
    }

    [Fact]
    public async Task An_account_without_a_password_opens_with_none_and_says_so_where_one_is_needed()
    {
        using var known = provider.KnownTo(api);
        var person = provider.Person();
        var own = api.WithToken((await provider.SignInAsync(api.CreateClient(), person).JsonAsync()).Text("accessToken"));

        await api.CreateClient().LoginAsync(person.Email!).ProblemAsync(401, "invalid_credentials");
        string[] paths = [SecondFactorCalls.Own, $"{SoftwarePasskey.Own}/options", $"{OpenIdCalls.Own}/{OpenIdSite.Name}/remove"];
        foreach (var path in paths)
        {
            await own.PostAsJsonAsync(path, new { password = TestApi.Password }).ProblemAsync(400, "validation_failed", "password");
        }

        await own.PutAsJsonAsync(
                "/api/v1/auth/me/password",
                new { currentPassword = TestApi.Password, newPassword = "another-long-passphrase" }
            )
            .ProblemAsync(400, "validation_failed", "currentPassword");
    }

    [Fact]
    public async Task An_address_that_has_an_account_is_never_connected_by_itself()
    {
        using var known = provider.KnownTo(api);
        var email = TestApi.Email();
        await api.RegisterAsync(email);
        var person = provider.Person(email.ToUpperInvariant());

        await provider.SignInAsync(api.CreateClient(), person).ProblemAsync(409, "login_not_connected");
        await provider.SignInAsync(api.CreateClient(), person).ProblemAsync(409, "login_not_connected");

        Assert.Equal(0, await LoginsAsync(person));
    }

    [Fact]
    public async Task Without_an_address_that_the_provider_vouches_for_nothing_opens_and_nobody_learns_who_has_it()
    {
        using var known = provider.KnownTo(api);
        var taken = TestApi.Email();
        await api.RegisterAsync(taken);
        Persona[] people =
        [
            provider.Person(isVerified: false),
            provider.Person(taken, isVerified: false),
            provider.Person("nobody@account.invalid"),
            provider.Person("no address"),
            new(Given.Unique("subject")),
        ];
        provider.Keep(people[^1]);

        foreach (var person in people)
        {
            await provider.SignInAsync(api.CreateClient(), person).ProblemAsync(403, "email_unverified");
            Assert.Equal(0, await LoginsAsync(person));
        }
    }

    [Fact]
    public async Task An_address_that_only_the_userinfo_endpoint_tells_is_as_good()
    {
        using var known = provider.KnownTo(api);
        provider.Alter = claims => _ = claims.Remove("email") && claims.Remove("email_verified");
        var person = provider.Person();

        var session = await provider.SignInAsync(api.CreateClient(), person).JsonAsync();

        Assert.Equal(person.Email, session.GetProperty("user").Text("email"));
    }

    [Fact]
    public async Task A_second_factor_is_asked_for_as_after_a_password()
    {
        using var known = provider.KnownTo(api);
        var owner = await api.GuardedAsync();
        var person = provider.Person(owner.Email);
        await provider.ConnectAsync(owner.Client, person, owner.RecoveryCodes[0]).JsonAsync();
        var browser = api.CreateClient();

        var half = await provider.SignInAsync(browser, person).ProblemAsync(401, "second_factor_required");

        var session = (await browser.FinishAsync(half.Text("challenge"), owner.RecoveryCodes[1]).JsonAsync()).IsSession();
        Assert.Equal(owner.UserId, session.GetProperty("user").Int("userId"));
    }

    [Fact]
    public async Task An_account_that_is_closed_opens_no_more_and_its_login_is_free()
    {
        using var known = provider.KnownTo(api);
        var email = TestApi.Email();
        var registered = await api.RegisterAsync(email);
        var own = api.WithToken(registered.Text("accessToken"));
        var person = provider.Person(email);
        await provider.ConnectAsync(own, person).JsonAsync();
        // Gone to the provider while it lived.
        var late = api.CreateClient();
        var answer = await provider.VisitAsync(await late.BeginAsync(), person);
        await own.PostAsJsonAsync("/api/v1/auth/me/delete", new { password = TestApi.Password }).IsEmptyAsync();
        Assert.Equal(0, await LoginsAsync(person));

        var anew = (await late.PostAsJsonAsync(OpenIdCalls.Door, answer).JsonAsync()).GetProperty("user");

        Assert.NotEqual(registered.GetProperty("user").Int("userId"), anew.Int("userId"));
    }

    [Fact]
    public async Task Of_first_sign_ins_at_once_all_open_one_account()
    {
        using var known = provider.KnownTo(api);
        var person = provider.Person();
        var browsers = Enumerable.Range(0, 8).Select(_ => api.CreateClient()).ToList();
        var answers = await Task.WhenAll(browsers.Select(async one => await provider.VisitAsync(await one.BeginAsync(), person)));

        var sessions = await Task.WhenAll(
            browsers.Zip(answers, (one, answer) => one.PostAsJsonAsync(OpenIdCalls.Door, answer).JsonAsync())
        );

        Assert.Single(sessions.Select(session => session.GetProperty("user").Int("userId")).Distinct());
        Assert.Equal(1, await LoginsAsync(person));
    }

    private Task<long> LoginsAsync(Persona person) =>
        api.Database.ScalarAsync<long>("SELECT COUNT(*) FROM external_logins WHERE subject = @subject", ("@subject", person.Subject));
}
