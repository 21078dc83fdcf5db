namespace MovieBooking.Db.Server;

/// <summary>The programs that come with the servers: the one that dumps a database, and the one that runs SQL.</summary>
/// <param name="Dump">The path of <c>mariadb-dump</c> or <c>mysqldump</c>.</param>
/// <param name="Client">The path of <c>mariadb</c> or <c>mysql</c>.</param>
/// <param name="LibraryPath">Where the libraries lie that were unpacked with them; empty for installed ones.</param>
public sealed record ClientTools(string Dump, string Client, string LibraryPath)
{
    public const string Missing =
        "The programs mariadb-dump and mariadb (or mysqldump and mysql) are not on this machine: install mariadb-client or mysql-client.";

    private static readonly (string Dump, string Client)[] s_names = [("mariadb-dump", "mariadb"), ("mysqldump", "mysql")];

    internal IReadOnlyDictionary<string, string> Variables =>
        LibraryPath.Length == 0
            ? new Dictionary<string, string>(StringComparer.Ordinal)
            : new Dictionary<string, string>(StringComparer.Ordinal) { ["LD_LIBRARY_PATH"] = LibraryPath };

    /// <summary>Those that are installed, the server's own kind first; null when there are none.</summary>
    public static ClientTools? FindInstalled(bool isMariaDb)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
            Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        return s_names
            .OrderByDescending(names => names == s_names[0] == isMariaDb)
            .SelectMany(names => folders.Select(folder => In(folder, names, "")))
            .OfType<ClientTools>()
            .FirstOrDefault();
    }

    /// <summary>Those that are installed, else the distribution's, unpacked into the folder.</summary>
    /// <exception cref="DatabaseBackupException">They cannot be had here.</exception>
    public static async Task<ClientTools> FindOrFetchAsync(string folder, IProgress<string> progress, CancellationToken cancellationToken)
    {
        try
        {
            return FindInstalled(isMariaDb: true)
                ?? FindUnpacked(folder)
                ?? await DistributionPackage.FetchAsync(
                    folder,
                    ["mariadb-client", "mysql-client-core-8.0", "mysql-client-core"],
                    "dump program",
                    () => Task.FromResult(FindUnpacked(folder)),
                    progress,
                    cancellationToken
                );
        }
        catch (PrivateServerException exception)
        {
            throw new DatabaseBackupException(Missing, exception);
        }
    }

    private static ClientTools? FindUnpacked(string folder) =>
        Directory.Exists(folder)
            ? s_names
                .Select(names => In(Path.Combine(folder, "usr/bin"), names, ServerProgram.FoldersOfLibraries(folder)))
                .FirstOrDefault(tools => tools is not null)
            : null;

    private static ClientTools? In(string folder, (string Dump, string Client) names, string libraryPath)
    {
        var tools = new ClientTools(Path.Combine(folder, names.Dump), Path.Combine(folder, names.Client), libraryPath);
        return File.Exists(tools.Dump) && File.Exists(tools.Client) ? tools : null;
    }
}
