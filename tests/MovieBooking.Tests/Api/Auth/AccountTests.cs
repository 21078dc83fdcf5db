using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Auth;

[Collection(SharedApi.Two)]
public sealed class AccountTests(TestApi api)
{
    private const string Me = "/api/v1/auth/me";
    private const string NewPassword = "another long passphrase";

    [Fact]
    public async Task Ones_name_can_be_changed()
    {
        var customer = await api.CustomerAsync();
        var before = (await customer.GetAsync(Me).JsonAsync()).IsUser();

        var after = (await customer.PutAsJsonAsync(Me, new { displayName = "Nova Name" }).JsonAsync()).IsUser();

        Assert.Equal("Nova Name", after.Text("displayName"));
        Assert.Equal((before.Int("userId"), before.Text("email")), (after.Int("userId"), after.Text("email")));
        Assert.Equal(after.ToString(), (await customer.GetAsync(Me).JsonAsync()).ToString());
    }

    [Fact]
    public async Task A_name_has_1_to_100_characters_and_nothing_else_can_be_changed()
    {
        var customer = await api.CustomerAsync();

        await customer.PutAsJsonAsync(Me, new { displayName = " " }).ProblemAsync(400, "validation_failed", "displayName");
        await customer.PutAsJsonAsync(Me, new { displayName = new string('n', 101) }).ProblemAsync(400, "validation_failed", "displayName");
        await customer.PutAsJsonAsync(Me, new { displayName = "Robin", role = "admin" }).ProblemAsync(400, "validation_failed", "role");
        await customer
            .PutAsJsonAsync(Me, new { displayName = "Robin", email = "a@example.com" })
            .ProblemAsync(400, "validation_failed", "email");
    }

    [Fact]
    public async Task A_new_password_replaces_the_old_one_and_ends_the_other_sessions_but_not_ones_own()
    {
        var email = TestApi.Email();
        var elsewhere = await api.RegisterAsync(email);
        var here = await LoginAsync(email, TestApi.Password).JsonAsync();

        await ClientOf(here)
            .PutAsJsonAsync($"{Me}/password", new { currentPassword = TestApi.Password, newPassword = NewPassword })
            .IsEmptyAsync();

        await LoginAsync(email, TestApi.Password).ProblemAsync(401, "invalid_credentials");
        await LoginAsync(email, NewPassword).JsonAsync();
        await RefreshAsync(elsewhere).ProblemAsync(401, "invalid_refresh_token");
        await RefreshAsync(here).JsonAsync();
    }

    [Fact]
    public async Task A_password_is_changed_by_who_knows_it_and_to_10_to_128_characters()
    {
        var client = ClientOf(await api.RegisterAsync());
        Task<HttpResponseMessage> Change(string currentPassword, string newPassword) =>
            client.PutAsJsonAsync($"{Me}/password", new { currentPassword, newPassword });

        await Change("not the password", NewPassword).ProblemAsync(400, "validation_failed", "currentPassword");
        await Change("", NewPassword).ProblemAsync(400, "validation_failed", "currentPassword");
        await Change(TestApi.Password, new string('p', 9)).ProblemAsync(400, "validation_failed", "newPassword");
        await Change(TestApi.Password, new string('p', 129)).ProblemAsync(400, "validation_failed", "newPassword");
        await Change(TestApi.Password, string.Concat(Enumerable.Range(100, 43))[..128]).IsEmptyAsync();
    }

    [Theory]
    [InlineData("password1234", "most common passwords")]
    [InlineData("abcabcabcabc", "repeated")]
    [InlineData("dusty somebody", "your name")]
    [InlineData("the person sings", "your e-mail address")]
    public async Task A_new_password_that_is_guessed_first_is_refused_with_the_rule_that_it_breaks(string newPassword, string rule)
    {
        var client = ClientOf(await api.RegisterAsync());

        var problem = await client
            .PutAsJsonAsync($"{Me}/password", new { currentPassword = TestApi.Password, newPassword })
            .ProblemAsync(400, "validation_failed", "newPassword");

        Assert.Contains(rule, problem.GetProperty("errors").GetProperty("newPassword")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", Me)]
    [InlineData("PUT", Me)]
    [InlineData("PUT", $"{Me}/password")]
    public Task An_account_is_for_those_who_are_signed_in(string method, string path) =>
        api.CreateClient().SendAsync(new HttpRequestMessage(new HttpMethod(method), path)).ProblemAsync(401, "unauthenticated");

    private Task<HttpResponseMessage> LoginAsync(string email, string password) =>
        api.CreateClient().PostAsJsonAsync("/api/v1/auth/login", new { email, password });

    private Task<HttpResponseMessage> RefreshAsync(JsonElement session) =>
        api.CreateClient().PostAsJsonAsync("/api/v1/auth/refresh", new { refreshToken = session.Text("refreshToken") });

    private HttpClient ClientOf(JsonElement session)
    {
        var client = api.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", session.Text("accessToken"));
        return client;
    }
}
