using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using MimeKit;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>A new password, and another address, by way of a mailbox.</summary>
[Collection(SharedApi.Mail)]
public sealed partial class RecoveryTests(MailApi mail)
{
    private const string NewPassword = "staple battery horse";

    private TestApi Api => mail.Api;

    [Fact]
    public async Task A_mailed_link_sets_a_new_password_once_and_ends_all_sessions()
    {
        var email = TestApi.Email();
        var session = await Api.RegisterAsync(email);
        var client = Api.CreateClient();
        await ForgetAsync(client, email.ToUpperInvariant()).IsEmptyAsync(HttpStatusCode.Accepted);
        var token = Token(Assert.Single(await mail.Server.ToAsync(email)), "reset-password");

        // A password that breaks a rule does not use the link up.
        await ResetAsync(client, token, email.Split('@')[0]).ProblemAsync(400, "validation_failed", "password");
        await ResetAsync(client, token, "password1234").ProblemAsync(400, "validation_failed", "password");
        await ResetAsync(client, token, NewPassword).IsEmptyAsync();
        await ResetAsync(client, token, NewPassword).ProblemAsync(400, "invalid_token");

        await LoginAsync(client, email, TestApi.Password).ProblemAsync(401, "invalid_credentials");
        await LoginAsync(client, email, NewPassword).JsonAsync();
        await client
            .PostAsJsonAsync("/api/v1/auth/refresh", new { refreshToken = session.Text("refreshToken") })
            .ProblemAsync(401, "invalid_refresh_token");
        using var before = Api.WithToken(session.Text("accessToken"));
        await before.GetAsync("/api/v1/auth/me").ProblemAsync(401, "unauthenticated");
    }

    /// <summary>An admin has the mail sent and sees no link; nothing changes until its owner uses it (ASVS 6.4.6).</summary>
    [Fact]
    public async Task An_admin_starts_a_new_password_which_its_owner_alone_chooses()
    {
        var email = TestApi.Email();
        var session = await Api.RegisterAsync(email);
        var userId = session.GetProperty("user").Int("userId");
        using var admin = await Api.AdminAsync();
        var path = $"/api/v1/admin/people/{userId}/password-reset";

        await admin.PostAsync(path, null).IsEmptyAsync(HttpStatusCode.Accepted);
        await admin.PostAsync("/api/v1/admin/people/999999999/password-reset", null).ProblemAsync(404, "not_found");
        await admin.PostAsync("/api/v1/admin/people/0/password-reset", null).ProblemAsync(404, "not_found");

        var token = Token(Assert.Single(await mail.Server.ToAsync(email)), "reset-password");
        Assert.Equal(["updated password"], await admin.AuditAsync("staff", userId));
        Assert.Empty(await Api.Database.RowsAsync("SELECT 1 FROM audit_log WHERE changes LIKE @token", ("@token", $"%{token}%")));
        using var owner = Api.WithToken(session.Text("accessToken"));
        await owner.GetAsync("/api/v1/auth/me").JsonAsync();
        await ResetAsync(Api.CreateClient(), token, NewPassword).IsEmptyAsync();
        await owner.GetAsync("/api/v1/auth/me").ProblemAsync(401, "unauthenticated");
    }

    [Fact]
    public async Task Nobody_is_given_a_role_under_an_address_that_is_not_shown_to_be_theirs()
    {
        var email = TestApi.Email();
        var squatter = await Api.RegisterAsync(email);
        using var admin = await Api.AdminAsync();
        var path = $"/api/v1/admin/people/{squatter.GetProperty("user").Int("userId")}/role";
        var request = new { role = "staff", cinemaIds = (int[])[await Api.Given.CinemaAsync()] };
        Task<HttpResponseMessage> AddAsync() => admin.PutAsJsonAsync(path, request);

        await AddAsync().ProblemAsync(409, "address_unproved");

        var token = Token(Assert.Single(await mail.Server.ToAsync(email)), "reset-password");
        await ResetAsync(Api.CreateClient(), token, NewPassword).IsEmptyAsync();
        await AddAsync().JsonAsync();
        using var before = Api.WithToken(squatter.Text("accessToken"));
        await before.GetAsync("/api/v1/door/cinemas").ProblemAsync(401, "unauthenticated");
    }

