using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>The log goes to a file here; it is read after the API has closed it.</summary>
public sealed partial class LogTests(TestApi api) : IClassFixture<TestApi>, IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.log");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Requests_are_logged_with_who_asked_by_number_and_without_passwords_tokens_or_queries()
    {
        var secret = $"secret-{Guid.NewGuid():N}";
        var logging = Logging();
        var client = logging.CreateClient();
        var session = await client
            .PostAsJsonAsync(
                "/api/v1/auth/register",
                new
                {
                    email = TestApi.Email(),
                    password = secret,
                    displayName = "Robin",
                }
            )
            .JsonAsync(System.Net.HttpStatusCode.Created);
        await client.PostAsJsonAsync("/api/v1/auth/refresh", new { refreshToken = session.Text("refreshToken") }).JsonAsync();
        await client
            .PostAsJsonAsync("/api/v1/auth/login", new { email = secret, password = secret })
            .ProblemAsync(400, "validation_failed");
        await client
            .PostAsJsonAsync("/api/v1/auth/password/reset", new { token = secret, password = secret })
            .ProblemAsync(400, "invalid_token");
        await client
            .PostAsJsonAsync("/api/v1/auth/second-factor", new { challenge = secret, code = secret })
            .ProblemAsync(401, "invalid_challenge");
        await client.GetAsync($"/api/v1/movies?q={secret}").JsonAsync();
        await client.GetAsync("/api/v1/movies/%0Aforged").ProblemAsync(404, "not_found");
        client.DefaultRequestHeaders.Authorization = new("Bearer", session.Text("accessToken"));
        var userId = (await client.GetAsync("/api/v1/auth/me").JsonAsync()).Int("userId");
        await client.GetAsync("/api/v1/admin/people").ProblemAsync(403, "forbidden");
        client.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        await client.GetAsync("/api/v1/auth/me").ProblemAsync(401, "unauthenticated");
        await logging.DisposeAsync();

        var log = await File.ReadAllTextAsync(_file);

        Assert.Contains("POST /api/v1/auth/register 201", log, StringComparison.Ordinal);
        Assert.Matches("GET /api/v1/movies 200 [0-9]+ ms [0-9a-f]+ nobody\r?\n", log);
        Assert.Matches($"GET /api/v1/admin/people 403 [0-9]+ ms [0-9a-f]+ user {userId}\r?\n", log);
        Assert.DoesNotContain(secret, log, StringComparison.Ordinal);
        Assert.DoesNotContain(session.Text("refreshToken"), log, StringComparison.Ordinal);
        Assert.DoesNotContain(session.Text("accessToken"), log, StringComparison.Ordinal);
        Assert.DoesNotContain("\nforged", log, StringComparison.Ordinal);
    }

    /// <summary>Who signs in, who is refused that and why, and from where (ASVS 16.3.1): by number, never by address or by what was typed.</summary>
    [Fact]
    public async Task Whatever_opens_an_account_or_fails_to_is_a_line_with_its_number_from_where_and_why()
    {
        var (email, unknown, wrong) = (TestApi.Email(), TestApi.Email(), $"wrong-{Guid.NewGuid():N}");
        var guarded = await api.GuardedAsync();
        var logging = Logging();
        var client = logging.CreateClient();
        var first = await client
            .PostAsJsonAsync(
                "/api/v1/auth/register",
                new
                {
                    email,
                    password = TestApi.Password,
                    displayName = "Robin",
                }
            )
            .JsonAsync(System.Net.HttpStatusCode.Created);
        await client.LoginAsync(email).JsonAsync();
        await client.LoginAsync(email, "admin-login").ProblemAsync(401, "invalid_credentials");
        await SignInAsync(unknown, wrong).ProblemAsync(401, "invalid_credentials");
        for (var number = 0; number < 4; number++)
        {
            await SignInAsync(email, wrong).ProblemAsync(401, "invalid_credentials");
        }

        await SignInAsync(email, wrong).ProblemAsync(429, "sign_in_pause");
        var second = await RefreshAsync(first.Text("refreshToken")).JsonAsync();
        await RefreshAsync(second.Text("refreshToken")).JsonAsync();
        await RefreshAsync(first.Text("refreshToken")).ProblemAsync(401, "invalid_refresh_token");
        await RefreshAsync(second.Text("refreshToken")).ProblemAsync(401, "invalid_refresh_token");
        await RefreshAsync(wrong).ProblemAsync(401, "invalid_refresh_token");
        var challenge = (await client.LoginAsync(guarded.Email).ProblemAsync(401, "second_factor_required")).Text("challenge");
        await client.FinishAsync(challenge, guarded.App.WrongCode()).ProblemAsync(401, "invalid_code");
        await client.FinishAsync(challenge, guarded.App.Code(1)).JsonAsync();
        await client.PostAsJsonAsync("/api/v1/auth/password/forgot", new { email }).ProblemAsync(503, "no_mail");
        await client
            .PostAsJsonAsync("/api/v1/auth/password/reset", new { token = wrong, password = wrong })
            .ProblemAsync(400, "invalid_token");
        await logging.DisposeAsync();

        var text = await File.ReadAllTextAsync(_file);
        var (user, other) = ($"user {first.GetProperty("user").Int("userId")}", $"user {guarded.UserId}");
        Assert.Equal(
            [
                $"Register for {user}: ok (-)",
                $"Login for {user}: ok (-)",
                $"AdminLogin for {user}: invalid_credentials (another role's door)",
                "Login for nobody: invalid_credentials (no such account)",
                .. Enumerable.Repeat($"Login for {user}: invalid_credentials (wrong password)", 4),
                $"Login for {user}: sign_in_pause (-)",
                $"Refresh for {user}: invalid_refresh_token (replay: the session is ended)",
                $"Refresh for {user}: invalid_refresh_token (the session has ended)",
                "Refresh for nobody: invalid_refresh_token (unknown token)",
                $"Login for {other}: second_factor_required (-)",
                $"FinishSignIn for {other}: invalid_code (-)",
                $"FinishSignIn for {other}: ok (-)",
                "ForgetPassword for nobody: no_mail (-)",
                "ResetPassword for nobody: invalid_token (-)",
            ],
            SignIns().Matches(text).Select(line => $"{line.Groups["what"].Value}: {line.Groups["how"].Value}")
        );
        Assert.All(
            [email, unknown, guarded.Email, wrong, challenge],
            secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal)
        );

        Task<HttpResponseMessage> SignInAsync(string address, string password) =>
            client.PostAsJsonAsync("/api/v1/auth/login", new { email = address, password });

        Task<HttpResponseMessage> RefreshAsync(string refreshToken) => client.PostAsJsonAsync("/api/v1/auth/refresh", new { refreshToken });
    }

    private WebApplicationFactory<Program> Logging() =>
        api.WithWebHostBuilder(host =>
            host.UseCaller("203.0.113.9")
                // Not as plain settings: those reach the application with an empty value for each parent, which Serilog takes for a sink.
                .ConfigureAppConfiguration(configuration =>
                    configuration.AddInMemoryCollection([
                        new("Serilog:Using:0", "Serilog.Sinks.File"),
                        new("Serilog:WriteTo:0:Name", "File"),
                        new("Serilog:WriteTo:0:Args:path", _file),
                    ])
                )
        );

    [GeneratedRegex(
        @"(?<what>\w+ for [\w ]+) from 203\.0\.113\.9: (?<how>\w+ \([^)]+\)) [0-9a-f]+\r?$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex SignIns();
}
