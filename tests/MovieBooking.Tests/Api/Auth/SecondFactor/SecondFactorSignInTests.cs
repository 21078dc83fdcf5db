using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MovieBooking.Api.Auth;
using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Api.Auth;

/// <summary>Signing in to an account with a second factor: the password, then a code, which is good once.</summary>
[Collection(SharedApi.One)]
public sealed class SecondFactorSignInTests(TestApi api)
{
    private readonly HttpClient _client = api.CreateClient();

    [Theory]
    [InlineData("customer", "login")]
    [InlineData("admin", "admin-login")]
    public async Task A_right_password_brings_a_challenge_and_with_a_code_the_session(string role, string door)
    {
        var owner = await api.GuardedAsync();
        await api.Database.ExecuteAsync("UPDATE users SET role = @role WHERE email = @email", ("@role", role), ("@email", owner.Email));

        var problem = await _client.LoginAsync(owner.Email, door).ProblemAsync(401, "second_factor_required");

        var challenge = problem.Text("challenge");
        Assert.InRange(problem.Time("expiresAt") - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));
        // It opens nothing else.
        await api.WithToken(challenge).GetAsync("/api/v1/auth/me").ProblemAsync(401, "unauthenticated");
        await _client.PostAsJsonAsync("/api/v1/auth/refresh", new { refreshToken = challenge }).ProblemAsync(401, "invalid_refresh_token");
        var session = (await _client.FinishAsync(challenge, owner.App.Code(1)).JsonAsync()).IsSession();
        Assert.Equal(role, session.GetProperty("user").Text("role"));
        await api.WithToken(session.Text("accessToken")).GetAsync("/api/v1/auth/me").JsonAsync();
        await _client.FinishAsync(challenge, owner.RecoveryCodes[0]).ProblemAsync(401, "invalid_challenge");
    }

    [Fact]
    public async Task A_code_that_is_wrong_old_early_or_used_lets_nobody_in()
    {
        var owner = await api.GuardedAsync();
        var challenges = await api.Database.ChallengesAsync(owner.UserId, 2);

        foreach (var code in (string[])[owner.App.WrongCode(), owner.App.Code(-3), owner.App.Code(3), "no code at all"])
        {
            await _client.FinishAsync(challenges[0], code).ProblemAsync(401, "invalid_code");
        }

        // The fifth try of this challenge is right, and of its fifth wrong code the account would have got a pause.
        var code1 = owner.App.Code(1);
        await _client.FinishAsync(challenges[0], $"{code1[..3]} {code1[3..]}").JsonAsync();
        await _client.FinishAsync(challenges[1], code1).ProblemAsync(401, "invalid_code");
        await _client.FinishAsync(challenges[1], owner.App.Code(0)).ProblemAsync(401, "invalid_code");
        await _client.FinishAsync("nobody's", code1).ProblemAsync(401, "invalid_challenge");
        await _client.FinishAsync("", "").ProblemAsync(400, "validation_failed", "challenge");
    }

    [Fact]
    public async Task Of_twenty_that_show_one_code_at_once_one_gets_in()
    {
        var owner = await api.GuardedAsync();
        var (challenges, code) = (await api.Database.ChallengesAsync(owner.UserId, 20), owner.App.Code(1));

        var answers = await challenges.Select(challenge => _client.FinishAsync(challenge, code)).StatusesAsync();

        Assert.Single(answers, HttpStatusCode.OK);
        Assert.All(
            answers,
            status => Assert.Contains(status, new[] { HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests })
        );
    }

    [Fact]
    public async Task A_recovery_code_lets_in_once_however_it_is_typed_and_however_many_show_it_at_once()
    {
        var owner = await api.GuardedAsync();
        var challenges = await api.Database.ChallengesAsync(owner.UserId, 8);
        var typed = owner.RecoveryCodes[3].Replace("-", " ", StringComparison.Ordinal).Replace('0', 'o').ToLowerInvariant();

        var answers = await challenges.Take(6).Select(challenge => _client.FinishAsync(challenge, typed)).StatusesAsync();

        Assert.Single(answers, HttpStatusCode.OK);
        await api.Database.ExecuteAsync("DELETE FROM sign_in_failures WHERE user_id = @id", ("@id", owner.UserId));
        await _client.FinishAsync(challenges[6], owner.RecoveryCodes[3]).ProblemAsync(401, "invalid_code");
        await _client.FinishAsync(challenges[6], owner.RecoveryCodes[4]).JsonAsync();
        var state = await owner.Client.GetAsync(SecondFactorCalls.Own).JsonAsync();
        Assert.Equal(8, state.Int("recoveryCodesLeft"));
    }

    [Fact]
    public async Task A_challenge_ends_with_its_time_its_tries_and_a_new_password_and_is_for_one_account()
    {
        var (owner, other) = (await api.GuardedAsync(), await api.GuardedAsync());
        var challenges = await api.Database.ChallengesAsync(owner.UserId, 4);
        await _client.FinishAsync(challenges[0], other.App.Code(1)).ProblemAsync(401, "invalid_code");
        await _client.FinishAsync(challenges[0], other.RecoveryCodes[0]).ProblemAsync(401, "invalid_code");

        Assert.Equal(owner.UserId, await FindAsync(challenges[0], TimeSpan.FromMinutes(4.9)));
        Assert.Null(await FindAsync(challenges[0], TimeSpan.FromMinutes(5)));

        await api.Database.ExecuteAsync(
            "UPDATE sign_in_challenges SET tries = 5 WHERE token_hash = UNHEX(SHA2(@token, 256))",
            ("@token", challenges[1])
        );
        await _client.FinishAsync(challenges[1], owner.RecoveryCodes[0]).ProblemAsync(401, "invalid_challenge");
        await api.Database.ExecuteAsync(
            "UPDATE sign_in_challenges SET expires_at = UTC_TIMESTAMP(6) WHERE token_hash = UNHEX(SHA2(@token, 256))",
            ("@token", challenges[2])
        );
        await _client.FinishAsync(challenges[2], owner.RecoveryCodes[0]).ProblemAsync(401, "invalid_challenge");
        await owner
            .Client.PutAsJsonAsync(
                "/api/v1/auth/me/password",
                new { currentPassword = TestApi.Password, newPassword = "staple battery horse" }
            )
            .IsEmptyAsync();
        await _client.FinishAsync(challenges[3], owner.RecoveryCodes[0]).ProblemAsync(401, "invalid_challenge");

        await api.Database.ExecuteAsync("UPDATE sign_in_challenges SET expires_at = UTC_TIMESTAMP(6) - INTERVAL 2 DAY WHERE tries = 5");
        await api.Database.ExecuteAsync("CALL sp_purge_sign_in_challenges()");
        Assert.Equal(3, await CountAsync("sign_in_challenges", owner.UserId));
    }

    [Fact]
    public async Task A_new_signing_key_asks_for_the_same_codes_and_whoever_signs_in_meanwhile_needs_the_old_one_no_more()
    {
        var owner = await api.GuardedAsync();
        await using var changed = api.Successor();
        changed.Settings[SigningKeys.Setting] = "a new key that is longer than thirty-two bytes";
        changed.Settings[SigningKeys.PreviousSetting] = TestApi.SigningKey;
        await using var done = api.Successor();
        done.Settings[SigningKeys.Setting] = "a new key that is longer than thirty-two bytes";
        var challenges = await api.Database.ChallengesAsync(owner.UserId, 3);

        await done.CreateClient().FinishAsync(challenges[0], owner.App.Code(1)).ProblemAsync(401, "invalid_code");
        await changed.CreateClient().FinishAsync(challenges[1], owner.App.Code(1)).JsonAsync();
        await api.Database.ForgetStepAsync(owner.UserId);
        await done.CreateClient().FinishAsync(challenges[2], owner.App.Code(1)).JsonAsync();
    }

    [Fact]
    public async Task Nothing_that_is_kept_tells_a_secret_or_a_code_and_all_of_it_goes_with_the_account()
    {
        var owner = await api.GuardedAsync();
        await _client.FinishAsync(await _client.ChallengeAsync(owner.Email), owner.App.Code(1)).JsonAsync();

        var data = await owner.Client.GetAsync("/api/v1/auth/me/export").JsonAsync();

        Assert.Equal(10, data.GetProperty("secondFactor").Int("recoveryCodesLeft"));
        Assert.Equal(1, Assert.Single(data.GetProperty("halfSignIns").EnumerateArray()).Int("tries"));
        Assert.DoesNotContain(owner.App.Secret, data.ToString(), StringComparison.Ordinal);
        var stored = await api.Database.ScalarAsync<byte[]>(
            "SELECT sealed_secret FROM second_factors WHERE user_id = @id",
            ("@id", owner.UserId)
        );
        Assert.Equal(-1, stored.AsSpan().IndexOf(OtpNet.Base32Encoding.ToBytes(owner.App.Secret)));

        await owner.Client.PostAsJsonAsync("/api/v1/auth/me/delete", new { password = TestApi.Password }).IsEmptyAsync();
        foreach (var table in (string[])["second_factors", "recovery_codes", "sign_in_challenges"])
        {
            Assert.Equal(0, await CountAsync(table, owner.UserId));
        }
    }

    private Task<int?> FindAsync(string challenge, TimeSpan later) =>
        new SignInChallenges(
            api.Services.GetRequiredService<MySqlDataSource>(),
            new FakeTimeProvider(DateTimeOffset.UtcNow + later)
        ).FindAsync(challenge, CancellationToken.None);

    private Task<int> CountAsync(string table, int userId) =>
        api.Database.ScalarAsync<int>($"SELECT COUNT(*) FROM {table} WHERE user_id = @id", ("@id", userId));
}
