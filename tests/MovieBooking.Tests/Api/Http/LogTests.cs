using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>The log goes to a file here; it is read after the API has closed it.</summary>
public sealed class LogTests(TestApi api) : IClassFixture<TestApi>, IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.log");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Requests_are_logged_with_who_asked_by_number_and_without_passwords_tokens_or_queries()
    {
        var secret = $"secret-{Guid.NewGuid():N}";
        // Not as plain settings: those reach the application with an empty value for each parent, which Serilog takes for a sink.
        var logging = api.WithWebHostBuilder(host =>
            host.ConfigureAppConfiguration(configuration =>
                configuration.AddInMemoryCollection([
                    new("Serilog:Using:0", "Serilog.Sinks.File"),
                    new("Serilog:WriteTo:0:Name", "File"),
                    new("Serilog:WriteTo:0:Args:path", _file),
                ])
            )
        );
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
}
