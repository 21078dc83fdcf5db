namespace MovieBooking.Db.Server;

/// <summary>Where one running server keeps its things, held by one process at a time.</summary>
internal sealed class ServerHome : IDisposable
{
    private const string Temporary = "moviebooking-";

    private readonly FileStream _lock;
    private readonly string _folder;

    private ServerHome(FileStream homeLock, string folder, string dataFolder, ServerProfile profile, string password)
    {
        _lock = homeLock;
        _folder = folder;
        DataFolder = dataFolder;
        Profile = profile;
        Password = password;
    }

    public string DataFolder { get; }

    public ServerProfile Profile { get; }

    public string Password { get; }

    /// <summary>Of the account that the application serves with: another one at each start.</summary>
    public string ApplicationPassword { get; } = SecretFile.RandomSecret();

    public string Log => Path.Combine(_folder, "database.log");

    public string TemporaryFolder => Path.Combine(_folder, "tmp");

    public string Accounts => Path.Combine(_folder, "database-accounts.sql");

    public static ServerHome Take(PrivateServerOptions options, ServerProgram program)
    {
        var home = options.Profile == ServerProfile.Fast ? TakeTemporary() : TakeLasting(options.Folder, program);
        SecretFile.CreateFolder(home.TemporaryFolder);
        return home;
    }

    /// <summary>
    /// The server runs these statements before it listens: there is no moment with an open account, and the password
    /// file stays the truth even when someone changed or deleted it.
    /// </summary>
    public void WriteAccounts(string owner) =>
        SecretFile.Write(
            Accounts,
            $"""
            CREATE USER IF NOT EXISTS '{owner}'@'127.0.0.1';
            ALTER USER '{owner}'@'127.0.0.1' IDENTIFIED BY '{Password}';
            GRANT ALL PRIVILEGES ON *.* TO '{owner}'@'127.0.0.1' WITH GRANT OPTION;
            CREATE USER IF NOT EXISTS '{ApplicationAccount.User}'@'%';
            ALTER USER '{ApplicationAccount.User}'@'%' IDENTIFIED BY '{ApplicationPassword}';
            {ApplicationAccount.Grants}
            DROP USER IF EXISTS 'root'@'localhost';

            """
        );

    public void Dispose()
    {
        if (Profile == ServerProfile.Fast)
        {
            Directory.Delete(_folder, recursive: true);
            File.Delete(_lock.Name);
        }

        _lock.Dispose();
    }

    private static ServerHome TakeLasting(string folder, ServerProgram program)
    {
        var homeLock =
            FileLock.TryTake(Path.Combine(folder, "database.lock"))
            ?? throw new PrivateServerException(
                $"Another copy of MovieBooking is already running on the data in {folder}.\n"
                    + "Stop it first, or give this one a database of its own: set ConnectionStrings__MovieBooking."
            );
        // MySQL and MariaDB cannot read each other's files.
        var dataFolder = Path.Combine(folder, program.IsMariaDb ? "mariadb" : "mysql");
        var password = SecretFile.ReadOrCreate(Path.Combine(folder, "database-password"));
        return new ServerHome(homeLock, folder, dataFolder, ServerProfile.Durable, password);
    }

    private static ServerHome TakeTemporary()
    {
        DeleteAbandoned();
        var folder = Path.Combine(Path.GetTempPath(), Temporary + Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal));
        var homeLock = new FileStream(folder + ".lock", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        SecretFile.CreateFolder(folder);
        return new ServerHome(homeLock, folder, Path.Combine(folder, "data"), ServerProfile.Fast, SecretFile.RandomSecret());
    }

    // Test runs that were killed could not clean up; their locks are free.
    private static void DeleteAbandoned()
    {
        foreach (var path in Directory.GetFiles(Path.GetTempPath(), Temporary + "*.lock"))
        {
            try
            {
                using var abandoned = FileLock.TryTake(path);
                if (abandoned is null)
                {
                    continue;
                }

                var folder = Path.ChangeExtension(path, null);
                if (Directory.Exists(folder))
                {
                    Directory.Delete(folder, recursive: true);
                }

                File.Delete(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another user's, or another process is cleaning up right now.
            }
        }
    }
}
