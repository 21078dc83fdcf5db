using MySqlConnector;

namespace MovieBooking.Tests.Support;

/// <summary>The gift card routines of the database, called in the session's own time and transaction; a code as <see cref="Given.GiftCardAsync"/> makes one.</summary>
internal static class GiftCardRoutines
{
    public static Task UseGiftCardAsync(this MySqlConnection connection, int reservationId, string code) =>
        connection.ExecuteAsync(
            "CALL sp_use_gift_card(@reservation_id, UNHEX(SHA2(@code, 256)))",
            ("@reservation_id", reservationId),
            ("@code", code)
        );

    public static Task RemoveGiftCardAsync(this MySqlConnection connection, int reservationId) =>
        connection.ExecuteAsync("CALL sp_remove_gift_card(@reservation_id)", ("@reservation_id", reservationId));

    /// <summary>What is left on a card.</summary>
    public static Task<decimal> BalanceAsync(this TestDatabase database, string code) =>
        database.ScalarAsync<decimal>(
            """
            SELECT gift_cards.amount - COALESCE(SUM(v_gift_card_uses.spent), 0)
            FROM gift_cards
            LEFT JOIN v_gift_card_uses ON v_gift_card_uses.card_id = gift_cards.card_id
            WHERE gift_cards.name = @code
            GROUP BY gift_cards.card_id, gift_cards.amount
            """,
            ("@code", code)
        );

    /// <summary>
    /// What must hold of all gift cards, always: none pays more than it was issued for, no booking takes more of one than its tickets cost, and what
    /// is due back for tickets that were sold comes back to the card first, and to nobody twice.
    /// </summary>
    public static Task<IReadOnlyList<string>> MisspentCardsAsync(this TestDatabase database) =>
        database.LinesAsync(
            """
            SELECT 'spent', v_gift_card_uses.card_id, SUM(v_gift_card_uses.spent)
            FROM v_gift_card_uses
            INNER JOIN gift_cards ON gift_cards.card_id = v_gift_card_uses.card_id
            GROUP BY v_gift_card_uses.card_id, gift_cards.amount
            HAVING SUM(v_gift_card_uses.spent) > gift_cards.amount
            UNION ALL
            SELECT 'booking', gift_card_uses.reservation_id, gift_card_uses.given_back
            FROM gift_card_uses
            INNER JOIN reservations ON reservations.reservation_id = gift_card_uses.reservation_id
            LEFT JOIN (
                SELECT own.reservation_id, SUM(own.price) AS price, SUM(own.refund_due) AS refund_due
                FROM (
                    SELECT reservation_id, price, 0 AS refund_due FROM tickets
                    UNION ALL
                    SELECT reservation_id, price, refund_due FROM cancelled_tickets
                ) AS own
                GROUP BY own.reservation_id
            ) AS sold ON sold.reservation_id = gift_card_uses.reservation_id
            WHERE sold.price IS NULL
                OR gift_card_uses.amount > sold.price
                OR gift_card_uses.given_back <> LEAST(gift_card_uses.amount, sold.refund_due)
            """
        );
}