    [Fact]
    public async Task A_mail_about_an_account_is_in_the_language_of_the_request()
    {
        var email = TestApi.Email();
        await Api.RegisterAsync(email);
        var client = Api.CreateClient();
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("es-AR");

        await ForgetAsync(client, email).IsEmptyAsync(HttpStatusCode.Accepted);

        var got = Assert.Single(await mail.Server.ToAsync(email));
        Assert.Equal("Elegir una contraseña nueva", got.Subject);
        Assert.Contains("El enlace sirve una sola vez, durante 30 minutos", got.TextBody, StringComparison.Ordinal);
        Assert.NotEmpty(Token(got, "reset-password"));
    }

    [Fact]
    public async Task An_unknown_address_gets_the_same_answer_and_no_mail()
    {
        var (known, unknown) = (TestApi.Email(), TestApi.Email());
        await Api.RegisterAsync(known);
        var client = Api.CreateClient();

        using var one = await ForgetAsync(client, unknown);
        using var other = await ForgetAsync(client, known);

        Assert.Equal((HttpStatusCode.Accepted, one.StatusCode), (one.StatusCode, other.StatusCode));
        Assert.Equal(Headers(one), Headers(other));
        Assert.Equal((0, 0), ((await one.Content.ReadAsByteArrayAsync()).Length, (await other.Content.ReadAsByteArrayAsync()).Length));
        await mail.Server.ToAsync(known);
        await StatusAsync(unknown, "dropped");
        Assert.DoesNotContain(mail.Server.Mails, got => got.To.Mailboxes.Any(to => to.Address == unknown));
    }

    [Fact]
    public async Task Only_what_can_be_read_nowhere_opens_an_account()
    {
        var email = TestApi.Email();
        await Api.RegisterAsync(email);
        var client = Api.CreateClient();
        await ForgetAsync(client, email).IsEmptyAsync(HttpStatusCode.Accepted);
        var token = Token(Assert.Single(await mail.Server.ToAsync(email)), "reset-password");

        var stored = await Api.Database.LinesAsync(
            "SELECT HEX(token_hash), purpose FROM account_tokens UNION ALL SELECT payload, recipient FROM outbox"
        );

        Assert.DoesNotContain(stored, row => row.Contains(token, StringComparison.Ordinal));
        foreach (var wrong in new[] { token[..^1], $"{token}x", token.ToUpperInvariant(), "x" })
        {
            await ResetAsync(client, wrong, NewPassword).ProblemAsync(400, "invalid_token");
            await client.PostAsJsonAsync("/api/v1/auth/email/confirm", new { token = wrong }).ProblemAsync(400, "invalid_token");
        }

        // What is for one thing is for no other.
        await client.PostAsJsonAsync("/api/v1/auth/email/confirm", new { token }).ProblemAsync(400, "invalid_token");
        await ResetAsync(client, "", NewPassword).ProblemAsync(400, "validation_failed", "token");
        await ResetAsync(client, new string('x', 201), NewPassword).ProblemAsync(400, "validation_failed", "token");
        await ForgetAsync(client, "nobody").ProblemAsync(400, "validation_failed", "email");
    }

