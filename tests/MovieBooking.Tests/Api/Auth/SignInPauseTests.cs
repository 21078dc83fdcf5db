using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Auth;

/// <summary>Whoever guesses at one account, from wherever, waits longer and longer; its owner does not.</summary>
[Collection(SharedApi.Mail)]
public sealed partial class SignInPauseTests(MailApi mail)
{
    private const string Wrong = "not the password";

    private TestApi Api => mail.Api;

    [Fact]
    public async Task After_five_wrong_passwords_even_the_right_one_waits_and_an_unknown_address_is_answered_alike()
    {
        var (known, unknown) = (TestApi.Email(), TestApi.Email());
        await Api.RegisterAsync(known);

        var (one, other) = (await AnswersAsync(known), await AnswersAsync(unknown));

        Assert.Equal([.. Enumerable.Repeat("401 invalid_credentials", 5), "429 sign_in_pause", "429 sign_in_pause"], one);
        Assert.Equal(one, other);
        using var answer = await LoginAsync(Api.CreateClient(), known, TestApi.Password);
        var seconds = int.Parse(answer.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture);
        var problem = await answer.ProblemAsync(429, "sign_in_pause");
        Assert.InRange(seconds, 1, 30);
        Assert.InRange(problem.Time("retryAt") - DateTimeOffset.UtcNow, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Pauses_double_up_to_a_quarter_of_an_hour_and_a_day_or_a_right_password_ends_them()
    {
        var email = TestApi.Email();
        await Api.RegisterAsync(email);
        var client = Api.CreateClient();
        await LoginAsync(client, email, Wrong).ProblemAsync(401, "invalid_credentials");

        foreach (var (before, seconds) in new[] { (5, 60), (8, 480), (9, 900), (999, 900) })
        {
            await SetAsync(email, $"failures = {before}, retry_at = NULL");
            await LoginAsync(client, email, Wrong).ProblemAsync(401, "invalid_credentials");
            Assert.InRange(await PauseAsync(email), seconds - 10, seconds);
        }

        await SetAsync(email, "retry_at = UTC_TIMESTAMP(6), failed_at = UTC_TIMESTAMP(6) - INTERVAL 1 DAY");
        await LoginAsync(client, email, Wrong).ProblemAsync(401, "invalid_credentials");
        Assert.Equal(["1 -"], await RowsAsync(email));
        await SetAsync(email, "failures = 7");
        await LoginAsync(client, email, TestApi.Password).JsonAsync();
        Assert.Empty(await RowsAsync(email));

        await LoginAsync(client, email, Wrong).ProblemAsync(401, "invalid_credentials");
        await Api.Database.ExecuteAsync("CALL sp_purge_sign_in_failures()");
        Assert.Single(await RowsAsync(email));
        await SetAsync(email, "failed_at = UTC_TIMESTAMP(6) - INTERVAL 25 HOUR");
        await Api.Database.ExecuteAsync("CALL sp_purge_sign_in_failures()");
        Assert.Empty(await RowsAsync(email));
    }

    [Fact]
    public async Task A_browser_that_has_signed_in_before_passes_and_may_fail_five_times_itself()
    {
        var (email, stranger) = (TestApi.Email(), Api.CreateClient());
        await Api.RegisterAsync(email);
        var browser = Api.CreateClient();
        await LoginAsync(browser, email, TestApi.Password).JsonAsync();
        await PauseByAsync(stranger, email);

        // In the midst of it, and without ending it for others.
        await LoginAsync(browser, email, TestApi.Password).JsonAsync();
        await LoginAsync(browser, email, Wrong).ProblemAsync(401, "invalid_credentials");
        await LoginAsync(browser, email, TestApi.Password).JsonAsync();
        await LoginAsync(stranger, email, TestApi.Password).ProblemAsync(429, "sign_in_pause");
        // To another's account it is as unknown as any.
        var other = TestApi.Email();
        await Api.RegisterAsync(other);
        await PauseByAsync(stranger, other);
        await LoginAsync(browser, other, TestApi.Password).ProblemAsync(429, "sign_in_pause");

        for (var attempt = 0; attempt < 5; attempt++)
        {
            await LoginAsync(browser, email, Wrong).ProblemAsync(401, "invalid_credentials");
        }

        await LoginAsync(browser, email, TestApi.Password).ProblemAsync(429, "sign_in_pause");
    }

    [Fact]
    public async Task Whoever_has_a_session_guesses_no_faster_and_strangers_do_not_hinder_its_owner()
    {
        var (email, stranger) = (TestApi.Email(), Api.CreateClient());
        var session = await Api.RegisterAsync(email);
        using var client = Api.WithToken(session.Text("accessToken"));
        Task<HttpResponseMessage> ChangeAsync(string currentPassword) =>
            client.PutAsJsonAsync("/api/v1/auth/me/password", new { currentPassword, newPassword = "staple battery horse" });
        await PauseByAsync(stranger, email);

        for (var attempt = 0; attempt < 5; attempt++)
        {
            await ChangeAsync(Wrong).ProblemAsync(400, "validation_failed", "currentPassword");
        }

        await ChangeAsync(TestApi.Password).ProblemAsync(429, "sign_in_pause");
        await client
            .PostAsJsonAsync("/api/v1/auth/me/email", new { email = TestApi.Email(), password = TestApi.Password })
            .ProblemAsync(429, "sign_in_pause");
    }

    [Fact]
    public async Task A_new_password_makes_every_device_unknown_but_the_one_that_stays_signed_in()
    {
        var (email, stranger) = (TestApi.Email(), Api.CreateClient());
        await Api.RegisterAsync(email);
        var (own, old) = (Api.CreateClient(), Api.CreateClient());
        await LoginAsync(old, email, TestApi.Password).JsonAsync();
        var session = await LoginAsync(own, email, TestApi.Password).JsonAsync();
        using var change = Api.WithToken(session.Text("accessToken"));
        await change
            .PutAsJsonAsync("/api/v1/auth/me/password", new { currentPassword = TestApi.Password, newPassword = "staple battery horse" })
            .IsEmptyAsync();
        await own.PostAsync("/api/v1/auth/refresh?useCookies=true", null).JsonAsync();
        await PauseByAsync(stranger, email);

        await LoginAsync(old, email, "staple battery horse").ProblemAsync(429, "sign_in_pause");
        await LoginAsync(own, email, "staple battery horse").JsonAsync();
    }

    [Fact]
    public async Task The_owner_is_told_once_and_a_new_password_ends_the_pause()
    {
        var (known, unknown) = (TestApi.Email(), TestApi.Email());
        await Api.RegisterAsync(known);
        var client = Api.CreateClient();
        await PauseByAsync(client, unknown);
        await PauseByAsync(client, known);
        await SetAsync(known, "retry_at = NULL");
        await LoginAsync(client, known, Wrong).ProblemAsync(401, "invalid_credentials");

        var told = Assert.Single(await mail.Server.ToAsync(known));
        Assert.Equal("Somebody tried to sign in to your account", told.Subject);
        Assert.Contains("/forgot-password", told.TextBody, StringComparison.Ordinal);
        await Wait.UntilAsync(async () =>
            (await Api.Database.LinesAsync("SELECT status FROM outbox WHERE recipient = @email", ("@email", unknown))).SequenceEqual([
                "dropped",
            ])
        );
        await LoginAsync(client, known, TestApi.Password).ProblemAsync(429, "sign_in_pause");
        await client.PostAsJsonAsync("/api/v1/auth/password/forgot", new { email = known }).IsEmptyAsync(HttpStatusCode.Accepted);
        var token = Token().Match((await mail.Server.ToAsync(known, 2))[1].TextBody!).Groups["token"].Value;
        await client.PostAsJsonAsync("/api/v1/auth/password/reset", new { token, password = "staple battery horse" }).IsEmptyAsync();

        await LoginAsync(client, known, "staple battery horse").JsonAsync();
    }

    [Fact]
    public async Task Who_takes_their_data_along_or_goes_takes_the_failures_too()
    {
        var email = TestApi.Email();
        using var owner = Api.WithToken((await Api.RegisterAsync(email)).Text("accessToken"));
        await LoginAsync(Api.CreateClient(), email, Wrong).ProblemAsync(401, "invalid_credentials");

        var data = await owner.GetAsync("/api/v1/auth/me/export").JsonAsync();
        Assert.Equal(1, Assert.Single(data.GetProperty("failedSignIns").EnumerateArray()).Int("times"));
        await owner.PostAsJsonAsync("/api/v1/auth/me/delete", new { password = TestApi.Password }).IsEmptyAsync();

        Assert.Equal(
            0,
            await Api.Database.ScalarAsync<int>(
                "SELECT COUNT(*) FROM sign_in_failures INNER JOIN users USING (user_id) WHERE users.deleted_at IS NOT NULL"
            )
        );
    }

    /// <summary>Five wrong passwords and the right one at the one door, then one at the other.</summary>
    private async Task<IReadOnlyList<string>> AnswersAsync(string email)
    {
        List<string> answers = [];
        var client = Api.CreateClient();
        for (var attempt = 0; attempt < 7; attempt++)
        {
            using var answer = await LoginAsync(
                client,
                email,
                attempt == 5 ? TestApi.Password : Wrong,
                attempt is 1 or 6 ? "admin-login" : "login"
            );
            var problem = await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>();
            answers.Add($"{(int)answer.StatusCode} {problem.Text("code")}");
        }

        return answers;
    }

    /// <summary>The fifth wrong password, after four that only the database is told of.</summary>
    private async Task PauseByAsync(HttpClient client, string email)
    {
        var before = await Api.Database.ScalarAsync<string>("SELECT COALESCE(GROUP_CONCAT(HEX(tried_as)), '') FROM sign_in_failures");
        await LoginAsync(client, email, Wrong).ProblemAsync(401, "invalid_credentials");
        await Api.Database.ExecuteAsync(
            "UPDATE sign_in_failures SET failures = 4 WHERE NOT FIND_IN_SET(HEX(tried_as), @before)",
            ("@before", before)
        );
        await LoginAsync(client, email, Wrong).ProblemAsync(401, "invalid_credentials");
    }

    private Task<int> SetAsync(string email, string columns) =>
        Api.Database.ExecuteAsync(
            $"UPDATE sign_in_failures INNER JOIN users USING (user_id) SET {columns} WHERE users.email = @email",
            ("@email", email)
        );

    private Task<int> PauseAsync(string email) =>
        Api.Database.ScalarAsync<int>(
            "SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(6), retry_at) + 1 FROM sign_in_failures INNER JOIN users USING (user_id) WHERE users.email = @email",
            ("@email", email)
        );

    private Task<IReadOnlyList<string>> RowsAsync(string email) =>
        Api.Database.LinesAsync(
            "SELECT failures, retry_at FROM sign_in_failures INNER JOIN users USING (user_id) WHERE users.email = @email",
            ("@email", email)
        );

    private static Task<HttpResponseMessage> LoginAsync(HttpClient client, string email, string password, string door = "login") =>
        client.PostAsJsonAsync($"/api/v1/auth/{door}?useCookies=true", new { email, password });

    [GeneratedRegex(@"#token=(?<token>\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
