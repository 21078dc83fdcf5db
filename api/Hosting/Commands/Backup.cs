using System.Diagnostics;
using System.Globalization;
using MovieBooking.Db.Server;
using MySqlConnector;

namespace MovieBooking.Api.Hosting;

/// <summary>Writes the database to a file: its state at one moment, while bookings go on.</summary>
internal static class Backup
{
    public static async Task RunAsync(WebApplication app, string[] args)
    {
        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var path = Path.GetFullPath(
            new CommandOptions("backup", args, "to")["to"]
                ?? string.Create(CultureInfo.InvariantCulture, $"moviebooking-{now:yyyyMMdd'T'HHmmss'Z'}.sql.gz")
        );
        await using var database = app.Services.GetRequiredService<DatabaseStartup>();
        var connectionString = await database.ConnectAsync(CancellationToken.None);
        await using var connection = new MySqlConnection(connectionString);
        await connection.OpenAsync();
        var tools = await ToolsAsync(app, database, connection);
        var withPosition = await CanNamePositionAsync(connection);
        var started = Stopwatch.GetTimestamp();
        Console.WriteLine($"Writing `{connection.Database}` to {path} …");
        await DatabaseBackup.WriteAsync(connectionString, path, tools, withPosition, CancellationToken.None);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{new FileInfo(path).Length / 1e6:N1} MB in {Stopwatch.GetElapsedTime(started).TotalSeconds:N0} s. {About(withPosition)}"
            )
        );
    }

    /// <summary>Beside the private server its programs are fetched; anywhere else they are installed by whoever runs it.</summary>
    public static async Task<ClientTools> ToolsAsync(WebApplication app, DatabaseStartup database, MySqlConnection connection) =>
        database.Server is not null
            ? await ClientTools.FindOrFetchAsync(
                Path.Combine(PrivateServerOptions.DefaultFolder(app.Environment.ContentRootPath), "client"),
                new ConsoleProgress(),
                CancellationToken.None
            )
            : ClientTools.FindInstalled(connection.ServerVersion.Contains("MariaDB", StringComparison.OrdinalIgnoreCase))
                ?? throw new StartupException(ClientTools.Missing);

    private static string About(bool withPosition) =>
        withPosition
            ? "It names its position in the binary log, from which on the log can be replayed."
            : "It names no position in the binary log: there is none, or this account may not read it (RELOAD, REPLICATION CLIENT).";

    private static async Task<bool> CanNamePositionAsync(MySqlConnection connection)
    {
        await using var isLogged = new MySqlCommand("SELECT @@log_bin", connection);
        if (Convert.ToInt32(await isLogged.ExecuteScalarAsync(), CultureInfo.InvariantCulture) == 0)
        {
            return false;
        }

        await using var grants = new MySqlCommand("SHOW GRANTS", connection);
        await using var reader = await grants.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var grant = reader.GetString(0);
            if (
                grant.Contains(" ON *.* ", StringComparison.Ordinal)
                && (
                    grant.Contains("ALL PRIVILEGES", StringComparison.Ordinal)
                    || (
                        grant.Contains("RELOAD", StringComparison.Ordinal)
                        && (
                            grant.Contains("REPLICATION CLIENT", StringComparison.Ordinal)
                            || grant.Contains("BINLOG MONITOR", StringComparison.Ordinal)
                        )
                    )
                )
            )
            {
                return true;
            }
        }

        return false;
    }
}
