using System.Text.RegularExpressions;

namespace MovieBooking.Db.Server;

/// <summary>
/// The program of a MySQL or MariaDB server, with the folders that it has to be told about: MessagesFolder holds
/// <c>english/errmsg.sys</c> and, for MariaDB, the SQL files that make a system database; LibraryPath names the libraries
/// that were unpacked with the program and are not on the machine's own path.
/// </summary>
internal sealed partial record ServerProgram(
    string Executable,
    string BaseFolder,
    string MessagesFolder,
    string LibraryPath,
    bool IsMariaDb,
    Version Version
)
{
    private static readonly Version s_oldestMariaDb = new(10, 11);
    private static readonly Version s_oldestMySql = new(8, 0);

    private static readonly string[] s_names = ["mariadbd", "mysqld"];

    private static readonly string[] s_usualFolders =
    [
        "/usr/sbin",
        "/usr/bin",
        "/usr/local/sbin",
        "/usr/local/bin",
        "/usr/libexec",
        "/usr/local/mysql/bin",
    ];

    public string Name => $"{(IsMariaDb ? "MariaDB" : "MySQL")} {Version}";

    /// <summary>For the server alone: anything else started with these libraries could break.</summary>
    public IReadOnlyDictionary<string, string> Variables
    {
        get
        {
            var variables = new Dictionary<string, string>(StringComparer.Ordinal);
            if (LibraryPath.Length > 0)
            {
                variables["LD_LIBRARY_PATH"] = LibraryPath;
            }

            return variables;
        }
    }

    /// <summary>The server that was unpacked earlier, if it still runs here.</summary>
    public static async Task<ServerProgram?> FindUnpackedAsync(string folder, CancellationToken cancellationToken)
    {
        return s_names.Select(name => Path.Combine(folder, "usr/sbin", name)).FirstOrDefault(File.Exists) is { } executable
            ? await InspectAsync(executable, FoldersOfLibraries(folder), cancellationToken)
            : null;
    }

    /// <summary>A server that is installed on the machine and new enough.</summary>
    public static async Task<ServerProgram?> FindInstalledAsync(CancellationToken cancellationToken)
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        var folders = path.Split(':', StringSplitOptions.RemoveEmptyEntries).Concat(s_usualFolders).Distinct(StringComparer.Ordinal);
        var candidates = from name in s_names from folder in folders select Path.Combine(folder, name);
        foreach (var candidate in candidates.Where(File.Exists))
        {
            if (await InspectAsync(candidate, "", cancellationToken) is { } program)
            {
                return program;
            }
        }

        return null;
    }

    private static async Task<ServerProgram?> InspectAsync(string executable, string libraryPath, CancellationToken cancellationToken)
    {
        executable = File.ResolveLinkTarget(executable, returnFinalTarget: true)?.FullName ?? executable;
        var baseFolder = Path.GetDirectoryName(Path.GetDirectoryName(executable))!;
        if (FolderOfMessages(Path.Combine(baseFolder, "share")) is not { } messagesFolder)
        {
            return null;
        }

        var program = new ServerProgram(executable, baseFolder, messagesFolder, libraryPath, IsMariaDb: false, new Version());
        var answer = await Command.RunAsync(executable, ["--no-defaults", "--version"], cancellationToken, program.Variables);
        var version = VersionNumber().Match(answer.Output);
        if (!answer.Succeeded || !version.Success)
        {
            return null;
        }

        program = program with
        {
            IsMariaDb = answer.Output.Contains("MariaDB", StringComparison.Ordinal),
            Version = Version.Parse(version.Groups["version"].Value),
        };
        return program.Version >= (program.IsMariaDb ? s_oldestMariaDb : s_oldestMySql) ? program : null;
    }

    private static string? FolderOfMessages(string share) =>
        !Directory.Exists(share)
            ? null
            : Directory
                .GetDirectories(share, "m*")
                .Append(share)
                .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "english/errmsg.sys")));

    // Distributions put libraries into usr/lib, lib, a folder named after the architecture, and private ones.
    internal static string FoldersOfLibraries(string folder) =>
        string.Join(
            ':',
            Directory
                .EnumerateFiles(folder, "*.so.*", SearchOption.AllDirectories)
                .Select(Path.GetDirectoryName)
                .Distinct(StringComparer.Ordinal)
        );

    [GeneratedRegex(@"Ver (?<version>[0-9]+\.[0-9]+\.[0-9]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionNumber();
}
