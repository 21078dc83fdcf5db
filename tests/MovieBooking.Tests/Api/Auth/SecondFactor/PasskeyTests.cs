using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Auth;

/// <summary>Passkeys: added with a fresh proof, good for both factors, and for nobody else's account, site or moment.</summary>
[Collection(SharedApi.One)]
public sealed class PasskeyTests(TestApi api)
{
    private readonly HttpClient _client = api.CreateClient();

    [Fact]
    public async Task A_passkey_signs_in_without_a_code_is_listed_renamed_and_removed()
    {
        var owner = await api.GuardedAsync();
        using var passkey = new SoftwarePasskey { Count = 1 };
        await owner
            .Client.PostAsJsonAsync($"{SoftwarePasskey.Own}/options", new { password = "wrong" })
            .ProblemAsync(400, "validation_failed", "password");
        await owner
            .Client.PostAsJsonAsync($"{SoftwarePasskey.Own}/options", new { password = TestApi.Password })
            .ProblemAsync(400, "validation_failed", "code");
        var added = await passkey.AddAsync(owner.Client, owner.RecoveryCodes[0]);
        var path = $"{SoftwarePasskey.Own}/{added.Int("passkeyId")}";

        passkey.Count = 2;
        var session = (await passkey.SignInAsync(_client).JsonAsync()).IsSession();
        using var signedIn = api.WithToken(session.Text("accessToken"));
        await signedIn.GetAsync("/api/v1/auth/me").JsonAsync();

        await signedIn.PutAsJsonAsync(path, new { name = "Old phone" }).IsEmptyAsync();
        var listed = Assert.Single((await owner.Client.GetAsync(SoftwarePasskey.Own).JsonAsync()).EnumerateArray());
        Assert.Equal("Old phone", listed.Text("name"));
        Assert.NotNull(listed.GetProperty("lastUsedAt").GetString());
        Assert.Single((await owner.Client.GetAsync("/api/v1/auth/me/export").JsonAsync()).GetProperty("passkeys").EnumerateArray());
        var stranger = await PersonAsync();
        await stranger.PutAsJsonAsync(path, new { name = "Mine" }).ProblemAsync(404, "not_found");
        await stranger.PostAsJsonAsync($"{path}/remove", new { password = TestApi.Password }).ProblemAsync(404, "not_found");

        await owner
            .Client.PostAsJsonAsync($"{path}/remove", new { password = TestApi.Password })
            .ProblemAsync(400, "validation_failed", "code");
        await owner
            .Client.PostAsJsonAsync($"{path}/remove", new { password = TestApi.Password, code = owner.RecoveryCodes[1] })
            .IsEmptyAsync();
        await signedIn.GetAsync("/api/v1/auth/me").ProblemAsync(401, "unauthenticated");
        passkey.Count = 3;
        await passkey.SignInAsync(_client).ProblemAsync(401, "invalid_passkey");
    }

    [Fact]
    public async Task What_is_not_signed_here_now_by_its_verified_owner_opens_nothing_and_writes_nothing()
    {
        var (client, other) = (await PersonAsync(), await PersonAsync());
        using var passkey = new SoftwarePasskey { Count = 5 };
        using var others = new SoftwarePasskey();
        using var unknown = new SoftwarePasskey { Handle = "AAAAAQ" };
        var added = await passkey.AddAsync(client);
        await others.AddAsync(other);
        var mine = passkey.Handle;

        await unknown.SignInAsync(_client).ProblemAsync(401, "invalid_passkey");
        // Not counted on, or back: a copy.
        await passkey.SignInAsync(_client).ProblemAsync(401, "invalid_passkey");
        passkey.Count = 0;
        await passkey.SignInAsync(_client).ProblemAsync(401, "invalid_passkey");
        passkey.Count = 6;
        using var forged = new SoftwarePasskey
        {
            Id = passkey.Id,
            Handle = mine,
            Count = 6,
        };
        await forged.SignInAsync(_client).ProblemAsync(401, "invalid_passkey");
        passkey.Handle = others.Handle;
        await passkey.SignInAsync(_client).ProblemAsync(401, "invalid_passkey");
        passkey.Handle = mine;
        await passkey.SignInAsync(_client, $"{SoftwarePasskey.Door}/admin").ProblemAsync(401, "invalid_passkey");
        // A challenge for adding, and one out of time.
        await _client
            .PostAsJsonAsync(SoftwarePasskey.Door, passkey.Sign(await SoftwarePasskey.OptionsAsync(client)))
            .ProblemAsync(401, "invalid_passkey");
        var late = await SoftwarePasskey.ChallengeAsync(_client);
        await api.Database.ExecuteAsync("UPDATE passkey_challenges SET expires_at = UTC_TIMESTAMP(6) WHERE user_id IS NULL");
        await _client.PostAsJsonAsync(SoftwarePasskey.Door, passkey.Sign(late)).ProblemAsync(401, "invalid_passkey");
        await _client
            .PostAsJsonAsync(
                SoftwarePasskey.Door,
                new
                {
                    credentialId = "AA",
                    clientData = "AA",
                    authenticatorData = "AA",
                    signature = "AA",
                    userHandle = "AA",
                }
            )
            .ProblemAsync(401, "invalid_passkey");
        await _client
            .PostAsJsonAsync(
                SoftwarePasskey.Door,
                new
                {
                    credentialId = "?",
                    clientData = "AA",
                    authenticatorData = "AA",
                    signature = "AA",
                    userHandle = "AA",
                }
            )
            .ProblemAsync(400, "validation_failed", "credentialId");
        Assert.Equal(
            5,
            await api.Database.ScalarAsync<long>(
                "SELECT sign_count FROM passkeys WHERE passkey_id = @id AND last_used_at IS NULL",
                ("@id", added.Int("passkeyId"))
            )
        );
        await passkey.SignInAsync(_client).JsonAsync();
    }

