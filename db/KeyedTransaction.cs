using System.Data;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using MySqlConnector;

namespace MovieBooking.Db;

/// <summary>What tells a request that is repeated from a new one.</summary>
/// <param name="Caller">Whose key it is, up to 270 ASCII characters.</param>
/// <param name="Route">What it asks for, up to 64 ASCII characters.</param>
/// <param name="Key">The caller's own word for it, up to 255 ASCII characters.</param>
/// <param name="RequestHash">SHA-256 of what it says: one key stands for one request.</param>
/// <param name="Session">The session that asks, which must still live; null where nobody is signed in.</param>
public sealed record RequestKey(string Caller, string Route, string Key, byte[] RequestHash, UserSession? Session = null)
{
    /// <summary>The key of the program that asks, which must still be good; null where none does.</summary>
    public int? ApiKeyId { get; init; }
}

/// <summary>A successful answer as it was given, and is given again.</summary>
public sealed record KeptAnswer(int Status, string Body, string? Location);

/// <summary>What became of a request with a key.</summary>
/// <param name="Outcome">Whether there is an answer, and why not.</param>
/// <param name="Answer">The answer, where there is one.</param>
public sealed record KeyedResult(KeyedOutcome Outcome, KeptAnswer? Answer = null);

/// <summary>
/// answered: done now or before; nothing: the work found nothing to do, and nothing is kept; reused: the key stands for
/// another request; in progress: another request with this key has not ended yet; signed out: the session has ended, or the
/// program's key.
/// </summary>
public enum KeyedOutcome
{
    Answered,
    Nothing,
    Reused,
    InProgress,
    SignedOut,
}

/// <summary>
/// A booking transaction that happens once for its key: its answer is written in the transaction itself, so that there is
/// never one without the other. A repetition, by the client or by <see cref="BookingTransaction"/> after a lost connection
/// (during COMMIT, too), finds the answer.
/// </summary>
/// <remarks>
/// Two at once: a named lock of the session lets one in. It ends with its session, so that a crash leaves no claim, and only
/// after what the session did is committed or rolled back: whoever gets the lock next sees the outcome. The lock is for
/// the answer's sake (one server's lock, gone after a failover); it is the primary key that forbids a second booking.
/// </remarks>
public sealed class KeyedTransaction(BookingTransaction booking)
{
    // A repeat may meet its own lost session, which the server has not taken leave of yet.
    private static readonly TimeSpan s_lostSessionTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Runs the work unless its answer is there. No answer (null) is not kept, no more than a refusal (an exception).</summary>
    public Task<KeyedResult> RunAsync(RequestKey key, Func<MySqlTransaction, Task<KeptAnswer?>> work, CancellationToken cancellationToken)
    {
        var wait = TimeSpan.Zero;
        return booking.RepeatAsync(
            async (connection, token) =>
            {
                var name = LockName(connection, key);
                var timeout = wait;
                wait = s_lostSessionTimeout;
                try
                {
                    return await ClaimAsync(connection, name, timeout, key, token) ?? await WorkAsync(connection, key, work, token);
                }
                finally
                {
                    await ReleaseAsync(connection, name);
                }
            },
            cancellationToken
        );
    }

    /// <summary>Takes the lock and looks the key up. Null: the work is to be done.</summary>
    private static async Task<KeyedResult?> ClaimAsync(
        MySqlConnection connection,
        string name,
        TimeSpan timeout,
        RequestKey key,
        CancellationToken cancellationToken
    )
    {
        await using var claim = connection.Command(
            $"""
            SELECT GET_LOCK(@name, @timeout), {(key.ApiKeyId is null ? $"@session_id IS NULL OR {UserSession.IsLive}" : ApiKeyLife.IsLive)};
            SELECT request_hash, status, body, location
            FROM idempotency_keys
            WHERE caller = @caller AND route = @route AND idempotency_key = @key
            """,
            [
                ("@name", name),
                ("@timeout", timeout.TotalSeconds),
                ("@user_id", key.Session?.UserId),
                ("@session_id", key.Session?.SessionId.ToString()),
                ("@api_key_id", key.ApiKeyId),
                .. Columns(key),
            ]
        );
        await using var reader = await claim.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        if (await reader.IsDBNullAsync(0, cancellationToken) || reader.GetInt64(0) != 1)
        {
            return new KeyedResult(KeyedOutcome.InProgress);
        }

        if (reader.GetInt64(1) != 1)
        {
            return new KeyedResult(KeyedOutcome.SignedOut);
        }

        await reader.NextResultAsync(cancellationToken);
        return await ReadAsync(reader, key, cancellationToken);
    }

    private static async Task<KeyedResult> WorkAsync(
        MySqlConnection connection,
        RequestKey key,
        Func<MySqlTransaction, Task<KeptAnswer?>> work,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await connection.BeginBookingAsync(cancellationToken);
        if (await work(transaction) is not { } answer)
        {
            return new KeyedResult(KeyedOutcome.Nothing);
        }

        await using var keep = transaction.Command(
            """
            INSERT INTO idempotency_keys (caller, route, idempotency_key, request_hash, status, location, body, created_at)
            VALUES (@caller, @route, @key, @request_hash, @status, @location, @body, UTC_TIMESTAMP(6))
            """,
            [
                .. Columns(key),
                ("@request_hash", key.RequestHash),
                ("@status", answer.Status),
                ("@location", answer.Location),
                ("@body", answer.Body),
            ]
        );
        try
        {
            await keep.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (MySqlException exception) when (exception.ErrorCode == MySqlErrorCode.DuplicateKeyEntry)
        {
            throw new KeyTakenException(exception);
        }

        await transaction.CommitAsync(cancellationToken);
        return new KeyedResult(KeyedOutcome.Answered, answer);
    }

    private static async Task<KeyedResult?> ReadAsync(DbDataReader reader, RequestKey key, CancellationToken cancellationToken)
    {
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        return reader.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(key.RequestHash)
            ? new KeyedResult(
                KeyedOutcome.Answered,
                new KeptAnswer(
                    reader.GetInt16(1),
                    reader.GetString(2),
                    await reader.IsDBNullAsync(3, cancellationToken) ? null : reader.GetString(3)
                )
            )
            : new KeyedResult(KeyedOutcome.Reused);
    }

    private static async Task ReleaseAsync(MySqlConnection connection, string name)
    {
        if (connection.State != ConnectionState.Open)
        {
            return;
        }

        try
        {
            await using var release = connection.Command("DO RELEASE_LOCK(@name)", ("@name", name));
            await release.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is MySqlException || exception.IsLostConnection())
        {
            // What the session did before is answered all the same.
            await ResetAsync(connection);
        }
    }

    /// <summary>The lock must not go back to the pool with a session that is still there.</summary>
    private static async Task ResetAsync(MySqlConnection connection)
    {
        try
        {
            await connection.ResetConnectionAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is MySqlException or InvalidOperationException || exception.IsLostConnection())
        {
            // The session is gone, and the lock with it.
        }
    }

    /// <summary>Named locks belong to the whole server, and take 64 characters.</summary>
    private static string LockName(MySqlConnection connection, RequestKey key) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', connection.Database, key.Caller, key.Route, key.Key)))
        );

    private static (string Name, object? Value)[] Columns(RequestKey key) =>
        [("@caller", key.Caller), ("@route", key.Route), ("@key", key.Key)];
}

/// <summary>Another session did the same at the same time, past the lock: its answer is the one to give.</summary>
internal sealed class KeyTakenException(Exception innerException) : Exception("The key was stored by another session.", innerException);
