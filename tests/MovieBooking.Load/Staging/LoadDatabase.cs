using System.Globalization;
using MovieBooking.Db;
using MovieBooking.Db.Primary;
using MovieBooking.Db.Server;
using MySqlConnector;

namespace MovieBooking.Load.Staging;

/// <summary>A migrated database for one run: on a private, durable server of its own, or on the one that is configured.</summary>
internal sealed class LoadDatabase : IAsyncDisposable
{
    private readonly PrivateServerOptions _options;
    private readonly List<string> _names;

    private LoadDatabase(PrivateServerOptions options, PrivateServer? server, PrimaryRoute? route, string connectionString)
    {
        _options = options;
        Server = server;
        Route = route;
        ConnectionString = connectionString;
        _names = [new MySqlConnectionStringBuilder(connectionString).Database];
    }

    /// <summary>Null when a server is configured: then it is not ours to kill.</summary>
    public PrivateServer? Server { get; private set; }

    /// <summary>The program's own way to the primary of several servers; the API has its own. Null where one server is configured.</summary>
    public PrimaryRoute? Route { get; }

    public string ConnectionString { get; }

    public static async Task<LoadDatabase> CreateAsync(string folder, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var options = new PrivateServerOptions(folder, ServerProfile.Durable)
        {
            PackageFolder = Path.Combine(PrivateServerOptions.DefaultFolder(AppContext.BaseDirectory), "server"),
        };
        var name = $"moviebooking_load_{Guid.NewGuid():N}"[..40];
        var configured = Environment.GetEnvironmentVariable("ConnectionStrings__MovieBooking");
        var server = string.IsNullOrEmpty(configured) ? await PrivateServer.StartAsync(options, progress, cancellationToken) : null;
        var connectionString = server is null
            ? new MySqlConnectionStringBuilder(configured!) { Database = name }.ConnectionString
            : server.ConnectionString(name);
        var route = PrimaryRoute.IsFor(connectionString)
            ? await PrimaryRoute.OpenAsync(connectionString, progress, cancellationToken)
            : null;
        var database = new LoadDatabase(options with { Port = server?.Port ?? 0 }, server, route, connectionString);
        await Migrator.MigrateAsync(route?.ConnectionString ?? connectionString, cancellationToken);
        return database;
    }

    /// <summary>Another database on the same server; the answer is its connection string.</summary>
    /// <param name="migrate">Makes it, and its schema: <see cref="Migrator.MigrateAsync"/>, or another build's.</param>
    public async Task<string> AddAsync(Func<string, CancellationToken, Task> migrate, CancellationToken cancellationToken)
    {
        var name = $"{_names[0]}_{_names.Count + 1}";
        var connectionString = new MySqlConnectionStringBuilder(ConnectionString) { Database = name }.ConnectionString;
        await migrate(connectionString, cancellationToken);
        _names.Add(name);
        return connectionString;
    }

    public Task<MySqlConnection> OpenAsync(CancellationToken cancellationToken) =>
        OpenAsync(Route?.ConnectionString ?? ConnectionString, cancellationToken);

    /// <summary>A connection to one of its databases.</summary>
    public static async Task<MySqlConnection> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        var connection = new MySqlConnection(
            new MySqlConnectionStringBuilder(connectionString)
            {
                AllowUserVariables = true,
                DateTimeKind = MySqlDateTimeKind.Utc,
                Pooling = false,
                DefaultCommandTimeout = 600,
            }.ConnectionString
        );
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    /// <summary>Starts the private server again on the same data and port, after it was killed.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await Server!.DisposeAsync();
        Server = await PrivateServer.StartAsync(_options, new Progress<string>(), cancellationToken);
    }

    /// <summary>How many deadlocks the engine has met since the server started.</summary>
    public async Task<long> DeadlocksAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        // MariaDB's name first; MySQL counts them in its metrics.
        await using var status = new MySqlCommand("SHOW GLOBAL STATUS LIKE 'Innodb_deadlocks'", connection);
        await using (var reader = await status.ExecuteReaderAsync(cancellationToken))
        {
            if (await reader.ReadAsync(cancellationToken))
            {
                return long.Parse(reader.GetString(1), CultureInfo.InvariantCulture);
            }
        }

        await using var metric = new MySqlCommand(
            "SELECT COUNT FROM information_schema.INNODB_METRICS WHERE NAME = 'lock_deadlocks'",
            connection
        );
        return Convert.ToInt64(await metric.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        if (Server is { } server)
        {
            await server.DisposeAsync();
            return;
        }

        await using var connection = await OpenAsync(CancellationToken.None);
        foreach (var name in _names)
        {
            await using var drop = connection.CreateCommand();
            drop.CommandText = $"DROP DATABASE `{name}`";
            await drop.ExecuteNonQueryAsync();
        }

        if (Route is not null)
        {
            await Route.DisposeAsync();
        }
    }
}
