using MySqlConnector;

namespace MovieBooking.Tests.Support;

/// <summary>The routines of a cinema's counter.</summary>
internal static class CounterRoutines
{
    /// <summary>Standard seats at 8.00 each, for exactly what they cost.</summary>
    public static async Task<int> SellAtCounterAsync(this MySqlConnection connection, int userId, Show show, params string[] labels)
    {
        await connection.ExecuteAsync(
            "CALL sp_sell_at_counter(@user, @show, @seats, NULL, @reference, 0, 0, 'cash', @total, @total, @sold_id)",
            ("@user", userId),
            ("@show", show.Id),
            ("@seats", show.SeatIds(labels)),
            ("@reference", BookingRoutines.NewReference()),
            ("@total", 8 * labels.Length)
        );
        return await connection.ScalarAsync<int>("SELECT @sold_id");
    }

    /// <summary>Standard seats with a voucher, a gift card or both, the rest in cash and exactly; codes as <see cref="Given"/> makes them.</summary>
    public static async Task<int> SellWithCodesAsync(
        this MySqlConnection connection,
        int userId,
        Show show,
        string? voucher,
        string? card,
        decimal total,
        decimal cardAmount,
        params string[] labels
    )
    {
        await connection.ExecuteAsync(
            """
            CALL sp_sell_at_counter_with_codes(
                @user, @show, @seats, NULL, UNHEX(SHA2(@voucher, 256)), UNHEX(SHA2(@card, 256)), @reference, 0, 0, 'cash', @total, @card_amount, @given, @sold_id
            )
            """,
            ("@user", userId),
            ("@show", show.Id),
            ("@seats", show.SeatIds(labels)),
            ("@voucher", voucher),
            ("@card", card),
            ("@reference", BookingRoutines.NewReference()),
            ("@total", total),
            ("@card_amount", card is null ? null : cardAmount),
            ("@given", total - cardAmount)
        );
        return await connection.ScalarAsync<int>("SELECT @sold_id");
    }

    /// <summary>Tickets of a booking for standard seats at 8.00 each, for exactly the difference in cash.</summary>
    /// <param name="credit">What was paid at a counter for the tickets.</param>
    public static async Task<int> ExchangeAsync(
        this MySqlConnection connection,
        int userId,
        int reservationId,
        Show show,
        IReadOnlyList<string> givenUp,
        Show wanted,
        decimal credit,
        params string[] labels
    )
    {
        await connection.ExecuteAsync(
            """
            CALL sp_exchange_tickets(
                @user, @id, @tickets, @show, @seats, NULL, @reference, 0, 0, 'cash', @total, @credit, @given, @exchanged_id
            )
            """,
            ("@user", userId),
            ("@id", reservationId),
            ("@tickets", await connection.TicketIdsAsync(reservationId, show, givenUp)),
            ("@show", wanted.Id),
            ("@seats", wanted.SeatIds(labels)),
            ("@reference", BookingRoutines.NewReference()),
            ("@total", 8 * labels.Length),
            ("@credit", credit),
            ("@given", Math.Max(0, (8 * labels.Length) - credit))
        );
        return await connection.ScalarAsync<int>("SELECT @exchanged_id");
    }

    /// <summary>Those of a reservation's seats, whether they stand or not.</summary>
    private static Task<string> TicketIdsAsync(
        this MySqlConnection connection,
        int reservationId,
        Show show,
        IReadOnlyList<string> labels
    ) =>
        connection.ScalarAsync<string>(
            """
            SELECT CONCAT('[', GROUP_CONCAT(own.ticket_id), ']')
            FROM (
                SELECT ticket_id, seat_id FROM tickets WHERE reservation_id = @id
                UNION ALL
                SELECT ticket_id, seat_id FROM cancelled_tickets WHERE reservation_id = @id
            ) AS own
            WHERE JSON_CONTAINS(@seats, CAST(own.seat_id AS CHAR))
            """,
            ("@id", reservationId),
            ("@seats", show.SeatIds([.. labels]))
        );

    /// <summary>Somebody with a till open at the show's cinema, 100.00 in it.</summary>
    public static async Task<(int UserId, int ShiftId)> CashierAsync(this TestDatabase database, Show show)
    {
        var userId = await new Given(database).UserAsync("staff");
        return (userId, await database.OpenTillAsync(userId, show));
    }

    public static async Task<int> OpenTillAsync(this TestDatabase database, int userId, Show show)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        var cinemaId = await connection.ScalarAsync<int>(
            "SELECT screens.cinema_id FROM showtimes INNER JOIN screens ON screens.screen_id = showtimes.screen_id WHERE showtime_id = @show",
            ("@show", show.Id)
        );
        await connection.ExecuteAsync(
            "CALL sp_open_shift(@user, @cinema, 'Till 1', 100, @opened_shift_id)",
            ("@user", userId),
            ("@cinema", cinemaId)
        );
        return await connection.ScalarAsync<int>("SELECT @opened_shift_id");
    }

    public static Task CloseTillAsync(this MySqlConnection connection, int shiftId, decimal counted) =>
        connection.ExecuteAsync("CALL sp_close_shift(@shift, @counted)", ("@shift", shiftId), ("@counted", counted));

    /// <summary>What was paid back in cash.</summary>
    public static async Task<decimal> RefundAtCounterAsync(this MySqlConnection connection, int userId, int reservationId)
    {
        await connection.ExecuteAsync(
            "CALL sp_refund_at_counter(@user, @id, 'cash', @paid_back)",
            ("@user", userId),
            ("@id", reservationId)
        );
        return await connection.ScalarAsync<decimal>("SELECT @paid_back");
    }

    /// <summary>A shift that is closed: what should have been in its till, and what was.</summary>
    public static Task<IReadOnlyList<string>> TillAsync(this TestDatabase database, int shiftId) =>
        database.LinesAsync("SELECT expected, counted FROM till_shifts WHERE shift_id = @id", ("@id", shiftId));

    /// <summary>What the counter has sold of a show: how, for how much, and for how much was handed over.</summary>
    public static Task<IReadOnlyList<string>> CounterSalesAsync(this TestDatabase database, Show show) =>
        database.LinesAsync(
            """
            SELECT counter_sales.method, counter_sales.amount, counter_sales.given
            FROM counter_sales
            INNER JOIN reservations ON reservations.reservation_id = counter_sales.reservation_id
            WHERE reservations.showtime_id = @id
            ORDER BY counter_sales.reservation_id
            """,
            ("@id", show.Id)
        );
}
