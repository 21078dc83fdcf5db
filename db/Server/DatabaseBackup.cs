using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using MySqlConnector;

namespace MovieBooking.Db.Server;

/// <summary>
/// A database as one file, a dump of the server's own program, compressed: its state at one moment, while bookings go on. It holds
/// everything but the events, which are no part of the state (<see cref="Migrator.CreateEventsAsync"/> makes them).
/// </summary>
public static partial class DatabaseBackup
{
    // The last line of every dump that came to its end.
    private const string End = "-- Dump completed";

    // Bytes go through as they are, whatever they mean.
    private static readonly Encoding s_bytes = Encoding.Latin1;

    /// <summary>Writes the file, which only its owner may read. It is there when it is whole, or not at all.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="path">The file, which must not be there yet.</param>
    /// <param name="tools">The programs to use.</param>
    /// <param name="withPosition">Whether it names its position in the binary log, from which on the log can be replayed.</param>
    /// <param name="cancellationToken">Stops it, and leaves no file.</param>
    /// <exception cref="DatabaseBackupException">It cannot be written.</exception>
    public static async Task WriteAsync(
        string connectionString,
        string path,
        ClientTools tools,
        bool withPosition,
        CancellationToken cancellationToken
    )
    {
        if (File.Exists(path))
        {
            throw new DatabaseBackupException($"{path} is there already: choose another name.");
        }

        var draft = path + ".part";
        try
        {
            await using (var file = OpenNew(draft))
            {
                var result = await RunAsync(
                    connectionString,
                    tools.Dump,
                    tools,
                    options => [$"--defaults-extra-file={options}", .. DumpArguments(tools, connectionString, withPosition)],
                    cancellationToken,
                    output: async dump =>
                    {
                        await using var zip = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true);
                        await dump.CopyToAsync(zip, cancellationToken);
                    }
                );
                Require(result, tools.Dump);
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseBackupException($"{path} cannot be written: {exception.Message}", exception);
        }
        finally
        {
            if (File.Exists(draft))
            {
                File.Delete(draft);
            }
        }
    }

    /// <summary>Looks through the whole file before anything is changed.</summary>
    /// <exception cref="DatabaseBackupException">It is no backup, or only a part of one.</exception>
    public static async Task RequireWholeAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var last = "";
            using var reader = OpenBackup(path);
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
            {
                last = line.Length > 0 ? line : last;
            }

            if (!last.StartsWith(End, StringComparison.Ordinal))
            {
                throw new DatabaseBackupException($"{path} is not a whole backup: it breaks off.");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new DatabaseBackupException($"{path} cannot be read as a backup: {exception.Message}", exception);
        }
    }

    /// <summary>Fills a database, which must be there and empty, with what the file holds.</summary>
    /// <exception cref="DatabaseBackupException">The server refused it; what came before stays.</exception>
    public static async Task ReadAsync(string connectionString, string path, ClientTools tools, CancellationToken cancellationToken)
    {
        var result = await RunAsync(
            connectionString,
            tools.Client,
            tools,
            options =>
                [
                    $"--defaults-extra-file={options}",
                    "--default-character-set=utf8mb4",
                    // The rules' texts as they were, with what they say about themselves.
                    "--comments",
                    new MySqlConnectionStringBuilder(connectionString).Database,
                ],
            cancellationToken,
            input: async writer =>
            {
                using var reader = OpenBackup(path);
                await using var bytes = new StreamWriter(writer.BaseStream, s_bytes, bufferSize: 1 << 16, leaveOpen: true);
                while (await reader.ReadLineAsync(cancellationToken) is { } line)
                {
                    // What is restored belongs to who restores it: the account that made it may not exist here.
                    var isDefinition =
                        line.StartsWith("CREATE ", StringComparison.Ordinal) || line.StartsWith("/*!", StringComparison.Ordinal);
                    await bytes.WriteAsync((isDefinition ? Definer().Replace(line, "") : line) + '\n');
                }
            }
        );
        Require(result, tools.Client);
    }

    private static IEnumerable<string> DumpArguments(ClientTools tools, string connectionString, bool withPosition)
    {
        var isMySql = Path.GetFileName(tools.Dump) == "mysqldump";
        return
        [
            "--single-transaction",
            "--quick",
            "--routines",
            "--triggers",
            "--hex-blob",
            "--no-tablespaces",
            "--default-character-set=utf8mb4",
            .. isMySql ? new[] { "--set-gtid-purged=OFF" } : [],
            .. withPosition ? new[] { isMySql ? "--source-data=2" : "--master-data=2" } : [],
            new MySqlConnectionStringBuilder(connectionString).Database,
        ];
    }

    private static async Task<Command.Result> RunAsync(
        string connectionString,
        string program,
        ClientTools tools,
        Func<string, IEnumerable<string>> arguments,
        CancellationToken cancellationToken,
        Func<StreamWriter, Task>? input = null,
        Func<Stream, Task>? output = null
    )
    {
        // A password on the command line can be read by everybody on the machine.
        var folder = Directory.CreateTempSubdirectory("moviebooking-").FullName;
        try
        {
            var options = Path.Combine(folder, "client.cnf");
            SecretFile.Write(options, OptionsFile(new MySqlConnectionStringBuilder(connectionString), program));
            return await Command.RunAsync(program, arguments(options), cancellationToken, tools.Variables, null, input, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string OptionsFile(MySqlConnectionStringBuilder server, string program)
    {
        var lines = new List<string> { "[client]", $"user={Quoted(server.UserID)}", $"password={Quoted(server.Password)}" };
        lines.AddRange(
            server.ConnectionProtocol == MySqlConnectionProtocol.UnixSocket
                ? [$"socket={Quoted(server.Server)}"]
                : [$"host={Quoted(server.Server)}", $"port={server.Port}", "protocol=tcp"]
        );
        if (server.SslCa.Length > 0)
        {
            lines.Add($"ssl-ca={Quoted(server.SslCa)}");
        }

        if (server.SslMode is MySqlSslMode.VerifyCA or MySqlSslMode.VerifyFull)
        {
            var isMySql = Path.GetFileName(program).StartsWith("mysql", StringComparison.Ordinal);
            lines.Add(
                !isMySql ? "ssl-verify-server-cert"
                : server.SslMode == MySqlSslMode.VerifyCA ? "ssl-mode=VERIFY_CA"
                : "ssl-mode=VERIFY_IDENTITY"
            );
        }

        return string.Join('\n', lines) + '\n';
    }

    private static string Quoted(string value) =>
        $"\"{value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static FileStream OpenNew(string path)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    private static StreamReader OpenBackup(string path) => new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress), s_bytes);

    private static void Require(Command.Result result, string program)
    {
        if (!result.Succeeded)
        {
            throw new DatabaseBackupException($"{Path.GetFileName(program)}: {result.LastError}");
        }
    }

    // CREATE DEFINER=`owner`@`%` PROCEDURE …, and the same within /*!50017 … */ before a trigger or a view.
    [GeneratedRegex("DEFINER=`(?:[^`]|``)*`@`(?:[^`]|``)*`", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Definer();
}
