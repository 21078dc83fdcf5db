using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Auth;

/// <summary>A page that was left in the middle of an exchange never saw the next token, and repeats the exchange.</summary>
[Collection(SharedApi.One)]
public sealed class RefreshGraceTests(TestApi api)
{
    [Fact]
    public async Task An_exchange_whose_answer_was_lost_can_be_repeated_and_the_session_goes_on()
    {
        var first = await api.RegisterAsync();
        await RefreshAsync(first).JsonAsync();

        var second = (await RefreshAsync(first).JsonAsync()).IsSession();

        var third = await RefreshAsync(second).JsonAsync();
        await RefreshAsync(third).JsonAsync();
    }

    [Fact]
    public async Task The_token_that_a_repetition_makes_void_ends_the_session_when_it_is_used()
    {
        var first = await api.RegisterAsync();
        var lost = await RefreshAsync(first).JsonAsync();
        var second = await RefreshAsync(first).JsonAsync();

        await RefreshAsync(lost).ProblemAsync(401, "invalid_refresh_token");

        await RefreshAsync(second).ProblemAsync(401, "invalid_refresh_token");
    }

    [Fact]
    public async Task An_exchange_is_repeated_once_at_most()
    {
        var first = await api.RegisterAsync();
        await RefreshAsync(first).JsonAsync();
        var second = await RefreshAsync(first).JsonAsync();

        await RefreshAsync(first).ProblemAsync(401, "invalid_refresh_token");

        await RefreshAsync(second).ProblemAsync(401, "invalid_refresh_token");
    }

    [Fact]
    public async Task After_ten_seconds_a_repetition_is_a_replay_that_ends_the_session()
    {
        var first = await api.RegisterAsync();
        var second = await RefreshAsync(first).JsonAsync();
        await api.Database.ExecuteAsync(
            "UPDATE refresh_tokens SET used_at = UTC_TIMESTAMP(6) - INTERVAL 10 SECOND WHERE token_hash = UNHEX(SHA2(@token, 256))",
            ("@token", first.Text("refreshToken"))
        );

        await RefreshAsync(first).ProblemAsync(401, "invalid_refresh_token");

        await RefreshAsync(second).ProblemAsync(401, "invalid_refresh_token");
    }

    [Fact]
    public async Task No_repetition_brings_an_ended_session_back()
    {
        var first = await api.RegisterAsync();
        var second = await RefreshAsync(first).JsonAsync();
        await api.CreateClient().PostAsJsonAsync("/api/v1/auth/logout", new { refreshToken = second.Text("refreshToken") }).IsEmptyAsync();

        await RefreshAsync(first).ProblemAsync(401, "invalid_refresh_token");
    }

    [Fact]
    public async Task Of_two_uses_at_once_both_succeed_and_one_token_goes_on()
    {
        var first = await api.RegisterAsync();

        var answers = await Task.WhenAll(RefreshAsync(first).JsonAsync(), RefreshAsync(first).JsonAsync());

        Assert.Equal(1, await LivingAsync(first));
        var living = Assert.Single(await Task.WhenAll(answers.Select(IsLivingAsync)), answer => answer.IsLiving).Session;
        await RefreshAsync(living).JsonAsync();
    }

    [Fact]
    public async Task Of_many_uses_at_once_two_succeed_and_the_session_ends()
    {
        var first = await api.RegisterAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => RefreshAsync(first)));

        Assert.Equal(2, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        foreach (var answer in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
        {
            await answer.ProblemAsync(401, "invalid_refresh_token");
        }

        Assert.Equal(0, await LivingAsync(first));
    }

    private Task<HttpResponseMessage> RefreshAsync(JsonElement session) =>
        api.CreateClient().PostAsJsonAsync("/api/v1/auth/refresh", new { refreshToken = session.Text("refreshToken") });

    /// <summary>How many tokens of the session could be exchanged.</summary>
    private Task<long> LivingAsync(JsonElement session) =>
        api.Database.ScalarAsync<long>(
            "SELECT COUNT(*) FROM refresh_tokens WHERE user_id = @user AND used_at IS NULL AND revoked_at IS NULL",
            ("@user", session.GetProperty("user").Int("userId"))
        );

    private async Task<(JsonElement Session, bool IsLiving)> IsLivingAsync(JsonElement session) =>
        (
            session,
            await api.Database.ScalarAsync<bool>(
                "SELECT revoked_at IS NULL FROM refresh_tokens WHERE token_hash = UNHEX(SHA2(@token, 256))",
                ("@token", session.Text("refreshToken"))
            )
        );
}
