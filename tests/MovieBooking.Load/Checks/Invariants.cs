using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using MySqlConnector;

namespace MovieBooking.Load.Checks;

/// <summary>What must be true of the rows whatever anybody did. Each query gives the rows that break its rule.</summary>
internal static class Invariants
{
    private const string Live = "reservations.status = 'pending' AND reservations.expires_at > UTC_TIMESTAMP(6)";

    private static readonly (string Name, string Table, string Violations)[] s_all =
    [
        (
            "no seat is sold twice",
            "tickets",
            "SELECT showtime_id, seat_id, COUNT(*) FROM tickets GROUP BY showtime_id, seat_id HAVING COUNT(*) > 1"
        ),
        (
            "no seat is held and sold, or held and pending",
            "seat_locks",
            $"""
            SELECT seat_locks.showtime_id, seat_locks.seat_id, reservations.reservation_id
            FROM seat_locks
            INNER JOIN tickets ON tickets.showtime_id = seat_locks.showtime_id AND tickets.seat_id = seat_locks.seat_id
            INNER JOIN reservations ON reservations.reservation_id = tickets.reservation_id
            WHERE seat_locks.expires_at > UTC_TIMESTAMP(6) AND (reservations.status = 'confirmed' OR {Live})
            """
        ),
        (
            "sold + held + free = 96 on every map, and as many as the tables say",
            "showtimes",
            $"""
            SELECT map.showtime_id, map.seats, map.sold, map.locked, map.available
            FROM (
                SELECT
                    showtime_id,
                    COUNT(*) AS seats,
                    SUM(seat_status = 'sold') AS sold,
                    SUM(seat_status = 'locked') AS locked,
                    SUM(seat_status = 'available') AS available
                FROM v_seat_map
                GROUP BY showtime_id
            ) AS map
            WHERE map.seats <> 96
                OR map.sold + map.locked + map.available <> 96
                OR map.sold <> (
                    SELECT COUNT(*)
                    FROM tickets
                    INNER JOIN reservations ON reservations.reservation_id = tickets.reservation_id
                    WHERE tickets.showtime_id = map.showtime_id AND reservations.status = 'confirmed'
                )
                OR map.locked <> (
                    SELECT COUNT(*)
                    FROM seat_locks
                    WHERE seat_locks.showtime_id = map.showtime_id AND seat_locks.expires_at > UTC_TIMESTAMP(6)
                ) + (
                    SELECT COUNT(*)
                    FROM tickets
                    INNER JOIN reservations ON reservations.reservation_id = tickets.reservation_id
                    WHERE tickets.showtime_id = map.showtime_id AND {Live}
                )
            """
        ),
        (
            "the rollups are the confirmed tickets, by day and class",
            "sales_rollups",
            """
            SELECT showtime_id, sale_date, seat_class, SUM(tickets), SUM(revenue)
            FROM (
                SELECT showtime_id, sale_date, seat_class, tickets, revenue FROM sales_rollups
                UNION ALL
                SELECT tickets.showtime_id, reservations.sale_date, tickets.seat_class, -1, -tickets.price
                FROM tickets
                INNER JOIN reservations ON reservations.reservation_id = tickets.reservation_id
                WHERE reservations.status = 'confirmed'
            ) AS sides
            GROUP BY showtime_id, sale_date, seat_class
            HAVING SUM(tickets) <> 0 OR SUM(revenue) <> 0
            """
        ),
        (
            "every pending or confirmed reservation has tickets, no other has",
            "reservations",
            """
            SELECT reservations.reservation_id, reservations.status, COUNT(tickets.ticket_id)
            FROM reservations
            LEFT JOIN tickets ON tickets.reservation_id = reservations.reservation_id
            GROUP BY reservations.reservation_id, reservations.status
            HAVING (reservations.status IN ('pending', 'confirmed')) <> (COUNT(tickets.ticket_id) > 0)
            """
        ),
        (
            "every booking is told of once as confirmed, and once as cancelled",
            "event_log",
            """
            SELECT reservations.reservation_id, reservations.status, COALESCE(told.confirmed, 0), COALESCE(told.cancelled, 0)
            FROM reservations
            LEFT JOIN (
                SELECT
                    reservation_id,
                    SUM(type = 'reservation.confirmed') AS confirmed,
                    SUM(type = 'reservation.cancelled') AS cancelled
                FROM event_log
                WHERE reservation_id IS NOT NULL
                GROUP BY reservation_id
            ) AS told
                ON told.reservation_id = reservations.reservation_id
            WHERE COALESCE(told.confirmed, 0) <> (reservations.confirmed_at IS NOT NULL)
                OR COALESCE(told.cancelled, 0) <> (reservations.confirmed_at IS NOT NULL AND reservations.status = 'cancelled')
            """
        ),
        (
            "every ticket costs its fare, or its kind's part of it, less its voucher's, and is of its showtime's screen",
            "tickets",
            """
            SELECT tickets.ticket_id, tickets.showtime_id, tickets.seat_id, tickets.price
            FROM tickets
            INNER JOIN showtimes ON showtimes.showtime_id = tickets.showtime_id
            INNER JOIN screens ON screens.screen_id = showtimes.screen_id
            INNER JOIN seats ON seats.seat_id = tickets.seat_id
            LEFT JOIN kind_tickets ON kind_tickets.ticket_id = tickets.ticket_id
            LEFT JOIN ticket_kinds ON ticket_kinds.kind_id = kind_tickets.kind_id
            LEFT JOIN voucher_tickets ON voucher_tickets.ticket_id = tickets.ticket_id
            WHERE seats.screen_id <> showtimes.screen_id
                OR seats.seat_class <> tickets.seat_class
                OR COALESCE(kind_tickets.full_price, tickets.price + COALESCE(voucher_tickets.discount, 0)) <> fn_seat_price(tickets.seat_class, screens.format, showtimes.local_date)
                OR (
                    kind_tickets.kind_id IS NOT NULL
                    AND NOT tickets.price + COALESCE(voucher_tickets.discount, 0)
                        <=> fn_ticket_price(kind_tickets.full_price, tickets.seat_class, ticket_kinds.factor, ticket_kinds.fixed_price)
                )
            """
        ),
        (
            "no voucher counts more uses than it may, in all or of one person",
            "voucher_uses",
            """
            SELECT vouchers.voucher_id, 'all', COUNT(*)
            FROM voucher_uses
            INNER JOIN reservations ON reservations.reservation_id = voucher_uses.reservation_id
            INNER JOIN voucher_codes ON voucher_codes.code_id = voucher_uses.code_id
            INNER JOIN vouchers ON vouchers.voucher_id = voucher_codes.voucher_id
            WHERE reservations.status IN ('pending', 'confirmed')
            GROUP BY vouchers.voucher_id, vouchers.max_uses, voucher_uses.code_id
            HAVING COUNT(*) > vouchers.max_uses
            UNION ALL
            SELECT vouchers.voucher_id, COALESCE(reservations.guest_email, CAST(reservations.user_id AS CHAR)), COUNT(*)
            FROM voucher_uses
            INNER JOIN reservations ON reservations.reservation_id = voucher_uses.reservation_id
            INNER JOIN voucher_codes ON voucher_codes.code_id = voucher_uses.code_id
            INNER JOIN vouchers ON vouchers.voucher_id = voucher_codes.voucher_id
            WHERE reservations.status IN ('pending', 'confirmed')
            GROUP BY vouchers.voucher_id, vouchers.max_uses_per_person, reservations.user_id, reservations.guest_email
            HAVING COUNT(*) > vouchers.max_uses_per_person
            """
        ),
        (
            "what a voucher takes off is spread over the booking's tickets to the cent",
            "voucher_uses",
            """
            SELECT voucher_uses.reservation_id, vouchers.type, voucher_uses.discount, own.discount, own.full_price
            FROM voucher_uses
            INNER JOIN voucher_codes ON voucher_codes.code_id = voucher_uses.code_id
            INNER JOIN vouchers ON vouchers.voucher_id = voucher_codes.voucher_id
            INNER JOIN (
                SELECT
                    sold.reservation_id,
                    SUM(sold.price + COALESCE(voucher_tickets.discount, 0)) AS full_price,
                    MAX(sold.price + COALESCE(voucher_tickets.discount, 0)) AS dearest,
                    COALESCE(SUM(voucher_tickets.discount), 0) AS discount
                FROM (
                    SELECT reservation_id, ticket_id, price FROM tickets
                    UNION ALL
                    SELECT reservation_id, ticket_id, price FROM cancelled_tickets
                ) AS sold
                LEFT JOIN voucher_tickets ON voucher_tickets.ticket_id = sold.ticket_id
                GROUP BY sold.reservation_id
            ) AS own
                ON own.reservation_id = voucher_uses.reservation_id
            WHERE voucher_uses.discount <> own.discount
                OR own.discount <> CASE vouchers.type
                    WHEN 'percent' THEN fn_round_money(own.full_price * vouchers.value / 100)
                    WHEN 'amount' THEN LEAST(vouchers.value, own.full_price)
                    ELSE own.dearest
                END
            """
        ),
        (
            "what was paid is due back less the fee, and nothing else",
            "cancelled_tickets",
            """
            SELECT cancelled.*
            FROM (
                SELECT
                    reservations.reservation_id,
                    reservations.status,
                    SUM(cancelled_tickets.price) AS price,
                    SUM(cancelled_tickets.refund_due) AS refund_due,
                    COUNT(*) AS tickets,
                    IF(
                        reservations.confirmed_at IS NULL,
                        0,
                        SUM(cancelled_tickets.price) - CASE reservations.refund_fee_kind
                            WHEN 'percent' THEN fn_round_money(SUM(cancelled_tickets.price) * reservations.refund_fee / 100)
                            WHEN 'amount' THEN SUM(LEAST(reservations.refund_fee, cancelled_tickets.price))
                            ELSE 0
                        END
                    ) AS promised
                FROM cancelled_tickets
                INNER JOIN reservations ON reservations.reservation_id = cancelled_tickets.reservation_id
                GROUP BY
                    reservations.reservation_id,
                    reservations.status,
                    reservations.confirmed_at,
                    reservations.refund_fee_kind,
                    reservations.refund_fee
            ) AS cancelled
            -- Of a part each share of a percentage may be a cent more or less; of the whole they are the fee.
            WHERE ABS(cancelled.refund_due - cancelled.promised) > IF(cancelled.status = 'confirmed', 0.01 * cancelled.tickets, 0)
                -- What was exchanged is due back in full.
                AND NOT (
                    cancelled.reservation_id IN (SELECT replaced_reservation_id FROM exchanges)
                    AND cancelled.refund_due BETWEEN cancelled.promised - 0.01 * cancelled.tickets AND cancelled.price
                )
            """
        ),
        (
            "no gift card pays more than it was issued for",
            "gift_cards",
            """
            SELECT gift_cards.card_id, gift_cards.amount, SUM(v_gift_card_uses.spent)
            FROM gift_cards
            INNER JOIN v_gift_card_uses ON v_gift_card_uses.card_id = gift_cards.card_id
            GROUP BY gift_cards.card_id, gift_cards.amount
            HAVING SUM(v_gift_card_uses.spent) > gift_cards.amount
            """
        ),
        (
            "a gift card pays no more than the tickets cost, and what is due back is on it first",
            "gift_card_uses",
            """
            SELECT gift_card_uses.reservation_id, gift_card_uses.amount, gift_card_uses.given_back, sold.price, sold.refund_due
            FROM gift_card_uses
            INNER JOIN (
                SELECT own.reservation_id, SUM(own.price) AS price, SUM(own.refund_due) AS refund_due
                FROM (
                    SELECT reservation_id, price, 0 AS refund_due FROM tickets
                    UNION ALL
                    SELECT reservation_id, price, refund_due FROM cancelled_tickets
                ) AS own
                GROUP BY own.reservation_id
            ) AS sold
                ON sold.reservation_id = gift_card_uses.reservation_id
            WHERE gift_card_uses.amount > sold.price
                OR gift_card_uses.given_back <> LEAST(gift_card_uses.amount, sold.refund_due)
            """
        ),
        (
            "what a counter took is what the tickets cost less what a gift card paid, and what it paid back is what is due beside the card's",
            "counter_sales",
            """
            SELECT
                counter_sales.reservation_id,
                counter_sales.amount,
                sold.price,
                sold.refund_due,
                COALESCE(paid_back.amount, 0),
                gift_card_uses.amount,
                gift_card_uses.given_back
            FROM counter_sales
            INNER JOIN (
                SELECT own.reservation_id, SUM(own.price) AS price, SUM(own.refund_due) AS refund_due
                FROM (
                    SELECT reservation_id, price, 0 AS refund_due FROM tickets
                    UNION ALL
                    SELECT reservation_id, price, refund_due FROM cancelled_tickets
                ) AS own
                GROUP BY own.reservation_id
            ) AS sold
                ON sold.reservation_id = counter_sales.reservation_id
            LEFT JOIN (
                SELECT reservation_id, SUM(amount) AS amount FROM counter_refunds GROUP BY reservation_id
            ) AS paid_back
                ON paid_back.reservation_id = counter_sales.reservation_id
            LEFT JOIN gift_card_uses
                ON gift_card_uses.reservation_id = counter_sales.reservation_id
            WHERE counter_sales.amount + COALESCE(gift_card_uses.amount, 0) <> sold.price
                OR COALESCE(paid_back.amount, 0) + COALESCE(gift_card_uses.given_back, 0) <> sold.refund_due
            """
        ),
        (
            "what was exchanged is its owner's as before, in the same cinema, and was paid at a counter",
            "exchanges",
            """
            SELECT exchanges.reservation_id, exchanges.replaced_reservation_id
            FROM exchanges
            INNER JOIN reservations AS made ON made.reservation_id = exchanges.reservation_id
            INNER JOIN showtimes AS made_for ON made_for.showtime_id = made.showtime_id
            INNER JOIN screens AS made_on ON made_on.screen_id = made_for.screen_id
            INNER JOIN reservations AS replaced ON replaced.reservation_id = exchanges.replaced_reservation_id
            INNER JOIN showtimes AS replaced_for ON replaced_for.showtime_id = replaced.showtime_id
            INNER JOIN screens AS replaced_on ON replaced_on.screen_id = replaced_for.screen_id
            LEFT JOIN counter_sales ON counter_sales.reservation_id = exchanges.reservation_id
            WHERE made_on.cinema_id <> replaced_on.cinema_id
                OR counter_sales.reservation_id IS NULL
                OR NOT made.user_id <=> replaced.user_id
                OR (made.guest_email <> replaced.guest_email AND NOT (
                    made.guest_email LIKE '%@counter.invalid' AND replaced.guest_email LIKE '%@counter.invalid'
                ))
            """
        ),
        (
            "nobody keeps more than 10 seats of a showtime",
            "users",
            $"""
            SELECT person, showtime_id, COUNT(*)
            FROM (
                -- The house, which keeps seats for groups, is no person.
                SELECT CAST(user_id AS CHAR) AS person, showtime_id FROM seat_locks WHERE expires_at > UTC_TIMESTAMP(6) AND user_id <> 0
                UNION ALL
                SELECT COALESCE(reservations.guest_email, CAST(reservations.user_id AS CHAR)), reservations.showtime_id
                FROM reservations
                INNER JOIN tickets ON tickets.reservation_id = reservations.reservation_id
                WHERE {Live}
            ) AS kept
            GROUP BY person, showtime_id
            HAVING COUNT(*) > 10
            """
        ),
    ];

    public static async Task<IReadOnlyList<Check>> CheckAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        List<Check> checks = [];
        foreach (var (name, table, violations) in s_all)
        {
            var lookedAt = (await RowsAsync(connection, $"SELECT COUNT(*) FROM {table}", cancellationToken)).Single();
            checks.Add(
                new Check(
                    name,
                    long.Parse(lookedAt, CultureInfo.InvariantCulture),
                    await RowsAsync(connection, violations, cancellationToken)
                )
            );
        }

        return checks;
    }

    [SuppressMessage("Security", "CA2100", Justification = "Every text is a constant of this file.")]
    private static async Task<List<string>> RowsAsync(MySqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new MySqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<string> rows = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(string.Join(' ', values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))));
        }

        return rows;
    }
}
