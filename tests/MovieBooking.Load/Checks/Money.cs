using System.Globalization;
using MovieBooking.Load.Measuring;
using MovieBooking.Load.Stripe;
using MySqlConnector;

namespace MovieBooking.Load.Checks;

/// <summary>What must be true of the money, by the provider's books and by the database's: no cent is lost, none is kept without a seat.</summary>
internal static class Money
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(3);

    /// <summary>Waits for webhooks and refunds that are still on their way.</summary>
    public static async Task SettleAsync(MySqlConnection connection, StripeStandIn stripe, CancellationToken cancellationToken)
    {
        var until = DateTime.UtcNow + s_timeout;
        while (DateTime.UtcNow < until)
        {
            await HurryAsync(connection, cancellationToken);
            var rows = await RowsAsync(connection, cancellationToken);
            if (rows.Values.All(row => row.Waiting == 0) && stripe.Intents.All(intent => intent.Received == 0 || IsCaptured(rows, intent)))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken);
        }

        Output.Say("Money is still on its way: that is what the checks below will say.");
    }

    public static async Task<IReadOnlyList<Check>> CheckAsync(
        MySqlConnection connection,
        StripeStandIn stripe,
        CancellationToken cancellationToken
    )
    {
        var rows = await RowsAsync(connection, cancellationToken);
        var intents = stripe.Intents;
        List<string> differences = [];
        foreach (var intent in intents)
        {
            var row = rows.GetValueOrDefault(intent.Id);
            var (captured, kept) = (intent.Received / 100m, stripe.Kept(intent.Id) / 100m);
            if (captured != (row?.Captured ?? 0) || kept != (row?.Captured ?? 0) - (row?.Refunded ?? 0))
            {
                differences.Add(string.Create(CultureInfo.InvariantCulture, $"{intent.Id}: collected {captured}, kept {kept}; here {row}"));
            }
        }

        var sold = await SoldAsync(connection, cancellationToken);
        var all = intents.Sum(intent => stripe.Kept(intent.Id)) / 100m;
        return
        [
            new Check("the provider collected and gave back what the payments say", intents.Count, differences),
            new Check(
                "each refund was made once",
                stripe.Refunds.Count,
                [
                    .. stripe
                        .Refunds.GroupBy(refund => (string?)refund.Metadata["refund_id"])
                        .Where(same => same.Count() > 1)
                        .Select(same => $"refund {same.Key}: {same.Count()} times"),
                ]
            ),
            new Check(
                "collected - given back = the confirmed tickets, and what is kept of cancelled ones",
                intents.Count(intent => intent.Received > 0),
                all == sold ? [] : [string.Create(CultureInfo.InvariantCulture, $"{all} is kept, tickets cost {sold}")]
            ),
        ];
    }

    /// <summary>
    /// As if the pauses of what failed were over. Row by row, found without a lock: an update that walks the index of what is due
    /// locks entries before their rows, the worker rows before their entries, and one of the two is a deadlock's victim.
    /// </summary>
    private static async Task HurryAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        List<long> paused = [];
        await using (
            var read = new MySqlCommand("SELECT refund_id FROM refunds WHERE status = 'waiting' AND last_error IS NOT NULL", connection)
        )
        await using (var reader = await read.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                paused.Add(reader.GetInt64(0));
            }
        }

        foreach (var id in paused)
        {
            await using var hurry = new MySqlCommand(
                "UPDATE refunds SET next_attempt_at = UTC_TIMESTAMP(6) WHERE refund_id = @id AND status = 'waiting' AND last_error IS NOT NULL",
                connection
            );
            hurry.Parameters.AddWithValue("@id", id);
            await hurry.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static bool IsCaptured(Dictionary<string, Row> rows, StandInIntent intent) =>
        rows.GetValueOrDefault(intent.Id) is { Captured: > 0 };

    private static async Task<Dictionary<string, Row>> RowsAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new MySqlCommand(
            """
            SELECT payments.intent_id, payments.captured, payments.refunded, COUNT(refunds.refund_id)
            FROM payments
            LEFT JOIN refunds ON refunds.payment_id = payments.payment_id AND refunds.status <> 'made'
            WHERE payments.intent_id IS NOT NULL
            GROUP BY payments.payment_id, payments.intent_id, payments.captured, payments.refunded
            """,
            connection
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new Dictionary<string, Row>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(reader.GetString(0), new Row(reader.GetDecimal(1), reader.GetDecimal(2), reader.GetInt64(3)));
        }

        return rows;
    }

    private static async Task<decimal> SoldAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new MySqlCommand(
            """
            SELECT COALESCE(SUM(money.amount), 0)
            FROM (
                SELECT tickets.price AS amount
                FROM tickets
                INNER JOIN reservations ON reservations.reservation_id = tickets.reservation_id
                LEFT JOIN counter_sales ON counter_sales.reservation_id = tickets.reservation_id
                WHERE reservations.status = 'confirmed' AND counter_sales.reservation_id IS NULL
                UNION ALL
                SELECT cancelled_tickets.price - cancelled_tickets.refund_due
                FROM cancelled_tickets
                INNER JOIN reservations ON reservations.reservation_id = cancelled_tickets.reservation_id
                LEFT JOIN payments ON payments.placed_reservation_id = cancelled_tickets.reservation_id
                LEFT JOIN gift_card_uses ON gift_card_uses.reservation_id = cancelled_tickets.reservation_id
                LEFT JOIN counter_sales ON counter_sales.reservation_id = cancelled_tickets.reservation_id
                WHERE counter_sales.reservation_id IS NULL
                    AND (payments.payment_id IS NOT NULL OR (gift_card_uses.reservation_id IS NOT NULL AND reservations.confirmed_at IS NOT NULL))
                UNION ALL
                -- What gift cards paid the provider did not collect; of what a counter sold it collected nothing.
                SELECT gift_card_uses.given_back - gift_card_uses.amount
                FROM gift_card_uses
                INNER JOIN reservations ON reservations.reservation_id = gift_card_uses.reservation_id
                LEFT JOIN counter_sales ON counter_sales.reservation_id = gift_card_uses.reservation_id
                WHERE reservations.confirmed_at IS NOT NULL AND counter_sales.reservation_id IS NULL
            ) AS money
            """,
            connection
        );
        return Convert.ToDecimal(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    private sealed record Row(decimal Captured, decimal Refunded, long Waiting);
}
