using System.Runtime.CompilerServices;
using MovieBooking.Db;

namespace MovieBooking.Api.Payments;

/// <summary>
/// Compares what the provider has with what the bookings here say, and writes down where they differ. What was paid there and never told
/// here is taken on the way, as if its webhook had come.
/// </summary>
internal sealed partial class Reconciler(
    IPayments payments,
    ReservationPayments taker,
    BookingTransaction booking,
    TimeProvider clock,
    ILogger<Reconciler> logger
)
{
    private const int AtOnce = 100;

    private static readonly TimeSpan s_window = TimeSpan.FromDays(7);

    // Under way: its webhook, or its page, has not come yet.
    private static readonly TimeSpan s_underWay = TimeSpan.FromMinutes(5);

    /// <summary>Once a day, whatever starts anew meanwhile.</summary>
    public async Task RunDailyAsync(CancellationToken cancellationToken)
    {
        var recent = await booking.RunRepeatableAsync(
            transaction =>
                transaction.QueryAsync(
                    "SELECT 1 FROM reconciliations WHERE finished_at > UTC_TIMESTAMP(6) - INTERVAL 23 HOUR LIMIT 1",
                    row => row.GetInt32(0),
                    cancellationToken
                ),
            cancellationToken
        );
        if (recent.Count == 0)
        {
            await RunAsync(cancellationToken);
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var since = now - s_window;
        List<Difference> found = [];
        HashSet<string> listed = new(StringComparer.Ordinal);
        await foreach (var intents in ChunksAsync(since, cancellationToken))
        {
            listed.UnionWith(intents.Select(intent => intent.IntentId));
            var known = await KnownAsync([.. intents.Select(intent => intent.IntentId)], cancellationToken);
            foreach (var intent in intents.Where(intent => intent.State == IntentState.Captured && intent.CreatedAt < now - s_underWay))
            {
                if (!known.TryGetValue(intent.IntentId, out var row))
                {
                    found.Add(new("intent_without_booking", intent.IntentId, null, null, intent.Captured, intent.Currency));
                }
                else if (row.Captured == 0)
                {
                    await taker.TakeAsync(intent, cancellationToken);
                    found.Add(new("taken_late", intent.IntentId, row.ReservationId, row.Amount, intent.Captured, intent.Currency));
                }
                else if (row.Captured != intent.Captured)
                {
                    found.Add(new("amount_differs", intent.IntentId, row.ReservationId, row.Captured, intent.Captured, intent.Currency));
                }
            }
        }

        found.AddRange(await HereAloneAsync(since, listed, cancellationToken));
        await WriteAsync(since, now, listed.Count, found, cancellationToken);
        if (found.Count > 0)
        {
            LogDifferences(found.Count);
        }
    }

    private async IAsyncEnumerable<List<Intent>> ChunksAsync(DateTime since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<Intent> chunk = [];
        await foreach (var intent in payments.ListAsync(since, cancellationToken))
        {
            chunk.Add(intent);
            if (chunk.Count == AtOnce)
            {
                yield return chunk;
                chunk = [];
            }
        }

        yield return chunk;
    }

    private async Task<Dictionary<string, Known>> KnownAsync(string[] intentIds, CancellationToken cancellationToken)
    {
        if (intentIds.Length == 0)
        {
            return [];
        }

        var names = intentIds.Select((_, index) => $"@intent{index}").ToArray();
        var rows = await booking.RunRepeatableAsync(
            transaction =>
                transaction.QueryAsync(
                    $"""
                    SELECT intent_id, reservation_id, amount, captured
                    FROM payments
                    WHERE intent_id IN ({string.Join(", ", names)})
                        AND provider = @provider
                    """,
                    row => new Known(row.GetString(0), row.GetInt32(1), row.GetDecimal(2), row.GetDecimal(3)),
                    cancellationToken,
                    [.. names.Zip(intentIds, (name, id) => (name, (object?)id)), ("@provider", payments.Provider)]
                ),
            cancellationToken
        );
        return rows.ToDictionary(row => row.IntentId, StringComparer.Ordinal);
    }

    /// <summary>What the provider does not know of: bookings that nobody paid, payments without their intent, refunds that do not get through.</summary>
    private async Task<IEnumerable<Difference>> HereAloneAsync(DateTime since, HashSet<string> listed, CancellationToken cancellationToken)
    {
        var rows = await booking.RunRepeatableAsync(
            transaction =>
                transaction.QueryAsync(
                    """
                    SELECT 'booking_without_intent', payments.intent_id, payments.reservation_id, payments.captured, NULL, payments.currency
                    FROM payments
                    WHERE payments.created_at >= @since
                        AND payments.captured > 0
                        AND payments.provider = @provider
                    UNION ALL
                    SELECT 'booking_without_intent', NULL, reservations.reservation_id, SUM(tickets.price), NULL, price_currency.code
                    FROM reservations
                    INNER JOIN tickets
                        ON tickets.reservation_id = reservations.reservation_id
                    INNER JOIN price_currency
                        ON price_currency.price_currency_id = 1
                    LEFT JOIN payments
                        ON payments.placed_reservation_id = reservations.reservation_id
                    LEFT JOIN counter_sales
                        ON counter_sales.reservation_id = reservations.reservation_id
                    WHERE reservations.reservation_id >= (
                            SELECT MIN(payments.reservation_id)
                            FROM payments
                            WHERE payments.created_at >= @since
                                AND payments.provider = @provider
                        )
                        AND reservations.status = 'confirmed'
                        AND payments.payment_id IS NULL
                        AND counter_sales.reservation_id IS NULL
                    GROUP BY reservations.reservation_id, price_currency.code
                    HAVING SUM(tickets.price) > 0
                    UNION ALL
                    SELECT 'refund_stuck', payments.intent_id, payments.reservation_id, refunds.amount, NULL, payments.currency
                    FROM refunds
                    INNER JOIN payments
                        ON payments.payment_id = refunds.payment_id
                    WHERE refunds.status IN ('waiting', 'dead')
                        AND (refunds.status = 'dead' OR refunds.created_at < UTC_TIMESTAMP(6) - INTERVAL 1 DAY)
                    """,
                    row => new Difference(row.GetString(0), row[1] as string, row.GetInt32(2), row.GetDecimal(3), null, row.GetString(5)),
                    cancellationToken,
                    ("@since", since),
                    ("@provider", payments.Provider)
                ),
            cancellationToken
        );
        return rows.Where(row => row.Kind != "booking_without_intent" || row.IntentId is null || !listed.Contains(row.IntentId));
    }

    private Task<int> WriteAsync(
        DateTime since,
        DateTime startedAt,
        int intents,
        List<Difference> found,
        CancellationToken cancellationToken
    ) =>
        booking.RunAsync(
            async transaction =>
            {
                var id = await transaction.ExecuteAsync(
                    """
                    INSERT INTO reconciliations (since, started_at, finished_at, intents)
                    VALUES (@since, @started_at, UTC_TIMESTAMP(6), @intents)
                    """,
                    cancellationToken,
                    ("@since", since),
                    ("@started_at", startedAt),
                    ("@intents", intents)
                );
                foreach (var line in found)
                {
                    await transaction.ExecuteAsync(
                        """
                        INSERT INTO payment_differences (reconciliation_id, kind, intent_id, reservation_id, expected, found, currency)
                        VALUES (@reconciliation_id, @kind, @intent_id, @reservation_id, @expected, @found, @currency)
                        """,
                        cancellationToken,
                        ("@reconciliation_id", id),
                        ("@kind", line.Kind),
                        ("@intent_id", line.IntentId),
                        ("@reservation_id", line.ReservationId),
                        ("@expected", line.Expected),
                        ("@found", line.Found),
                        ("@currency", line.Currency)
                    );
                }

                await transaction.ExecuteAsync(
                    """
                    DELETE payment_differences
                    FROM payment_differences
                    INNER JOIN reconciliations
                        ON reconciliations.reconciliation_id = payment_differences.reconciliation_id
                    WHERE reconciliations.started_at < UTC_TIMESTAMP(6) - INTERVAL 90 DAY;
                    DELETE FROM reconciliations
                    WHERE started_at < UTC_TIMESTAMP(6) - INTERVAL 90 DAY
                    """,
                    cancellationToken
                );
                return id;
            },
            cancellationToken
        );

    private sealed record Known(string IntentId, int ReservationId, decimal Amount, decimal Captured);

    private sealed record Difference(string Kind, string? IntentId, int? ReservationId, decimal? Expected, decimal? Found, string Currency);

    [LoggerMessage(LogLevel.Warning, "The payment provider and the bookings differ in {Count} places: see the managers' page Payments.")]
    private partial void LogDifferences(int count);
}