    [Fact]
    public async Task A_link_is_good_for_half_an_hour_and_one_of_a_few_for_all()
    {
        var email = TestApi.Email();
        await Api.RegisterAsync(email);
        var client = Api.CreateClient();
        for (var number = 0; number < 5; number++)
        {
            await ForgetAsync(client, email).IsEmptyAsync(HttpStatusCode.Accepted);
        }

        await Wait.UntilAsync(async () =>
            await Api.Database.ScalarAsync<int>(
                "SELECT COUNT(*) FROM outbox WHERE recipient = @email AND status <> 'waiting'",
                ("@email", email)
            ) == 5
        );
        var tokens = (await mail.Server.ToAsync(email, 3)).Select(got => Token(got, "reset-password")).ToList();
        Assert.Equal(
            ["1800000000", "1800000000", "1800000000"],
            await Api.Database.LinesAsync(
                """
                SELECT TIMESTAMPDIFF(MICROSECOND, account_tokens.created_at, account_tokens.expires_at)
                FROM account_tokens
                INNER JOIN users ON users.user_id = account_tokens.user_id
                WHERE users.email = @email
                """,
                ("@email", email)
            )
        );
        await ExpireAsync(tokens[0]);

        await ResetAsync(client, tokens[0], NewPassword).ProblemAsync(400, "invalid_token");
        await ResetAsync(client, tokens[1], NewPassword).IsEmptyAsync();
        await ResetAsync(client, tokens[2], NewPassword).ProblemAsync(400, "invalid_token");
    }

    [Fact]
    public async Task Of_many_that_use_a_link_at_once_one_sets_its_password()
    {
        var email = TestApi.Email();
        await Api.RegisterAsync(email);
        var client = Api.CreateClient();
        await ForgetAsync(client, email).IsEmptyAsync(HttpStatusCode.Accepted);
        var token = Token(Assert.Single(await mail.Server.ToAsync(email)), "reset-password");

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(async number => (number, Answer: await ResetAsync(client, token, $"{NewPassword} {number}")))
        );

