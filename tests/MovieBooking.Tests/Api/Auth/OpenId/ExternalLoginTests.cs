using System.Net.Http.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Auth;

/// <summary>Connecting and disconnecting logins at providers: with a fresh proof, in one session, and never the last way in.</summary>
[Collection(SharedApi.One)]
public sealed class ExternalLoginTests(TestApi api, OpenIdSite provider) : IClassFixture<OpenIdSite>
{
    private const string Mine = $"{OpenIdCalls.Own}/{OpenIdSite.Name}";

    [Fact]
    public async Task A_login_is_connected_signs_in_whatever_its_address_and_is_disconnected()
    {
        using var known = provider.KnownTo(api);
        var registered = await api.RegisterAsync();
        var own = api.WithToken(registered.Text("accessToken"));
        var person = provider.Person();
        foreach (var act in (string[])["begin", "remove"])
        {
            await own.PostAsJsonAsync($"{Mine}/{act}", new { password = "wrong" }).ProblemAsync(400, "validation_failed", "password");
        }

        await own.PostAsJsonAsync($"{Mine}/remove", new { password = TestApi.Password }).ProblemAsync(404, "not_found");
        var logins = await provider.ConnectAsync(own, person).JsonAsync();
        Assert.True(logins.GetProperty("hasPassword").GetBoolean());
        Assert.Single(logins.GetProperty("logins").EnumerateArray());
        // Once more changes nothing.
        await provider.ConnectAsync(own, person).JsonAsync();

        provider.Keep(person with { IsVerified = false });
        var session = await provider.SignInAsync(api.CreateClient(), person).JsonAsync();
        Assert.Equal(registered.GetProperty("user").Int("userId"), session.GetProperty("user").Int("userId"));

        await own.PostAsJsonAsync($"{Mine}/remove", new { password = TestApi.Password }).IsEmptyAsync();
        await provider.SignInAsync(api.CreateClient(), person).ProblemAsync(403, "email_unverified");
        Assert.Empty((await own.GetAsync(OpenIdCalls.Own).JsonAsync()).GetProperty("logins").EnumerateArray());
    }

    [Fact]
    public async Task A_code_is_asked_for_where_the_second_factor_is_on()
    {
        using var known = provider.KnownTo(api);
        var owner = await api.GuardedAsync();

        foreach (var act in (string[])["begin", "remove"])
        {
            await owner
                .Client.PostAsJsonAsync($"{Mine}/{act}", new { password = TestApi.Password })
                .ProblemAsync(400, "validation_failed", "code");
        }

        await provider.ConnectAsync(owner.Client, provider.Person(), owner.RecoveryCodes[0]).JsonAsync();
        await owner
            .Client.PostAsJsonAsync($"{Mine}/remove", new { password = TestApi.Password, code = owner.RecoveryCodes[1] })
            .IsEmptyAsync();
    }

    [Fact]
    public async Task A_login_opens_one_account_and_an_account_has_one_of_a_provider()
    {
        using var known = provider.KnownTo(api);
        var (own, other) = (await PersonAsync(), await PersonAsync());
        var person = provider.Person();
        await provider.ConnectAsync(own, person).JsonAsync();

        await provider.ConnectAsync(other, person).ProblemAsync(409, "login_taken");
        await provider.ConnectAsync(own, provider.Person()).ProblemAsync(409, "login_taken");
    }

