using System.Net.Sockets;
using MySqlConnector;

namespace MovieBooking.Db;

/// <summary>What an error of the database says about the transaction that met it.</summary>
public static class DatabaseErrors
{
    // MariaDB: the connection was killed. MySQL: it was closed because the client was silent.
    private const MySqlErrorCode ConnectionKilled = (MySqlErrorCode)1927;
    private const MySqlErrorCode ClientInteractionTimeout = (MySqlErrorCode)4031;

    // MySQL, in a group: what was about to be committed is known to the others, or it is not.
    private const MySqlErrorCode ReplicationHookFailed = (MySqlErrorCode)3100;
    private const MySqlErrorCode RolledBackWhileCommitting = (MySqlErrorCode)3101;
    private const MySqlErrorCode ReadOnlyMode = (MySqlErrorCode)1836;
    private const MySqlErrorCode ServerOffline = (MySqlErrorCode)3032;

    /// <summary>The database's exception among those that wrap it (EF Core's do), and those that it wraps.</summary>
    public static MySqlException? InDatabase(this Exception? exception)
    {
        while (exception is not (null or MySqlException))
        {
            exception = exception.InnerException;
        }

        return (MySqlException?)exception;
    }

    /// <summary>
    /// Whether the database gave a statement up because of others, and nothing of its transaction stays: a deadlock, too long a
    /// wait for a lock, or (MariaDB) for the next auto-increment value, which is the form that a deadlock on that lock takes.
    /// </summary>
    public static bool IsContention(this MySqlException exception) =>
        exception.ErrorCode is MySqlErrorCode.LockDeadlock or MySqlErrorCode.LockWaitTimeout or MySqlErrorCode.AutoIncrementReadFailed;

    /// <summary>
    /// Whether the connection was refused, closed or killed, or leads to a server that is no longer the primary, which is as good as
    /// gone: what it was told to commit may be there, or not. An answer that merely took too long is no lost connection: it was
    /// waited for long enough.
    /// </summary>
    public static bool IsLostConnection(this Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            switch (exception)
            {
                case MySqlException error:
                    return IsLostConnection(error);
                // What the driver throws when the answer to a COMMIT breaks off.
                case EndOfStreamException or SocketException:
                    return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether the server knows nothing of groups that are replicated, or does not tell this account: MariaDB has no such table, and on
    /// MySQL not everybody may read it.
    /// </summary>
    public static bool IsWithoutGroups(this MySqlException exception) =>
        exception.ErrorCode is MySqlErrorCode.UnknownSystemVariable or MySqlErrorCode.NoSuchTable or MySqlErrorCode.TableAccessDenied;

    private static bool IsLostConnection(MySqlException exception) =>
        exception.ErrorCode switch
        {
            MySqlErrorCode.CommandTimeoutExpired => false,
            MySqlErrorCode.UnableToConnectToHost or MySqlErrorCode.QueryInterrupted or ConnectionKilled or ClientInteractionTimeout => true,
            // The second: as it is set, the server does not do that, which is --read-only or --super-read-only.
            ReadOnlyMode or MySqlErrorCode.OptionPreventsStatement or ServerOffline => true,
            ReplicationHookFailed or RolledBackWhileCommitting => true,
            // Without a state the error is the driver's own, not the server's; class 08 is "connection exception" (ISO 9075-2).
            _ => exception.SqlState is null || exception.SqlState.StartsWith("08", StringComparison.Ordinal),
        };
}
