using MySqlConnector;

namespace MovieBooking.Db;

/// <summary>Short ways to read and write inside a transaction.</summary>
public static class BookingQueries
{
    /// <summary>Every row of a query.</summary>
    public static async Task<IReadOnlyList<T>> QueryAsync<T>(
        this MySqlTransaction transaction,
        string sql,
        Func<MySqlDataReader, T> read,
        CancellationToken cancellationToken,
        params (string Name, object? Value)[] parameters
    )
    {
        await using var command = transaction.Command(sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<T> rows = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Runs a statement; the answer is the id it made, if any.</summary>
    public static async Task<int> ExecuteAsync(
        this MySqlTransaction transaction,
        string sql,
        CancellationToken cancellationToken,
        params (string Name, object? Value)[] parameters
    )
    {
        await using var command = transaction.Command(sql, parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return (int)command.LastInsertedId;
    }
}