        var won = Assert.Single(answers, answer => answer.Answer.StatusCode == HttpStatusCode.NoContent);
        Assert.All(answers.Where(answer => answer != won), answer => Assert.Equal(HttpStatusCode.BadRequest, answer.Answer.StatusCode));
        await LoginAsync(client, email, $"{NewPassword} {won.number}").JsonAsync();
    }

    [Fact]
    public async Task An_address_changes_when_the_new_one_answers_and_the_old_one_is_told()
    {
        var (old, fresh) = (TestApi.Email(), TestApi.Email());
        var session = await Api.RegisterAsync(old);
        using var owner = Api.WithToken(session.Text("accessToken"));
        await ChangeAsync(owner, fresh, "not my password").ProblemAsync(400, "validation_failed", "password");
        await ChangeAsync(owner, "nobody", TestApi.Password).ProblemAsync(400, "validation_failed", "email");
        await ChangeAsync(owner, fresh, TestApi.Password).IsEmptyAsync(HttpStatusCode.Accepted);
        var token = Token(Assert.Single(await mail.Server.ToAsync(fresh)), "confirm-email");
        Assert.Equal(old, (await owner.GetAsync("/api/v1/auth/me").JsonAsync()).Text("email"));
        var client = Api.CreateClient();

        await ResetAsync(client, token, NewPassword).ProblemAsync(400, "invalid_token");
        await client.PostAsJsonAsync("/api/v1/auth/email/confirm", new { token }).IsEmptyAsync();
        await client.PostAsJsonAsync("/api/v1/auth/email/confirm", new { token }).ProblemAsync(400, "invalid_token");

        Assert.Equal(fresh, (await owner.GetAsync("/api/v1/auth/me").JsonAsync()).Text("email"));
        await LoginAsync(client, fresh, TestApi.Password).JsonAsync();
        await LoginAsync(client, old, TestApi.Password).ProblemAsync(401, "invalid_credentials");
        var notice = Assert.Single(await mail.Server.ToAsync(old));
        Assert.Contains(fresh, notice.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_does_not_change_by_a_link_that_is_out_of_date()
    {
        var (old, fresh) = (TestApi.Email(), TestApi.Email());
        using var owner = Api.WithToken((await Api.RegisterAsync(old)).Text("accessToken"));
        await ChangeAsync(owner, fresh, TestApi.Password).IsEmptyAsync(HttpStatusCode.Accepted);
        var token = Token(Assert.Single(await mail.Server.ToAsync(fresh)), "confirm-email");
        await ExpireAsync(token);

        await Api.CreateClient().PostAsJsonAsync("/api/v1/auth/email/confirm", new { token }).ProblemAsync(400, "invalid_token");

        Assert.Equal(old, (await owner.GetAsync("/api/v1/auth/me").JsonAsync()).Text("email"));
    }

    [Fact]
    public async Task Whoever_takes_an_account_back_leaves_no_link_to_another()
    {
        var (owned, thiefs, later) = (TestApi.Email(), TestApi.Email(), TestApi.Email());
        using var thief = Api.WithToken((await Api.RegisterAsync(owned)).Text("accessToken"));
        var owner = Api.CreateClient();
        // Somebody who knows the password asks to move the account to a mailbox of theirs; the owner sets another password meanwhile.
        await ChangeAsync(thief, thiefs, TestApi.Password).IsEmptyAsync(HttpStatusCode.Accepted);
        var move = Token(Assert.Single(await mail.Server.ToAsync(thiefs)), "confirm-email");
        await ForgetAsync(owner, owned).IsEmptyAsync(HttpStatusCode.Accepted);
        var reset = Token(Assert.Single(await mail.Server.ToAsync(owned)), "reset-password");
        await ResetAsync(owner, reset, NewPassword).IsEmptyAsync();

        await owner.PostAsJsonAsync("/api/v1/auth/email/confirm", new { token = move }).ProblemAsync(400, "invalid_token");

        // And nothing that was mailed to an address that is left behind opens the account.
        using var session = Api.WithToken((await LoginAsync(owner, owned, NewPassword).JsonAsync()).Text("accessToken"));
        await ForgetAsync(owner, owned).IsEmptyAsync(HttpStatusCode.Accepted);
        // Beside what tells of the new password, and of the sign-in with it.
        var old = Token(
            (await mail.Server.ToAsync(owned, 4)).Last(got => got.TextBody!.Contains("reset-password#", StringComparison.Ordinal)),
            "reset-password"
        );
        await ChangeAsync(session, later, NewPassword).IsEmptyAsync(HttpStatusCode.Accepted);
        await owner
            .PostAsJsonAsync(
                "/api/v1/auth/email/confirm",
                new { token = Token(Assert.Single(await mail.Server.ToAsync(later)), "confirm-email") }
            )
            .IsEmptyAsync();
        await ResetAsync(owner, old, TestApi.Password).ProblemAsync(400, "invalid_token");

        // Nor what was asked for before a password changed, and is not written yet.
        await ChangeAsync(session, thiefs, NewPassword).IsEmptyAsync(HttpStatusCode.Accepted);
        var asked = Token((await mail.Server.ToAsync(thiefs, 2))[1], "confirm-email");
        await session
            .PutAsJsonAsync("/api/v1/auth/me/password", new { currentPassword = NewPassword, newPassword = TestApi.Password })
            .IsEmptyAsync();
        await owner.PostAsJsonAsync("/api/v1/auth/email/confirm", new { token = asked }).ProblemAsync(400, "invalid_token");
        await Api.Database.ExecuteAsync(
            """
            DELETE FROM account_tokens WHERE new_email = @email;
            UPDATE outbox
            SET status = 'waiting', next_attempt_at = UTC_TIMESTAMP(6)
            WHERE recipient = @email AND kind = 'emailChange'
            """,
            ("@email", thiefs)
        );
        await Wait.UntilAsync(async () =>
            await Api.Database.ScalarAsync<int>(
                "SELECT COUNT(*) FROM outbox WHERE recipient = @email AND status = 'dropped'",
                ("@email", thiefs)
            ) == 2
        );
    }

    [Fact]
    public async Task An_address_that_has_an_account_is_neither_written_to_nor_taken()
    {
        var (old, taken, late) = (TestApi.Email(), TestApi.Email(), TestApi.Email());
        await Api.RegisterAsync(taken);
        var session = await Api.RegisterAsync(old);
        using var owner = Api.WithToken(session.Text("accessToken"));

        await ChangeAsync(owner, taken, TestApi.Password).IsEmptyAsync(HttpStatusCode.Accepted);
        await StatusAsync(taken, "dropped");
        await ChangeAsync(owner, late, TestApi.Password).IsEmptyAsync(HttpStatusCode.Accepted);
        var token = Token(Assert.Single(await mail.Server.ToAsync(late)), "confirm-email");
        await Api.RegisterAsync(late);

        await Api.CreateClient().PostAsJsonAsync("/api/v1/auth/email/confirm", new { token }).ProblemAsync(409, "email_taken");
        Assert.Equal(old, (await owner.GetAsync("/api/v1/auth/me").JsonAsync()).Text("email"));
        Assert.DoesNotContain(mail.Server.Mails, got => got.To.Mailboxes.Any(to => to.Address == taken));
    }

    [Fact]
    public async Task Where_no_mail_is_sent_whoever_asks_is_told()
    {
        await using var silent = Api.Successor();

        await ForgetAsync(silent.CreateClient(), TestApi.Email()).ProblemAsync(503, "no_mail");
    }

    [Fact]
    public async Task Mails_are_not_had_without_end()
    {
        await using var limited = MailApi.SendTo(Api.Successor(), mail.Server);
        limited.Settings["RateLimits:Recovery:PerMinute"] = "2";
        var client = limited.CreateClient();
        await ForgetAsync(client, TestApi.Email()).IsEmptyAsync(HttpStatusCode.Accepted);
        await ForgetAsync(client, TestApi.Email()).IsEmptyAsync(HttpStatusCode.Accepted);

        await ForgetAsync(client, TestApi.Email()).ProblemAsync(429, "too_many_requests");
    }

    private async Task ExpireAsync(string token) =>
        Assert.Equal(
            1,
            await Api.Database.ExecuteAsync(
                "UPDATE account_tokens SET expires_at = UTC_TIMESTAMP(6) WHERE token_hash = UNHEX(SHA2(@token, 256))",
                ("@token", token)
            )
        );

    private static Task<HttpResponseMessage> ForgetAsync(HttpClient client, string email) =>
        client.PostAsJsonAsync("/api/v1/auth/password/forgot", new { email });

    private static Task<HttpResponseMessage> ResetAsync(HttpClient client, string token, string password) =>
        client.PostAsJsonAsync("/api/v1/auth/password/reset", new { token, password });

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient owner, string email, string password) =>
        owner.PostAsJsonAsync("/api/v1/auth/me/email", new { email, password });

    private static Task<HttpResponseMessage> LoginAsync(HttpClient client, string email, string password) =>
        client.PostAsJsonAsync("/api/v1/auth/login", new { email, password });

    private Task StatusAsync(string recipient, string status) =>
        Wait.UntilAsync(async () =>
            (await Api.Database.LinesAsync("SELECT status FROM outbox WHERE recipient = @email", ("@email", recipient))).SequenceEqual([
                status,
            ])
        );

    private static string[] Headers(HttpResponseMessage answer) =>
        [.. answer.Headers.Concat(answer.Content.Headers).Select(header => header.Key).Order(StringComparer.Ordinal)];

    private static string Token(MimeMessage got, string page)
    {
        var link = Link().Match(got.TextBody!);
        Assert.Equal(page, link.Groups["page"].Value);
        Assert.Contains(link.Value, WebUtility.HtmlDecode(got.HtmlBody), StringComparison.Ordinal);
        return link.Groups["token"].Value;
    }

    [GeneratedRegex(@"https://tickets\.example\.org/(?<page>[a-z-]+)#token=(?<token>\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
