using System.Data;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using MySqlConnector;
using Polly;
using Polly.Retry;

namespace MovieBooking.Db;

/// <summary>
/// The one way in which seats change hands: a READ COMMITTED transaction that is repeated, as a whole, a bounded number
/// of times when the database gives it up as the victim of a deadlock or of a queue, or the connection is lost. What
/// still fails then is thrown, and the API answers 503.
/// </summary>
/// <param name="source">
/// Connections that need not be reset: transactions are rolled back, named locks released, and variables written before they
/// are read.
/// </param>
public sealed class BookingTransaction(MySqlDataSource source)
{
    private const int Repeats = 5;

    // Nothing is begun again after this long: the caller has waited enough, and may ask again.
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);
    private static readonly ResiliencePropertyKey<long> s_begun = new("begun");

    private static readonly Counter<long> s_retries = new Meter("MovieBooking").CreateCounter<long>(
        "moviebooking.transaction.retries",
        "{transaction}",
        "Transactions that were begun again after a deadlock or a lost connection."
    );

    // With these the last repeat comes one to three seconds after the first attempt.
    private static readonly ResiliencePipeline s_repeats = new ResiliencePipelineBuilder()
        .AddRetry(
            new RetryStrategyOptions
            {
                MaxRetryAttempts = Repeats,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(50),
                MaxDelay = TimeSpan.FromSeconds(1),
                UseJitter = true,
                ShouldHandle = attempt => ValueTask.FromResult(IsWorthRepeating(attempt)),
                OnRetry = _ =>
                {
                    s_retries.Add(1);
                    return ValueTask.CompletedTask;
                },
            }
        )
        .Build();

    /// <summary>
    /// Runs work that must not be done twice. When the answer to COMMIT is lost, nobody can tell whether it was done: that
    /// is thrown (<see cref="CommitLostException"/>), not repeated. <see cref="KeyedTransaction"/> can tell.
    /// </summary>
    public Task<T> RunAsync<T>(Func<MySqlTransaction, Task<T>> work, CancellationToken cancellationToken) =>
        RunAsync(work, isRepeatable: false, cancellationToken);

    /// <summary>
    /// Runs work that changes nothing when it is done a second time, as taking, extending and giving back holds does: it is
    /// repeated even when the answer to COMMIT is lost.
    /// </summary>
    public Task<T> RunRepeatableAsync<T>(Func<MySqlTransaction, Task<T>> work, CancellationToken cancellationToken) =>
        RunAsync(work, isRepeatable: true, cancellationToken);

    /// <summary>Runs one statement as <see cref="RunRepeatableAsync{T}"/> does: one that may as well run twice.</summary>
    public Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters) =>
        RunRepeatableAsync(
            async transaction =>
            {
                await using var command = transaction.Command(sql, parameters);
                return await command.ExecuteNonQueryAsync(cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Gives the attempt a connection, and begins it again on another where that may help.</summary>
    internal async Task<T> RepeatAsync<T>(Func<MySqlConnection, CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(s_begun, Stopwatch.GetTimestamp());
        try
        {
            return await s_repeats.ExecuteAsync(
                async (attempted, _) =>
                {
                    await using var connection = await source.OpenConnectionAsync(attempted.CancellationToken);
                    // A pool that does not reset its connections does not see that the server has gone either.
                    while (!await connection.PingAsync(attempted.CancellationToken))
                    {
                        await connection.CloseAsync();
                        await connection.OpenAsync(attempted.CancellationToken);
                    }

                    return await attempt(connection, attempted.CancellationToken);
                },
                context,
                attempt
            );
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private Task<T> RunAsync<T>(Func<MySqlTransaction, Task<T>> work, bool isRepeatable, CancellationToken cancellationToken) =>
        RepeatAsync(
            async (connection, token) =>
            {
                await using var transaction = await connection.BeginBookingAsync(token);
                var result = await work(transaction);
                try
                {
                    await transaction.CommitAsync(token);
                }
                catch (Exception exception) when (!isRepeatable && exception.IsLostConnection())
                {
                    throw new CommitLostException(exception);
                }

                return result;
            },
            cancellationToken
        );

    private static bool IsWorthRepeating(RetryPredicateArguments<object> attempt) =>
        attempt.Outcome.Exception switch
        {
            CommitLostException => false,
            KeyTakenException => true,
            var exception => exception.IsLostConnection() || exception.InDatabase()?.IsContention() == true,
        }
        && Stopwatch.GetElapsedTime(attempt.Context.Properties.GetValue(s_begun, 0)) < s_timeout;
}

/// <summary>The connection was lost while it committed: the work is done or it is not.</summary>
public sealed class CommitLostException(Exception innerException)
    : Exception("The connection was lost while the transaction was being committed.", innerException);

public static class BookingCommands
{
    /// <summary>A command in the transaction, with its parameters.</summary>
    public static MySqlCommand Command(
        this MySqlTransaction transaction,
        string sql,
        params ReadOnlySpan<(string Name, object? Value)> parameters
    )
    {
        var command = transaction.Connection!.Command(sql, parameters);
        command.Transaction = transaction;
        return command;
    }

    [SuppressMessage("Security", "CA2100", Justification = "Every caller gives a constant; values are parameters.")]
    internal static MySqlCommand Command(
        this MySqlConnection connection,
        string sql,
        params ReadOnlySpan<(string Name, object? Value)> parameters
    )
    {
        var command = new MySqlCommand(sql, connection);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }

    /// <summary>Without a level the driver would set REPEATABLE READ, and the checks after the mutex would read what was before it.</summary>
    internal static ValueTask<MySqlTransaction> BeginBookingAsync(this MySqlConnection connection, CancellationToken cancellationToken) =>
        connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
}
