using MySqlConnector;

namespace MovieBooking.Tests.Support;

/// <summary>The routines of waiting rooms, called in the session's own time, and time that passes in a room.</summary>
internal static class QueueRoutines
{
    /// <summary>Opens a showtime's room, or changes it; the answer is its id.</summary>
    public static async Task<int> OpenRoomAsync(this MySqlConnection session, int showtimeId, int perMinute, int minutes = 10)
    {
        await session.ExecuteAsync(
            "CALL sp_open_waiting_room(@showtime_id, NULL, @rate, @minutes)",
            ("@showtime_id", showtimeId),
            ("@rate", perMinute),
            ("@minutes", minutes)
        );
        return await session.ScalarAsync<int>(
            "SELECT room_id FROM waiting_rooms WHERE showtime_id = @showtime_id",
            ("@showtime_id", showtimeId)
        );
    }

    public static async Task<long> JoinAsync(this MySqlConnection session, int roomId)
    {
        await session.ExecuteAsync("CALL sp_join_waiting_room(@room_id, @test_place)", ("@room_id", roomId));
        return await session.ScalarAsync<long>("SELECT @test_place");
    }

    /// <summary>What happened in the waiting rooms of a showtime, and of its movie, happened so much earlier.</summary>
    public static Task QueueMovesAsync(this TestDatabase database, int showtimeId, double seconds) =>
        database.ExecuteAsync(
            """
            UPDATE waiting_room_rates
            INNER JOIN waiting_rooms ON waiting_rooms.room_id = waiting_room_rates.room_id
            SET from_at = from_at - INTERVAL @microseconds MICROSECOND
            WHERE showtime_id = @showtime_id
                OR movie_id = (SELECT movie_id FROM showtimes WHERE showtimes.showtime_id = @showtime_id)
            """,
            ("@microseconds", (long)(seconds * 1_000_000)),
            ("@showtime_id", showtimeId)
        );
}
