using System.Net.Http.Json;
using System.Text.RegularExpressions;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Auth;

/// <summary>What people do to their second factor, and admins to others', and what its owner is told of it.</summary>
[Collection(SharedApi.Mail)]
public sealed partial class SecondFactorTests(MailApi mail)
{
    private const string Own = SecondFactorCalls.Own;
    private const string Reset = $"{ManagerCalls.Admin}/second-factor/reset";

    private TestApi Api => mail.Api;

    [Fact]
    public async Task A_code_of_the_app_switches_it_on_and_ends_the_sessions_that_began_without_it()
    {
        var email = TestApi.Email();
        var session = await Api.RegisterAsync(email);
        using var client = Api.WithToken(session.Text("accessToken"));
        var elsewhere = await Api.CreateClient().LoginAsync(email).JsonAsync();

        await client.PostAsJsonAsync(Own, new { password = "another password" }).ProblemAsync(400, "validation_failed", "password");
        await client.PostAsJsonAsync($"{Own}/confirm", new { code = "123456" }).ProblemAsync(409, "no_second_factor");
        var set = await client.PostAsJsonAsync(Own, new { password = TestApi.Password }).JsonAsync();
        set.Has("secret", "uri");
        Assert.Contains($"secret={set.Text("secret")}", set.Text("uri"), StringComparison.Ordinal);
        Assert.StartsWith("otpauth://totp/MovieBooking:", set.Text("uri"), StringComparison.Ordinal);
        var app = new Authenticator(set.Text("secret"));
        await client.PostAsJsonAsync($"{Own}/confirm", new { code = app.WrongCode() }).ProblemAsync(400, "validation_failed", "code");
        Assert.False((await client.GetAsync(Own).JsonAsync()).GetProperty("isOn").GetBoolean());
        await Api.CreateClient().LoginAsync(email).JsonAsync();
        var codes = (await client.PostAsJsonAsync($"{Own}/confirm", new { code = app.Code() }).JsonAsync()).Has("codes");

        Assert.Equal(10, codes.GetProperty("codes").EnumerateArray().Select(code => code.GetString()).Distinct().Count());
        Assert.All(codes.GetProperty("codes").EnumerateArray(), code => Assert.Matches(RecoveryCode(), code.GetString()));
        var state = (await client.GetAsync(Own).JsonAsync()).Has("isOn", "since", "recoveryCodesLeft", "isRequired");
        Assert.True(state.GetProperty("isOn").GetBoolean());
        await Api.CreateClient()
            .PostAsJsonAsync("/api/v1/auth/refresh", new { refreshToken = elsewhere.Text("refreshToken") })
            .ProblemAsync(401, "invalid_refresh_token");
        await client.PostAsJsonAsync(Own, new { password = TestApi.Password }).ProblemAsync(409, "second_factor_on");
        await client.PostAsJsonAsync($"{Own}/confirm", new { code = app.Code() }).ProblemAsync(409, "second_factor_on");
        // Beside what tells of sign-ins elsewhere, of two within an hour once.
        var told = Assert.Single(await mail.Server.ToAsync(email, 2), one => one.Subject == "Your second factor is on");
        Assert.DoesNotContain(app.Secret, told.ToString(), StringComparison.Ordinal);
        // The code that switched it on is used.
        var challenge = await Api.CreateClient().ChallengeAsync(email);
        await Api.CreateClient().FinishAsync(challenge, app.Code()).ProblemAsync(401, "invalid_code");
    }

    [Fact]
    public async Task It_is_switched_off_and_given_new_recovery_codes_with_password_and_code_alone()
    {
        var owner = await Api.GuardedAsync();
        var client = owner.Client;

        foreach (var path in (string[])["off", "recovery-codes"])
        {
            await ChangeAsync(path, owner.App.Code(1), "another password").ProblemAsync(400, "validation_failed", "password");
            await ChangeAsync(path, owner.App.WrongCode()).ProblemAsync(400, "validation_failed", "code");
            await ChangeAsync(path, "").ProblemAsync(400, "validation_failed", "code");
        }

        var renewed = await ChangeAsync("recovery-codes", owner.RecoveryCodes[0]).JsonAsync();
        await ChangeAsync("off", owner.RecoveryCodes[1]).ProblemAsync(400, "validation_failed", "code");
        await ChangeAsync("off", renewed.GetProperty("codes")[9].GetString()!).IsEmptyAsync();

        await Api.CreateClient().LoginAsync(owner.Email).JsonAsync();
        await ChangeAsync("off", owner.App.Code(1)).ProblemAsync(409, "no_second_factor");
        Assert.Equal(
            ["Your second factor is on", "You have new recovery codes", "Your second factor is off", "A new sign-in to your account"],
            (await mail.Server.ToAsync(owner.Email, 4)).Select(told => told.Subject)
        );

        Task<HttpResponseMessage> ChangeAsync(string path, string code, string password = TestApi.Password) =>
            client.PostAsJsonAsync($"{Own}/{path}", new { password, code });
    }

