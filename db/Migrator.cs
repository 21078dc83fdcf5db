using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EvolveDb;
using MySqlConnector;

namespace MovieBooking.Db;

/// <summary>
/// Brings a database to the schema that this assembly carries. <c>tables/V…</c> run once, in the order of their numbers;
/// <c>R__…</c> run again when their text changes, in the order of their names. The prefixes make that the order they
/// need: fn_, sp_, trg_, v_ — views come last because they alone refuse to be created before what they use.
/// A view that uses another view is tried again after the others.
/// </summary>
public static class Migrator
{
    private const string Tables = "MovieBooking.Db.tables.V";

    private static readonly string[] s_folders = ["tables", "functions", "procedures", "triggers", "views"];

    private static readonly int s_newest = typeof(Migrator)
        .Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Tables, StringComparison.Ordinal))
        .Max(name => int.Parse(name[Tables.Length..name.IndexOf('_', StringComparison.Ordinal)], CultureInfo.InvariantCulture));

    /// <summary>
    /// The answer is null, or what <see cref="LaterAsync"/> says of a schema that serves this release as it is: nothing was done then.
    /// </summary>
    public static async Task<int?> MigrateAsync(string connectionString, CancellationToken cancellationToken)
    {
        var database = new MySqlConnectionStringBuilder(connectionString).Database;
        await using var connection = await OpenServerAsync(connectionString, cancellationToken);
        // One at a time for each database. Evolve's own lock is one for the whole server, and slow.
        await LockAsync(connection, database, cancellationToken);
        await CreateDatabaseAsync(connection, database, cancellationToken);
        await connection.ChangeDatabaseAsync(database, cancellationToken);
        if (await LaterAsync(connection, cancellationToken) is { } later)
        {
            return later;
        }

        await Task.Run(() => Evolve(connection).Migrate(), cancellationToken);
        return null;
    }

    /// <summary>
    /// The newest migration of a database that a later release has migrated; null where this assembly knows it. Later releases only
    /// add to what an earlier one uses until nobody runs it any more, so it starts there, and an upgrade is undone by starting it.
    /// </summary>
    public static async Task<int?> LaterAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new MySqlCommand("SELECT MAX(CAST(version AS UNSIGNED)) FROM changelog WHERE success = 1", connection);
        try
        {
            return await command.ExecuteScalarAsync(cancellationToken) is ulong newest && (int)newest > s_newest ? (int)newest : null;
        }
        catch (MySqlException nothing) when (nothing.ErrorCode == MySqlErrorCode.NoSuchTable)
        {
            return null;
        }
    }

    /// <summary>
    /// Makes the <c>events/…</c> again. They are no migrations: an account may lack the right to make them, and a server may not run
    /// them. The answer is the reason then, for a person to read; null when they run.
    /// </summary>
    public static async Task<string?> CreateEventsAsync(string connectionString, CancellationToken cancellationToken)
    {
        var database = new MySqlConnectionStringBuilder(connectionString).Database;
        await using var connection = await OpenServerAsync(connectionString, cancellationToken);
        await LockAsync(connection, database, cancellationToken);
        await connection.ChangeDatabaseAsync(database, cancellationToken);
        try
        {
            if (await LaterAsync(connection, cancellationToken) is null)
            {
                await ExecuteAsync(connection, await ReadAsync("events.R__ev_release_expired.sql", cancellationToken), cancellationToken);
            }
        }
        catch (MySqlException exception)
        {
            return exception.Message;
        }

        await using var scheduler = new MySqlCommand("SELECT @@GLOBAL.event_scheduler", connection);
        return await scheduler.ExecuteScalarAsync(cancellationToken) is "ON" ? null : "the server runs with event_scheduler=OFF";
    }

    /// <summary>The names of the files that <see cref="MigrateAsync"/> would run; changes nothing. None on the schema of a later release.</summary>
    public static async Task<IReadOnlyList<string>> PendingAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new MySqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        if (await LaterAsync(connection, cancellationToken) is not null)
        {
            return [];
        }

        var files = await Task.Run(() => Evolve(connection).Info().ToList(), cancellationToken);
        return
        [
            .. files
                .Where(file => file is { Category: "Pending", Version: not "0" })
                .Select(file => $"{file.Version} {file.Description}".Trim()),
        ];
    }

    private static Evolve Evolve(MySqlConnection connection) =>
        new(connection)
        {
            EmbeddedResourceAssemblies = [typeof(Migrator).Assembly],
            EmbeddedResourceFilters = s_folders.Select(folder => $"MovieBooking.Db.{folder}."),
            MetadataTableName = "changelog",
            EnableClusterMode = false,
            IsEraseDisabled = true,
            CommandTimeout = 0,
            RetryRepeatableMigrationsUntilNoError = true,
        };

    private static async Task<MySqlConnection> OpenServerAsync(string connectionString, CancellationToken cancellationToken)
    {
        var server = new MySqlConnectionStringBuilder(connectionString)
        {
            Database = "",
            AllowUserVariables = true,
            Pooling = false,
        };
        var connection = new MySqlConnection(server.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private static async Task LockAsync(MySqlConnection connection, string database, CancellationToken cancellationToken)
    {
        // A lock's name holds 64 characters at most on MySQL, as many as a database's.
        var name = "migrate:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(database)))[..32];
        await using var command = new MySqlCommand("SELECT GET_LOCK(@name, 600)", connection) { CommandTimeout = 0 };
        command.Parameters.AddWithValue("@name", name);
        if (Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), null) != 1)
        {
            throw new TimeoutException($"Another process has been migrating `{database}` for ten minutes.");
        }
    }

    private static async Task CreateDatabaseAsync(MySqlConnection connection, string database, CancellationToken cancellationToken)
    {
        var quoted = $"`{database.Replace("`", "``", StringComparison.Ordinal)}`";
        await ExecuteAsync(
            connection,
            $"CREATE DATABASE IF NOT EXISTS {quoted} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci",
            cancellationToken
        );
    }

    private static async Task<string> ReadAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = typeof(Migrator).Assembly.GetManifestResourceStream($"MovieBooking.Db.{file}")!;
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    [SuppressMessage("Security", "CA2100", Justification = "Our own files; a database's name cannot be a parameter, and is quoted.")]
    private static async Task ExecuteAsync(MySqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
