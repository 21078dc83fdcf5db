using MySqlConnector;

namespace MovieBooking.Tests.Support;

/// <summary>The payment routines of the database, called in the session's own time and transaction.</summary>
internal static class PaymentRoutines
{
    /// <summary>A payment of the reservation, with the intent that a provider made for it.</summary>
    public static async Task<string> OpenPaymentAsync(this MySqlConnection connection, int reservationId, string currency = "USD")
    {
        await connection.ExecuteAsync(
            "CALL sp_open_payment(@reservation_id, 'stripe', @currency, @opened_payment_id)",
            ("@reservation_id", reservationId),
            ("@currency", currency)
        );
        await connection.ExecuteAsync(
            "UPDATE payments SET intent_id = CONCAT('pi_', payment_id) WHERE payment_id = @opened_payment_id AND intent_id IS NULL"
        );
        return await connection.ScalarAsync<string>("SELECT intent_id FROM payments WHERE payment_id = @opened_payment_id");
    }

    /// <summary>What a provider says of an intent; the answer is what became of it.</summary>
    public static async Task<string> TakePaymentAsync(
        this MySqlConnection connection,
        string intentId,
        decimal captured,
        string state = "captured",
        string currency = "USD"
    )
    {
        await connection.ExecuteAsync(
            "CALL sp_take_payment('stripe', @intent_id, @state, @captured, @currency, @decline_code, 0, @taken_outcome)",
            ("@intent_id", intentId),
            ("@state", state),
            ("@captured", captured),
            ("@currency", currency),
            ("@decline_code", state == "declined" ? "insufficient_funds" : null)
        );
        return await connection.ScalarAsync<string>("SELECT @taken_outcome");
    }

    /// <summary>Each payment of a reservation: status, captured, refunded, whether placed, why returned.</summary>
    public static Task<IReadOnlyList<string>> PaymentsAsync(this TestDatabase database, int reservationId) =>
        database.LinesAsync(
            """
            SELECT CONCAT(status), captured, refunded, placed_at IS NOT NULL, CONCAT(returned_because)
            FROM payments
            WHERE reservation_id = @id
            ORDER BY payment_id
            """,
            ("@id", reservationId)
        );

    /// <summary>
    /// What must hold of all money of a database, always: what is kept of each reservation is what its tickets cost that
    /// stand, and what of the cancelled ones is not due back, less what a gift card paid; and refunds say what payments say.
    /// </summary>
    public static Task<IReadOnlyList<string>> MisplacedMoneyAsync(this TestDatabase database) =>
        database.LinesAsync(
            """
            SELECT money.reservation_id, money.kept, money.sold
            FROM (
                SELECT
                    payments.reservation_id,
                    SUM(payments.captured - payments.refunded) AS kept,
                    IF(
                        MAX(payments.placed_at) IS NULL,
                        0,
                        (SELECT COALESCE(SUM(price), 0) FROM tickets WHERE tickets.reservation_id = payments.reservation_id)
                            + (SELECT COALESCE(SUM(price - refund_due), 0) FROM cancelled_tickets WHERE cancelled_tickets.reservation_id = payments.reservation_id)
                            - (SELECT COALESCE(SUM(amount - given_back), 0) FROM gift_card_uses WHERE gift_card_uses.reservation_id = payments.reservation_id)
                    ) AS sold
                FROM payments
                GROUP BY payments.reservation_id
            ) AS money
            WHERE money.kept <> money.sold
            UNION ALL
            SELECT payments.reservation_id, payments.refunded, COALESCE(SUM(refunds.amount), 0)
            FROM payments
            LEFT JOIN refunds ON refunds.payment_id = payments.payment_id
            GROUP BY payments.payment_id, payments.reservation_id, payments.refunded
            HAVING payments.refunded <> COALESCE(SUM(refunds.amount), 0)
            UNION ALL
            SELECT payments.reservation_id, payments.captured, 0
            FROM payments
            INNER JOIN reservations ON reservations.reservation_id = payments.reservation_id
            WHERE payments.placed_at IS NOT NULL AND reservations.status NOT IN ('confirmed', 'cancelled')
            """
        );
}
