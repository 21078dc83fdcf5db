using System.Globalization;
using MovieBooking.Load.Measuring;
using MySqlConnector;

namespace MovieBooking.Load.Reports;

/// <summary>
/// The sales of two cinemas with three screens and four shows a day each, written by the database itself: as many days back as
/// the tickets fill. Every show has ten reservations of four seats, made on the ten days before it: one of them by a key, two at the counter
/// and one with a gift card.
/// </summary>
internal static class SalesHistory
{
    public const int TicketsOfADay = 480;

    private const int DaysAtOnce = 500;

    private static readonly string[] s_cinemas =
    [
        "INSERT INTO users (user_id, email, password_hash, display_name, role, created_at) VALUES (1, 'manager@example.com', 'unusable', 'Load Manager', 'admin', UTC_TIMESTAMP(6))",
        "INSERT INTO cinemas (cinema_id, name, address, city, time_zone) VALUES (1, 'East', '1 Main Street', 'Springfield', 'UTC'), (2, 'West', '2 Main Street', 'Springfield', 'UTC')",
        "INSERT INTO screens (screen_id, cinema_id, name, format) VALUES (1, 1, 'Screen 1', '2D')",
        "INSERT INTO screens (screen_id, cinema_id, name, format) VALUES (2, 1, 'Screen 2', '3D')",
        "INSERT INTO screens (screen_id, cinema_id, name, format) VALUES (3, 2, 'Screen 1', 'IMAX')",
        """
            INSERT INTO movies (title, duration_minutes, rating, release_date, scheduled_close_date)
            SELECT CONCAT('Movie ', seat_id), 100, 'PG', UTC_DATE(), UTC_DATE() + INTERVAL 60 DAY
            FROM seats
            WHERE screen_id = 1
            ORDER BY seat_id
            LIMIT 30
            """,
        "INSERT INTO api_keys (key_id, name, prefix, key_hash, scopes, created_at) VALUES (1, 'Load', 'mbk_aaaaaaaa', REPEAT('k', 32), 'bookings:write', UTC_TIMESTAMP(6))",
        "INSERT INTO gift_cards (card_id, name, code_hash, hint, amount, currency, created_at) VALUES (1, 'Load', REPEAT('g', 32), 'ABCD', 10000000, 'USD', UTC_TIMESTAMP(6))",
    ];

    private const string Days = """
        WITH digits AS (
            SELECT 0 AS digit UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
            UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9
        ),
        days AS (
            SELECT @first + hundreds.digit * 100 + tens.digit * 10 + ones.digit AS number
            FROM digits AS hundreds
            CROSS JOIN digits AS tens
            CROSS JOIN digits AS ones
            WHERE hundreds.digit < 5 AND @first + hundreds.digit * 100 + tens.digit * 10 + ones.digit < @days
        )
        """;

