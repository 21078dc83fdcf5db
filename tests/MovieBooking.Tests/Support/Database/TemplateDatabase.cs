using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Tests.Support;

/// <summary>
/// The database that is migrated, once in a test run. Others are made by the same files in the order in which they ran there,
/// all in one batch, which takes a tenth of the time of a migration.
/// </summary>
internal static class TemplateDatabase
{
    private static readonly Lazy<Task<string>> s_script = new(ScriptAsync);

    /// <summary>Makes a database that is like a migrated one, its changelog included.</summary>
    public static async Task CopyAsync(string name)
    {
        var script = await s_script.Value;
        await using var connection = await OpenServerAsync();
        await connection.ExecuteAsync($"CREATE DATABASE `{name}` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci");
        await connection.ChangeDatabaseAsync(name);
        await connection.ExecuteAsync(script);
    }

    private static async Task<string> ScriptAsync()
    {
        var name = $"moviebooking_template_{Guid.NewGuid():N}"[..40];
        await Migrator.MigrateAsync(await TestServer.ConnectionStringAsync(name), CancellationToken.None);
        await using var connection = await OpenServerAsync();
        var files = await connection.RowsAsync($"SELECT name FROM `{name}`.changelog WHERE success AND name LIKE '%.sql' ORDER BY id");
        var assembly = typeof(Migrator).Assembly;
        var texts = new List<string>();
        foreach (var file in files)
        {
            var resource = assembly
                .GetManifestResourceNames()
                .Single(resource => resource.EndsWith($".{file[0]}", StringComparison.Ordinal));
            using var text = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            texts.Add(await text.ReadToEndAsync());
        }

        texts.Add($"CREATE TABLE changelog LIKE `{name}`.changelog; INSERT INTO changelog SELECT * FROM `{name}`.changelog;");
        return string.Join('\n', texts);
    }

    private static async Task<MySqlConnection> OpenServerAsync()
    {
        var server = new MySqlConnectionStringBuilder(await TestServer.ConnectionStringAsync("")) { AllowUserVariables = true };
        var connection = new MySqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