    [Fact]
    public async Task A_new_password_by_mail_leaves_it_on()
    {
        const string NewPassword = "staple battery horse";
        var owner = await Api.GuardedAsync();
        var stranger = Api.CreateClient();
        await stranger
            .PostAsJsonAsync("/api/v1/auth/password/forgot", new { email = owner.Email })
            .IsEmptyAsync(System.Net.HttpStatusCode.Accepted);
        var link = (await mail.Server.ToAsync(owner.Email, 2))[1].TextBody;
        var token = MailedToken().Match(link!).Groups["token"].Value;

        await stranger.PostAsJsonAsync("/api/v1/auth/password/reset", new { token, password = NewPassword }).IsEmptyAsync();

        await stranger
            .PostAsJsonAsync("/api/v1/auth/login", new { email = owner.Email, password = NewPassword })
            .ProblemAsync(401, "second_factor_required");
    }

    [Fact]
    public async Task After_five_wrong_codes_the_account_pauses_and_no_password_right_or_new_ends_that()
    {
        var owner = await Api.GuardedAsync();
        var stranger = Api.CreateClient();
        var challenge = await stranger.ChallengeAsync(owner.Email);
        for (var guess = 0; guess < 4; guess++)
        {
            await stranger.FinishAsync(challenge, owner.App.WrongCode()).ProblemAsync(401, "invalid_code");
        }

        // Whoever has a session is counted along.
        await owner
            .Client.PostAsJsonAsync($"{Own}/off", new { password = TestApi.Password, code = owner.App.WrongCode() })
            .ProblemAsync(400, "validation_failed", "code");

        await stranger.FinishAsync(challenge, owner.App.Code(1)).ProblemAsync(429, "sign_in_pause");
        await stranger.FinishAsync(await stranger.ChallengeAsync(owner.Email), owner.RecoveryCodes[0]).ProblemAsync(429, "sign_in_pause");
        await owner
            .Client.PostAsJsonAsync($"{Own}/off", new { password = TestApi.Password, code = owner.App.Code(1) })
            .ProblemAsync(429, "sign_in_pause");
        var told = (await mail.Server.ToAsync(owner.Email, 2))[1];
        Assert.Equal("Somebody knows your password", told.Subject);
        Assert.Contains("/forgot-password", told.TextBody, StringComparison.Ordinal);
        await stranger
            .PostAsJsonAsync("/api/v1/auth/password/forgot", new { email = owner.Email })
            .IsEmptyAsync(System.Net.HttpStatusCode.Accepted);
        var token = MailedToken().Match((await mail.Server.ToAsync(owner.Email, 3))[2].TextBody!).Groups["token"].Value;
        await stranger.PostAsJsonAsync("/api/v1/auth/password/reset", new { token, password = TestApi.Password }).IsEmptyAsync();
        await stranger.FinishAsync(await stranger.ChallengeAsync(owner.Email), owner.App.Code(1)).ProblemAsync(429, "sign_in_pause");
    }

    [Fact]
    public async Task An_admin_takes_it_off_another_account_which_is_on_record_and_told_to_its_owner()
    {
        var owner = await Api.GuardedAsync();
        using var admin = await Api.AdminAsync();
        var own = await admin.GetAsync("/api/v1/auth/me").JsonAsync();

        await owner.Client.PostAsJsonAsync(Reset, new { email = owner.Email }).ProblemAsync(403, "forbidden");
        await admin.PostAsJsonAsync(Reset, new { email = TestApi.Email() }).ProblemAsync(404, "not_found");
        await admin.PostAsJsonAsync(Reset, new { email = own.Text("email") }).ProblemAsync(400, "validation_failed", "email");
        await admin.PostAsJsonAsync(Reset, new { email = owner.Email.ToUpperInvariant() }).IsEmptyAsync();
        await admin.PostAsJsonAsync(Reset, new { email = owner.Email }).ProblemAsync(409, "no_second_factor");

        await owner.Client.GetAsync("/api/v1/auth/me").ProblemAsync(401, "unauthenticated");
        await Api.CreateClient().LoginAsync(owner.Email).JsonAsync();
        Assert.Equal("Your second factor was taken off", (await mail.Server.ToAsync(owner.Email, 2))[1].Subject);
        var log = await admin.GetAsync($"{ManagerCalls.Admin}/audit-log?entity=secondFactor&entityId={owner.UserId}").JsonAsync();
        var entry = Assert.Single(log.Items());
        Assert.Equal(("deleted", own.Text("email")), (entry.Text("action"), entry.Text("email")));
        Assert.Empty(entry.GetProperty("changes").EnumerateArray());
    }

    [GeneratedRegex("^[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){5}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RecoveryCode();

    [GeneratedRegex("#token=(?<token>[A-Za-z0-9_-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MailedToken();
}
