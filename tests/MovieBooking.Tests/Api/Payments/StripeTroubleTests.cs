using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using MovieBooking.Api.Payments;
using MovieBooking.Load.Stripe;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Payments;

/// <summary>A Stripe that is silent, says the same many times at once, or is of another mode.</summary>
[Collection(StripeApi.Collection)]
public sealed class StripeTroubleTests(StripeApi stripe)
{
    private TestApi Api => stripe.Api;

    [Fact]
    public async Task A_Stripe_that_never_answers_is_given_up_and_what_it_did_meanwhile_is_not_done_twice()
    {
        var (showtimeId, customer) = (await Api.Given.ShowtimeAsync(), await Api.CustomerAsync());
        var pending = await customer.PendingAsync(showtimeId, await Api.Given.SeatAsync(showtimeId, "A1"));

        // As often as the library asks.
        stripe.Stripe.Fail("POST v1/payment_intents", StripeFault.Silence, StripeFault.Silence, StripeFault.Silence);
        await customer.PaymentAsync(pending).ProblemAsync(503, "payment_unavailable");
        var secret = await customer.SecretAsync(pending);
        Assert.Single(
            stripe.Stripe.Intents,
            intent => (string?)intent.ToJson()["metadata"]?["booking_reference"] == pending.Text("reference")
        );
        stripe.Stripe.Confirm(secret);
        await customer.ConfirmAsync(pending).JsonAsync();

        stripe.Stripe.Fail("POST v1/refunds", StripeFault.Silence, StripeFault.Silence, StripeFault.Silence);
        await customer.CancelAsync(pending).JsonAsync();
        await Wait.UntilAsync(async () =>
            await Api.Database.ScalarAsync<int>(
                """
                SELECT COUNT(*)
                FROM refunds
                INNER JOIN payments ON payments.payment_id = refunds.payment_id
                WHERE payments.reservation_id = @id AND refunds.status = 'waiting' AND refunds.last_error LIKE '%cannot be reached%'
                """,
                ("@id", pending.Int("reservationId"))
            ) == 1
        );
        Assert.Equal(("refunded", 8m, 8m, 8m), (await customer.ReadAsync(pending)).Paid());
        await stripe.TryRefundsAgainAsync();

        await Wait.UntilAsync(async () => (await customer.ReadAsync(pending)).Paid() == ("refunded", 8m, 8m, 0m));
        var keys = stripe.Stripe.Keys.Where(key => key.Contains(StripeApi.IntentOf(secret), StringComparison.Ordinal)).ToList();
        Assert.True(keys.Count >= 3, $"{keys.Count}");
        Assert.Single(keys.Distinct(StringComparer.Ordinal));
        Assert.Single(stripe.Stripe.Refunds, refund => refund.IntentId == StripeApi.IntentOf(secret));
    }

    [Fact]
    public async Task Of_twelve_deliveries_of_one_event_at_once_one_counts()
    {
        var showtimeId = await Api.Given.ShowtimeAsync();
        var userId = await Api.Given.UserAsync();
        using var customer = Api.SignedIn(userId);
        var pending = await customer.PendingAsync(showtimeId, await Api.Given.SeatAsync(showtimeId, "A1"));
        var secret = await customer.SecretAsync(pending);
        stripe.Stripe.Confirm(secret);
        var told = stripe.EventsOf(secret)[^1];
        var version = await VersionAsync();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => stripe.TellAsync(told).IsEmptyAsync()));

        Assert.Equal(("paid", 8m, 0m, 0m), (await customer.ReadAsync(pending)).Paid());
        Assert.Equal(version + 1, await VersionAsync());
        Assert.Equal(
            ["standard 1 8.00"],
            await Api.Database.LinesAsync(
                "SELECT CONCAT(seat_class), tickets, revenue FROM sales_rollups WHERE showtime_id = @id",
                ("@id", showtimeId)
            )
        );
        await Wait.UntilAsync(async () => (await stripe.MessagesAsync(pending)).SequenceEqual(["bookingConfirmed sent"]));
        var email = await Api.Database.ScalarAsync<string>("SELECT email FROM users WHERE user_id = @id", ("@id", userId));
        Assert.Single(await stripe.Mails.ToAsync(email));
        Assert.Empty(await Api.Database.MisplacedMoneyAsync());

        Task<int> VersionAsync() =>
            Api.Database.ScalarAsync<int>("SELECT seat_version FROM showtimes WHERE showtime_id = @id", ("@id", showtimeId));
    }

    [Theory]
    [InlineData("live", false)]
    [InlineData("test", true)]
    public void An_event_of_the_other_mode_than_the_keys_is_refused(string mode, bool isLive)
    {
        using var payments = new StripePayments(
            new PaymentSettings(
                new ConfigurationBuilder()
                    .AddInMemoryCollection(
                        new Dictionary<string, string?>(StringComparer.Ordinal)
                        {
                            ["Payments:Provider"] = "stripe",
                            ["Payments:Stripe:SecretKey"] = $"sk_{mode}_a",
                            ["Payments:Stripe:PublishableKey"] = $"pk_{mode}_b",
                            ["Payments:Stripe:WebhookSecret"] = StripeStandIn.WebhookSecret,
                        }
                    )
                    .Build()
            )
        );

        Assert.Equal("wrong_mode", Assert.Throws<ProviderRefusedException>(() => Read(isLive)).Code);
        Assert.Equal("pi_1", Read(!isLive).Intent?.IntentId);

        ProviderEvent Read(bool ofLive)
        {
            JsonObject intent = new StandInIntent("pi_1", 800, "usd", [], DateTimeOffset.UtcNow).ToJson();
            var body = StripeStandIn.Event("payment_intent.succeeded", intent, ofLive);
            using var delivery = StripeStandIn.Delivery(body, StripeApi.Webhook);
            return payments.Read(body, delivery.Headers.GetValues("Stripe-Signature").Single());
        }
    }
}
