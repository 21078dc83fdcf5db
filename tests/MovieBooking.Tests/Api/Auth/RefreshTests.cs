using System.Net.Http.Json;
using System.Text.Json;
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
    public async Task An_expired_token_is_refused()
    {
        var session = await api.RegisterAsync();
        await api.Database.ExecuteAsync(
            "UPDATE refresh_tokens SET expires_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE token_hash = UNHEX(SHA2(@token, 256))",
            ("@token", session.Text("refreshToken"))
        );

        await RefreshAsync(session).ProblemAsync(401, "invalid_refresh_token");
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

    private Task<HttpResponseMessage> RefreshAsync(JsonElement session) =>
        api.CreateClient().PostAsJsonAsync("/api/v1/auth/refresh", new { refreshToken = session.Text("refreshToken") });
}
