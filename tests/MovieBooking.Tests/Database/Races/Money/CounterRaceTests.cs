using MovieBooking.Tests.Support;
using MySqlConnector;
using Xunit.Abstractions;

namespace MovieBooking.Tests.Database.Races;

/// <summary>Tills and web customers who want the same seats at the same time.</summary>
[Collection(Contest.Name)]
public sealed class CounterRaceTests(TestDatabase database, ITestOutputHelper output) : IClassFixture<TestDatabase>
{
    private const int Taken = 45010;
    private const int NoTill = 45082;
    private const int OpenTill = 45083;
    private const int ClosedTill = 45085;
    private const int Rivals = 60;
    private const int Buyers = 20;
    private const int Uses = 5;
    private const int Paid = 3;

    [Fact]
    public Task Of_tills_and_web_customers_who_want_the_same_seats_one_gets_them() => Sale().IsWonAsync(() => SellAsync(database));

    [Fact]
    public Task Without_the_mutex_and_the_key_several_get_them() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, "sp_create_reservation", "sp_lock_seats", "sp_release_seats");
            await own.ExecuteAsync("ALTER TABLE tickets DROP KEY uk_tickets_showtime_seat");

            await Sale().IsSpoiltAsync(() => SellAsync(own));
        });

    [Fact]
    public async Task A_sale_that_waited_for_a_hold_is_refused_and_writes_nothing()
    {
        var show = await Show.GivenAsync(database);
        var given = new Given(database);
        var (clerk, _) = await database.CashierAsync(show);
        await using MySqlConnection customer = await Show.AtAsync(database, Show.Noon),
            till = await Show.AtAsync(database, Show.Noon);
        await customer.BeginAsync();
        await customer.LockAsync(await given.UserAsync(), show, "A2");

        var sale = till.SellAtCounterAsync(clerk, show, "A1", "A2");
        await Race.QueuedAsync(database, till, sale);
        await customer.ExecuteAsync("COMMIT");

        Assert.Equal($"{show["A2"]}l", await BookingRoutines.RefusedAsync(Taken, sale));
        Assert.Empty(await show.TicketsAsync());
        Assert.Empty(await show.SalesAsync());
        Assert.Empty(await database.CounterSalesAsync(show));
    }

    [Fact]
    public async Task What_the_house_keeps_back_the_counter_sells_or_it_stays_kept_back()
    {
        var show = await Show.GivenAsync(database);
        var (clerk, _) = await database.CashierAsync(show);
        await using var till = await Show.AtAsync(database, Show.Noon);
        await till.CreateAsync(await new Given(database).UserAsync(), show, "A3");
        await till.ExecuteAsync("CALL sp_block_seats(@id, @seats, NULL, 'Press')", ("@id", show.Id), ("@seats", show.SeatIds("A1", "A2")));

        await BookingRoutines.RefusedAsync(Taken, till.SellAtCounterAsync(clerk, show, "A2", "A3"));
        Assert.Equal(2, (await show.HoldsAsync()).Count);
        await till.SellAtCounterAsync(clerk, show, "A1");

        Assert.Equal(["A1 8.00 confirmed", "A3 8.00 pending"], await show.TicketsAsync());
        Assert.StartsWith("A2 0 ", Assert.Single(await show.HoldsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hold_that_waited_for_a_sale_is_refused()
    {
        var show = await Show.GivenAsync(database);
        var given = new Given(database);
        await using MySqlConnection customer = await Show.AtAsync(database, Show.Noon),
            till = await Show.AtAsync(database, Show.Noon);
        await till.BeginAsync();
        await till.SellAtCounterAsync((await database.CashierAsync(show)).UserId, show, "A1", "A2");

        var hold = customer.LockAsync(await given.UserAsync(), show, "A2");
        await Race.QueuedAsync(database, customer, hold);
        await till.ExecuteAsync("COMMIT");

        Assert.Equal($"{show["A2"]}s", await BookingRoutines.RefusedAsync(Taken, hold));
        Assert.Equal(["A1 8.00 confirmed", "A2 8.00 confirmed"], await show.TicketsAsync());
        Assert.Equal(["2030-03-01 standard 2 16.00"], await show.SalesAsync());
        Assert.Equal(["cash 16.00 16.00"], await database.CounterSalesAsync(show));
    }

    [Fact]
    public async Task A_till_that_is_closed_while_it_sells_has_the_sale_in_its_sum()
    {
        var show = await Show.GivenAsync(database);
        var (clerk, shiftId) = await database.CashierAsync(show);
        await using MySqlConnection till = await Show.AtAsync(database, Show.Noon),
            office = await Show.AtAsync(database, Show.Noon);
        await till.BeginAsync();
        await till.SellAtCounterAsync(clerk, show, "A1", "A2");

        var close = office.CloseTillAsync(shiftId, 116);
        await Race.QueuedAsync(database, office, close);
        await till.ExecuteAsync("COMMIT");
        await close;

        Assert.Equal(["116.00 116.00"], await database.TillAsync(shiftId));
        await BookingRoutines.RefusedAsync(NoTill, till.SellAtCounterAsync(clerk, show, "A3"));
        await BookingRoutines.RefusedAsync(ClosedTill, office.CloseTillAsync(shiftId, 0));
    }

    [Fact]
    public async Task What_is_due_back_is_paid_once_by_two_tills_at_once()
    {
        var show = await Show.GivenAsync(database);
        var (one, first) = await database.CashierAsync(show);
        var (other, second) = await database.CashierAsync(show);
        await using var noon = await Show.AtAsync(database, Show.Noon);
        var id = await noon.SellAtCounterAsync(one, show, "A1", "A2");
        await noon.CancelTicketsAsync(id, [show["A2"]], byCinema: true);

        var paid = new decimal[2];
        var errors = await Race.RunAsync(
            database,
            2,
            async (session, number) => paid[number] = await session.RefundAtCounterAsync(number == 0 ? one : other, id)
        );

        Assert.All(errors, error => Assert.Equal(0, error));
        Assert.Equal([0m, 8m], paid.Order());
        await noon.CloseTillAsync(first, 100);
        await noon.CloseTillAsync(second, 100);
        Assert.Equal(
            paid[0] == 8 ? ["108.00 100.00", "100.00 100.00"] : ["116.00 100.00", "92.00 100.00"],
            (string[])[.. await database.TillAsync(first), .. await database.TillAsync(second)]
        );
    }

    [Fact]
    public async Task A_person_has_one_till_open_at_a_cinema()
    {
        var show = await Show.GivenAsync(database);
        var userId = await new Given(database).UserAsync("staff");

        var errors = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Race.ErrorOfAsync(database.OpenTillAsync(userId, show))));

        Assert.Equal([0, OpenTill, OpenTill, OpenTill], errors.Order());
    }

    [Fact]
    public async Task A_voucher_and_a_card_that_tills_and_web_customers_of_many_shows_want_are_spent_as_often_as_they_may_be()
    {
        await Codes().IsWonAsync(() => SpendCodesAsync(database));
        Assert.Empty(await database.MisspentCardsAsync());
        Assert.Empty(await OverusedCodesAsync(database));
    }

    [Fact]
    public Task Without_the_locks_on_voucher_and_card_tills_and_web_customers_spend_more_than_there_is() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, "sp_apply_voucher", "sp_check_voucher", "sp_use_gift_card", "sp_check_gift_card");

            var (cards, vouchers, owners) = (0, 0, 0);
            await Codes()
                .IsSpoiltAsync(
                    async () =>
                    {
                        var outcome = await SpendCodesAsync(own);
                        (cards, vouchers) = ((await own.MisspentCardsAsync()).Count, (await OverusedCodesAsync(own)).Count);
                        owners = Math.Max(owners, outcome.Owners);
                        return outcome with { Owners = owners };
                    },
                    _ => cards > 0 && vouchers > 0
                );
        });

    private Contest Sale() => new(output, "20 tills sell, 20 users hold and 20 guests book the same two seats", 1);

    private static async Task<Outcome> SellAsync(TestDatabase database)
    {
        var show = await Show.GivenAsync(database);
        var users = await new Given(database).UsersAsync(Rivals);
        for (var till = 0; till < Rivals; till += 3)
        {
            await database.OpenTillAsync(users[till], show);
        }

        var errors = await Race.RunAsync(
            database,
            Rivals,
            async (session, number) =>
            {
                await session.SetClockAsync(Show.Noon);
                await (
                    (number % 3) switch
                    {
                        0 => session.SellAtCounterAsync(users[number], show, "A1", "A2"),
                        1 => session.LockAsync(users[number], show, "A2", "A1"),
                        _ => session.CreateAsGuestAsync($"rival{number}@example.com", show, "A1", "A2"),
                    }
                );
            }
        );
        // Two seats, and one owner of both.
        var owned = (await show.TicketsAsync()).Count + (await show.HoldsAsync()).Count;
        return Outcome.Of(errors, owned / 2);
    }

    private Contest Codes() =>
        new(
            output,
            $"{Buyers / 2} tills and {Buyers / 2} web customers want a voucher for {Uses} and a gift card that pays for {Paid}",
            Paid
        );

    private static async Task<Outcome> SpendCodesAsync(TestDatabase database)
    {
        var given = new Given(database);
        var (voucher, card) = (await given.VoucherAsync(value: 50, maxUses: Uses), await given.GiftCardAsync(Paid * 4));
        var (shows, clerks, bookings) = (new Show[Buyers], new int[Buyers], new int[Buyers]);
        await using (var noon = await Show.AtAsync(database, Show.Noon))
        {
            for (var number = 0; number < Buyers; number++)
            {
                shows[number] = await Show.GivenAsync(database);
                clerks[number] = (await database.CashierAsync(shows[number])).UserId;
                bookings[number] = await noon.CreateAsGuestAsync($"codes{number}@example.com", shows[number], "A2");
            }
        }

        var errors = await Race.RunAsync(
            database,
            Buyers,
            async (session, number) =>
            {
                await session.SetClockAsync(Show.Noon);
                if (number % 2 == 0)
                {
                    await session.SellWithCodesAsync(clerks[number], shows[number], voucher, card, 4, 4, "A1");
                    return;
                }

                // As at the checkout: the voucher, then the card.
                await session.UseVoucherAsync(bookings[number], voucher);
                await session.UseGiftCardAsync(bookings[number], card);
                await session.ConfirmAsync(bookings[number]);
            }
        );
        return Outcome.Of(errors, Paid - (int)(await database.BalanceAsync(card) / 4));
    }

    /// <summary>The codes that more bookings use than may.</summary>
    private static Task<IReadOnlyList<string>> OverusedCodesAsync(TestDatabase database) =>
        database.LinesAsync(
            """
            SELECT voucher_uses.code_id, COUNT(*)
            FROM voucher_uses
            INNER JOIN reservations ON reservations.reservation_id = voucher_uses.reservation_id
            WHERE reservations.status IN ('pending', 'confirmed')
            GROUP BY voucher_uses.code_id
            HAVING COUNT(*) > @uses
            """,
            ("@uses", Uses)
        );
}