    private static readonly string[] s_sales =
    [
            // The screens by number: the trigger locks their table, which the statement must not read then.
            $"""
            INSERT INTO showtimes (showtime_id, movie_id, screen_id, start_time, end_time, local_date)
            {Days}
            SELECT
                1 + days.number * 12 + screens.digit * 4 + slots.digit,
                1 + (days.number DIV 7 + screens.digit * 5 + slots.digit) % 30,
                1 + screens.digit,
                UTC_DATE() - INTERVAL days.number + 1 DAY + INTERVAL 10 + slots.digit * 3 HOUR,
                UTC_DATE() - INTERVAL days.number + 1 DAY + INTERVAL 12 + slots.digit * 3 HOUR,
                UTC_DATE() - INTERVAL days.number + 1 DAY
            FROM days
            INNER JOIN digits AS screens
                ON screens.digit < 3
            INNER JOIN digits AS slots
                ON slots.digit < 4
            """,
        $"""
            INSERT INTO reservations (reservation_id, reference, user_id, showtime_id, status, created_at, confirmed_at, sale_date)
            {Days}
            SELECT
                1 + (showtimes.showtime_id - 1) * 10 + digits.digit,
                LPAD((showtimes.showtime_id - 1) * 10 + digits.digit, 10, '0'),
                1,
                showtimes.showtime_id,
                'confirmed',
                showtimes.start_time - INTERVAL digits.digit * 24 + 1 HOUR,
                showtimes.start_time - INTERVAL digits.digit * 24 + 1 HOUR,
                DATE(showtimes.start_time - INTERVAL digits.digit * 24 + 1 HOUR)
            FROM showtimes
            CROSS JOIN digits
            WHERE showtimes.showtime_id > @first * 12 AND showtimes.showtime_id <= (@first + @at_once) * 12
            """,
            // Every other seat of the rows A to G.
            $"""
            INSERT INTO tickets (reservation_id, showtime_id, seat_id, seat_class, price)
            {Days}
            SELECT
                reservations.reservation_id,
                reservations.showtime_id,
                seats.seat_id,
                seats.seat_class,
                IF(seats.seat_class = 'premium', 16, 8)
            FROM reservations
            INNER JOIN showtimes
                ON showtimes.showtime_id = reservations.showtime_id
            INNER JOIN digits
                ON digits.digit < 4
            INNER JOIN (
                SELECT screen_id, MIN(seat_id) AS seat_id
                FROM seats
                GROUP BY screen_id
            ) AS first_seats
                ON first_seats.screen_id = showtimes.screen_id
            INNER JOIN seats
                ON seats.seat_id = first_seats.seat_id + 2 * (digits.digit + 4 * ((reservations.reservation_id - 1) % 10))
            WHERE reservations.reservation_id > @first * 120 AND reservations.reservation_id <= (@first + @at_once) * 120
            """,
        """
            INSERT INTO sales_rollups (showtime_id, sale_date, seat_class, tickets, revenue)
            SELECT tickets.showtime_id, reservations.sale_date, tickets.seat_class, COUNT(*), SUM(tickets.price)
            FROM tickets
            INNER JOIN reservations
                ON reservations.reservation_id = tickets.reservation_id
            WHERE tickets.reservation_id > @first * 120 AND tickets.reservation_id <= (@first + @at_once) * 120
            GROUP BY tickets.showtime_id, reservations.sale_date, tickets.seat_class
            """,
        """
            INSERT INTO api_key_reservations (reservation_id, key_id)
            SELECT reservation_id, 1
            FROM reservations
            WHERE reservation_id > @first * 120 AND reservation_id <= (@first + @at_once) * 120 AND reservation_id % 10 = 0
            """,
        """
            INSERT INTO counter_sales (reservation_id, cinema_id, user_id, method, amount, sold_at)
            SELECT reservations.reservation_id, screens.cinema_id, 1, 'card', 32, reservations.confirmed_at
            FROM reservations
            INNER JOIN showtimes
                ON showtimes.showtime_id = reservations.showtime_id
            INNER JOIN screens
                ON screens.screen_id = showtimes.screen_id
            WHERE reservations.reservation_id > @first * 120
                AND reservations.reservation_id <= (@first + @at_once) * 120
                AND reservations.reservation_id % 10 IN (1, 2)
            """,
        """
            INSERT INTO gift_card_uses (reservation_id, card_id, amount, used_at)
            SELECT reservation_id, 1, 10, confirmed_at
            FROM reservations
            WHERE reservation_id > @first * 120 AND reservation_id <= (@first + @at_once) * 120 AND reservation_id % 10 = 3
            """,
    ];

    /// <summary>The answer is how many tickets there are.</summary>
    public static async Task<long> WriteAsync(MySqlConnection connection, int tickets, CancellationToken cancellationToken)
    {
        var days = tickets / TicketsOfADay;
        foreach (var sql in s_cinemas)
        {
            await ExecuteAsync(connection, sql, 0, days, cancellationToken);
        }

        // What is written is right by construction; checking each row would take most of the time.
        await ExecuteAsync(connection, "SET SESSION foreign_key_checks = 0, SESSION unique_checks = 0", 0, days, cancellationToken);
        for (var first = 0; first < days; first += DaysAtOnce)
        {
            foreach (var sql in s_sales)
            {
                await ExecuteAsync(connection, sql, first, days, cancellationToken);
            }

            Output.Say(string.Create(CultureInfo.InvariantCulture, $"{Math.Min(days, first + DaysAtOnce):N0} of {days:N0} days"));
        }

        // As the API does every hour.
        await ExecuteAsync(connection, "CALL sp_settle_sales()", 0, days, cancellationToken);
        await ExecuteAsync(
            connection,
            "ANALYZE TABLE showtimes, reservations, tickets, sales_rollups, api_key_reservations, counter_sales, gift_card_uses",
            0,
            days,
            cancellationToken
        );
        await using var count = new MySqlCommand("SELECT SUM(tickets) FROM sales_rollups", connection);
        return Convert.ToInt64(await count.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    private static async Task ExecuteAsync(MySqlConnection connection, string sql, int first, int days, CancellationToken cancellationToken)
    {
        await using var command = new MySqlCommand(sql, connection);
        command.Parameters.AddWithValue("@first", first);
        command.Parameters.AddWithValue("@days", days);
        command.Parameters.AddWithValue("@at_once", DaysAtOnce);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
