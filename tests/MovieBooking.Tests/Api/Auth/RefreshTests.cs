using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using MovieBooking.Api.Auth;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Auth;

[Collection(SharedApi.Two)]
public sealed class RefreshTests(TestApi api)
{
    [Fact]
    public async Task A_refresh_token_gives_the_next_session_of_the_same_user()
    {
        var first = await api.RegisterAsync();

        var second = (await RefreshAsync(first).JsonAsync()).IsSession();

        Assert.Equal(first.GetProperty("user").ToString(), second.GetProperty("user").ToString());
        Assert.NotEqual(first.Text("refreshToken"), second.Text("refreshToken"));
        await RefreshAsync(second).JsonAsync();
    }

    [Fact]
    public async Task Using_a_token_again_after_its_successor_ends_the_session_but_not_the_users_other_ones()
    {
        var email = TestApi.Email();
        var first = await api.RegisterAsync(email);
        var elsewhere = await api.CreateClient()
            .PostAsJsonAsync("/api/v1/auth/login", new { email, password = TestApi.Password })
            .JsonAsync();
        var second = await RefreshAsync(first).JsonAsync();
        var third = await RefreshAsync(second).JsonAsync();

        await RefreshAsync(first).ProblemAsync(401, "invalid_refresh_token");

        await RefreshAsync(third).ProblemAsync(401, "invalid_refresh_token");
        await RefreshAsync(elsewhere).JsonAsync();
    }

    [Fact]
    public async Task Of_a_hundred_sessions_whose_used_token_is_shown_while_they_go_on_none_goes_on_and_those_beside_them_do()
    {
        const string Living =
            "SELECT COUNT(*) FROM refresh_tokens WHERE family_id IN (SELECT value FROM JSON_TABLE(@ids, '$[*]' COLUMNS (value CHAR(36) PATH '$')) AS ids) AND used_at IS NULL AND revoked_at IS NULL";
        List<(string Token, Guid Session)> replayed = [];
        List<Guid> beside = [];
        for (var user = 0; user < 20; user++)
        {
            var userId = await api.Given.UserAsync();
            beside.Add(await SessionAsync(userId, $"{Guid.NewGuid()}"));
            for (var own = 0; own < 5; own++)
            {
                var token = $"{Guid.NewGuid()}";
                replayed.Add((token, await SessionAsync(userId, token)));
            }
        }

        await Parallel.ForEachAsync(
            replayed,
            async (first, _) =>
            {
                var second = await RefreshAsync(first.Token).JsonAsync();
                var third = await RefreshAsync(second).JsonAsync();
                // Of thief and owner either may be the first.
                var (thief, owner) = (RefreshAsync(first.Token), RefreshAsync(third));
                await thief.ProblemAsync(401, "invalid_refresh_token");
                (await owner).Dispose();
                await api.WithToken(third.Text("accessToken"))
                    .GetAsync("/api/v1/reservations", CancellationToken.None)
                    .ProblemAsync(401, "unauthenticated");
            }
        );

        Assert.Equal((0, 20), (await LivingAsync(replayed.Select(one => one.Session)), await LivingAsync(beside)));

        Task<long> LivingAsync(IEnumerable<Guid> sessions) =>
            api.Database.ScalarAsync<long>(Living, ("@ids", JsonSerializer.Serialize(sessions)));
    }

    [Fact]
    public async Task An_expired_token_is_refused()
    {
        var session = await api.RegisterAsync();
        await api.Database.ExecuteAsync(
            "UPDATE refresh_tokens SET expires_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE token_hash = UNHEX(SHA2(@token, 256))",
            ("@token", session.Text("refreshToken"))
        );

        await RefreshAsync(session).ProblemAsync(401, "invalid_refresh_token");
    }

