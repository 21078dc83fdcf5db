using System.Globalization;
using MySqlConnector;

namespace MovieBooking.Tests.Support;

/// <summary>A migrated database of its own for one test class, dropped at the end.</summary>
public sealed class TestDatabase : IAsyncLifetime
{
    private readonly string _name = $"moviebooking_test_{Guid.NewGuid():N}"[..40];

    /// <summary>What the API would be configured with.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>Connections as the API's: READ COMMITTED is theirs to set, times are UTC.</summary>
    public MySqlDataSource Source { get; private set; } = null!;

    /// <summary>Told of each statement that a test runs by hand, after it: an application sees such a change only after a moment.</summary>
    public event EventHandler? Changed;

    public async Task InitializeAsync()
    {
        ConnectionString = await TestServer.ConnectionStringAsync(_name);
        await TemplateDatabase.CopyAsync(_name);
        Source = new MySqlDataSource(
            new MySqlConnectionStringBuilder(ConnectionString)
            {
                AllowUserVariables = true,
                DateTimeKind = MySqlDateTimeKind.Utc,
                MaximumPoolSize = 250,
            }.ConnectionString
        );
    }

    public async Task DisposeAsync()
    {
        // While others make and drop theirs the server refuses now and then, which says nothing of what was tested.
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await ExecuteAsync($"DROP DATABASE IF EXISTS `{_name}`");
                break;
            }
            catch (MySqlException refusal) when (attempt < 10)
            {
                await Console.Error.WriteLineAsync($"{_name} is not dropped yet: {refusal.Number} {refusal.Message}");
                await Task.Delay(TimeSpan.FromMilliseconds(200 * attempt));
            }
        }

        await Source.DisposeAsync();
    }

    /// <summary>A connection that no pool keeps open: for the hundreds of a race, of which the server has only so many.</summary>
    public async Task<MySqlConnection> OpenUnpooledAsync()
    {
        var connection = new MySqlConnection(
            new MySqlConnectionStringBuilder(ConnectionString)
            {
                AllowUserVariables = true,
                DateTimeKind = MySqlDateTimeKind.Utc,
                Pooling = false,
            }.ConnectionString
        );
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Tells of a statement that was run on a connection that is not this one's.</summary>
    public void SayChanged() => Changed?.Invoke(this, EventArgs.Empty);

    /// <summary>A session of a user's that lives: what an access token needs beside it.</summary>
    public void InsertSession(int userId, Guid sessionId)
    {
        using var connection = Source.OpenConnection();
        using var command = new MySqlCommand(
            """
            INSERT INTO refresh_tokens (token_hash, family_id, user_id, created_at, expires_at)
            VALUES (UNHEX(SHA2(UUID(), 256)), @session_id, @user_id, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL 1 DAY)
            """,
            connection
        );
        command.Parameters.AddWithValue("@session_id", sessionId.ToString());
        command.Parameters.AddWithValue("@user_id", userId);
        command.ExecuteNonQuery();
    }

    /// <summary>Runs statements on a connection of their own.</summary>
    public async Task<int> ExecuteAsync(string sql, params (string Name, object? Value)[] parameters)
    {
        await using var connection = await Source.OpenConnectionAsync();
        var rows = await connection.ExecuteAsync(sql, parameters);
        SayChanged();
        return rows;
    }

    public async Task<T> ScalarAsync<T>(string sql, params (string Name, object? Value)[] parameters)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return await connection.ScalarAsync<T>(sql, parameters);
    }

    /// <summary>The sessions of this database for which that holds, in the columns of information_schema.processlist.</summary>
    /// <remarks>MySQL cannot tell them while the statement of any session has bytes in it; then none is seen this time.</remarks>
    public async Task<IReadOnlyList<object?[]>> SessionsAsync(string condition, params (string Name, object? Value)[] parameters)
    {
        try
        {
            return await RowsAsync(
                $"SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID() AND {condition}",
                parameters
            );
        }
        catch (MySqlException exception) when (exception.ErrorCode == MySqlErrorCode.CannotConvertString)
        {
            return [];
        }
    }

    /// <summary>What all tables hold, as a number for each: whoever writes anything changes one. When keys were last used is left out.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ChecksumsAsync()
    {
        var names = await RowsAsync(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' AND table_name <> 'api_key_uses'"
        );
        var sums = await RowsAsync($"CHECKSUM TABLE {string.Join(", ", names.Select(row => $"`{row[0]}`"))}");
        return sums.ToDictionary(row => $"{row[0]}".Split('.')[^1], row => $"{row[1]}", StringComparer.Ordinal);
    }

    /// <summary>Every row as its columns in order.</summary>
    public async Task<IReadOnlyList<object?[]>> RowsAsync(string sql, params (string Name, object? Value)[] parameters)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return await connection.RowsAsync(sql, parameters);
    }
}

/// <summary>Short ways to run SQL in a test.</summary>
internal static class Sql
{
    public static async Task<int> ExecuteAsync(
        this MySqlConnection connection,
        string sql,
        params (string Name, object? Value)[] parameters
    )
    {
        await using var command = Command(connection, sql, parameters);
        return await command.ExecuteNonQueryAsync();
    }

    public static async Task<T> ScalarAsync<T>(
        this MySqlConnection connection,
        string sql,
        params (string Name, object? Value)[] parameters
    )
    {
        await using var command = Command(connection, sql, parameters);
        var value = await command.ExecuteScalarAsync();
        return value is T same ? same : (T)Convert.ChangeType(value!, typeof(T), CultureInfo.InvariantCulture);
    }

    public static async Task<IReadOnlyList<object?[]>> RowsAsync(
        this MySqlConnection connection,
        string sql,
        params (string Name, object? Value)[] parameters
    )
    {
        await using var command = Command(connection, sql, parameters);
        await using var reader = await command.ExecuteReaderAsync();
        List<object?[]> rows = [];
        while (await reader.ReadAsync())
        {
            var row = new object?[reader.FieldCount];
            for (var column = 0; column < row.Length; column++)
            {
                row[column] = await reader.IsDBNullAsync(column) ? null : reader.GetValue(column);
            }

            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Moves this session's clock; null gives it back to the server.</summary>
    public static Task<int> SetClockAsync(this MySqlConnection connection, DateTime? utc) =>
        connection.ExecuteAsync(
            "SET timestamp = @at",
            ("@at", utc is { } time ? (decimal)new DateTimeOffset(time, TimeSpan.Zero).ToUnixTimeMilliseconds() / 1000 : 0m)
        );

    private static MySqlCommand Command(MySqlConnection connection, string sql, (string Name, object? Value)[] parameters)
    {
        var command = new MySqlCommand(sql, connection);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
