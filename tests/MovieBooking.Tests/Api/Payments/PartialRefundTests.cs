using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MovieBooking.Api.Payments;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Payments;

/// <summary>Tickets of a paid booking that go back one after the other, to the minor unit.</summary>
[Collection(StripeApi.Collection)]
public sealed class PartialRefundTests(StripeApi stripe)
{
    private TestApi Api => stripe.Api;

    /// <summary>The cinema's own cancellation costs no fee; where one was kept, the payment is never given back as a whole.</summary>
    [Theory]
    [InlineData("percent", 7.77, 738, 1475, "partially_refunded")]
    [InlineData("none", 0, 800, 1600, "refunded")]
    public async Task Ticket_by_ticket_the_money_of_a_paid_booking_goes_back(string feeKind, double fee, long first, long last, string end)
    {
        var showtimeId = await Api.Given.ShowtimeAsync();
        await ChargeAsync(Api.Database, feeKind, fee, showtimeId);
        var (customer, booking, secret) = await stripe.PaidAsync(showtimeId, "A1", "A2", "H1");
        using var manager = await Api.AdminAsync();
        Assert.Equal(("paid", 32m, 0m, 0m), booking.Paid());
        await IsAsync(("paid", 32m, 0m, 0m), "bookingConfirmed sent");

        await CancelAsync(customer, booking, "A1");
        await IsAsync(("partially_refunded", 32m, first / 100m, 0m), "bookingConfirmed sent", "ticketsCancelled sent");

        await manager
            .PostAsJsonAsync(
                $"{ManagerCalls.Admin}/reservations/{booking.Int("reservationId")}/cancel",
                new { reason = "Broken seat", ticketIds = TicketIds(booking, "A2") }
            )
            .JsonAsync();
        var second = (first + 800) / 100m;
        await IsAsync(("partially_refunded", 32m, second, 0m), "bookingConfirmed sent", "ticketsCancelled sent", "ticketsCancelled sent");

        await customer.CancelAsync(booking).JsonAsync();
        await IsAsync(
            (end, 32m, second + (last / 100m), 0m),
            "bookingConfirmed sent",
            "ticketsCancelled sent",
            "ticketsCancelled sent",
            "bookingCancelled sent"
        );

        Assert.Equal([first, 800, last], Refunds(secret));
        Assert.Equal(2400 - first - last, stripe.Stripe.Kept(StripeApi.IntentOf(secret)));
        Assert.Equal("cancelled", (await customer.ReadAsync(booking)).Text("status"));
        Assert.Empty(await Api.Database.MisplacedMoneyAsync());
        // Whoever listens is told of each, and the door says it of every ticket.
        Assert.Equal(
            3,
            await Api.Database.ScalarAsync<int>(
                "SELECT COUNT(*) FROM event_log WHERE reservation_id = @id AND type = 'reservation.refunded'",
                ("@id", booking.Int("reservationId"))
            )
        );
        var scanned = await manager.GetAsync($"/api/v1/door/showtimes/{showtimeId}/bookings/{booking.Text("reference")}").JsonAsync();
        Assert.Equal(
            ["refunded", "refunded", "refunded"],
            scanned.GetProperty("tickets").EnumerateArray().Select(ticket => ticket.Text("answer"))
        );

        async Task IsAsync((string, decimal, decimal, decimal) paid, params string[] messages)
        {
            await Wait.UntilAsync(async () => (await customer.ReadAsync(booking)).Paid() == paid);
            await Wait.UntilAsync(async () => messages.SequenceEqual(await stripe.MessagesAsync(booking)));
        }
    }

    /// <summary>Stripe counts whole yen, and fils in tens: what is due is rounded up to what it can return.</summary>
    [Theory]
    [InlineData("JPY", 7.77, 32, 7, 7)]
    [InlineData("KWD", 7.777, 32_000, 7.38, 7_380)]
    public async Task In_currencies_without_hundredths_the_amounts_are_in_their_own_units(
        string currency,
        double fee,
        long charged,
        double due,
        long returned
    )
    {
        await using var api = new TestApi { Settings = { ["Currency"] = currency } };
        foreach (var (name, value) in stripe.Stripe.Settings)
        {
            api.Settings[name] = value;
        }

        await api.InitializeAsync();
        try
        {
            var (showtimeId, customer) = (await api.Given.ShowtimeAsync(), await api.CustomerAsync());
            await ChargeAsync(api.Database, "percent", fee, showtimeId);
            var pending = await customer.PendingAsync(showtimeId, await api.Given.SeatsAsync(showtimeId, "A1", "A2", "H1"));
            var secret = await customer.SecretAsync(pending);
            stripe.Stripe.Confirm(secret);
            Assert.Equal(("paid", 32m, 0m, 0m), (await customer.ConfirmAsync(pending).JsonAsync()).Paid());

            await CancelAsync(customer, pending, "A1");
            await using var connection = await api.Database.OpenUnpooledAsync();
            await api.Services.GetRequiredService<RefundDelivery>().RunAsync(connection, CancellationToken.None);

            var intent = stripe.Stripe.Intents.Single(intent => intent.ClientSecret == secret);
            Assert.Equal((charged, currency), (intent.Amount, intent.Currency.ToUpperInvariant()));
            Assert.Equal([returned], Refunds(secret));
            Assert.Equal(("partially_refunded", 32m, (decimal)due, 0m), (await customer.ReadAsync(pending)).Paid());
        }
        finally
        {
            await ((IAsyncLifetime)api).DisposeAsync();
        }
    }

    private List<long> Refunds(string secret) =>
        [.. stripe.Stripe.Refunds.Where(refund => refund.IntentId == StripeApi.IntentOf(secret)).Select(refund => refund.Amount)];

    private static Task<int> ChargeAsync(TestDatabase database, string kind, double fee, int showtimeId) =>
        database.ExecuteAsync(
            """
            UPDATE cinemas
            INNER JOIN screens ON screens.cinema_id = cinemas.cinema_id
            INNER JOIN showtimes ON showtimes.screen_id = screens.screen_id
            SET cinemas.refund_fee_kind = @kind, cinemas.refund_fee = @fee
            WHERE showtimes.showtime_id = @id
            """,
            ("@kind", kind),
            ("@fee", (decimal)fee),
            ("@id", showtimeId)
        );

    private static Task<JsonElement> CancelAsync(HttpClient customer, JsonElement booking, string label) =>
        customer
            .PostAsync(
                $"/api/v1/reservations/{booking.Int("reservationId")}/tickets/cancel",
                key: null,
                new { ticketIds = TicketIds(booking, label) }
            )
            .JsonAsync();

    private static int[] TicketIds(JsonElement booking, string label) =>
        [
            .. booking
                .GetProperty("tickets")
                .EnumerateArray()
                .Where(ticket => ticket.Text("seatLabel") == label)
                .Select(ticket => ticket.Int("ticketId")),
        ];
}