    [Theory]
    [InlineData("https://localhost.example", null, true)]
    [InlineData(SoftwarePasskey.Site, "localhost.example", true)]
    [InlineData(SoftwarePasskey.Site, null, false)]
    public async Task Another_sites_passkey_and_one_without_verification_are_not_added(string origin, string? rpId, bool verifies)
    {
        var client = await PersonAsync();
        using var passkey = new SoftwarePasskey
        {
            Origin = origin,
            RpId = rpId,
            Verifies = verifies,
        };

        await client
            .PostAsJsonAsync(SoftwarePasskey.Own, passkey.New(await SoftwarePasskey.OptionsAsync(client)))
            .ProblemAsync(400, "passkey_refused");

        Assert.Empty((await client.GetAsync(SoftwarePasskey.Own).JsonAsync()).EnumerateArray());
    }

    [Fact]
    public async Task Certificates_that_nobody_asked_for_are_not_looked_at()
    {
        var client = await PersonAsync();
        using var passkey = new SoftwarePasskey { IsAttested = true };

        await client
            .PostAsJsonAsync(SoftwarePasskey.Own, passkey.New(await SoftwarePasskey.OptionsAsync(client)))
            .ProblemAsync(400, "passkey_refused");
    }

    [Fact]
    public async Task A_challenge_adds_one_passkey_of_one_session_which_nobody_else_adds_and_no_more_than_ten()
    {
        var (client, other) = (await PersonAsync(), await PersonAsync());
        using var passkey = new SoftwarePasskey();
        var options = await SoftwarePasskey.OptionsAsync(client);
        var email = (await client.GetAsync("/api/v1/auth/me").JsonAsync()).Text("email");
        var elsewhere = api.WithToken((await _client.LoginAsync(email).JsonAsync()).Text("accessToken"));
        await other.PostAsJsonAsync(SoftwarePasskey.Own, passkey.New(options)).ProblemAsync(400, "passkey_refused");
        await elsewhere.PostAsJsonAsync(SoftwarePasskey.Own, passkey.New(options)).ProblemAsync(400, "passkey_refused");
        await client
            .PostAsJsonAsync(SoftwarePasskey.Own, passkey.New(options, challenge: await SoftwarePasskey.ChallengeAsync(_client)))
            .ProblemAsync(400, "passkey_refused");
        await client.PostAsJsonAsync(SoftwarePasskey.Own, passkey.New(options)).JsonAsync(HttpStatusCode.Created);
        await client.PostAsJsonAsync(SoftwarePasskey.Own, passkey.New(options)).ProblemAsync(400, "passkey_refused");
        await other
            .PostAsJsonAsync(SoftwarePasskey.Own, passkey.New(await SoftwarePasskey.OptionsAsync(other)))
            .ProblemAsync(400, "passkey_refused");

        var last = await SoftwarePasskey.OptionsAsync(client);
        await api.Database.ExecuteAsync(
            """
            INSERT INTO passkeys (user_id, credential_id, public_key, sign_count, name, created_at)
            SELECT passkeys.user_id, CONCAT(passkeys.credential_id, number.n), 'x', 0, 'x', UTC_TIMESTAMP(6)
            FROM passkeys
            CROSS JOIN JSON_TABLE('[1,2,3,4,5,6,7,8,9]', '$[*]' COLUMNS (n INT PATH '$')) AS number
            WHERE passkeys.credential_id = @id
            """,
            ("@id", passkey.Id)
        );
        using var eleventh = new SoftwarePasskey();
        await client.PostAsJsonAsync(SoftwarePasskey.Own, eleventh.New(last)).ProblemAsync(409, "passkey_limit");
        await client
            .PostAsJsonAsync($"{SoftwarePasskey.Own}/options", new { password = TestApi.Password })
            .ProblemAsync(409, "passkey_limit");
    }

