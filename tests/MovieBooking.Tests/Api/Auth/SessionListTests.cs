using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Auth;

/// <summary>One sees where one is signed in, and ends it.</summary>
[Collection(SharedApi.One)]
public sealed class SessionListTests(TestApi api)
{
    private const string Sessions = "/api/v1/auth/me/sessions";
    private const string Phone =
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36";

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0", "Firefox", "Windows")]
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
        "Edge",
        "Windows"
    )]
    [InlineData(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
        "Safari",
        "iPhone"
    )]
    [InlineData(Phone, "Chrome", "Android")]
    [InlineData("PartnerApp/2.1 (build 7)", "PartnerApp", null)]
    [InlineData("<script>alert(1)</script>", null, null)]
    [InlineData(null, null, null)]
    public async Task A_session_is_called_by_its_program_and_system_and_keeps_no_more(string? agent, string? app, string? system)
    {
        var (_, owner) = await PersonAsync(agent);

        var session = Assert
            .Single((await owner.GetAsync(Sessions).JsonAsync()).EnumerateArray())
            .Has("sessionId", "app", "system", "signedInAt", "lastUsedAt", "isThisOne");

        Assert.Equal((app, system), (session.GetProperty("app").GetString(), session.GetProperty("system").GetString()));
        Assert.True(session.GetProperty("isThisOne").GetBoolean());
    }

    [Fact]
    public async Task A_session_goes_on_under_its_name_and_ends_at_once_when_it_is_ended_elsewhere()
    {
        var (email, owner) = await PersonAsync(agent: null);
        var elsewhere = await SignInAsync(email, Phone);
        var next = await api.CreateClient()
            .PostAsJsonAsync("/api/v1/auth/refresh", new { refreshToken = elsewhere.Text("refreshToken") })
            .JsonAsync();
        using var other = api.WithToken(next.Text("accessToken"));
        var (_, stranger) = await PersonAsync(agent: null);

        var listed = (await owner.GetAsync(Sessions).JsonAsync()).EnumerateArray().ToList();
        var phone = Assert.Single(listed, session => session.GetProperty("app").GetString() == "Chrome");
        Assert.Equal([false, true], listed.Select(session => session.GetProperty("isThisOne").GetBoolean()).Order());
        Assert.True(phone.Time("signedInAt") < phone.Time("lastUsedAt"));
        var path = $"{Sessions}/{phone.Text("sessionId")}";

        await stranger.DeleteAsync(path).ProblemAsync(404, "not_found");
        await other.GetAsync(Sessions).JsonAsync();
        await owner.DeleteAsync(path).IsEmptyAsync();

        await other.GetAsync(Sessions).ProblemAsync(401, "unauthenticated");
        await api.CreateClient()
            .PostAsJsonAsync("/api/v1/auth/refresh", new { refreshToken = next.Text("refreshToken") })
            .ProblemAsync(401, "invalid_refresh_token");
        Assert.Single((await owner.GetAsync(Sessions).JsonAsync()).EnumerateArray());
        await owner.DeleteAsync(path).ProblemAsync(404, "not_found");
        await owner.DeleteAsync($"{Sessions}/{Guid.NewGuid()}").ProblemAsync(404, "not_found");
    }

    [Fact]
    public async Task Everywhere_else_ends_all_but_the_one_that_asks_and_nobody_elses()
    {
        var (email, owner) = await PersonAsync(agent: null);
        var (_, stranger) = await PersonAsync(agent: null);
        using var one = api.WithToken((await SignInAsync(email, Phone)).Text("accessToken"));
        using var two = api.WithToken((await SignInAsync(email, Phone)).Text("accessToken"));

        await owner.DeleteAsync(Sessions).IsEmptyAsync();

        await one.GetAsync("/api/v1/auth/me").ProblemAsync(401, "unauthenticated");
        await two.DeleteAsync(Sessions).ProblemAsync(401, "unauthenticated");
        await owner.GetAsync("/api/v1/auth/me").JsonAsync();
        await stranger.GetAsync("/api/v1/auth/me").JsonAsync();
        await api.CreateClient().GetAsync(Sessions).ProblemAsync(401, "unauthenticated");
    }

    private async Task<(string Email, HttpClient Client)> PersonAsync(string? agent)
    {
        var email = TestApi.Email();
        var request = new
        {
            email,
            password = TestApi.Password,
            displayName = "Some Body",
        };
        var session = await Caller(agent).PostAsJsonAsync("/api/v1/auth/register", request).JsonAsync(System.Net.HttpStatusCode.Created);
        return (email, api.WithToken(session.Text("accessToken")));
    }

    private Task<JsonElement> SignInAsync(string email, string agent) =>
        Caller(agent).PostAsJsonAsync("/api/v1/auth/login", new { email, password = TestApi.Password }).JsonAsync();

    private HttpClient Caller(string? agent)
    {
        var client = api.CreateClient();
        if (agent is not null)
        {
            Assert.True(client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", agent));
        }

        return client;
    }
}
