using System.Text.Json;
using MySqlConnector;

namespace MovieBooking.Tests.Support;

/// <summary>The booking routines of the database, called in the session's own time and transaction.</summary>
internal static class BookingRoutines
{
    private static int _references;

    public static Task LockAsync(this MySqlConnection connection, int userId, Show show, params string[] labels) =>
        connection.LockAsync(userId, show.Id, show.SeatIds(labels));

    public static Task LockAsync(this MySqlConnection connection, int? userId, int showtimeId, string? seatIds) =>
        connection.ExecuteAsync(
            "CALL sp_lock_seats(@user_id, @showtime_id, @seat_ids)",
            ("@user_id", userId),
            ("@showtime_id", showtimeId),
            ("@seat_ids", seatIds)
        );

    /// <summary>Without labels: all of the user's holds.</summary>
    public static Task UnlockAsync(this MySqlConnection connection, int userId, Show show, params string[] labels) =>
        connection.UnlockAsync(userId, show.Id, labels.Length == 0 ? null : show.SeatIds(labels));

    public static Task UnlockAsync(this MySqlConnection connection, int userId, int showtimeId, string? seatIds) =>
        connection.ExecuteAsync(
            "CALL sp_unlock_seats(@user_id, @showtime_id, @seat_ids)",
            ("@user_id", userId),
            ("@showtime_id", showtimeId),
            ("@seat_ids", seatIds)
        );

    public static Task ExtendAsync(this MySqlConnection connection, int userId, Show show) =>
        connection.ExecuteAsync("CALL sp_extend_holds(@user_id, @showtime_id)", ("@user_id", userId), ("@showtime_id", show.Id));

    public static Task<int> CreateAsync(this MySqlConnection connection, int userId, Show show, params string[] labels) =>
        connection.CreateAsync(userId, null, show.Id, show.SeatIds(labels));

    public static Task<int> CreateAsGuestAsync(this MySqlConnection connection, string email, Show show, params string[] labels) =>
        connection.CreateAsync(null, email, show.Id, show.SeatIds(labels));

    /// <summary>A guest of an address, whose guests keep so many seats at most.</summary>
    public static async Task<int> CreateFromAsync(
        this MySqlConnection connection,
        byte[] address,
        int limit,
        Show show,
        params string[] labels
    )
    {
        await connection.BeginAsync();
        try
        {
            var reservationId = await connection.CreateAsGuestAsync($"{NewReference()}@example.com", show, labels);
            await connection.ExecuteAsync(
                "CALL sp_charge_guest_address(@id, @address, '[]', @limit); COMMIT",
                ("@id", reservationId),
                ("@address", address),
                ("@limit", limit)
            );
            return reservationId;
        }
        catch (MySqlException)
        {
            await connection.ExecuteAsync("ROLLBACK");
            throw;
        }
    }

    public static async Task<int> CreateAsync(
        this MySqlConnection connection,
        int? userId,
        string? guestEmail,
        int showtimeId,
        string? seatIds,
        string? reference = null
    )
    {
        await connection.ExecuteAsync(
            "CALL sp_create_reservation(@user_id, @email, @name, @showtime_id, @seat_ids, @reference, @created_reservation_id)",
            ("@user_id", userId),
            ("@email", guestEmail),
            ("@name", guestEmail is null ? null : "Gus Guest"),
            ("@showtime_id", showtimeId),
            ("@seat_ids", seatIds),
            ("@reference", reference ?? NewReference())
        );
        return await connection.ScalarAsync<int>("SELECT @created_reservation_id");
    }

    /// <summary>Which seats' tickets are of which kind; all others cost the full price.</summary>
    public static Task SetKindsAsync(
        this MySqlConnection connection,
        int reservationId,
        IReadOnlyList<(int SeatId, int KindId)> kinds,
        int utcOffsetMinutes = 0
    ) =>
        connection.ExecuteAsync(
            "CALL sp_set_ticket_kinds(@reservation_id, @kinds, @offset)",
            ("@reservation_id", reservationId),
            ("@kinds", JsonSerializer.Serialize(kinds.Select(kind => new { seatId = kind.SeatId, kindId = kind.KindId }))),
            ("@offset", utcOffsetMinutes)
        );

    /// <summary>A code as it is kept: see <see cref="Given.VoucherAsync"/>.</summary>
    public static Task UseVoucherAsync(this MySqlConnection connection, int reservationId, string code, int utcOffsetMinutes = 0) =>
        connection.ExecuteAsync(
            "CALL sp_apply_voucher(@reservation_id, UNHEX(SHA2(@code, 256)), @offset)",
            ("@reservation_id", reservationId),
            ("@code", code),
            ("@offset", utcOffsetMinutes)
        );

