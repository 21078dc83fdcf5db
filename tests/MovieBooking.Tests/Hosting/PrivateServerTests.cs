using System.Runtime.Versioning;
using MovieBooking.Db.Server;
using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Hosting;

[SupportedOSPlatform("linux")]
public sealed class PrivateServerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("private-server-").FullName;

    public PrivateServerTests()
    {
        // The server that the source tree has unpacked, where there is one: fetched once for all.
        var unpacked = Path.Combine(PrivateServerOptions.DefaultFolder(AppContext.BaseDirectory), "server");
        if (Directory.Exists(unpacked))
        {
            Directory.CreateSymbolicLink(Path.Combine(_folder, "server"), unpacked);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Its_data_outlives_it_and_is_private()
    {
        await using (var first = await StartAsync())
        {
            await using var connection = await OpenAsync(first);
            await connection.ExecuteAsync("CREATE DATABASE kept");
        }

        await using var second = await StartAsync();
        await using var again = await OpenAsync(second);

        Assert.Equal(
            [
                ["kept"],
            ],
            await again.RowsAsync("SHOW DATABASES LIKE 'kept'")
        );
        Assert.Equal(
            [
                ["+00:00", "utf8mb4"],
            ],
            await again.RowsAsync("SELECT @@time_zone, @@character_set_server")
        );
        // tx_isolation on MariaDB, transaction_isolation on MySQL.
        var isolation = await again.RowsAsync("SHOW VARIABLES WHERE Variable_name IN ('tx_isolation', 'transaction_isolation')");
        Assert.NotEmpty(isolation);
        Assert.All(isolation, row => Assert.Equal("READ-COMMITTED", row[1]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(second.DataFolder));
    }

    [Fact]
    public async Task A_second_copy_on_the_same_data_says_so()
    {
        await using var first = await StartAsync();

        var refusal = await Assert.ThrowsAsync<PrivateServerException>(StartAsync);

        Assert.Contains("already running", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whom_it_is_served_to_may_use_rows_and_not_change_the_schema()
    {
        await using var server = await StartAsync();
        await using (var owner = await OpenAsync(server))
        {
            await owner.ExecuteAsync("CREATE DATABASE moviebooking; CREATE TABLE moviebooking.seats (name CHAR(3)); CREATE DATABASE other");
        }

        await using var application = new MySqlConnection(server.ApplicationConnectionString);
        await application.OpenAsync();

        await application.ExecuteAsync("INSERT INTO seats (name) VALUES ('A1')");
        await application.ExecuteAsync("UPDATE seats SET name = 'A2'; DELETE FROM seats");
        foreach (var statement in new[] { "DROP TABLE seats", "CREATE TABLE rows (name CHAR(3))", "USE other", "CREATE USER friend" })
        {
            await Assert.ThrowsAsync<MySqlException>(() => application.ExecuteAsync(statement));
        }
    }

    [Fact]
    public async Task It_lets_nobody_in_without_its_password()
    {
        await using var server = await StartAsync();
        var stranger = new MySqlConnectionStringBuilder(server.ConnectionString(""))
        {
            Password = "",
            UserID = "root",
            Pooling = false,
        };

        await using var connection = new MySqlConnection(stranger.ConnectionString);

        await Assert.ThrowsAsync<MySqlException>(connection.OpenAsync);
    }

    private Task<PrivateServer> StartAsync() =>
        PrivateServer.StartAsync(new PrivateServerOptions(_folder, ServerProfile.Durable), new Progress<string>(), CancellationToken.None);

    private static async Task<MySqlConnection> OpenAsync(PrivateServer server)
    {
        var connection = new MySqlConnection(
            new MySqlConnectionStringBuilder(server.ConnectionString("")) { Pooling = false }.ConnectionString
        );
        await connection.OpenAsync();
        return connection;
    }
}
