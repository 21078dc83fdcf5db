using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using MySqlConnector;

namespace MovieBooking.Db.Demo;

/// <summary>One connection with one transaction, and the few ways in which the demo data speaks to it.</summary>
internal sealed class DemoSession(MySqlConnection connection, MySqlTransaction transaction, CancellationToken cancellationToken)
{
    private const int RowsPerStatement = 500;

    /// <summary>Inserts many rows with few statements.</summary>
    /// <param name="into">The table and its columns: <c>fares (seat_class, price)</c>.</param>
    /// <param name="rows">The values of each row, in the order of the columns.</param>
    public async Task InsertAsync(string into, IEnumerable<object?[]> rows)
    {
        foreach (var batch in rows.Chunk(RowsPerStatement))
        {
            var row = $"({string.Join(", ", Enumerable.Repeat("?", batch[0].Length))})";
            var text = new StringBuilder("INSERT INTO ").Append(into).Append(" VALUES ");
            text.AppendJoin(", ", Enumerable.Repeat(row, batch.Length));
            await ExecuteAsync(text.ToString(), [.. batch.SelectMany(values => values)]);
        }
    }

    public async Task ExecuteAsync(string sql, params object?[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<List<T>> QueryAsync<T>(string sql, Func<MySqlDataReader, T> read, params object?[] values)
    {
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public async Task<int> ScalarAsync(string sql)
    {
        await using var command = Command(sql, []);
        var value = await command.ExecuteScalarAsync(cancellationToken);
        return Convert.ToInt32(value, CultureInfo.InvariantCulture);
    }

    [SuppressMessage("Security", "CA2100", Justification = "Every text is a constant of this folder; values are parameters.")]
    private MySqlCommand Command(string sql, object?[] values)
    {
        var command = new MySqlCommand(sql, connection, transaction) { CommandTimeout = 120 };
        foreach (var value in values)
        {
            command.Parameters.Add(new MySqlParameter { Value = value ?? DBNull.Value });
        }

        return command;
    }
}