    [Fact]
    public async Task What_was_begun_connects_nothing_in_another_session_by_signing_in_or_after_a_new_password()
    {
        using var known = provider.KnownTo(api);
        var email = TestApi.Email();
        var own = api.WithToken((await api.RegisterAsync(email)).Text("accessToken"));
        var person = provider.Person();

        // The cookie goes to somebody else, who is signed in to another account or nowhere: that is not theirs to finish.
        var answer = await provider.VisitAsync(await own.BeginToConnectAsync(), person);
        await own.PostAsJsonAsync(OpenIdCalls.Door, answer).ProblemAsync(400, "openid_refused");
        // And what was begun to sign in connects nothing.
        answer = await provider.VisitAsync(await own.BeginAsync(), person);
        await own.PostAsJsonAsync(Mine, answer).ProblemAsync(400, "openid_refused");

        answer = await provider.VisitAsync(await own.BeginToConnectAsync(), person);
        var bearer = own.DefaultRequestHeaders.Authorization;
        own.DefaultRequestHeaders.Authorization = new(
            "Bearer",
            (await api.CreateClient().LoginAsync(email).JsonAsync()).Text("accessToken")
        );
        await own.PostAsJsonAsync(Mine, answer).ProblemAsync(400, "openid_refused");
        own.DefaultRequestHeaders.Authorization = bearer;

        answer = await provider.VisitAsync(await own.BeginToConnectAsync(), person);
        await own.PutAsJsonAsync(
                "/api/v1/auth/me/password",
                new { currentPassword = TestApi.Password, newPassword = "another-long-passphrase" }
            )
            .IsEmptyAsync();
        await own.PostAsJsonAsync(Mine, answer).ProblemAsync(400, "openid_refused");
        Assert.Empty((await own.GetAsync(OpenIdCalls.Own).JsonAsync()).GetProperty("logins").EnumerateArray());
    }

    [Fact]
    public async Task The_last_way_in_is_never_taken()
    {
        var userId = await api.Given.UserAsync();
        await api.Database.ExecuteAsync(
            """
            UPDATE users SET password_hash = '' WHERE user_id = @user;
            INSERT INTO external_logins (provider, subject, user_id, created_at)
            VALUES ('one', @subject, @user, UTC_TIMESTAMP(6)), ('two', @subject, @user, UTC_TIMESTAMP(6))
            """,
            ("@user", userId),
            ("@subject", Given.Unique("subject"))
        );

        Assert.Equal(0, await DisconnectAsync("one"));
        Assert.Equal(45133, await DisconnectAsync("two"));
        Assert.Equal(1, await LoginsAsync());
        await api.Database.ExecuteAsync(
            """
            INSERT INTO passkeys (user_id, credential_id, public_key, sign_count, name, created_at)
            VALUES (@user, UNHEX(SHA2(@user, 256)), 'x', 0, 'x', UTC_TIMESTAMP(6))
            """,
            ("@user", userId)
        );
        Assert.Equal(0, await DisconnectAsync("two"));
        Assert.Equal(0, await LoginsAsync());

        Task<long> LoginsAsync() =>
            api.Database.ScalarAsync<long>("SELECT COUNT(*) FROM external_logins WHERE user_id = @user", ("@user", userId));

        Task<int> DisconnectAsync(string name) =>
            Race.ErrorOfAsync(
                api.Database.ExecuteAsync(
                    "CALL sp_disconnect_external_login(@user, @provider, @is_removed)",
                    ("@user", userId),
                    ("@provider", name)
                )
            );
    }

    /// <summary>Whoever registers another's address would keep a way in, after its owner has taken the account back with a new password.</summary>
    [Fact]
    public async Task Where_mails_are_sent_nothing_is_connected_to_an_address_that_nobody_has_proved()
    {
        var userId = await api.Given.UserAsync();
        var email = await api.Database.ScalarAsync<string>("SELECT email FROM users WHERE user_id = @user", ("@user", userId));
        await api.Database.ExecuteAsync("UPDATE users SET email_proved_at = NULL WHERE user_id = @user", ("@user", userId));

        Assert.Equal(45134, await ConnectAsync("one", null));
        Assert.Equal(45134, await ConnectAsync("one", TestApi.Email()));
        Assert.Equal(0, await ConnectAsync("one", email));
        await api.Database.ExecuteAsync("UPDATE users SET email_proved_at = UTC_TIMESTAMP(6) WHERE user_id = @user", ("@user", userId));
        Assert.Equal(0, await ConnectAsync("two", null));

        Task<int> ConnectAsync(string name, string? address) =>
            Race.ErrorOfAsync(
                api.Database.ExecuteAsync(
                    "CALL sp_connect_external_login(@user, @provider, @subject, @email, TRUE)",
                    ("@user", userId),
                    ("@provider", name),
                    ("@subject", Given.Unique("subject")),
                    ("@email", address)
                )
            );
    }

    private async Task<HttpClient> PersonAsync() => api.WithToken((await api.RegisterAsync()).Text("accessToken"));
}
