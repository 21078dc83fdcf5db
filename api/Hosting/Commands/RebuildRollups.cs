using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Hosting;

/// <summary>
/// Makes sales_rollups anew from the tickets, one showtime and transaction at a time: bookings of that showtime wait a moment,
/// those of all others go on. Stopped half-way it may be run again.
/// </summary>
internal static class RebuildRollups
{
    private const int StepOfProgress = 10_000;

    public static async Task RunAsync(WebApplication app)
    {
        await using var database = app.Services.GetRequiredService<DatabaseStartup>();
        await using var source = new MySqlDataSource(await database.ConnectAsync(CancellationToken.None));
        var showtimes = await RunAsync(source, new ConsoleProgress(), CancellationToken.None);
        Console.WriteLine($"The sales of {showtimes:N0} showtimes are summed up anew from their tickets.");
    }

    /// <summary>The answer is how many showtimes there were.</summary>
    public static async Task<int> RunAsync(MySqlDataSource source, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var booking = new BookingTransaction(source);
        // Before and after: what is settled meanwhile may have counted a showtime that was not made anew yet.
        await booking.ExecuteAsync("CALL sp_unsettle_sales()", cancellationToken);
        var showtimeIds = await booking.RunRepeatableAsync(
            transaction =>
                transaction.QueryAsync("SELECT showtime_id FROM showtimes ORDER BY showtime_id", row => row.GetInt32(0), cancellationToken),
            cancellationToken
        );
        foreach (var (index, showtimeId) in showtimeIds.Index())
        {
            await booking.ExecuteAsync("CALL sp_rebuild_rollup(@showtime_id)", cancellationToken, ("@showtime_id", showtimeId));
            if ((index + 1) % StepOfProgress == 0)
            {
                progress.Report($"{index + 1:N0} of {showtimeIds.Count:N0} showtimes …");
            }
        }

        await booking.ExecuteAsync("CALL sp_unsettle_sales()", cancellationToken);
        return showtimeIds.Count;
    }
}
