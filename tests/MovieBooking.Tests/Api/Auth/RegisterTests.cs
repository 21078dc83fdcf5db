using System.Net;
using System.Net.Http.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Auth;

[Collection(SharedApi.One)]
public sealed class RegisterTests(TestApi api)
{
    private const string Register = "/api/v1/auth/register";

    [Fact]
    public async Task Whoever_registers_is_signed_in_as_a_customer()
    {
        var (email, before) = (TestApi.Email(), DateTimeOffset.UtcNow.AddSeconds(-1));
        using var answer = await PostAsync(email);
        var session = (await Task.FromResult(answer).JsonAsync(HttpStatusCode.Created)).IsSession();

        Assert.Equal("/api/v1/auth/me", answer.Headers.Location?.OriginalString);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal((email, "Robin Vale", "customer"), (User("email"), User("displayName"), User("role")));
        Assert.InRange(session.Time("expiresAt"), before.AddMinutes(15), DateTimeOffset.UtcNow.AddMinutes(15));
        var client = api.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", session.Text("accessToken"));
        Assert.Equal(session.GetProperty("user").ToString(), (await client.GetAsync("/api/v1/auth/me").JsonAsync()).ToString());

        string User(string name) => session.GetProperty("user").Text(name);
    }

    [Fact]
    public async Task Passwords_and_refresh_tokens_are_kept_as_hashes_only()
    {
        var email = TestApi.Email();
        var session = await api.RegisterAsync(email);

        var hash = await api.Database.ScalarAsync<string>("SELECT password_hash FROM users WHERE email = @email", ("@email", email));
        Assert.DoesNotContain(TestApi.Password, hash, StringComparison.Ordinal);
        Assert.Equal(
            1,
            await api.Database.ScalarAsync<int>(
                "SELECT COUNT(*) FROM refresh_tokens WHERE token_hash = UNHEX(SHA2(@token, 256))",
                ("@token", session.Text("refreshToken"))
            )
        );
    }

    [Fact]
    public async Task An_address_that_is_taken_is_409_in_any_case_of_its_letters()
    {
        var email = TestApi.Email();
        await api.RegisterAsync(email);

        await PostAsync(email).ProblemAsync(409, "email_taken");
        await PostAsync(email.ToUpperInvariant()).ProblemAsync(409, "email_taken");
    }

    [Fact]
    public async Task Of_many_who_register_one_address_at_once_one_gets_it()
    {
        var email = TestApi.Email();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PostAsync(email)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        foreach (var answer in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
        {
            await answer.ProblemAsync(409, "email_taken");
        }

        Assert.Equal(1, await api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM users WHERE email = @email", ("@email", email)));
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public async Task A_password_has_10_to_128_characters(int length, bool isRight)
    {
        var answer = PostAsync(TestApi.Email(), Long(length));

        await (isRight ? answer.JsonAsync(HttpStatusCode.Created) : answer.ProblemAsync(400, "validation_failed", "password"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("@example.com")]
    [InlineData("nobody@")]
    [InlineData("nobody@example")]
    // Of a deleted account: who had it would keep that account from being deleted.
    [InlineData("deleted-7@account.invalid")]
    [InlineData("Deleted-7@account.INVALID")]
    [InlineData("no body@example.com")]
    [InlineData("two@at@example.com")]
    [InlineData("nobody@example..com")]
    [InlineData("line\nbreak@example.com")]
    public Task What_is_no_address_is_refused(string email) => PostAsync(email).ProblemAsync(400, "validation_failed", "email");

    [Fact]
    public async Task Names_and_addresses_have_bounds()
    {
        await PostAsync($"{new string('a', 64)}@{new string('b', 186)}.com").ProblemAsync(400, "validation_failed", "email");
        await PostAsync(TestApi.Email(), name: "").ProblemAsync(400, "validation_failed", "displayName");
        await PostAsync(TestApi.Email(), name: new string('n', 101)).ProblemAsync(400, "validation_failed", "displayName");
        await PostAsync(TestApi.Email(), name: "a\u0000b").ProblemAsync(400, "validation_failed", "displayName");
        await PostAsync(TestApi.Email(), name: "\u200b").ProblemAsync(400, "validation_failed", "displayName");
        Assert.Equal(
            "🎬 Ōmi 李",
            (await PostAsync(TestApi.Email(), name: "🎬 Ōmi 李").JsonAsync(HttpStatusCode.Created)).GetProperty("user").Text("displayName")
        );
    }

    [Fact]
    public async Task Nobody_registers_as_an_admin() =>
        await api.CreateClient()
            .PostAsJsonAsync(
                Register,
                new
                {
                    email = TestApi.Email(),
                    password = TestApi.Password,
                    displayName = "Robin",
                    role = "admin",
                }
            )
            .ProblemAsync(400, "validation_failed", "role");

    [Theory]
    [InlineData("password1234", "most common passwords")]
    [InlineData("aaaaaaaaaa", "repeated")]
    [InlineData("          ", "spaces alone")]
    [InlineData("my robinvale 7", "your name")]
    [InlineData("moviebooking!", "this product")]
    public async Task A_password_that_is_guessed_first_is_refused_with_the_rule_that_it_breaks(string password, string rule)
    {
        var problem = await PostAsync(TestApi.Email(), password).ProblemAsync(400, "validation_failed", "password");

        Assert.Contains(rule, problem.GetProperty("errors").GetProperty("password")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_that_holds_the_address_is_refused()
    {
        var problem = await PostAsync("sandy.dune@example.org", "1-Sandy-Dune-1").ProblemAsync(400, "validation_failed", "password");

        Assert.Contains(
            "your e-mail address",
            problem.GetProperty("errors").GetProperty("password")[0].GetString(),
            StringComparison.Ordinal
        );
    }

    /// <summary>A good password of a length.</summary>
    private static string Long(int length) => string.Concat(Enumerable.Range(100, 64))[..length];

    private Task<HttpResponseMessage> PostAsync(string email, string password = TestApi.Password, string name = "Robin Vale") =>
        api.CreateClient()
            .PostAsJsonAsync(
                Register,
                new
                {
                    email,
                    password,
                    displayName = name,
                }
            );
}
