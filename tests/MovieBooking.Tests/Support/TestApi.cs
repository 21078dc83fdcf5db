using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace MovieBooking.Tests.Support;

/// <summary>The whole API on a database of its own, called over HTTP.</summary>
public sealed class TestApi : WebApplicationFactory<Program>, IAsyncLifetime
{
    public const string Password = "correct horse battery";

    public TestDatabase Database { get; } = new();

    public Given Given => new(Database);

    /// <summary>More settings, before the first client is made.</summary>
    public IDictionary<string, string> Settings { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Auth:SigningKey"] = "a key that is used in these tests alone 0123456789",
            ["RateLimits:Authentication:PerMinute"] = "100000",
        };

    public async Task InitializeAsync() => await Database.InitializeAsync();

    async Task IAsyncLifetime.DisposeAsync()
    {
        await base.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>Somebody who has just registered.</summary>
    public async Task<HttpClient> CustomerAsync()
    {
        var client = CreateClient();
        var answer = await client.PostAsJsonAsync(
            "/api/v1/auth/register",
            new { email = Email(), password = Password, displayName = "Some Body" }
        );
        answer.EnsureSuccessStatusCode();
        return SignIn(client, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    /// <summary>An administrator, signed in.</summary>
    public async Task<HttpClient> AdminAsync()
    {
        var client = CreateClient();
        var email = Email();
        var registered = await client.PostAsJsonAsync("/api/v1/auth/register", new { email, password = Password, displayName = "The Boss" });
        registered.EnsureSuccessStatusCode();
        await Database.ExecuteAsync("UPDATE users SET role = 'admin' WHERE email = @email", ("@email", email));
        var answer = await client.PostAsJsonAsync("/api/v1/auth/admin-login", new { email, password = Password });
        answer.EnsureSuccessStatusCode();
        return SignIn(client, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    public static string Email() => $"{Given.Unique("person").Replace(' ', '.')}@example.com";

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        // Neither Development, which would load demo data, nor Production.
        builder.UseEnvironment("Testing");
        builder.UseSetting("ConnectionStrings:MovieBooking", Database.ConnectionString);
        foreach (var (name, value) in Settings)
        {
            builder.UseSetting(name, value);
        }
    }

    private static HttpClient SignIn(HttpClient client, JsonElement session)
    {
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.GetProperty("accessToken").GetString());
        return client;
    }
}
