using System.Data;
using System.Diagnostics.CodeAnalysis;
using MySqlConnector;

namespace MovieBooking.Db;

/// <summary>
/// The one way in which seats change hands: a READ COMMITTED transaction that is repeated, as a whole, a bounded
/// number of times when the database gives it up as the victim of a deadlock or of a queue. What still fails then
/// is thrown, and the API answers 503.
/// </summary>
public sealed class BookingTransaction(MySqlDataSource source)
{
    private const int Attempts = 3;

    public async Task<T> RunAsync<T>(Func<MySqlTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancellationToken);
                await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
                var result = await work(transaction);
                await transaction.CommitAsync(cancellationToken);
                return result;
            }
            catch (MySqlException exception) when (attempt < Attempts && exception.IsContention())
            {
                // Again, from the start.
            }
        }
    }

    /// <summary>Runs one statement as such a transaction.</summary>
    public Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters) =>
        RunAsync(
            async transaction =>
            {
                await using var command = transaction.Command(sql, parameters);
                return await command.ExecuteNonQueryAsync(cancellationToken);
            },
            cancellationToken
        );
}

public static class BookingCommands
{
    /// <summary>
    /// Whether the database gave a statement up because of others, and nothing of its transaction stays: a deadlock, too long a
    /// wait for a lock, or (MariaDB) for the next auto-increment value, which is the form that a deadlock on that lock takes.
    /// </summary>
    public static bool IsContention(this MySqlException exception) =>
        exception.ErrorCode is MySqlErrorCode.LockDeadlock or MySqlErrorCode.LockWaitTimeout or MySqlErrorCode.AutoIncrementReadFailed;

    /// <summary>A command in the transaction, with its parameters.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "Every caller gives a constant; values are parameters.")]
    public static MySqlCommand Command(
        this MySqlTransaction transaction,
        string sql,
        params ReadOnlySpan<(string Name, object? Value)> parameters
    )
    {
        var command = new MySqlCommand(sql, transaction.Connection, transaction);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
