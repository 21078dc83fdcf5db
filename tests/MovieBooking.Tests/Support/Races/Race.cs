using System.Diagnostics;
using MySqlConnector;

namespace MovieBooking.Tests.Support;

/// <summary>Ways to bring sessions into each other's way.</summary>
internal static class Race
{
    private static readonly TimeSpan s_copied = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Runs a piece of work in sessions of their own, let go at the same moment. The answers are the errors, 0 for none.
    /// </summary>
    public static async Task<IReadOnlyList<int>> RunAsync(TestDatabase database, int sessions, Func<MySqlConnection, int, Task> work)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = sessions;
        return await Task.WhenAll(Enumerable.Range(0, sessions).Select(RunOneAsync));

        async Task<int> RunOneAsync(int number)
        {
            await using var connection = await database.OpenUnpooledAsync();
            if (Interlocked.Decrement(ref waiting) == 0)
            {
                start.SetResult();
            }

            await start.Task;
            return await ErrorOfAsync(work(connection, number));
        }
    }

    /// <summary>The number of the error that a call ends in, 0 for none.</summary>
    public static async Task<int> ErrorOfAsync(Task call)
    {
        try
        {
            await call;
            return 0;
        }
        catch (MySqlException exception)
        {
            return exception.Number;
        }
    }

    /// <summary>Begins a transaction as the API's are.</summary>
    public static async Task BeginAsync(this MySqlConnection session)
    {
        await session.ExecuteAsync("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
        await session.ExecuteAsync("START TRANSACTION");
    }

    /// <summary>Waits until a session stands in the queue for a row, or its call is over.</summary>
    public static async Task QueuedAsync(TestDatabase database, MySqlConnection session, Task call)
    {
        var looked = Stopwatch.StartNew();
        do
        {
            await Task.WhenAny(call, Task.Delay(2));
            if (looked.Elapsed > s_copied)
            {
                looked.Restart();
                if (await IsSeenWaitingAsync(database, session))
                {
                    return;
                }
            }
        } while (!call.IsCompleted && !await WaitsAsync(database, session));
    }

    private static async Task<bool> WaitsAsync(TestDatabase database, MySqlConnection session)
    {
        var status = (string)(await database.RowsAsync("SHOW ENGINE INNODB STATUS"))[0][2]!;
        return status
            .Split("---TRANSACTION", StringSplitOptions.None)
            .Any(transaction =>
                transaction.Contains($"thread id {session.ServerThread},", StringComparison.Ordinal)
                && transaction.Contains("LOCK WAIT", StringComparison.Ordinal)
            );
    }

    // The status leaves out who waits before it has written anything, for a foreign key's row on MySQL. This table does not, but
    // is a copy that is made anew only after a tenth of a second without readers.
    private static async Task<bool> IsSeenWaitingAsync(TestDatabase database, MySqlConnection session) =>
        await database.ScalarAsync<int>(
            "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_mysql_thread_id = @id AND trx_state = 'LOCK WAIT'",
            ("@id", session.ServerThread)
        ) > 0;
}
