using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Database.Payments;

/// <summary>The check that no cent is lost is known to see it: each row takes something from a routine, and is found out.</summary>
public sealed class MoneyControlTests
{
    [Fact]
    public Task As_it_is_no_cent_is_misplaced() =>
        OwnDatabase.RunAsync(async own =>
        {
            await EveryWayAsync(own);

            Assert.Empty(await own.MisplacedMoneyAsync());
        });

    [Theory]
    [InlineData("sp_settle_payments", "SET v_due = v_captured;", "SET v_due = 0;")]
    [InlineData(
        "sp_settle_payments",
        "VALUES (v_payment_id, v_due - v_refunded, p_now, p_now)",
        "VALUES (v_payment_id, v_due, p_now, p_now)"
    )]
    [InlineData("sp_settle_payments", "SUM(cancelled_tickets.refund_due)", "SUM(cancelled_tickets.price)")]
    [InlineData("sp_settle_payments", "CEILING(v_due * 100) / 100", "FLOOR(v_due)")]
    [InlineData("sp_settle_payments", "SET payments.refunded = v_due,", "SET payments.refunded = v_refunded,")]
    [InlineData("sp_settle_payments", "IF v_due > v_refunded THEN", "IF v_due > v_refunded AND v_refunded = 0 THEN")]
    [InlineData("sp_cancel_tickets", "CALL sp_settle_payments(p_reservation_id, v_now);", "")]
    [InlineData("sp_take_payment", "CALL sp_settle_payments(v_reservation_id, v_now);", "")]
    public Task A_routine_that_misplaces_money_is_found_out(string routine, string right, string wrong) =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.ReplaceAsync(own, routine, right, wrong);

            await EveryWayAsync(own);

            Assert.NotEmpty(await own.MisplacedMoneyAsync());
        });

    /// <summary>Paid and kept; paid, and one after the other given back at a fee; paid too late; paid after it was cancelled.</summary>
    private static async Task EveryWayAsync(TestDatabase database)
    {
        var given = new Given(database);
        var (show, user, other) = (await Show.GivenAsync(database), await given.UserAsync(), await given.UserAsync());
        await show.RefundAsync(0, "percent", 7.77m);
        await using var session = await Show.AtAsync(database, Show.Noon);
        await PayAsync(session, await session.CreateAsync(user, show, "A1"), 8);
        var booking = await session.CreateAsync(user, show, "B1", "B2", "B3");
        await PayAsync(session, booking, 24);
        await session.CancelTicketsAsync(booking, [show["B1"]]);
        await session.CancelTicketsAsync(booking, [show["B2"]]);

        var (late, cancelled) = (await session.CreateAsync(user, show, "C1"), await session.CreateAsync(user, show, "D1"));
        var (lateIntent, cancelledIntent) = (await session.OpenPaymentAsync(late), await session.OpenPaymentAsync(cancelled));
        await session.CancelAsync(cancelled);
        Assert.Equal("returned", await session.TakePaymentAsync(cancelledIntent, 8));
        await session.SetClockAsync(Show.Noon.AddMinutes(16));
        await session.CreateAsync(other, show, "C1");
        Assert.Equal("returned", await session.TakePaymentAsync(lateIntent, 8));
    }

    private static async Task PayAsync(MySqlConnection session, int reservationId, decimal amount) =>
        Assert.Equal("placed", await session.TakePaymentAsync(await session.OpenPaymentAsync(reservationId), amount));
}