    /// <summary>How many bookings that are pending or confirmed use the voucher of this code.</summary>
    public static Task<int> VoucherUsesAsync(this TestDatabase database, string code) =>
        database.ScalarAsync<int>(
            """
            SELECT COUNT(*)
            FROM voucher_uses
            INNER JOIN voucher_codes ON voucher_codes.code_id = voucher_uses.code_id
            INNER JOIN vouchers ON vouchers.voucher_id = voucher_codes.voucher_id
            INNER JOIN reservations ON reservations.reservation_id = voucher_uses.reservation_id
            WHERE vouchers.name = @code AND reservations.status IN ('pending', 'confirmed')
            """,
            ("@code", code)
        );

    public static Task RemoveVoucherAsync(this MySqlConnection connection, int reservationId) =>
        connection.ExecuteAsync("CALL sp_remove_voucher(@reservation_id)", ("@reservation_id", reservationId));

    public static Task ConfirmAsync(this MySqlConnection connection, int reservationId, int utcOffsetMinutes = 0) =>
        connection.ExecuteAsync(
            "CALL sp_confirm_reservation(@reservation_id, @offset)",
            ("@reservation_id", reservationId),
            ("@offset", utcOffsetMinutes)
        );

    public static Task CancelAsync(this MySqlConnection connection, int reservationId) =>
        connection.ExecuteAsync("CALL sp_cancel_reservation(@reservation_id)", ("@reservation_id", reservationId));

    /// <summary>The tickets of these seats, or of all; as whoever booked, or for the cinema.</summary>
    public static async Task CancelTicketsAsync(
        this MySqlConnection connection,
        int reservationId,
        IReadOnlyList<int>? seatIds,
        bool byCinema = false
    ) =>
        await connection.ExecuteAsync(
            "CALL sp_cancel_tickets(@reservation_id, @ticket_ids, @by_cinema)",
            ("@reservation_id", reservationId),
            ("@ticket_ids", seatIds is null ? null : $"[{string.Join(',', await connection.TicketIdsAsync(reservationId, seatIds))}]"),
            ("@by_cinema", byCinema)
        );

    /// <summary>One of the tickets that a reservation still has; nothing where it has none.</summary>
    public static async Task CancelOneTicketAsync(this MySqlConnection connection, int reservationId)
    {
        var seats = await connection.RowsAsync(
            "SELECT seat_id FROM tickets WHERE reservation_id = @id ORDER BY ticket_id DESC LIMIT 1",
            ("@id", reservationId)
        );
        if (seats.Count == 1)
        {
            await connection.CancelTicketsAsync(reservationId, [(int)seats[0][0]!]);
        }
    }

    /// <summary>The tickets that a reservation has, or had, for seats.</summary>
    public static async Task<IReadOnlyList<int>> TicketIdsAsync(
        this MySqlConnection connection,
        int reservationId,
        IReadOnlyList<int> seatIds
    )
    {
        var rows = await connection.RowsAsync(
            """
            SELECT ticket_id, seat_id FROM tickets WHERE reservation_id = @id
            UNION ALL
            SELECT ticket_id, seat_id FROM cancelled_tickets WHERE reservation_id = @id
            """,
            ("@id", reservationId)
        );
        return [.. rows.Where(row => seatIds.Contains((int)row[1]!)).Select(row => (int)row[0]!).Order()];
    }

    /// <summary>Gives a show another start; it lasts as long as before, on the same day.</summary>
    public static async Task MoveAsync(this MySqlConnection connection, Show show, DateTime start)
    {
        // Read first: inside a CALL it would lock the row before the screens.
        var row = (
            await connection.RowsAsync("SELECT movie_id, screen_id, local_date FROM showtimes WHERE showtime_id = @id", ("@id", show.Id))
        )[0];
        await connection.ExecuteAsync(
            "CALL sp_move_showtime(@id, @movie_id, @screen_id, @start, @end, @local_date)",
            ("@id", show.Id),
            ("@movie_id", row[0]),
            ("@screen_id", row[1]),
            ("@start", start),
            ("@end", start.AddMinutes(100)),
            ("@local_date", row[2])
        );
    }

    /// <summary>Frees what has run out on one showtime.</summary>
    public static Task ReleaseAsync(this MySqlConnection connection, Show show) =>
        connection.ExecuteAsync("CALL sp_release_expired(@showtime_id)", ("@showtime_id", show.Id));

    /// <summary>Frees what has run out on every showtime.</summary>
    public static Task SweepAsync(this MySqlConnection connection) => connection.ExecuteAsync("CALL sp_sweep_expired()");

    /// <summary>Creates and confirms.</summary>
    public static async Task<int> SellAsync(this MySqlConnection connection, int userId, Show show, params string[] labels)
    {
        var reservationId = await connection.CreateAsync(userId, show, labels);
        await connection.ConfirmAsync(reservationId);
        return reservationId;
    }

    /// <summary>A call that must raise an error; the answer is its message.</summary>
    public static async Task<string> RefusedAsync(int number, Task call)
    {
        var exception = await Assert.ThrowsAsync<MySqlException>(() => call);
        Assert.Equal(number, exception.Number);
        return exception.Message;
    }

    public static string NewReference() => $"REF{Interlocked.Increment(ref _references):0000000}";
}
