using System.IO.Compression;
using System.Runtime.Versioning;
using MovieBooking.Db.Server;
using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Hosting;

/// <summary>The commands <c>backup</c>, <c>restore</c> and <c>demo</c>.</summary>
[SupportedOSPlatform("linux")]
public sealed class BackupTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Key = "a key that is used in these tests alone 0123456789";

    [Fact]
    public async Task What_was_backed_up_is_restored_to_the_last_row_and_rule()
    {
        var folder = Directory.CreateTempSubdirectory("backup-").FullName;
        try
        {
            await GivenAsync();
            var file = Path.Combine(folder, "cinema.sql.gz");
            var copy = new MySqlConnectionStringBuilder(database.ConnectionString) { Database = CopyName }.ConnectionString;

            var (exitCode, output) = await RunAsync(database.ConnectionString, $"backup --to {file}");
            Assert.True(exitCode == 0, output);
            Assert.Contains("names no position in the binary log", output, StringComparison.Ordinal);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            Assert.Equal([file], Directory.GetFiles(folder));
            (exitCode, output) = await RunAsync(database.ConnectionString, $"backup --to {file}");
            Assert.True(exitCode == 1 && output.Contains("is there already", StringComparison.Ordinal), output);

            (exitCode, output) = await RunAsync(copy, $"restore --from {file}");
            Assert.True(exitCode == 0, output);
            Assert.Contains("with this version's schema", output, StringComparison.Ordinal);
            Assert.Equal(await StateAsync(database.ConnectionString), await StateAsync(copy));
            (exitCode, output) = await RunAsync(copy, "doctor");
            Assert.True(exitCode == 0, output);

            await using (var connection = new MySqlConnection(copy))
            {
                await connection.OpenAsync();
                await connection.ExecuteAsync("DELETE FROM seat_locks");
                await connection.ExecuteAsync("CREATE TABLE left_over (id INT)");
            }

            (exitCode, output) = await RunAsync(copy, $"restore --from {file}");
            Assert.True(exitCode == 1 && output.Contains("is not empty", StringComparison.Ordinal), output);
            (exitCode, output) = await RunAsync(copy, $"restore --from {file} --replace true");
            Assert.True(exitCode == 0, output);
            Assert.Equal(await StateAsync(database.ConnectionString), await StateAsync(copy));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            await database.ExecuteAsync($"DROP DATABASE IF EXISTS {CopyName}");
        }
    }

    [Fact]
    public async Task What_is_no_whole_backup_changes_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("backup-").FullName;
        try
        {
            var (text, part, none) = (Path.Combine(folder, "text"), Path.Combine(folder, "part.gz"), Path.Combine(folder, "none"));
            await File.WriteAllTextAsync(text, "DROP TABLE movies;");
            await using (var zip = new GZipStream(File.Create(part), CompressionLevel.Fastest))
            {
                zip.Write("CREATE TABLE half (id INT);\n"u8);
            }

            var before = await StateAsync(database.ConnectionString);
            foreach (
                var (arguments, says) in ((string, string)[])
                    [
                        ($"restore --from {text} --replace true", "cannot be read as a backup"),
                        ($"restore --from {part} --replace true", "is not a whole backup: it breaks off"),
                        ($"restore --from {none} --replace true", "cannot be read as a backup"),
                        ($"restore --from {part} --replace yes", "--replace is `true` or `false`, and not `yes`"),
                        ("restore", "restore --from <file>"),
                        ("restore --file x", "restore takes --from and --replace alone"),
                        ($"backup {part}", "backup takes --to alone"),
                        ($"backup --to {folder}/nowhere/file", "cannot be written"),
                        ("demo", "not in Production"),
                    ]
            )
            {
                var (exitCode, output) = await RunAsync(database.ConnectionString, arguments);
                Assert.True(exitCode == 1 && output.Contains(says, StringComparison.Ordinal), $"{arguments}: {output}");
                Assert.DoesNotContain("   at MovieBooking", output, StringComparison.Ordinal);
            }

            Assert.Equal(before, await StateAsync(database.ConnectionString));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private string CopyName => new MySqlConnectionStringBuilder(database.ConnectionString).Database + "_copy";

    /// <summary>Rows of many kinds, with text that a dump could stumble over.</summary>
    private async Task GivenAsync()
    {
        var given = new Given(database);
        await given.MovieAsync("It's \"DEFINER=`root`@`%`\" \\ 🎬\n(of two lines)");
        var show = await Show.GivenAsync(database);
        var userId = await given.UserAsync();
        await using var session = await database.OpenUnpooledAsync();
        await session.LockAsync(userId, show.Id, $"[{show["A1"]}]");
        await session.ConfirmAsync(await session.CreateAsync(userId, null, show.Id, $"[{show["B1"]},{show["H1"]}]"));
    }

    /// <summary>The rows of every table by their checksum (but leases: the restored database's own event takes one at once), and every routine, trigger and view by its text.</summary>
    private static async Task<IReadOnlyList<string>> StateAsync(string connectionString)
    {
        await using var connection = new MySqlConnection(connectionString);
        await connection.OpenAsync();
        var lines = new List<string>();
        foreach (
            var table in await connection.LinesAsync(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' AND table_name <> 'leases' ORDER BY 1"
            )
        )
        {
            lines.AddRange((await connection.RowsAsync($"CHECKSUM TABLE `{table}`")).Select(row => $"{table} {row[1]}"));
        }

        lines.AddRange(
            await connection.LinesAsync(
                """
                SELECT 'routine', routine_type, routine_name, MD5(routine_definition) FROM information_schema.routines
                WHERE routine_schema = DATABASE()
                UNION ALL
                SELECT 'trigger', event_manipulation, trigger_name, MD5(action_statement) FROM information_schema.triggers
                WHERE trigger_schema = DATABASE()
                UNION ALL
                SELECT 'view', '', table_name, MD5(REPLACE(view_definition, DATABASE(), 'db')) FROM information_schema.views
                WHERE table_schema = DATABASE()
                ORDER BY 1, 2, 3
                """
            )
        );
        return lines;
    }

    /// <summary>Where the server's own programs are on the path: those of the machine, or the distribution's beside the private server.</summary>
    private static async Task<(int ExitCode, string Output)> RunAsync(string connectionString, string arguments)
    {
        var tools = await ClientTools.FindOrFetchAsync(
            Path.Combine(PrivateServerOptions.DefaultFolder(AppContext.BaseDirectory), "client"),
            new Progress<string>(),
            CancellationToken.None
        );
        return await Application.RunAsync(
            arguments,
            ("ConnectionStrings__MovieBooking", connectionString),
            ("Auth__SigningKey", Key),
            ("Tickets__Keys__1", Key),
            ("PATH", $"{Path.GetDirectoryName(tools.Dump)}:{Environment.GetEnvironmentVariable("PATH")}"),
            ("LD_LIBRARY_PATH", tools.LibraryPath)
        );
    }
}
