using System.Globalization;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>Gift cards: what one pays of a booking, to the cent, when it does not, and that what comes back is on it once.</summary>
public sealed class GiftCardTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Unknown = 45110;
    private const int Refused = 45111;

    private readonly Given _given = new(database);

    // Two standard seats cost 16.
    [Theory]
    [InlineData("20")]
    [InlineData("16")]
    [InlineData("5.01")]
    public async Task It_pays_all_of_a_booking_or_what_it_has(string amount)
    {
        var worth = decimal.Parse(amount, CultureInfo.InvariantCulture);
        var paid = Math.Min(worth, 16);
        var left = worth - paid;
        var show = await Show.GivenAsync(database);
        var code = await _given.GiftCardAsync(worth);
        await using var session = await Show.AtAsync(database, Show.Noon);
        var reservation = await session.CreateAsync(await _given.UserAsync(), show, "A1", "A2");

        await session.UseGiftCardAsync(reservation, code);
        // Once more is once.
        await session.UseGiftCardAsync(reservation, code);
        Assert.Equal(left, await database.BalanceAsync(code));
        if (paid == 16)
        {
            await BookingRoutines.RefusedAsync(45060, session.OpenPaymentAsync(reservation));
        }

        await session.ConfirmAsync(reservation);
        Assert.Equal([string.Create(CultureInfo.InvariantCulture, $"{paid:0.00} 0.00 {paid:0.00}")], await UseAsync(reservation));
        Assert.Equal(left, await database.BalanceAsync(code));
        // What is sold is sold at its price, whatever it is paid with.
        Assert.Equal(["2030-03-01 standard 2 16.00"], await show.SalesAsync());
        Assert.Empty(await database.MisspentCardsAsync());
    }

    [Fact]
    public async Task What_it_pays_follows_the_price_and_ends_with_the_pending_booking()
    {
        var show = await Show.GivenAsync(database);
        var (code, other) = (await _given.GiftCardAsync(10), await _given.GiftCardAsync(50));
        var half = await _given.VoucherAsync(value: 50, maxUses: null);
        var (child, free) = (await _given.KindAsync(show.Id, fixedPrice: 3), await _given.KindAsync(show.Id, fixedPrice: 0));
        await using var session = await Show.AtAsync(database, Show.Noon);
        var reservation = await session.CreateAsync(await _given.UserAsync(), show, "A1", "A2");
        await session.UseGiftCardAsync(reservation, code);
        Assert.Equal(0, await database.BalanceAsync(code));

        await session.UseVoucherAsync(reservation, half);
        Assert.Equal(2, await database.BalanceAsync(code));
        await session.SetKindsAsync(reservation, [(show["A1"], child)]);
        Assert.Equal(4.5m, await database.BalanceAsync(code));
        await session.RemoveVoucherAsync(reservation);
        Assert.Equal(0, await database.BalanceAsync(code));
        await session.UseGiftCardAsync(reservation, other);
        Assert.Equal((10m, 39m), (await database.BalanceAsync(code), await database.BalanceAsync(other)));
        // Where there is nothing to pay it pays nothing.
        await session.SetKindsAsync(reservation, [(show["A1"], free), (show["A2"], free)]);
        Assert.Equal(50, await database.BalanceAsync(other));
        Assert.Equal("nothing", await BookingRoutines.RefusedAsync(Refused, session.UseGiftCardAsync(reservation, code)));
        await session.SetKindsAsync(reservation, []);

        await session.UseGiftCardAsync(reservation, code);
        await session.RemoveGiftCardAsync(reservation);
        await session.RemoveGiftCardAsync(reservation);
        Assert.Equal(10, await database.BalanceAsync(code));
        await session.UseGiftCardAsync(reservation, code);
        await session.CancelAsync(reservation);
        Assert.Equal(10, await database.BalanceAsync(code));
        var lapsing = await session.CreateAsync(await _given.UserAsync(), show, "B1");
        await session.UseGiftCardAsync(lapsing, code);
        await session.SetClockAsync(Show.Noon.AddMinutes(15));
        Assert.Equal(2, await database.BalanceAsync(code));
        await session.ReleaseAsync(show);
        Assert.Equal(10, await database.BalanceAsync(code));
        Assert.Empty(await database.MisspentCardsAsync());
    }

    [Fact]
    public async Task What_comes_back_goes_to_the_card_first_and_then_to_where_the_rest_came_from()
    {
        var show = await Show.GivenAsync(database);
        await show.RefundAsync(60, "amount", 1);
        var code = await _given.GiftCardAsync(10);
        await using var session = await Show.AtAsync(database, Show.Noon);
        var reservation = await session.CreateAsync(await _given.UserAsync(), show, "A1", "A2", "H1");
        // A payment of before is right no more.
        var before = await session.OpenPaymentAsync(reservation);
        await session.UseGiftCardAsync(reservation, code);
        var intent = await session.OpenPaymentAsync(reservation);
        Assert.NotEqual(before, intent);
        Assert.Equal("placed", await session.TakePaymentAsync(intent, 22));

        await session.CancelTicketsAsync(reservation, [show["A1"]]);
        Assert.Equal(["10.00 7.00 3.00"], await UseAsync(reservation));
        Assert.Equal(7, await database.BalanceAsync(code));
        await session.CancelTicketsAsync(reservation, [show["A2"]]);
        Assert.Equal(["10.00 10.00 0.00"], await UseAsync(reservation));
        Assert.Equal(["cancelled 0.00 0.00 0 -", "captured 22.00 4.00 1 -"], await database.PaymentsAsync(reservation));
        await session.CancelAsync(reservation);
        await session.CancelAsync(reservation);
        Assert.Equal(10, await database.BalanceAsync(code));
        Assert.Equal(["cancelled 0.00 0.00 0 -", "captured 22.00 19.00 1 -"], await database.PaymentsAsync(reservation));
        Assert.Empty(await database.MisspentCardsAsync());
        Assert.Empty(await database.MisplacedMoneyAsync());
    }

    [Fact]
    public async Task What_a_fee_keeps_stays_spent_and_no_money_goes_where_a_card_paid_all()
    {
        var show = await Show.GivenAsync(database);
        await show.RefundAsync(60, "percent", 10);
        var code = await _given.GiftCardAsync(20);
        await using var session = await Show.AtAsync(database, Show.Noon);
        var reservation = await session.CreateAsync(await _given.UserAsync(), show, "A1", "A2");
        await session.UseGiftCardAsync(reservation, code);
        await session.ConfirmAsync(reservation);

        await session.CancelAsync(reservation);

        Assert.Equal(18.4m, await database.BalanceAsync(code));
        Assert.Empty(await database.PaymentsAsync(reservation));
        Assert.Empty(await database.MisspentCardsAsync());
    }

    [Fact]
    public async Task One_that_is_unknown_cancelled_expired_or_of_another_currency_looks_the_same_and_what_is_refused_changes_nothing()
    {
        var show = await Show.GivenAsync(database);
        var (good, empty) = (await _given.GiftCardAsync(5), await _given.GiftCardAsync(8));
        var (cancelled, expired) = (await _given.GiftCardAsync(), await _given.GiftCardAsync(expiresAt: "2030-03-01 12:00:00"));
        var foreign = await _given.GiftCardAsync(currency: "CHF");
        await CancelCardAsync(cancelled);
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.UseGiftCardAsync(await session.CreateAsync(await _given.UserAsync(), show, "B1"), empty);
        var reservation = await session.CreateAsync(await _given.UserAsync(), show, "A1");
        await session.UseGiftCardAsync(reservation, good);
        var before = await show.StateAsync();

        string[] messages =
        [
            await BookingRoutines.RefusedAsync(Unknown, session.UseGiftCardAsync(reservation, "NOBODYS")),
            await BookingRoutines.RefusedAsync(Unknown, session.UseGiftCardAsync(reservation, cancelled)),
            await BookingRoutines.RefusedAsync(Unknown, session.UseGiftCardAsync(reservation, expired)),
            await BookingRoutines.RefusedAsync(Unknown, session.UseGiftCardAsync(reservation, foreign)),
        ];
        Assert.Single(messages.Distinct());
        Assert.Equal("empty", await BookingRoutines.RefusedAsync(Refused, session.UseGiftCardAsync(reservation, empty)));
        await BookingRoutines.RefusedAsync(45020, session.UseGiftCardAsync(int.MaxValue, good));
        await BookingRoutines.RefusedAsync(45020, session.RemoveGiftCardAsync(int.MaxValue));
        Assert.Equal(before, await show.StateAsync());
        Assert.Equal(["5.00 0.00 5.00"], await UseAsync(reservation));

        await session.ConfirmAsync(reservation);
        await BookingRoutines.RefusedAsync(45027, session.UseGiftCardAsync(reservation, good));
        await BookingRoutines.RefusedAsync(45027, session.RemoveGiftCardAsync(reservation));
        await session.CancelAsync(reservation);
        await BookingRoutines.RefusedAsync(45022, session.UseGiftCardAsync(reservation, good));
    }

    [Fact]
    public async Task One_that_is_cancelled_pays_what_was_set_aside_and_no_more_and_has_what_comes_back()
    {
        var show = await Show.GivenAsync(database);
        var code = await _given.GiftCardAsync(20);
        var child = await _given.KindAsync(show.Id, fixedPrice: 4);
        await using var session = await Show.AtAsync(database, Show.Noon);
        var reservation = await session.CreateAsync(await _given.UserAsync(), show, "A1", "A2");
        await session.SetKindsAsync(reservation, [(show["A1"], child)]);
        await session.UseGiftCardAsync(reservation, code);
        await CancelCardAsync(code);

        await session.SetKindsAsync(reservation, []);
        Assert.Equal(["12.00 0.00 12.00"], await UseAsync(reservation));
        await session.SetKindsAsync(reservation, [(show["A1"], child), (show["A2"], child)]);
        Assert.Equal(["8.00 0.00 8.00"], await UseAsync(reservation));
        await session.ConfirmAsync(reservation);
        await session.CancelAsync(reservation);

        Assert.Equal(20, await database.BalanceAsync(code));
        var other = await session.CreateAsync(await _given.UserAsync(), show, "A1");
        await BookingRoutines.RefusedAsync(Unknown, session.UseGiftCardAsync(other, code));
        Assert.Empty(await database.MisspentCardsAsync());
    }

    [Theory]
    [InlineData("", "placed", "captured 3.00 0.00 1 -", 0)]
    [InlineData("spent", "returned", "captured 3.00 3.00 0 late", 2)]
    [InlineData("cancelled", "returned", "captured 3.00 3.00 0 late", 5)]
    public async Task A_late_payment_takes_of_the_card_again_or_goes_back(string meanwhile, string outcome, string payment, int left)
    {
        var (show, other) = (await Show.GivenAsync(database), await Show.GivenAsync(database));
        var code = await _given.GiftCardAsync(5);
        var child = await _given.KindAsync(other.Id, fixedPrice: 3);
        await using var session = await Show.AtAsync(database, Show.Noon);
        var reservation = await session.CreateAsync(await _given.UserAsync(), show, "A1");
        await session.UseGiftCardAsync(reservation, code);
        var intent = await session.OpenPaymentAsync(reservation);
        await session.SetClockAsync(Show.Noon.AddMinutes(15));
        await session.ReleaseAsync(show);
        if (meanwhile == "spent")
        {
            var others = await session.CreateAsync(await _given.UserAsync(), other, "A1");
            await session.SetKindsAsync(others, [(other["A1"], child)]);
            await session.UseGiftCardAsync(others, code);
        }
        else if (meanwhile == "cancelled")
        {
            await CancelCardAsync(code);
        }

        Assert.Equal(outcome, await session.TakePaymentAsync(intent, 3));

        Assert.Equal([payment], await database.PaymentsAsync(reservation));
        Assert.Equal(left, await database.BalanceAsync(code));
        Assert.Empty(await database.MisspentCardsAsync());
        Assert.Empty(await database.MisplacedMoneyAsync());
    }

    [Fact]
    public async Task A_connection_that_dies_in_the_middle_has_spent_nothing()
    {
        var show = await Show.GivenAsync(database);
        var code = await _given.GiftCardAsync(8);
        await using var buyer = await Show.AtAsync(database, Show.Noon);
        await using var rival = await Show.AtAsync(database, Show.Noon);
        var reservation = await buyer.CreateAsync(await _given.UserAsync(), show, "A1");
        var rivals = await buyer.CreateAsync(await _given.UserAsync(), show, "B1");
        await buyer.BeginAsync();
        await buyer.UseGiftCardAsync(reservation, code);
        await buyer.ConfirmAsync(reservation);

        await database.ExecuteAsync($"KILL {buyer.ServerThread}");
        await rival.UseGiftCardAsync(rivals, code);
        await rival.ConfirmAsync(rivals);

        Assert.Equal(["A1 8.00 pending", "B1 8.00 confirmed"], await show.TicketsAsync());
        Assert.Empty(await UseAsync(reservation));
        Assert.Equal(0, await database.BalanceAsync(code));
        Assert.Equal("empty", await BookingRoutines.RefusedAsync(Refused, rival.UseGiftCardAsync(reservation, code)));
    }

    /// <summary>What a booking takes of a card, what came back of it, and what counts.</summary>
    private Task<IReadOnlyList<string>> UseAsync(int reservationId) =>
        database.LinesAsync("SELECT amount, given_back, spent FROM v_gift_card_uses WHERE reservation_id = @id", ("@id", reservationId));

    private Task<int> CancelCardAsync(string code) =>
        database.ExecuteAsync("UPDATE gift_cards SET cancelled_at = created_at WHERE name = @code", ("@code", code));
}
