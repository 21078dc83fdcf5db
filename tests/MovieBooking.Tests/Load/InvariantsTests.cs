using MovieBooking.Load.Checks;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Load;

/// <summary>A check that cannot fail proves nothing: each of the load program's finds its own violation, planted in the rows.</summary>
public sealed class InvariantsTests
{
    [Fact]
    public Task They_hold_after_ordinary_bookings() =>
        OwnDatabase.RunAsync(async database =>
        {
            await BookAsync(database);

            Assert.Empty(await ViolatedAsync(database));
        });

    [Theory]
    [InlineData(
        "no seat is sold twice",
        """
            ALTER TABLE tickets DROP KEY uk_tickets_showtime_seat;
            INSERT INTO tickets (reservation_id, showtime_id, seat_id, seat_class, price)
            SELECT reservation_id, showtime_id, seat_id, seat_class, price FROM tickets LIMIT 1
            """
    )]
    [InlineData(
        "no seat is held and sold, or held and pending",
        """
            INSERT INTO seat_locks (showtime_id, seat_id, user_id, price, held_since, expires_at)
            SELECT tickets.showtime_id, seat_id, (SELECT MIN(user_id) FROM users), price, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL 5 MINUTE
            FROM tickets INNER JOIN reservations ON reservations.reservation_id = tickets.reservation_id
            WHERE status = 'confirmed' LIMIT 1
            """
    )]
    [InlineData(
        "sold + held + free = 96",
        "UPDATE seats SET out_of_service = TRUE WHERE seat_id NOT IN (SELECT seat_id FROM tickets) LIMIT 1"
    )]
    [InlineData("the rollups are the confirmed tickets", "UPDATE sales_rollups SET tickets = tickets + 1 LIMIT 1")]
    [InlineData("the rollups are the confirmed tickets", "UPDATE sales_rollups SET revenue = revenue - 0.01 LIMIT 1")]
    [InlineData("the rollups are the confirmed tickets", "DELETE FROM sales_rollups LIMIT 1")]
    [InlineData(
        "every pending or confirmed reservation has tickets",
        "DELETE FROM tickets WHERE reservation_id = (SELECT reservation_id FROM reservations WHERE status = 'pending')"
    )]
    [InlineData(
        "every pending or confirmed reservation has tickets",
        "UPDATE reservations SET status = 'expired' WHERE status = 'pending'"
    )]
    [InlineData("every booking is told of once", "DELETE FROM event_log WHERE type = 'reservation.confirmed' LIMIT 1")]
    [InlineData(
        "every booking is told of once",
        "UPDATE event_log SET type = 'reservation.cancelled' WHERE reservation_id IS NOT NULL LIMIT 1"
    )]
    [InlineData("every ticket costs its fare", "UPDATE tickets SET price = price + 1 LIMIT 1")]
    [InlineData(
        "no voucher counts more uses than it may",
        """
            INSERT INTO voucher_uses (reservation_id, code_id, discount, used_at)
            SELECT counter_sales.reservation_id, voucher_uses.code_id, 1, UTC_TIMESTAMP(6)
            FROM counter_sales INNER JOIN reservations ON reservations.reservation_id = counter_sales.reservation_id, voucher_uses
            WHERE reservations.status = 'confirmed'
                AND counter_sales.reservation_id NOT IN (SELECT used.reservation_id FROM voucher_uses AS used)
            LIMIT 1
            """
    )]
    [InlineData(
        "no voucher counts more uses than it may",
        """
            UPDATE vouchers SET max_uses = NULL;
            INSERT INTO voucher_uses (reservation_id, code_id, discount, used_at)
            SELECT reservations.reservation_id, voucher_uses.code_id, 1, UTC_TIMESTAMP(6)
            FROM reservations, voucher_uses
            WHERE reservations.status = 'pending' ORDER BY voucher_uses.reservation_id LIMIT 1
            """
    )]
    [InlineData("what a voucher takes off", "UPDATE voucher_uses SET discount = discount + 0.01")]
    [InlineData("what a voucher takes off", "UPDATE voucher_tickets SET discount = discount - 0.01 LIMIT 1")]
    [InlineData(
        "what a voucher takes off",
        """
            UPDATE tickets SET price = price + 0.01 WHERE ticket_id = (SELECT MIN(ticket_id) FROM voucher_tickets);
            UPDATE voucher_tickets SET discount = discount - 0.01 ORDER BY ticket_id LIMIT 1;
            UPDATE voucher_uses SET discount = discount - 0.01
            """
    )]
    [InlineData("what was paid is due back", "UPDATE cancelled_tickets SET refund_due = 0 LIMIT 1")]
    [InlineData("no gift card pays more", "UPDATE gift_cards SET amount = 23.99")]
    [InlineData("a gift card pays no more than the tickets cost", "UPDATE gift_card_uses SET amount = amount + 0.01 WHERE given_back > 0")]
    [InlineData(
        "a gift card pays no more than the tickets cost",
        "UPDATE gift_card_uses SET given_back = given_back - 0.01 WHERE given_back > 0"
    )]
    [InlineData("what a counter took", "UPDATE counter_sales SET amount = amount - 1 WHERE amount = 16")]
    [InlineData("what a counter took", "UPDATE counter_refunds SET amount = amount + 1")]
    [InlineData("what a counter took", "UPDATE counter_sales SET amount = 12, given = 12 WHERE amount = 7")]
    [InlineData(
        "what was exchanged is its owner's",
        "UPDATE reservations SET guest_email = 'sam@example.com' WHERE reservation_id IN (SELECT reservation_id FROM exchanges)"
    )]
    [InlineData(
        "nobody keeps more than 10 seats",
        """
            INSERT INTO seat_locks (showtime_id, seat_id, user_id, price, held_since, expires_at)
            SELECT showtime_id, seat_id, (SELECT MAX(user_id) FROM users), 8, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL 5 MINUTE
            FROM v_seat_map WHERE seat_status = 'available' LIMIT 11
            """
    )]
    public Task They_find_what_is_wrong(string check, string damage) =>
        OwnDatabase.RunAsync(async database =>
        {
            await BookAsync(database);

            await database.ExecuteAsync(damage);

            Assert.Contains(await ViolatedAsync(database), name => name.StartsWith(check, StringComparison.Ordinal));
        });

