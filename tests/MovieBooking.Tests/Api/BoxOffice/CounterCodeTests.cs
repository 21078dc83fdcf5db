using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>Vouchers and gift cards that customers show at the counter: what they are told is what is charged, and nothing is spent twice.</summary>
[Collection(SharedApi.One)]
public sealed class CounterCodeTests(TestApi api)
{
    [Fact]
    public async Task A_voucher_and_a_gift_card_are_quoted_spent_by_the_sale_and_the_rest_alone_is_in_the_till()
    {
        var (cinemaId, showtimeId) = await api.NearShowAsync();
        using var staff = await api.CashierAsync(cinemaId);
        using var admin = await api.AdminAsync();
        var voucher = await admin.HalfPriceAsync();
        var card = await admin.GiftCardCodeAsync(5);
        var seatIds = await api.Given.SeatsAsync(showtimeId, "C1", "C2");
        var written = await api.Database.WrittenAsync();

        // In whatever order, and as it is typed.
        var quote = await staff
            .QuoteAsync(showtimeId, seatIds, card.ToLowerInvariant(), voucher.Replace("-", " ", StringComparison.Ordinal))
            .JsonAsync();
        Assert.Equal((8m, 3m), (quote.Money("total"), quote.Money("toPay")));
        Assert.Equal((8m, voucher[^4..]), (quote.GetProperty("voucher").Money("discount"), quote.GetProperty("voucher").Text("hint")));
        Assert.Equal((5m, 0m), (quote.GetProperty("giftCard").Money("amount"), quote.GetProperty("giftCard").Money("balance")));
        Assert.Equal(written, await api.Database.WrittenAsync());

        var sale = new
        {
            seatIds,
            method = "cash",
            total = 8,
            given = 10,
            codes = new[] { voucher, card },
            giftCardAmount = 5,
        };
        var key = Guid.NewGuid().ToString();
        var sold = await staff.SellAsync(showtimeId, sale, key).JsonAsync(HttpStatusCode.Created);
        var again = await staff.SellAsync(showtimeId, sale, key).JsonAsync(HttpStatusCode.Created);

        Assert.Equal(sold.GetRawText(), again.GetRawText());
        var (booking, paid) = (sold.GetProperty("reservation").IsReservation(), sold.GetProperty("sale"));
        Assert.Equal((8m, 8m), (booking.Money("total"), booking.GetProperty("voucher").Money("discount")));
        Assert.Equal((3m, 10m, 7m, 0m), (paid.Money("amount"), paid.Money("given"), paid.Money("change"), paid.Money("giftCardBalance")));
        Assert.Equal(0m, await staff.GiftCardBalanceAsync(card));
        var till = await TillAsync(staff, cinemaId);
        Assert.Equal((3m, 103m), (till.Money("cashSales"), till.Money("expected")));
        Assert.Equal(
            ["standard 2 8.00"],
            await api.Database.LinesAsync(
                "SELECT seat_class, tickets, revenue FROM sales_rollups WHERE showtime_id = @id",
                ("@id", showtimeId)
            )
        );
        var channels = await admin.GetAsync($"/api/v1/admin/analytics/channels?cinemaId={cinemaId}").JsonAsync();
        var counter = channels.GetProperty("channels").EnumerateArray().Single(channel => channel.Text("channel") == "counter");
        Assert.Equal((8m, 2, 5m), (counter.Money("revenue"), counter.Int("tickets"), channels.Money("giftCards")));
        var id = booking.Int("reservationId");
        Assert.Equal(["created soldSeats cash voucher giftCard"], await admin.AuditAsync("reservation", id));

        // The other way round: one ticket, then the rest. The card has its money before anything is paid out.
        var tickets = booking.GetProperty("tickets").EnumerateArray().Select(ticket => ticket.Int("ticketId")).ToArray();
        var first = await staff.CancelAtCounterAsync(id, new { ticketIds = tickets[..1], method = "cash" }).JsonAsync();
        Assert.Equal((0m, 4m), (first.Money("amount"), await staff.GiftCardBalanceAsync(card)));
        await staff.QuoteAsync(showtimeId, seatIds[..1], voucher).ProblemAsync(409, "voucher_refused");
        var rest = await staff.CancelAtCounterAsync(id, new { method = "cash" }).JsonAsync();
        Assert.Equal((3m, 5m), (rest.Money("amount"), await staff.GiftCardBalanceAsync(card)));
        Assert.Equal(100m, (await TillAsync(staff, cinemaId)).Money("expected"));
        var over = await staff.GetAsync($"{CounterCalls.Office}/bookings/{id}").JsonAsync();
        Assert.Equal((0m, 3m, 5m), (over.Money("owed"), over.Money("paidBack"), over.GetProperty("sale").Money("giftCardBalance")));
        Assert.Equal(8m, (await staff.QuoteAsync(showtimeId, seatIds, voucher).JsonAsync()).Money("toPay"));
    }

