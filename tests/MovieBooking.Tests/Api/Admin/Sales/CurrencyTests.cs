using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Admin;

/// <summary>Amounts have the decimals of their currency, as they are written in the answers.</summary>
public sealed class CurrencyTests
{
    [Theory]
    [InlineData("USD", "8.99", "11.24", "22.48", "19.67")]
    [InlineData("JPY", "9", "11", "22", "19")]
    [InlineData("KWD", "2.999", "3.749", "7.498", "6.561")]
    public Task What_a_seat_costs_is_the_same_on_the_map_the_booking_and_the_reports(
        string currency,
        string fare,
        string price,
        string total,
        string refund
    ) =>
        InAsync(
            currency,
            async api =>
            {
                var (admin, customer) = (await api.AdminAsync(), await api.CustomerAsync());
                await admin.PutAsync(ManagerCalls.Admin + "/fares", Fares(fare)).JsonAsync();
                var showtimeId = await api.Given.ShowtimeAsync(format: "3D");
                var seats = await api.Given.SeatsAsync(showtimeId, "A1", "A2");
                await api.Database.ExecuteAsync("UPDATE cinemas SET refund_fee_kind = 'percent', refund_fee = 12.5");

                var held = await customer.LockSeatsAsync(showtimeId, seats).JsonAsync();
                var map = await customer.SeatMapAsync(showtimeId);
                var booking = await customer.ConfirmedAsync(showtimeId, seats);
                var sales = await admin.GetAsync($"{ManagerCalls.Admin}/analytics").JsonAsync();
                var file = await admin.GetStringAsync($"{ManagerCalls.Admin}/analytics/sales.csv");

                Assert.Equal(currency, booking.Text("currency"));
                Assert.Equal(
                    [price, price],
                    held.GetProperty("seats").EnumerateArray().Select(seat => seat.GetProperty("price").GetRawText())
                );
                Assert.Equal(price, map.Seat("A3").GetProperty("price").GetRawText());
                Assert.Equal(price, map.GetProperty("showtime").GetProperty("priceFrom").GetRawText());
                Assert.Equal(price, booking.GetProperty("tickets")[0].GetProperty("price").GetRawText());
                Assert.Equal(total, booking.GetProperty("total").GetRawText());
                Assert.Equal(total, sales.GetProperty("total").GetProperty("revenue").GetRawText());
                Assert.Equal(price, sales.GetProperty("averagePrice").GetRawText());
                Assert.Contains($",standard,2,{total},{price},{currency}", file, StringComparison.Ordinal);

                // An eighth is kept: of one ticket after the other as of both at once.
                var ticketIds = new[] { booking.GetProperty("tickets")[1].Int("ticketId") };
                await customer
                    .PostAsync($"/api/v1/reservations/{booking.Int("reservationId")}/tickets/cancel", key: null, new { ticketIds })
                    .JsonAsync();
                var cancelled = await customer.CancelAsync(booking).JsonAsync();
                Assert.Equal(refund, booking.GetProperty("refundPolicy").GetProperty("refundNow").GetRawText());
                Assert.Equal(refund, cancelled.GetProperty("refundDue").GetRawText());
            }
        );

    [Theory]
    [InlineData("USD", "8.505")]
    [InlineData("JPY", "8.50")]
    [InlineData("JPY", "4")] // A tenth of it would be free.
    [InlineData("KWD", "2.9995")]
    public Task A_price_that_the_currency_does_not_have_is_refused_and_names_the_rule(string currency, string fare) =>
        InAsync(
            currency,
            async api =>
            {
                var problem = await (await api.AdminAsync())
                    .PutAsync(ManagerCalls.Admin + "/fares", Fares(fare))
                    .ProblemAsync(400, "validation_failed", "fares[0].price");

                Assert.Contains(
                    "price",
                    problem.GetProperty("errors").GetProperty("fares[0].price")[0].GetString()!,
                    StringComparison.Ordinal
                );
                Assert.Equal(2, await api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM fares"));
            }
        );

    private static StringContent Fares(string price) =>
        new(
            $$"""{"validFrom":"{{Given.Today:yyyy-MM-dd}}","fares":[{"seatClass":"standard","price":{{price}}}]}""",
            System.Text.Encoding.UTF8,
            "application/json"
        );

    private static async Task InAsync(string currency, Func<TestApi, Task> test)
    {
        await using var api = new TestApi { Settings = { ["Currency"] = currency } };
        await api.InitializeAsync();
        try
        {
            await test(api);
        }
        finally
        {
            await ((IAsyncLifetime)api).DisposeAsync();
        }
    }
}
