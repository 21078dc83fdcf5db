using System.Net;
using System.Net.Sockets;
using MySqlConnector;

namespace MovieBooking.Db.Server;

/// <summary>
/// A database server of our own for a machine that has none running: the installed program, else the distribution's
/// package unpacked beside us; data, port and password private to this copy; stopped with the application.
/// </summary>
public sealed class PrivateServer : IAsyncDisposable
{
    private const string Owner = "moviebooking";
    private const string Database = "moviebooking";
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(2);

    // In order of preference. Ubuntu 22.04 has no MariaDB that is new enough, but MySQL 8.0.
    private static readonly string[] s_packages =
    [
        "mariadb-server-core",
        "mysql-server-core-8.4",
        "mysql-server-core-8.0",
        "mysql-server-core",
    ];

    private readonly ServerHome _home;
    private readonly ServerProcess _process;
    private readonly int _port;

    private PrivateServer(ServerHome home, ServerProcess process, int port, string name)
    {
        _home = home;
        _process = process;
        _port = port;
        Name = name;
    }

    /// <summary>For people: <c>MariaDB 10.11.19</c>.</summary>
    public string Name { get; }

    public string DataFolder => _home.DataFolder;

    public int Port => _port;

    public int ProcessId => _process.Id;

    /// <exception cref="PrivateServerException">No server can be had here, or another copy is running.</exception>
    public static async Task<PrivateServer> StartAsync(
        PrivateServerOptions options,
        IProgress<string> progress,
        CancellationToken cancellationToken
    )
    {
        if (!OperatingSystem.IsLinux())
        {
            throw PrivateServerException.Unavailable("a private server is started on Linux only.");
        }

        SecretFile.CreateFolder(options.Folder);
        SecretFile.CreateFolder(Path.GetDirectoryName(Path.GetFullPath(options.PackageFolder))!);
        // The server that made the data keeps it: a later installation on the machine changes nothing.
        var program =
            await ServerProgram.FindUnpackedAsync(options.PackageFolder, cancellationToken)
            ?? await ServerProgram.FindInstalledAsync(cancellationToken)
            ?? await DistributionPackage.FetchAsync(
                options.PackageFolder,
                s_packages,
                "database server",
                () => ServerProgram.FindUnpackedAsync(options.PackageFolder, cancellationToken),
                progress,
                cancellationToken
            );

        var home = ServerHome.Take(options, program);
        try
        {
            return await StartAsync(program, home, options.Port, progress, cancellationToken);
        }
        catch
        {
            home.Dispose();
            throw;
        }
    }

    /// <summary>The application's database, for its owner, who may change the schema.</summary>
    public string OwnerConnectionString => ConnectionString(Database);

    /// <summary>The application's database, for whom it is served to: <see cref="ApplicationAccount"/>.</summary>
    public string ApplicationConnectionString =>
        new MySqlConnectionStringBuilder(OwnerConnectionString)
        {
            UserID = ApplicationAccount.User,
            Password = _home.ApplicationPassword,
        }.ConnectionString;

    /// <summary>Any database of this server, for its owner.</summary>
    public string ConnectionString(string database) =>
        new MySqlConnectionStringBuilder(ServerConnectionString(_home, _port)) { Database = database }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _home.Dispose();
    }

    private static async Task<PrivateServer> StartAsync(
        ServerProgram program,
        ServerHome home,
        int wantedPort,
        IProgress<string> progress,
        CancellationToken cancellationToken
    )
    {
        await ServerProcess.StopLeftOversAsync(home.DataFolder, progress, cancellationToken);
        if (!Directory.Exists(home.DataFolder))
        {
            progress.Report($"Making a new {program.Name} data folder …");
            await ServerData.InitialiseAsync(program, home.DataFolder, cancellationToken);
        }

        home.WriteAccounts(Owner);
        for (var attempt = 1; ; attempt++)
        {
            var port = wantedPort == 0 ? FreePort() : wantedPort;
            var process = ServerProcess.Start(program, ServerArguments.For(program, home, port), home.Log);
            if (await IsReadyAsync(process, ServerConnectionString(home, port), cancellationToken))
            {
                return new PrivateServer(home, process, port, program.Name);
            }

            var log = process.LogTail;
            await process.DisposeAsync();
            // Someone may take the port between our look and the server's bind.
            if (attempt == 3 || !log.Contains("port", StringComparison.OrdinalIgnoreCase))
            {
                throw new PrivateServerException($"{program.Name} ({program.Executable}) did not start. It said:\n{log}");
            }
        }
    }

    private static async Task<bool> IsReadyAsync(ServerProcess process, string connectionString, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(s_timeout);
        while (!process.HasEnded && !limit.IsCancellationRequested)
        {
            try
            {
                var builder = new MySqlConnectionStringBuilder(connectionString) { Pooling = false, ConnectionTimeout = 5 };
                await using var connection = new MySqlConnection(builder.ConnectionString);
                await connection.OpenAsync(cancellationToken);
                return true;
            }
            catch (MySqlException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
            }
        }

        return false;
    }

    // TLS on the loopback costs time and hides nothing; MySQL then sends its public key for the password instead.
    private static string ServerConnectionString(ServerHome home, int port) =>
        new MySqlConnectionStringBuilder
        {
            Server = "127.0.0.1",
            Port = (uint)port,
            UserID = Owner,
            Password = home.Password,
            SslMode = MySqlSslMode.None,
            AllowPublicKeyRetrieval = true,
        }.ConnectionString;

    /// <summary>A port of the loopback that nothing listens on now.</summary>
    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
