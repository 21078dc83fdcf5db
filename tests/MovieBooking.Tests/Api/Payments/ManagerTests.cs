using System.Text.Json;
using MovieBooking.Load.Stripe;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Payments;

/// <summary>What managers see of the money: refunds that do not get through, and where the provider and the bookings differ.</summary>
[Collection(StripeApi.Collection)]
public sealed class ManagerTests(StripeApi stripe)
{
    private const string Refunds = "/api/v1/admin/payments/refunds";
    private const string Differences = "/api/v1/admin/payments/differences";

    private TestApi Api => stripe.Api;

    [Fact]
    public async Task A_refund_that_came_to_nothing_is_listed_and_sent_again_once()
    {
        var (customer, booking, secret) = await PaidAsync("A1");
        await customer.CancelAsync(booking).JsonAsync();
        await Wait.UntilAsync(() => Task.FromResult(stripe.Stripe.Kept(StripeApi.IntentOf(secret)) == 0));
        var made = stripe.Stripe.Refunds.Single(refund => refund.IntentId == StripeApi.IntentOf(secret));
        await Wait.UntilAsync(async () => (await customer.ReadAsync(booking)).Paid().Pending == 0);
        using var manager = await Api.AdminAsync();

        stripe.Stripe.FailRefund(made.Id);
        await stripe.TellAsync(stripe.Stripe.Events[^1]).IsEmptyAsync();

        Assert.Equal(("refunded", 8m, 8m, 8m), (await customer.ReadAsync(booking)).Paid());
        var dead = (await manager.GetAsync($"{Refunds}?status=dead").JsonAsync())
            .Items()
            .Single(line => line.Text("reference") == booking.Text("reference"));
        Assert.Equal((8m, "expired_or_canceled_card"), (dead.Money("amount"), dead.Text("lastError")));
        await manager.PostAsync($"{Refunds}/{dead.Int("refundId")}/resend", null).JsonAsync();
        await Wait.UntilAsync(() => Task.FromResult(stripe.Stripe.Kept(StripeApi.IntentOf(secret)) == 0));
        await Wait.UntilAsync(async () => (await customer.ReadAsync(booking)).Paid().Pending == 0);
        await manager.PostAsync($"{Refunds}/{dead.Int("refundId")}/resend", null).ProblemAsync(409, "refund_made");
        await manager.PostAsync($"{Refunds}/{int.MaxValue}/resend", null).ProblemAsync(404, "not_found");
        await manager.GetAsync($"{Refunds}?status=lost").ProblemAsync(400, "validation_failed", "status");
        await customer.GetAsync(Refunds).ProblemAsync(403, "forbidden");
        Assert.Equal(2, stripe.Stripe.Refunds.Count(refund => refund.IntentId == StripeApi.IntentOf(secret)));
    }

    [Fact]
    public async Task A_refund_is_given_up_after_a_day()
    {
        var (customer, booking, secret) = await PaidAsync("A1");
        var intent = stripe.Stripe.Intents.Single(intent => intent.ClientSecret == secret);
        // Somebody gave it back in the dashboard: Stripe refuses to do so again.
        intent.Received = 0;
        await customer.CancelAsync(booking).JsonAsync();
        await Wait.UntilAsync(async () => await LastErrorAsync(booking) is { Length: > 0 });
        await Api.Database.ExecuteAsync("UPDATE refunds SET attempts = 99 WHERE status = 'waiting' AND last_error IS NOT NULL");
        await stripe.TryRefundsAgainAsync();

        await Wait.UntilAsync(async () =>
            await Api.Database.ScalarAsync<int>(
                """
                SELECT COUNT(*)
                FROM refunds
                INNER JOIN payments ON payments.payment_id = refunds.payment_id
                WHERE payments.reservation_id = @id AND refunds.status = 'dead' AND refunds.attempts = 100
                """,
                ("@id", booking.Int("reservationId"))
            ) == 1
        );
    }