    [Fact]
    public async Task What_was_begun_with_the_password_before_adds_nothing()
    {
        var client = await PersonAsync();
        using var passkey = new SoftwarePasskey();
        var begun = passkey.New(await SoftwarePasskey.OptionsAsync(client));

        await client
            .PutAsJsonAsync("/api/v1/auth/me/password", new { currentPassword = TestApi.Password, newPassword = "another of 2026, long" })
            .IsEmptyAsync();

        await client.PostAsJsonAsync(SoftwarePasskey.Own, begun).ProblemAsync(400, "passkey_refused");
    }

    [Fact]
    public async Task Of_twenty_that_show_one_signature_at_once_one_gets_in()
    {
        var client = await PersonAsync();
        // One that does not count: the challenge alone holds it back.
        using var passkey = new SoftwarePasskey();
        await passkey.AddAsync(client);
        var signed = passkey.Sign(await SoftwarePasskey.ChallengeAsync(_client));

        var answers = await Enumerable.Range(0, 20).Select(_ => _client.PostAsJsonAsync(SoftwarePasskey.Door, signed)).StatusesAsync();

        Assert.Single(answers, HttpStatusCode.OK);
        Assert.Equal(19, answers.Count(status => status == HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task It_fulfils_the_duty_of_two_factors_which_the_password_beside_it_does_not()
    {
        await using var strict = api.Successor();
        strict.Settings["Auth:SecondFactor:RequiredFor"] = "admin";
        var email = TestApi.Email();
        var registered = await api.RegisterAsync(email);
        using var passkey = new SoftwarePasskey();
        await passkey.AddAsync(api.WithToken(registered.Text("accessToken")));
        await api.Database.ExecuteAsync("UPDATE users SET role = 'admin' WHERE email = @email", ("@email", email));
        var client = strict.CreateClient();

        await passkey.SignInAsync(client).ProblemAsync(401, "invalid_passkey");
        var session = await passkey.SignInAsync(client, $"{SoftwarePasskey.Door}/admin").JsonAsync();
        Assert.False(session.GetProperty("secondFactorNeeded").GetBoolean());
        await strict.WithToken(session.Text("accessToken")).GetAsync("/api/v1/admin/movies").JsonAsync();
        var next = await client.PostAsJsonAsync("/api/v1/auth/refresh", new { refreshToken = session.Text("refreshToken") }).JsonAsync();
        Assert.False(next.GetProperty("secondFactorNeeded").GetBoolean());
        await strict.WithToken(next.Text("accessToken")).GetAsync("/api/v1/admin/movies").JsonAsync();

        await client.LoginAsync(email, "admin-login").ProblemAsync(403, "passkey_needed");
    }

    [Fact]
    public async Task Where_two_factors_are_a_duty_the_session_that_adds_a_passkey_opens_everything_and_one_from_before_adds_none()
    {
        await using var strict = api.Successor();
        strict.Settings["Auth:SecondFactor:RequiredFor"] = "admin";
        var email = TestApi.Email();
        await api.RegisterAsync(email);
        await api.Database.ExecuteAsync("UPDATE users SET role = 'admin' WHERE email = @email", ("@email", email));
        var client = strict.CreateClient();
        var (session, before) = (await HalfAsync(), await HalfAsync());
        using var half = strict.WithToken(session.Text("accessToken"));
        using var elsewhere = strict.WithToken(before.Text("accessToken"));
        using var passkey = new SoftwarePasskey();
        await half.GetAsync("/api/v1/admin/movies").ProblemAsync(403, "second_factor_needed");

        await passkey.AddAsync(half);

        using var open = strict.WithToken((await RefreshAsync(session, needed: false)).Text("accessToken"));
        await open.GetAsync("/api/v1/admin/movies").JsonAsync();
        await SoftwarePasskey.OptionsAsync(open);
        await RefreshAsync(before, needed: true);
        await elsewhere
            .PostAsJsonAsync($"{SoftwarePasskey.Own}/options", new { password = TestApi.Password })
            .ProblemAsync(403, "passkey_needed");
        await elsewhere.PostAsJsonAsync(SecondFactorCalls.Own, new { password = TestApi.Password }).ProblemAsync(403, "passkey_needed");

        async Task<JsonElement> HalfAsync()
        {
            var begun = await client.LoginAsync(email, "admin-login").JsonAsync();
            Assert.True(begun.GetProperty("secondFactorNeeded").GetBoolean());
            return begun;
        }

        async Task<JsonElement> RefreshAsync(JsonElement old, bool needed)
        {
            var next = await client.PostAsJsonAsync("/api/v1/auth/refresh", new { refreshToken = old.Text("refreshToken") }).JsonAsync();
            Assert.Equal(needed, next.GetProperty("secondFactorNeeded").GetBoolean());
            return next;
        }
    }

    /// <summary>With a password of their own.</summary>
    private async Task<HttpClient> PersonAsync() => api.WithToken((await api.RegisterAsync()).Text("accessToken"));
}
