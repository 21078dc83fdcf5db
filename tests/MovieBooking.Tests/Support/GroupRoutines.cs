using MySqlConnector;

namespace MovieBooking.Tests.Support;

/// <summary>The routines of groups whose seats are kept without payment.</summary>
internal static class GroupRoutines
{
    /// <summary>Until an hour before a show of <see cref="Show.Noon"/>'s next day, unless told.</summary>
    public static Task<int> HoldGroupAsync(this MySqlConnection connection, Show show, DateTime? until, params string[] labels) =>
        connection.HoldGroupAsync(null, show, until, labels);

    /// <summary>As somebody takes it down.</summary>
    public static async Task<int> HoldGroupAsync(
        this MySqlConnection connection,
        int? userId,
        Show show,
        DateTime? until,
        params string[] labels
    )
    {
        await connection.ExecuteAsync(
            "CALL sp_hold_group(@user, @show, @seats, @until, 'Class 4b', 'school@example.com', @held_group_id)",
            ("@user", userId),
            ("@show", show.Id),
            ("@seats", show.SeatIds(labels)),
            ("@until", until ?? Show.Noon.AddHours(23))
        );
        return await connection.ScalarAsync<int>("SELECT @held_group_id");
    }

    public static Task ChangeGroupAsync(this MySqlConnection connection, int groupId, DateTime? until, string name = "Class 4b") =>
        connection.ExecuteAsync("CALL sp_change_group(@id, @until, @name, NULL)", ("@id", groupId), ("@until", until), ("@name", name));

    /// <param name="labels">Which seats; none: all.</param>
    public static Task ReleaseGroupAsync(this MySqlConnection connection, int groupId, Show show, params string[] labels) =>
        connection.ExecuteAsync(
            "CALL sp_release_group(@id, @seats)",
            ("@id", groupId),
            ("@seats", labels.Length == 0 ? null : show.SeatIds(labels))
        );

    /// <summary>What is noted of the show's kept seats: seat, reason, number of the group, or -, end.</summary>
    public static Task<IReadOnlyList<string>> KeptAsync(this TestDatabase database, Show show) =>
        database.LinesAsync(
            """
            SELECT
                seats.seat_label,
                seat_blocks.reason,
                COALESCE(group_bookings.group_id, '-'),
                DATE_FORMAT(seat_locks.expires_at, '%d. %H:%i')
            FROM seat_locks
            INNER JOIN seat_blocks
                ON seat_blocks.showtime_id = seat_locks.showtime_id
                AND seat_blocks.seat_id = seat_locks.seat_id
            INNER JOIN seats ON seats.seat_id = seat_locks.seat_id
            LEFT JOIN group_bookings ON group_bookings.group_id = seat_blocks.group_id
            WHERE seat_locks.showtime_id = @id AND seat_locks.user_id = 0
            ORDER BY seats.seat_id
            """,
            ("@id", show.Id)
        );
}
