using System.Net;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Payments;

/// <summary>What was paid online, and its tickets are exchanged at the counter.</summary>
[Collection(StripeApi.Collection)]
public sealed class ExchangeTests(StripeApi stripe)
{
    [Fact]
    public async Task What_was_paid_online_goes_back_the_way_it_came_and_the_new_price_is_paid_at_the_counter()
    {
        var (cinemaId, showtimeId) = await stripe.Api.NearShowAsync();
        using var staff = await stripe.Api.CashierAsync(cinemaId);
        var (customer, booking, secret) = await stripe.PaidAsync(showtimeId, "A1", "A2");

        var exchanged = await staff
            .ExchangeAsync(
                booking.Int("reservationId"),
                new
                {
                    ticketIds = (int[])[booking.GetProperty("tickets")[0].Int("ticketId")],
                    showtimeId,
                    seatIds = await stripe.Api.Given.SeatsAsync(showtimeId, "H1"),
                    method = "cash",
                    total = 16,
                    credit = 0,
                    given = 20,
                }
            )
            .JsonAsync(HttpStatusCode.Created);

        var made = exchanged.GetProperty("booking");
        Assert.Equal((0m, 4m), (exchanged.Money("credit"), made.GetProperty("sale").Money("change")));
        Assert.Equal("not_required", made.GetProperty("reservation").Payment().Text("status"));
        await Wait.UntilAsync(() => Task.FromResult(stripe.Stripe.Kept(StripeApi.IntentOf(secret)) == 800));
        await Wait.UntilAsync(async () => (await customer.ReadAsync(booking)).Paid() == ("partially_refunded", 16m, 8m, 0m));
        var till = Assert.Single((await staff.GetAsync($"{CounterCalls.Office}/cinemas/{cinemaId}/tills").JsonAsync()).EnumerateArray());
        Assert.Equal((16m, 0m, 116m), (till.Money("cashSales"), till.Money("cashRefunds"), till.Money("expected")));
    }
}