    [Fact]
    public async Task What_a_gift_card_pays_whole_needs_no_till_and_goes_back_to_it_in_an_exchange()
    {
        var (cinemaId, showtimeId) = await api.NearShowAsync();
        using var staff = await api.StaffAsync(cinemaId);
        using var admin = await api.AdminAsync();
        var card = await admin.GiftCardCodeAsync(50);
        var seatIds = await api.Given.SeatsAsync(showtimeId, "D1", "D2", "D3");

        var quote = await staff.QuoteAsync(showtimeId, seatIds[..2], card).JsonAsync();
        var sold = await staff.SellAsync(showtimeId, quote.Sale(seatIds[..2], "card", card)).JsonAsync(HttpStatusCode.Created);
        Assert.Equal((0m, 34m), (sold.GetProperty("sale").Money("amount"), sold.GetProperty("sale").Money("giftCardBalance")));
        var id = sold.GetProperty("reservation").Int("reservationId");
        var exchanged = await staff
            .ExchangeAsync(
                id,
                new
                {
                    ticketIds = sold.GetProperty("reservation").TicketIds("D1"),
                    showtimeId,
                    seatIds = seatIds[2..],
                    method = "card",
                    total = 8,
                    credit = 0,
                }
            )
            .JsonAsync(HttpStatusCode.Created);

        Assert.Equal((0m, 8m), (exchanged.Money("credit"), exchanged.Money("difference")));
        Assert.Equal(42m, await staff.GiftCardBalanceAsync(card));
    }