    /// <summary>However it is used (ASVS 7.3.2): a customer's ninety days after its sign-in, that of whoever may do more after seven.</summary>
    [Theory]
    [InlineData("customer", 90)]
    [InlineData("staff", 7)]
    [InlineData("manager", 7)]
    [InlineData("admin", 7)]
    public async Task A_session_ends_after_its_longest_time_and_not_before(string role, int days)
    {
        var session = await api.RegisterAsync();
        var userId = session.GetProperty("user").Int("userId");
        await api.Database.ExecuteAsync("UPDATE users SET role = @role WHERE user_id = @id", ("@role", role), ("@id", userId));

        await BeganAsync($"{days} DAY + INTERVAL 1 HOUR");
        session = await RefreshAsync(session).JsonAsync();
        // What the last token is good for ends with the session.
        Assert.InRange(
            await api.Database.ScalarAsync<int>(
                "SELECT TIMESTAMPDIFF(MINUTE, UTC_TIMESTAMP(6), expires_at) FROM refresh_tokens WHERE user_id = @id AND used_at IS NULL",
                ("@id", userId)
            ),
            50,
            60
        );

        await BeganAsync($"{days} DAY");
        await RefreshAsync(session).ProblemAsync(401, "invalid_refresh_token");
        await api.WithToken(session.Text("accessToken")).GetAsync("/api/v1/auth/me").ProblemAsync(401, "unauthenticated");

        Task<int> BeganAsync(string ago) =>
            api.Database.ExecuteAsync(
                $"UPDATE refresh_tokens SET signed_in_at = UTC_TIMESTAMP(6) - INTERVAL {ago} WHERE user_id = @id",
                ("@id", userId)
            );
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("3650", true)]
    [InlineData("", true)]
    [InlineData("0", false)]
    [InlineData("3651", false)]
    [InlineData("a week", false)]
    public void A_longest_time_that_is_no_number_of_days_stops_the_start(string days, bool isGood)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Auth:LongestStaffSessionDays", days)]).Build();

        Assert.Equal(
            isGood ? [] : [$"Auth__LongestStaffSessionDays is `{days}`: it must be a number of days, 1 to 3650."],
            SessionLimits.Problems(configuration)
        );
    }

    [Fact]
    public async Task Logging_out_ends_the_session_and_is_204_whatever_the_token()
    {
        var session = await api.RegisterAsync();
        var body = new { refreshToken = session.Text("refreshToken") };

        await api.CreateClient().PostAsJsonAsync("/api/v1/auth/logout", body).IsEmptyAsync();
        await api.CreateClient().PostAsJsonAsync("/api/v1/auth/logout", body).IsEmptyAsync();
        await api.CreateClient().PostAsJsonAsync("/api/v1/auth/logout", new { refreshToken = "unknown" }).IsEmptyAsync();

        await RefreshAsync(session).ProblemAsync(401, "invalid_refresh_token");
    }

    [Fact]
    public async Task A_token_that_is_unknown_missing_or_too_long_is_refused()
    {
        var client = api.CreateClient();

        await client.PostAsJsonAsync("/api/v1/auth/refresh", new { refreshToken = "unknown" }).ProblemAsync(401, "invalid_refresh_token");
        await client.PostAsJsonAsync("/api/v1/auth/refresh", new { }).ProblemAsync(400, "validation_failed", "refreshToken");
        await client.PostAsync("/api/v1/auth/refresh", null).ProblemAsync(400, "validation_failed", "refreshToken");
        await client
            .PostAsJsonAsync("/api/v1/auth/refresh", new { refreshToken = new string('x', 201) })
            .ProblemAsync(400, "validation_failed", "refreshToken");
    }

    [Fact]
    public async Task A_new_role_holds_from_the_next_refresh()
    {
        var session = await api.RegisterAsync();
        await api.Database.ExecuteAsync(
            "UPDATE users SET role = 'admin' WHERE user_id = @id",
            ("@id", session.GetProperty("user").Int("userId"))
        );

        Assert.Equal("admin", (await RefreshAsync(session).JsonAsync()).GetProperty("user").Text("role"));
    }

    private Task<HttpResponseMessage> RefreshAsync(JsonElement session) => RefreshAsync(session.Text("refreshToken"));

    private Task<HttpResponseMessage> RefreshAsync(string refreshToken) =>
        api.CreateClient().PostAsJsonAsync("/api/v1/auth/refresh", new { refreshToken });

    /// <summary>A session with this as its first token, without the slow hash that signing in takes.</summary>
    private async Task<Guid> SessionAsync(int userId, string refreshToken)
    {
        var sessionId = Guid.NewGuid();
        await api.Database.ExecuteAsync(
            """
            INSERT INTO refresh_tokens (token_hash, family_id, user_id, created_at, expires_at)
            VALUES (UNHEX(SHA2(@token, 256)), @session, @user, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL 1 DAY)
            """,
            ("@token", refreshToken),
            ("@session", $"{sessionId}"),
            ("@user", userId)
        );
        return sessionId;
    }
}
