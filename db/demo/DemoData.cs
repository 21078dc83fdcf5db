using System.Data;
using MySqlConnector;

namespace MovieBooking.Db.Demo;

/// <summary>
/// The demo: fills a database without cinemas, and at every later start carries its programme on for another 14 days.
/// A database with other cinemas stays as it is.
/// </summary>
public static class DemoData
{
    /// <param name="source">The migrated database.</param>
    /// <param name="clock">Decides what is past and what is to come.</param>
    /// <param name="hashPassword">Makes of a password what <c>users.password_hash</c> keeps.</param>
    /// <param name="progress">Hears a line about each step that takes time.</param>
    /// <param name="cancellationToken">Stops it; the database is then as it was before.</param>
    public static async Task LoadAsync(
        MySqlDataSource source,
        TimeProvider clock,
        Func<string, string> hashPassword,
        IProgress<string> progress,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        // Two copies that start at once: the second waits, and then finds nothing left to do.
        await LockAsync(connection, cancellationToken);
        try
        {
            // All or nothing: a start that is killed half-way leaves no half-filled cinema behind.
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
            var session = new DemoSession(connection, transaction, cancellationToken);
            var now = clock.GetUtcNow().UtcDateTime;
            if (await session.ScalarAsync("SELECT EXISTS (SELECT cinema_id FROM cinemas)") == 0)
            {
                await LoadFirstAsync(session, now, hashPassword, progress);
            }
            else
            {
                await TopUpAsync(session, now, progress);
            }

            await transaction.CommitAsync(cancellationToken);
        }
        finally
        {
            await UnlockAsync(connection);
        }
    }

    private static async Task LoadFirstAsync(
        DemoSession session,
        DateTime now,
        Func<string, string> hashPassword,
        IProgress<string> progress
    )
    {
        progress.Report("Loading the demo: cinemas, movies and people …");
        await DemoCatalogue.InsertAsync(session, now, hashPassword);

        progress.Report("Loading the demo: a programme of 90 days past and 14 to come …");
        await DemoSchedule.FillAsync(session, now);

        progress.Report("Loading the demo: bookings …");
        var tickets = await DemoSales.InsertAsync(session, now);
        // Sales of shows that have begun are not told by anybody else.
        await session.ExecuteAsync("CALL sp_unsettle_sales()");
        progress.Report($"Loaded the demo with {tickets:N0} tickets.");
    }

    private static async Task TopUpAsync(DemoSession session, DateTime now, IProgress<string> progress)
    {
        await DemoProgramme.RenewAsync(session, DemoCinemas.Today(now));
        var added = await DemoSchedule.TopUpAsync(session, now);
        if (added > 0)
        {
            progress.Report($"Added {added:N0} demo showtimes.");
        }
    }

    private static async Task LockAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new MySqlCommand("SELECT GET_LOCK(CONCAT('demo:', SHA2(DATABASE(), 224)), 600)", connection)
        {
            CommandTimeout = 0,
        };
        if (await command.ExecuteScalarAsync(cancellationToken) is not (1 or 1L))
        {
            throw new TimeoutException("Another process has been loading demo data for ten minutes.");
        }
    }

    private static async Task UnlockAsync(MySqlConnection connection)
    {
        await using var command = new MySqlCommand("DO RELEASE_LOCK(CONCAT('demo:', SHA2(DATABASE(), 224)))", connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
