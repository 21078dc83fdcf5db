using MySqlConnector;

namespace MovieBooking.Tests.Support;

/// <summary>The routines of waiting lists, and the small houses whose seats are waited for.</summary>
internal static class WaitingRoutines
{
    /// <summary>A showtime with these seats and no others.</summary>
    public static async Task<Show> SmallHouseAsync(this TestDatabase database, params string[] labels)
    {
        var show = await Show.GivenAsync(database);
        await database.KeepSeatsAsync(show.Id, labels);
        return show;
    }

    /// <summary>All other seats of a showtime's screen go out of service.</summary>
    public static Task KeepSeatsAsync(this TestDatabase database, int showtimeId, params string[] labels) =>
        database.ExecuteAsync(
            """
            UPDATE seats
            INNER JOIN showtimes ON showtimes.screen_id = seats.screen_id
            SET seats.out_of_service = FIND_IN_SET(seats.seat_label, @labels) = 0
            WHERE showtimes.showtime_id = @id
            """,
            ("@labels", string.Join(',', labels)),
            ("@id", showtimeId)
        );

    public static Task<int> JoinAsync(
        this MySqlConnection session,
        Show show,
        int userId,
        int seats,
        byte[]? address = null,
        int limit = 100
    ) => session.JoinAsync(show, userId, null, seats, address, limit);

    public static Task<int> JoinAsGuestAsync(
        this MySqlConnection session,
        Show show,
        string email,
        int seats,
        byte[]? address = null,
        int limit = 100
    ) => session.JoinAsync(show, null, email, seats, address, limit);

    public static Task LeaveAsync(this MySqlConnection session, int entryId) =>
        session.ExecuteAsync("CALL sp_leave_waiting_list(@id)", ("@id", entryId));

    /// <summary>The place that was offered seats; null: nobody was.</summary>
    public static async Task<int?> OfferAsync(this MySqlConnection session, Show show, int limit = 100)
    {
        await session.ExecuteAsync(
            "CALL sp_offer_seats(@id, @reference, @limit, @offered_entry)",
            ("@id", show.Id),
            ("@reference", BookingRoutines.NewReference()),
            ("@limit", limit)
        );
        return await session.ScalarAsync<int>("SELECT COALESCE(@offered_entry, 0)") is not 0 and var entryId ? entryId : null;
    }

    /// <summary>Each place on a showtime's list, in order: status and seats.</summary>
    public static Task<IReadOnlyList<string>> WaitingAsync(this TestDatabase database, Show show) =>
        database.LinesAsync(
            "SELECT status, seats FROM waiting_entries WHERE showtime_id = @id ORDER BY joined_at, entry_id",
            ("@id", show.Id)
        );

    private static async Task<int> JoinAsync(
        this MySqlConnection session,
        Show show,
        int? userId,
        string? email,
        int seats,
        byte[]? address = null,
        int limit = 100
    )
    {
        await session.ExecuteAsync(
            "CALL sp_join_waiting_list(@id, @user_id, @email, @name, @address, @limit, @seats, 'en', @joined_entry)",
            ("@id", show.Id),
            ("@user_id", userId),
            ("@email", email),
            ("@name", email is null ? null : "Gus Guest"),
            ("@address", address),
            ("@limit", limit),
            ("@seats", seats)
        );
        return await session.ScalarAsync<int>("SELECT @joined_entry");
    }
}
