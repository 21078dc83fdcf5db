using System.Globalization;
using MovieBooking.Db;
using MovieBooking.Db.Server;
using MySqlConnector;

namespace MovieBooking.Api.Hosting;

/// <summary>Fills a database with what a backup holds. Nothing is changed before the whole file has been looked through.</summary>
internal static class Restore
{
    public static async Task RunAsync(WebApplication app, string[] args)
    {
        var options = new CommandOptions("restore", args, "from", "replace");
        var path = Path.GetFullPath(options["from"] ?? throw new StartupException("restore --from <file>: the backup to restore."));
        var replace = options["replace"] switch
        {
            null or "false" => false,
            "true" => true,
            var other => throw new StartupException($"--replace is `true` or `false`, and not `{other}`."),
        };
        await DatabaseBackup.RequireWholeAsync(path, CancellationToken.None);

        await using var database = app.Services.GetRequiredService<DatabaseStartup>();
        var connectionString = await database.ConnectAsync(CancellationToken.None);
        var server = new MySqlConnectionStringBuilder(connectionString);
        await using var connection = new MySqlConnection(
            new MySqlConnectionStringBuilder(connectionString) { Database = "" }.ConnectionString
        );
        await connection.OpenAsync();
        var tools = await Backup.ToolsAsync(app, database, connection);
        await MakeRoomAsync(connection, server.Database, replace);
        Console.WriteLine($"Filling `{server.Database}` from {path} …");
        await FillAsync(connectionString, path, tools);
        await DatabaseStartup.CreateEventsAsync(connectionString, new ConsoleProgress(), CancellationToken.None);
        var pending = await Migrator.PendingAsync(connectionString, CancellationToken.None);
        Console.WriteLine(
            pending.Count == 0
                ? "The database is as it was, with this version's schema."
                : $"The database is as it was. It lacks {pending.Count} migrations of this version: run `migrate`."
        );
    }

    private static async Task MakeRoomAsync(MySqlConnection connection, string database, bool replace)
    {
        await using var count = new MySqlCommand("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = @name", connection);
        count.Parameters.AddWithValue("@name", database);
        var tables = Convert.ToInt32(await count.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
        if (tables > 0 && !replace)
        {
            throw new StartupException(
                $"`{database}` is not empty: it has {tables} tables and views. Restore into another database, or let it all go first with `--replace true`."
            );
        }

        var quoted = $"`{database.Replace("`", "``", StringComparison.Ordinal)}`";
        await using var make = new MySqlCommand(
            (tables > 0 ? $"DROP DATABASE {quoted};" : "")
                + $"CREATE DATABASE IF NOT EXISTS {quoted} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci",
            connection
        );
        await make.ExecuteNonQueryAsync();
    }

    private static async Task FillAsync(string connectionString, string path, ClientTools tools)
    {
        try
        {
            await DatabaseBackup.ReadAsync(connectionString, path, tools, CancellationToken.None);
        }
        catch (DatabaseBackupException exception)
        {
            throw new StartupException($"{exception.Message}\nThe database is only filled in part: run it again with `--replace true`.");
        }
    }
}
