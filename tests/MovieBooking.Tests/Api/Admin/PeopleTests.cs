using System.Net.Http.Json;
using MovieBooking.Api.Auth;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Admin;

/// <summary>Who may do what, and where: seen and changed by admins.</summary>
[Collection(SharedApi.Two)]
public sealed class PeopleTests(TestApi api)
{
    private const string People = $"{ManagerCalls.Admin}/people";

    [Fact]
    public async Task An_admin_finds_somebody_and_says_what_they_may_do_and_where()
    {
        var (here, there) = (
            await api.Given.CinemaAsync(name: Given.Unique("A house")),
            await api.Given.CinemaAsync(name: Given.Unique("B house"))
        );
        using var admin = await api.AdminAsync();
        var session = await api.RegisterAsync();
        var (email, userId) = (session.GetProperty("user").Text("email"), session.GetProperty("user").Int("userId"));
        using var person = api.WithToken(session.Text("accessToken"));

        Assert.DoesNotContain(userId, await IdsAsync(admin, ""));
        var found = Assert.Single((await admin.GetAsync($"{People}?q={email.ToUpperInvariant()[..^4]}").JsonAsync()).Items());
        found.Has("userId", "email", "displayName", "role", "cinemas", "hasSecondFactor", "passkeys", "sessions", "roleTag");
        Assert.Equal((userId, "customer", 1), (found.Int("userId"), found.Text("role"), found.Int("sessions")));
        Assert.Contains(userId, await IdsAsync(admin, "q=Some%20Body&role=customer&pageSize=100"));

        for (var time = 0; time < 2; time++)
        {
            var made = await SetAsync(admin, userId, "manager", there, here).JsonAsync();
            Assert.Equal("manager", made.Text("role"));
            Assert.Equal([here, there], made.GetProperty("cinemas").EnumerateArray().Select(cinema => cinema.Int("cinemaId")));
        }

        Assert.Contains(userId, await IdsAsync(admin, "role=manager&pageSize=100"));
        Assert.Contains(userId, await IdsAsync(admin, "pageSize=100"));
        // The session is from before, and ended with it: they sign in as what they are now.
        await person.GetAsync("/api/v1/auth/me/sessions").ProblemAsync(401, "unauthenticated");
        using var manager = await SignInAsync(email);
        Assert.Equal(2, (await manager.GetAsync($"{ManagerCalls.Admin}/cinemas").JsonAsync()).Items().Length);
        await manager.PostAsJsonAsync("/api/v1/auth/me/delete", new { password = TestApi.Password }).ProblemAsync(409, "admin_account");
        await SetAsync(admin, userId, "staff", here).JsonAsync();
        using var staff = await SignInAsync(email);
        Assert.Single((await staff.GetAsync("/api/v1/door/cinemas").JsonAsync()).Items());
        await SetAsync(admin, userId, "admin").JsonAsync();
        var gone = await SetAsync(admin, userId, "customer").JsonAsync();
        Assert.Equal(("customer", 0), (gone.Text("role"), gone.GetProperty("cinemas").GetArrayLength()));
        Assert.Equal(
            ["updated role", "updated role cinemas", "updated role cinemas", "updated role cinemas"],
            await admin.AuditAsync("staff", userId)
        );
    }

    [Fact]
    public async Task A_role_that_cannot_be_is_refused_with_its_field_and_nothing_changes()
    {
        var cinemaId = await api.Given.CinemaAsync();
        var adminId = await api.Given.UserAsync("admin");
        using var admin = api.SignedIn(adminId, UserRole.Admin);
        var userId = await api.Given.UserAsync();

        await SetAsync(admin, userId, "manager").ProblemAsync(400, "validation_failed", "cinemaIds");
        await SetAsync(admin, userId, "staff", cinemaId, cinemaId).ProblemAsync(400, "validation_failed", "cinemaIds");
        await SetAsync(admin, userId, "staff", cinemaId, 999_999_999).ProblemAsync(400, "validation_failed", "cinemaIds");
        await SetAsync(admin, userId, "customer", cinemaId).ProblemAsync(400, "validation_failed", "cinemaIds");
        await SetAsync(admin, userId, "admin", cinemaId).ProblemAsync(400, "validation_failed", "cinemaIds");
        await SetAsync(admin, userId, "owner").ProblemAsync(400, "validation_failed");
        // What is left out makes nobody an admin.
        await admin.PutAsJsonAsync($"{People}/{userId}/role", new { }).ProblemAsync(400, "validation_failed", "role");
        await SetAsync(admin, adminId, "customer").ProblemAsync(400, "validation_failed", "role");
        await SetAsync(admin, 999_999_999, "admin").ProblemAsync(404, "not_found");
        await SetAsync(admin, 0, "admin").ProblemAsync(404, "not_found");
        await admin.DeleteAsync($"{People}/0/sessions").ProblemAsync(404, "not_found");
        // Here no mails are sent.
        await admin.PostAsync($"{People}/{userId}/password-reset", null).ProblemAsync(503, "no_mail");
        await admin.GetAsync($"{People}?role=owner").ProblemAsync(400, "validation_failed", "role");
        Assert.DoesNotContain(0, await IdsAsync(admin, "q=house&pageSize=100"));

        var people = await admin.GetAsync($"{People}?q={await EmailAsync(userId)}").JsonAsync();
        Assert.Equal("customer", Assert.Single(people.Items()).Text("role"));
        Assert.Empty(await admin.AuditAsync("staff", userId));
    }