    [Fact]
    public async Task A_code_that_is_not_good_is_refused_by_field_or_reason_and_nothing_is_sold()
    {
        var (cinemaId, showtimeId) = await api.NearShowAsync();
        var (otherCinemaId, _) = await api.NearShowAsync();
        using var staff = await api.CashierAsync(cinemaId);
        using var stranger = await api.StaffAsync(otherCinemaId);
        using var customer = await api.CustomerAsync();
        using var admin = await api.AdminAsync();
        var (voucher, card) = (await admin.HalfPriceAsync(maxUses: 3, maxUsesPerPerson: 1), await admin.GiftCardCodeAsync(8));
        var elsewhere = await admin.HalfPriceAsync(cinemaIds: [otherCinemaId]);
        var late = await admin.HalfPriceAsync();
        await api.Database.ExecuteAsync(
            "UPDATE vouchers SET valid_until = '2020-01-01' WHERE voucher_id = (SELECT voucher_id FROM voucher_codes WHERE hint = @hint)",
            ("@hint", late[^4..])
        );
        var (spent, cancelled) = (await admin.HalfPriceAsync(), await admin.GiftCardCodeAsync(8));
        await api.Database.ExecuteAsync(
            "UPDATE gift_cards SET cancelled_at = UTC_TIMESTAMP(6) WHERE hint = @hint",
            ("@hint", cancelled[^4..])
        );
        var seatIds = await api.Given.SeatsAsync(showtimeId, "E1", "E2");
        var other = await api.Given.SeatsAsync(showtimeId, "F1");
        var used = await staff.QuoteAsync(showtimeId, other, spent).JsonAsync();
        await staff.SellAsync(showtimeId, used.Sale(other, "card", spent)).JsonAsync(HttpStatusCode.Created);
        var written = await api.Database.WrittenAsync();

        await stranger.QuoteAsync(showtimeId, seatIds, voucher).ProblemAsync(403, "forbidden");
        await customer.QuoteAsync(showtimeId, seatIds, voucher).ProblemAsync(403, "forbidden");
        await api.CreateClient().QuoteAsync(showtimeId, seatIds, voucher).ProblemAsync(401, "unauthenticated");
        await staff.QuoteAsync(999_999, seatIds, voucher).ProblemAsync(404, "not_found");
        await staff.QuoteAsync(showtimeId, seatIds).ProblemAsync(400, "validation_failed", "codes");
        await staff.QuoteAsync(showtimeId, seatIds, "TICKET").ProblemAsync(400, "validation_failed", "codes");
        await staff.QuoteAsync(showtimeId, seatIds, voucher, voucher).ProblemAsync(400, "validation_failed", "codes");
        await staff.QuoteAsync(showtimeId, seatIds, voucher, elsewhere).ProblemAsync(400, "validation_failed", "codes");
        await staff.QuoteAsync(showtimeId, seatIds, voucher, card, late).ProblemAsync(400, "validation_failed", "codes");
        await staff.QuoteAsync(showtimeId, [], voucher).ProblemAsync(400, "validation_failed", "seatIds");
        var unknown = await staff
            .QuoteAsync(showtimeId, seatIds, "7K2M-QX0D-4TVB-1HNS-9XQ4")
            .ProblemAsync(400, "validation_failed", "codes");
        var ended = await staff.QuoteAsync(showtimeId, seatIds, cancelled).ProblemAsync(400, "validation_failed", "codes");
        Assert.Equal(
            unknown.GetProperty("errors").ToString().Replace("9XQ4", "", StringComparison.Ordinal),
            ended.GetProperty("errors").ToString().Replace(cancelled[^4..], "", StringComparison.Ordinal)
        );
        foreach (var (code, reason) in new[] { (elsewhere, "cinema"), (late, "late"), (spent, "used") })
        {
            var problem = await staff.QuoteAsync(showtimeId, seatIds, code).ProblemAsync(409, "voucher_refused");
            Assert.Equal(reason, problem.Text("refusedFor"));
            await staff.SellAsync(showtimeId, Sale(seatIds, 8, null, code)).ProblemAsync(409, "voucher_refused");
        }

        // What was shown is what is charged, of the tickets and of the card.
        var dearer = await staff.SellAsync(showtimeId, Sale(seatIds, 16, null, voucher)).ProblemAsync(409, "price_changed");
        Assert.Equal(8m, dearer.Money("total"));
        var less = await staff.SellAsync(showtimeId, Sale(seatIds, 16, 7, card)).ProblemAsync(409, "price_changed");
        Assert.Equal((16m, 8m), (less.Money("total"), less.Money("giftCardAmount")));
        await staff.SellAsync(showtimeId, Sale(seatIds, 16, null, card)).ProblemAsync(409, "price_changed");
        await staff.SellAsync(showtimeId, Sale(seatIds, 8, 8, voucher)).ProblemAsync(409, "price_changed");
        await staff.SellAsync(showtimeId, Sale(seatIds, 16, 17, card)).ProblemAsync(400, "validation_failed", "giftCardAmount");
        await staff.SellAsync(showtimeId, Sale(seatIds, 16, 1.001m, card)).ProblemAsync(400, "validation_failed", "giftCardAmount");
        await staff
            .SellAsync(
                showtimeId,
                new
                {
                    seatIds,
                    method = "cash",
                    total = decimal.MaxValue,
                    given = 0,
                    giftCardAmount = decimal.MinValue,
                }
            )
            .ProblemAsync(400, "validation_failed", "giftCardAmount");
        await staff
            .SellAsync(
                showtimeId,
                new
                {
                    seatIds,
                    method = "cash",
                    total = 16,
                    given = 7.99,
                    codes = new[] { card },
                    giftCardAmount = 8,
                }
            )
            .ProblemAsync(400, "validation_failed", "given");
        Assert.Equal(written, await api.Database.WrittenAsync());
        Assert.Equal(8m, await staff.GiftCardBalanceAsync(card));
    }

