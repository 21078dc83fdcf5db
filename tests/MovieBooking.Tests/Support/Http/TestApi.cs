using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Hosting;
using MovieBooking.Api.Seats;
using MovieBooking.Db.Model;
using User = MovieBooking.Api.Auth.User;

namespace MovieBooking.Tests.Support;

/// <summary>The whole API on a database of its own, called over HTTP.</summary>
public sealed class TestApi : WebApplicationFactory<Program>, IAsyncLifetime
{
    public const string Password = "correct horse battery";

    public const string SigningKey = "a key that is used in these tests alone, long enough for every algorithm: 0123456789";

    /// <summary>Another application on the same database is given it.</summary>
    public TestDatabase Database { get; init; } = new();

    public Given Given => new(Database);

    /// <summary>More settings, before the first client is made.</summary>
    public IDictionary<string, string> Settings { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Auth:SigningKey"] = SigningKey,
            ["Tickets:Keys:1"] = SigningKey,
            // Where tests receive webhooks.
            ["Webhooks:AllowedNetworks"] = "127.0.0.1",
            ["RateLimits:AddressHolds:PerMinute"] = "100000",
            ["RateLimits:Authentication:PerMinute"] = "100000",
            ["RateLimits:GuestBooking:PerMinute"] = "100000",
            ["RateLimits:Holds:PerMinute"] = "100000",
            ["RateLimits:LookUp:PerMinute"] = "100000",
            ["RateLimits:Queue:PerMinute"] = "100000",
            ["RateLimits:Recovery:PerMinute"] = "100000",
            ["RateLimits:Voucher:PerMinute"] = "100000",
            ["RateLimits:Counter:PerMinute"] = "100000",
        };

    /// <summary>What keeps its log, before the first client is made; null: nothing does.</summary>
    internal LogFile? Log { get; set; }

    /// <summary>Whether it sweeps; most tests want to see what is true before a sweep.</summary>
    public bool WithPeriodicWork { get; set; }

    public async Task InitializeAsync() => await Database.InitializeAsync();

    /// <summary>Another API on the same database, as after a restart. Dispose of it alone, and the database stays.</summary>
    public TestApi Successor() => new() { Database = Database };

    async Task IAsyncLifetime.DisposeAsync()
    {
        await base.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>A customer, signed in.</summary>
    public async Task<HttpClient> CustomerAsync() => SignedIn(await Given.UserAsync(), UserRole.Customer);

    /// <summary>An administrator, signed in.</summary>
    public async Task<HttpClient> AdminAsync() => SignedIn(await Given.UserAsync("admin"), UserRole.Admin);

    /// <summary>A client with an access token of a user's, without the slow hash that signing in takes.</summary>
    public HttpClient SignedIn(int userId, UserRole role = UserRole.Customer)
    {
        var (client, sessionId) = (CreateClient(), Guid.NewGuid());
        Database.InsertSession(userId, sessionId);
        var (token, _) = Services.GetRequiredService<AccessTokens>().Mint(new User(userId, Email(), "Some Body", role), sessionId);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>The same after the session has ended: the token itself is good for minutes yet.</summary>
    public async Task<HttpClient> SignedOutAsync(int userId, UserRole role = UserRole.Customer)
    {
        var client = SignedIn(userId, role);
        await Database.ExecuteAsync(
            "UPDATE refresh_tokens SET revoked_at = UTC_TIMESTAMP(6) WHERE family_id = @session",
            ("@session", new JsonWebToken(client.DefaultRequestHeaders.Authorization!.Parameter).GetClaim(AccessTokens.SessionClaim).Value)
        );
        return client;
    }

    /// <summary>Somebody who has just registered with <see cref="Password"/>: the session as it was answered.</summary>
    public async Task<JsonElement> RegisterAsync(string? email = null)
    {
        var request = new
        {
            email = email ?? Email(),
            password = Password,
            displayName = "Some Body",
        };
        return await CreateClient().PostAsJsonAsync("/api/v1/auth/register", request).JsonAsync(HttpStatusCode.Created);
    }

    public static string Email() => $"{Given.Unique("person").Replace(' ', '.')}@example.com";

    /// <summary>What a test changes by hand in the database is seen at once; that it is seen at all, <c>FreshnessTests</c> show.</summary>
    protected override IHost CreateHost(IHostBuilder builder)
    {
        var host = base.CreateHost(builder);
        var maps = host.Services.GetRequiredService<SeatMapSnapshots>();
        EventHandler forget = (_, _) => maps.ForgetAll();
        Database.Changed += forget;
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        lifetime.ApplicationStopping.Register(() => Database.Changed -= forget);
        return host;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        // Neither Development, which would load demo data, nor Production.
        builder.UseEnvironment("Testing");
        builder.UseSetting("ConnectionStrings:MovieBooking", Database.ConnectionString);
        foreach (var (name, value) in Settings)
        {
            builder.UseSetting(name, value);
        }

        if (Log is { } log)
        {
            // Not among the settings: those are arguments, in which each section has a value, too, and a sink is then taken for its name.
            builder.ConfigureAppConfiguration(configuration => configuration.AddInMemoryCollection(log.Settings));
        }

        if (!WithPeriodicWork)
        {
            builder.ConfigureTestServices(services => services.RemoveAll<PeriodicWork>());
        }

        // One process runs many hosts here, each with a data source of its own: what EF Core takes for a leak.
        builder.ConfigureTestServices(services =>
            services.ConfigureDbContext<MovieBookingContext>(options =>
                options.ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.ManyServiceProvidersCreatedWarning))
            )
        );
    }
}
