using MovieBooking.Api.Admin.Schedule;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Admin.Showtimes;

internal static class ShowtimeRows
{
    /// <summary>A showtime as it is now, or null.</summary>
    public static async Task<AuditedShowtime?> ShowtimeAsync(
        this MySqlTransaction transaction,
        int showtimeId,
        CancellationToken cancellationToken
    )
    {
        var showtimes = await transaction.QueryAsync(
            "SELECT movie_id, screen_id, start_time, end_time, status FROM showtimes WHERE showtime_id = @id",
            row => new AuditedShowtime(
                row.GetInt32(0),
                row.GetInt32(1),
                row.GetDateTime(2),
                row.GetDateTime(3),
                Word.Parse<ShowtimeStatus>(row.GetString(4))
            ),
            cancellationToken,
            ("@id", showtimeId)
        );
        return showtimes.SingleOrDefault();
    }
}