    [Fact]
    public async Task What_was_taken_from_somebody_is_not_given_back_by_who_has_not_seen_it()
    {
        var cinemaId = await api.Given.CinemaAsync();
        using var admin = await api.AdminAsync();
        var userId = await api.Given.UserAsync();
        var seen = (await SetAsync(admin, userId, "staff", cinemaId).JsonAsync()).Text("roleTag");
        var taken = (await SetIfAsync(admin, seen, userId, "customer").JsonAsync()).Text("roleTag");

        await SetIfAsync(admin, seen, userId, "manager", cinemaId).ProblemAsync(412, "precondition_failed");

        var listed = await admin.GetAsync($"{People}?q={await EmailAsync(userId)}").JsonAsync();
        var person = Assert.Single(listed.Items());
        Assert.Equal(("customer", taken), (person.Text("role"), person.Text("roleTag")));
        string[] wanted = ["staff", "manager", "staff", "manager"];
        var answers = await Task.WhenAll(wanted.Select(role => SetIfAsync(admin, taken, userId, role, cinemaId)));
        Assert.Equal([200, 412, 412, 412], answers.Select(answer => (int)answer.StatusCode).Order());
        Assert.Equal(3, (await admin.AuditAsync("staff", userId)).Length);
    }

    [Fact]
    public async Task Of_admins_who_demote_each_other_at_once_one_is_left()
    {
        for (var time = 0; time < 10; time++)
        {
            var (one, two) = (await api.Given.UserAsync("admin"), await api.Given.UserAsync("admin"));
            using var first = api.SignedIn(one, UserRole.Admin);
            using var second = api.SignedIn(two, UserRole.Admin);

            var answers = await Task.WhenAll(SetAsync(first, two, "customer"), SetAsync(second, one, "customer"));

            Assert.Single(answers, answer => answer.IsSuccessStatusCode);
            Assert.All(answers, answer => Assert.True((int)answer.StatusCode is 200 or 401 or 403, $"{answer.StatusCode}"));
            Assert.Equal(
                1,
                await api.Database.ScalarAsync<int>(
                    "SELECT COUNT(*) FROM users WHERE user_id IN (@one, @two) AND role = 'admin'",
                    ("@one", one),
                    ("@two", two)
                )
            );
        }
    }

    [Fact]
    public async Task An_admin_signs_somebody_out_everywhere()
    {
        using var admin = await api.AdminAsync();
        var session = await api.RegisterAsync();
        var userId = session.GetProperty("user").Int("userId");
        using var person = api.WithToken(session.Text("accessToken"));

        await admin.DeleteAsync($"{People}/{userId}/sessions").IsEmptyAsync();
        await admin.DeleteAsync($"{People}/{userId}/sessions").IsEmptyAsync();

        await person.GetAsync("/api/v1/auth/me").ProblemAsync(401, "unauthenticated");
        await api.CreateClient()
            .PostAsJsonAsync("/api/v1/auth/refresh", new { refreshToken = session.Text("refreshToken") })
            .ProblemAsync(401, "invalid_refresh_token");
        Assert.Equal(["updated sessions"], await admin.AuditAsync("staff", userId));
    }

    private async Task<HttpClient> SignInAsync(string email)
    {
        var session = await api.CreateClient()
            .PostAsJsonAsync("/api/v1/auth/login", new { email, password = TestApi.Password })
            .JsonAsync();
        return api.WithToken(session.Text("accessToken"));
    }

    private static Task<HttpResponseMessage> SetAsync(HttpClient admin, int userId, string role, params int[] cinemaIds) =>
        admin.PutAsJsonAsync($"{People}/{userId}/role", new { role, cinemaIds });

    private static Task<HttpResponseMessage> SetIfAsync(HttpClient admin, string seen, int userId, string role, params int[] cinemaIds) =>
        admin.SendAsync(
            new HttpRequestMessage(HttpMethod.Put, $"{People}/{userId}/role")
            {
                Content = JsonContent.Create(new { role, cinemaIds }),
                Headers = { { "If-Match", seen } },
            }
        );

    private static async Task<int[]> IdsAsync(HttpClient admin, string query) =>
        [.. (await admin.GetAsync($"{People}?{query}").JsonAsync()).Items().Select(person => person.Int("userId"))];

    private Task<string> EmailAsync(int userId) =>
        api.Database.ScalarAsync<string>("SELECT email FROM users WHERE user_id = @id", ("@id", userId));
}