    [Fact]
    public async Task The_provider_and_the_bookings_are_compared_over_many_pages()
    {
        using var manager = await Api.AdminAsync();
        await manager.GetAsync(Differences).JsonAsync();
        var (_, _, agreed) = await PaidAsync("A1");
        // Paid, and nobody told us: no webhook, and the page never came back.
        var (customer, unheard) = await PendingAsync("A2");
        var lost = await customer.SecretAsync(unheard);
        stripe.Stripe.Confirm(lost);
        Age(lost);
        Age(agreed);
        // Another shop's, many of them, and one that nobody paid.
        List<StandInIntent> foreign = [];
        for (var number = 0; number < 120; number++)
        {
            foreign.Add(stripe.Stripe.Make(500 + number, created: DateTimeOffset.UtcNow.AddHours(-1)));
            stripe.Stripe.Confirm(foreign[^1].ClientSecret);
        }

        var unpaid = stripe.Stripe.Make(900, created: DateTimeOffset.UtcNow.AddHours(-1));
        // Confirmed by hand in the database, and one whose intent Stripe does not have.
        var (_, byHand) = await PendingAsync("A3");
        await Api.Database.ExecuteAsync("CALL sp_confirm_reservation(@id, 0)", ("@id", byHand.Int("reservationId")));
        var (_, gone, goneSecret) = await PaidAsync("A4");
        await Api.Database.ExecuteAsync(
            "UPDATE payments SET intent_id = CONCAT(intent_id, 'x') WHERE reservation_id = @id",
            ("@id", gone.Int("reservationId"))
        );
        // What the counter sold is paid there, and none of the provider's.
        var showtimeId = byHand.GetProperty("showtime").Int("showtimeId");
        var atCounter = await manager.SoldAsync(showtimeId, 8, "card", await Api.Given.SeatAsync(showtimeId, "A5"));

        var compared = await manager.PostAsync(Differences, null).JsonAsync();

        var lines = compared.GetProperty("differences").EnumerateArray().ToList();
        Assert.Equal(
            120,
            lines.Count(line => line.Text("kind") == "intent_without_booking" && foreign.Any(one => one.Id == line.Text("intentId")))
        );
        Assert.DoesNotContain(lines, line => !line.IsNull("intentId") && line.Text("intentId") == unpaid.Id);
        Assert.DoesNotContain(lines, line => !line.IsNull("intentId") && line.Text("intentId") == StripeApi.IntentOf(agreed));
        var counterId = atCounter.GetProperty("reservation").Int("reservationId");
        Assert.DoesNotContain(lines, line => !line.IsNull("reservationId") && line.Int("reservationId") == counterId);
        Assert.Equal("taken_late", KindOf(lines, unheard));
        Assert.Equal("confirmed", (await customer.ReadAsync(unheard)).Text("status"));
        Assert.Equal("booking_without_intent", KindOf(lines, byHand));
        Assert.Equal("booking_without_intent", KindOf(lines, gone));
        Assert.Equal(compared.ToString(), (await manager.GetAsync(Differences).JsonAsync()).ToString());
        var file = await manager.GetStringAsync($"{Differences}.csv");
        Assert.Contains("kind,intentId,reservationId,reference,expected,found,currency,comparedAt", file, StringComparison.Ordinal);
        Assert.Contains($"taken_late,{StripeApi.IntentOf(lost)},{unheard.Int("reservationId")}", file, StringComparison.Ordinal);

        // Told once: the next look finds them in order.
        var again = await manager.PostAsync(Differences, null).JsonAsync();
        Assert.DoesNotContain(again.GetProperty("differences").EnumerateArray(), line => line.Text("kind") == "taken_late");
        await customer.PostAsync(Differences, null).ProblemAsync(403, "forbidden");
        stripe.Stripe.Fail("GET v1/payment_intents", StripeFault.TooManyRequests);
        await manager.PostAsync(Differences, null).ProblemAsync(503, "payment_unavailable");
        Assert.NotNull(goneSecret);
    }

    private static string KindOf(List<JsonElement> lines, JsonElement booking) =>
        lines.Single(line => !line.IsNull("reservationId") && line.Int("reservationId") == booking.Int("reservationId")).Text("kind");

    /// <summary>What is of this minute may be under way.</summary>
    private void Age(string secret) =>
        stripe.Stripe.Intents.Single(intent => intent.ClientSecret == secret).Created = DateTimeOffset.UtcNow.AddMinutes(-10);

    private async Task<string?> LastErrorAsync(JsonElement booking) =>
        (string?)
            (
                await Api.Database.RowsAsync(
                    """
                    SELECT refunds.last_error
                    FROM refunds
                    INNER JOIN payments ON payments.payment_id = refunds.payment_id
                    WHERE payments.reservation_id = @id
                    """,
                    ("@id", booking.Int("reservationId"))
                )
            ).Single()[0];

    private async Task<(HttpClient Customer, JsonElement Reservation)> PendingAsync(string label)
    {
        var (showtimeId, customer) = (await Api.Given.ShowtimeAsync(), await Api.CustomerAsync());
        return (customer, await customer.PendingAsync(showtimeId, await Api.Given.SeatsAsync(showtimeId, label)));
    }

    private async Task<(HttpClient Customer, JsonElement Reservation, string Secret)> PaidAsync(string label) =>
        await stripe.PaidAsync(await Api.Given.ShowtimeAsync(), label);
}
