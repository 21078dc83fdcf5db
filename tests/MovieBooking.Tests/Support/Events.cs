namespace MovieBooking.Tests.Support;

/// <summary>Things that happen to a showtime or a seat while nobody calls the API.</summary>
internal static class Events
{
    public static Task ShowStartsAsync(this TestDatabase database, int showtimeId) =>
        database.ExecuteAsync(
            """
            UPDATE showtimes
            SET start_time = UTC_TIMESTAMP(6) - INTERVAL 1 MINUTE, end_time = UTC_TIMESTAMP(6) + INTERVAL 90 MINUTE
            WHERE showtime_id = @showtime_id
            """,
            ("@showtime_id", showtimeId)
        );

    public static Task ShowtimeIsCancelledAsync(this TestDatabase database, int showtimeId) =>
        database.ExecuteAsync("UPDATE showtimes SET status = 'cancelled' WHERE showtime_id = @showtime_id", ("@showtime_id", showtimeId));

    public static Task MovieClosesAsync(this TestDatabase database, int showtimeId) =>
        database.ExecuteAsync(
            "UPDATE movies SET movie_status = 'closed' WHERE movie_id = (SELECT movie_id FROM showtimes WHERE showtime_id = @showtime_id)",
            ("@showtime_id", showtimeId)
        );

    public static Task SeatGoesOutOfServiceAsync(this TestDatabase database, int seatId) =>
        database.ExecuteAsync("UPDATE seats SET out_of_service = TRUE WHERE seat_id = @seat_id", ("@seat_id", seatId));

    /// <summary>Makes two seats of a showtime's screen a wheelchair place and a companion place.</summary>
    public static Task AccessiblePlacesAsync(this TestDatabase database, int showtimeId, string wheelchair, string companion) =>
        database.ExecuteAsync(
            """
            UPDATE seats
            INNER JOIN showtimes ON showtimes.screen_id = seats.screen_id
            SET seats.accessibility = IF(seats.seat_label = @wheelchair, 'wheelchair', 'companion')
            WHERE showtimes.showtime_id = @showtime_id AND seats.seat_label IN (@wheelchair, @companion)
            """,
            ("@showtime_id", showtimeId),
            ("@wheelchair", wheelchair),
            ("@companion", companion)
        );

    /// <summary>The 15 minutes of every hold and pending reservation on a showtime pass.</summary>
    public static Task TimeRunsOutAsync(this TestDatabase database, int showtimeId) => database.TimePassesAsync(showtimeId, minutes: 15);

    /// <summary>Holds and pending reservations on a showtime grow older.</summary>
    public static async Task TimePassesAsync(this TestDatabase database, int showtimeId, int minutes)
    {
        await database.ExecuteAsync(
            """
            UPDATE seat_locks
            SET held_since = held_since - INTERVAL @minutes MINUTE, expires_at = expires_at - INTERVAL @minutes MINUTE
            WHERE showtime_id = @showtime_id
            """,
            ("@minutes", minutes),
            ("@showtime_id", showtimeId)
        );
        await database.ExecuteAsync(
            """
            UPDATE reservations
            SET created_at = created_at - INTERVAL @minutes MINUTE, expires_at = expires_at - INTERVAL @minutes MINUTE
            WHERE showtime_id = @showtime_id AND status = 'pending'
            """,
            ("@minutes", minutes),
            ("@showtime_id", showtimeId)
        );
    }

    /// <summary>How much of what people do is written down: holds, bookings, tickets, users.</summary>
    public static async Task<string> WrittenAsync(this TestDatabase database)
    {
        var counts = await database.RowsAsync(
            """
            SELECT
                (SELECT COUNT(*) FROM seat_locks),
                (SELECT COUNT(*) FROM reservations),
                (SELECT COUNT(*) FROM tickets),
                (SELECT COUNT(*) FROM cancelled_tickets),
                (SELECT COUNT(*) FROM users),
                (SELECT COUNT(*) FROM refresh_tokens),
                (SELECT COALESCE(SUM(seat_version), 0) FROM showtimes)
            """
        );
        return string.Join(' ', counts[0]);
    }
}
