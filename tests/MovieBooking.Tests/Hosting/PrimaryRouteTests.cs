using System.Runtime.Versioning;
using MovieBooking.Db;
using MovieBooking.Db.Primary;
using MovieBooking.Db.Server;
using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Hosting;

/// <summary>Two real servers, of which one takes writes and then the other, as after a failover.</summary>
[SupportedOSPlatform("linux")]
public sealed class PrimaryRouteTests : IAsyncLifetime
{
    private readonly string[] _folders =
    [
        Directory.CreateTempSubdirectory("one-").FullName,
        Directory.CreateTempSubdirectory("other-").FullName,
    ];

    private readonly List<PrivateServer> _running = [];
    private PrivateServer _one = null!;
    private PrivateServer _other = null!;

    public async Task InitializeAsync()
    {
        _running.AddRange(await Task.WhenAll(_folders.Select(StartAsync)));
        (_one, _other) = (_running[0], _running[1]);
        await SetAsync(_other, "read_only = 1");
    }

    public async Task DisposeAsync()
    {
        foreach (var server in _running)
        {
            await server.DisposeAsync();
        }

        foreach (var folder in _folders)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Connections_lead_to_the_server_that_takes_writes_and_follow_when_another_does()
    {
        await using var route = await OpenAsync();
        await using var source = new MySqlDataSource(route.ConnectionString);
        var booking = new BookingTransaction(source);

        Assert.Equal(_one.Port, await PortAsync(source));
        await using var waiting = await source.OpenConnectionAsync();
        var answer = waiting.ExecuteAsync("DO SLEEP(300)");
        await SetAsync(_one, "read_only = 1");
        await SetAsync(_other, "read_only = 0");

        // Who waits for the one before need wait no longer, and knows that nobody knows.
        var lost = await Assert.ThrowsAnyAsync<Exception>(() => answer);
        Assert.True(lost.IsLostConnection(), lost.ToString());
        await Wait.UntilAsync(() => Task.FromResult(route.Primary?.Port == _other.Port));
        Assert.Equal(_other.Port, await PortAsync(source));
        Assert.Equal(0, await booking.ExecuteAsync("DO 1", CancellationToken.None));
    }

    [Fact]
    public async Task Without_a_primary_nobody_gets_a_connection_and_with_the_next_one_everybody()
    {
        await using var route = await OpenAsync();
        await using var source = new MySqlDataSource(route.ConnectionString);
        Assert.Equal(_one.Port, await PortAsync(source));

        await SetAsync(_one, "read_only = 1");
        await Wait.UntilAsync(() => Task.FromResult(route.Primary is null));
        var refusal = await Assert.ThrowsAsync<MySqlException>(() => PortAsync(source));
        Assert.True(refusal.IsLostConnection(), refusal.ToString());
        // Who has come to it before the route knew is told by the server itself, and that is as good as a lost connection.
        var clerk = new MySqlConnectionStringBuilder(_one.ConnectionString("moviebooking")) { UserID = "clerk", Password = "of the tests" };
        await using var early = new MySqlConnection(clerk.ConnectionString);
        await early.OpenAsync();
        refusal = await Assert.ThrowsAsync<MySqlException>(() => early.ExecuteAsync("DELETE FROM kept"));
        Assert.True(refusal.IsLostConnection(), refusal.ToString());

        _running.Remove(_one);
        await _one.DisposeAsync();
        await SetAsync(_other, "read_only = 0");
        await Wait.UntilAsync(() => Task.FromResult(route.Primary is not null));
        Assert.Equal(_other.Port, await PortAsync(source));
        Assert.Equal(ServerRole.Away, route.Servers[0].Role);
    }

    [Fact]
    public async Task Doctor_names_each_server_and_what_to_do_about_one_that_is_away()
    {
        var name = new MySqlConnectionStringBuilder(Names()) { Database = "moviebooking" };
        await using (var route = await OpenAsync())
        {
            await Migrator.MigrateAsync(
                new MySqlConnectionStringBuilder(route.ConnectionString) { Database = name.Database }.ConnectionString,
                CancellationToken.None
            );
        }

        name.Server += ",127.0.0.1:1";
        var (exitCode, output) = await Application.RunAsync(
            "doctor",
            ("ConnectionStrings__MovieBooking", name.ConnectionString),
            ("Auth__SigningKey", "a key that is used in these tests alone 0123456789"),
            ("Tickets__Keys__1", "a key that is used in these tests alone 0123456789")
        );

        Assert.True(exitCode == 0, output);
        Assert.Contains($"ok    servers         127.0.0.1:{_one.Port} takes writes", output, StringComparison.Ordinal);
        Assert.Contains($"ok    servers         127.0.0.1:{_other.Port} follows", output, StringComparison.Ordinal);
        Assert.Contains("warn  servers         127.0.0.1:1 does not answer: start it", output, StringComparison.Ordinal);
        Assert.Contains("ok    writes          this server takes them", output, StringComparison.Ordinal);
    }

    private string Names() => $"Server=127.0.0.1:{_one.Port},127.0.0.1:{_other.Port};User ID=visitor;Password=of the tests";

    private Task<PrimaryRoute> OpenAsync() => PrimaryRoute.OpenAsync(Names(), new Progress<string>(), CancellationToken.None);

    private static async Task<PrivateServer> StartAsync(string folder)
    {
        var server = await PrivateServer.StartAsync(
            new PrivateServerOptions(folder, ServerProfile.Fast)
            {
                PackageFolder = Path.Combine(PrivateServerOptions.DefaultFolder(AppContext.BaseDirectory), "server"),
            },
            new Progress<string>(),
            CancellationToken.None
        );
        await using var owner = new MySqlConnection(server.ConnectionString(""));
        await owner.OpenAsync();
        await owner.ExecuteAsync(
            """
            CREATE USER visitor IDENTIFIED BY 'of the tests';
            GRANT ALL ON *.* TO visitor;
            CREATE DATABASE moviebooking CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
            CREATE USER clerk IDENTIFIED BY 'of the tests';
            GRANT ALL ON moviebooking.* TO clerk;
            CREATE TABLE moviebooking.kept (kept_id INT PRIMARY KEY);
            """
        );
        return server;
    }

    private static async Task SetAsync(PrivateServer server, string variable)
    {
        await using var owner = new MySqlConnection(server.ConnectionString(""));
        await owner.OpenAsync();
        await owner.ExecuteAsync($"SET GLOBAL {variable}");
    }

    private static async Task<int> PortAsync(MySqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        return Convert.ToInt32((await connection.RowsAsync("SELECT @@port"))[0][0], null);
    }
}