    /// <summary>A hold, a pending reservation, a sale of both classes, a sale that was cancelled, one of which a ticket was, at a fee, one with a voucher, and an exchange.</summary>
    private static async Task BookAsync(TestDatabase database)
    {
        var show = await Show.GivenAsync(database, startsAt: DateTime.UtcNow.AddDays(1));
        var userId = await new Given(database).UserAsync();
        await using var session = await database.Source.OpenConnectionAsync();
        await session.LockAsync(userId, show, "A1", "A2");
        await session.CreateAsync(userId, show, "B1");
        await session.SellAsync(userId, show, "C1", "H1");
        await session.CancelAsync(await session.SellAsync(userId, show, "D1"));
        await show.RefundAsync(0, "percent", 7.77m);
        await session.CancelTicketsAsync(await session.SellAsync(userId, show, "D2", "D3"), [show["D2"]]);
        var reduced = await session.CreateAsync(userId, show, "F1", "F2");
        await session.UseVoucherAsync(reduced, await new Given(database).VoucherAsync(value: 33.3m, maxUses: 1, maxUsesPerPerson: 1));
        await session.ConfirmAsync(reduced);
        // One card pays a sale whole, of which a ticket comes back, and of another one what is left on it: 24 in all.
        var card = await new Given(database).GiftCardAsync(amount: 24);
        var whole = await session.CreateAsync(userId, show, "B2", "B3");
        await session.UseGiftCardAsync(whole, card);
        await session.ConfirmAsync(whole);
        await session.CancelTicketsAsync(whole, [show["B3"]]);
        var rest = await session.CreateAsync(userId, show, "C2", "C3");
        await session.UseGiftCardAsync(rest, card);
        await session.ConfirmAsync(rest);
        var (clerk, _) = await database.CashierAsync(show);
        // A sale at the counter with both, of which the card has its part again before the till pays anything back.
        var half = await new Given(database).VoucherAsync(value: 25);
        var both = await session.SellWithCodesAsync(
            clerk,
            show,
            half,
            await new Given(database).GiftCardAsync(amount: 5),
            12,
            5,
            "A3",
            "A4"
        );
        await session.CancelTicketsAsync(both, [show["A3"]]);
        await session.RefundAtCounterAsync(clerk, both);
        await session.ExchangeAsync(clerk, await session.SellAtCounterAsync(clerk, show, "E1", "E2"), show, ["E1"], show, 8, "E3");
    }

    private static async Task<IReadOnlyList<string>> ViolatedAsync(TestDatabase database)
    {
        await using var session = await database.Source.OpenConnectionAsync();
        var checks = await Invariants.CheckAsync(session, CancellationToken.None);
        Assert.All(checks, check => Assert.NotEqual(0, check.LookedAt));
        return [.. checks.Where(check => check.Violations.Count > 0).Select(check => check.Name)];
    }
}