    [Fact]
    public async Task A_voucher_of_one_use_is_spent_once_by_two_tills_and_the_web_at_once()
    {
        using var admin = await api.AdminAsync();
        var voucher = await admin.HalfPriceAsync();
        var (cinemaId, showtimeId) = await api.NearShowAsync();
        var (otherCinemaId, otherShowtimeId) = await api.NearShowAsync();
        using var one = await api.CashierAsync(cinemaId);
        using var two = await api.CashierAsync(otherCinemaId);
        using var customer = await api.CustomerAsync();
        var booking = await customer.PendingAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1"));
        var (here, there) = (await api.Given.SeatsAsync(showtimeId, "B1"), await api.Given.SeatsAsync(otherShowtimeId, "B1"));

        var answers = await Task.WhenAll(
            one.SellAsync(showtimeId, Sale(here, 4, null, voucher)),
            two.SellAsync(otherShowtimeId, Sale(there, 4, null, voucher)),
            customer.PutAsJsonAsync($"/api/v1/reservations/{booking.Int("reservationId")}/voucher", new { code = voucher })
        );

        Assert.Equal([true, false, false], answers.Select(answer => answer.IsSuccessStatusCode).OrderDescending());
        foreach (var answer in answers.Where(answer => !answer.IsSuccessStatusCode))
        {
            Assert.Equal("used", (await answer.ProblemAsync(409, "voucher_refused")).Text("refusedFor"));
        }

        Assert.Equal(
            1,
            await api.Database.ScalarAsync<int>(
                "SELECT COUNT(*) FROM voucher_uses INNER JOIN voucher_codes USING (code_id) WHERE hint = @hint AND discount = 4",
                ("@hint", voucher[^4..])
            )
        );
    }

    [Fact]
    public async Task A_card_pays_what_it_has_where_the_web_and_two_tills_want_it_at_once()
    {
        using var admin = await api.AdminAsync();
        var card = await admin.GiftCardCodeAsync(8);
        var (cinemaId, showtimeId) = await api.NearShowAsync();
        var (otherCinemaId, otherShowtimeId) = await api.NearShowAsync();
        using var one = await api.CashierAsync(cinemaId);
        using var two = await api.CashierAsync(otherCinemaId);
        using var customer = await api.CustomerAsync();
        var booking = await customer.PendingAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1"));
        var (here, there) = (await api.Given.SeatsAsync(showtimeId, "B1"), await api.Given.SeatsAsync(otherShowtimeId, "B1"));

        var answers = await Task.WhenAll(
            one.SellAsync(showtimeId, Sale(here, 8, 8, card)),
            two.SellAsync(otherShowtimeId, Sale(there, 8, 8, card)),
            customer.PutAsJsonAsync($"/api/v1/reservations/{booking.Int("reservationId")}/gift-card", new { code = card })
        );

        Assert.Equal(1, answers.Count(answer => answer.IsSuccessStatusCode));
        foreach (var answer in answers.Where(answer => !answer.IsSuccessStatusCode))
        {
            Assert.Equal("empty", (await answer.ProblemAsync(409, "gift_card_refused")).Text("refusedFor"));
        }

        Assert.Equal(0m, await one.GiftCardBalanceAsync(card));
        Assert.Empty(await api.Database.MisspentCardsAsync());
    }

    private static object Sale(int[] seatIds, decimal total, decimal? giftCardAmount = null, params string[] codes) =>
        new
        {
            seatIds,
            method = "card",
            total,
            codes,
            giftCardAmount,
        };

    private static async Task<JsonElement> TillAsync(HttpClient staff, int cinemaId) =>
        Assert.Single((await staff.GetAsync($"{CounterCalls.Office}/cinemas/{cinemaId}/tills").JsonAsync()).EnumerateArray());
}
