using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MovieBooking.Load.Stripe;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Payments;

/// <summary>Bookings that are paid through Stripe.</summary>
[Collection(StripeApi.Collection)]
public sealed class PayTests(StripeApi stripe)
{
    private TestApi Api => stripe.Api;

    [Fact]
    public async Task A_booking_is_paid_and_then_confirmed()
    {
        var (customer, pending) = await PendingAsync("A1", "H1");
        Assert.Equal(("requires_payment", 24m, 0m, 0m), pending.Paid());
        Assert.Equal("stripe", pending.Payment().Text("provider"));
        await customer.ConfirmAsync(pending).ProblemAsync(402, "payment_required");

        var order = (await customer.PaymentAsync(pending).JsonAsync()).Has(
            "provider",
            "publishableKey",
            "clientSecret",
            "amount",
            "currency"
        );
        Assert.Equal((24m, "USD"), (order.Money("amount"), order.Text("currency")));
        Assert.Equal(StripeStandIn.PublishableKey, order.Text("publishableKey"));
        var secret = order.Text("clientSecret");
        Assert.Equal(secret, await customer.SecretAsync(pending));
        await customer.ConfirmAsync(pending).ProblemAsync(402, "payment_required");
        var intent = stripe.Stripe.Intents.Single(intent => intent.ClientSecret == secret);
        Assert.Equal((2400, "usd"), (intent.Amount, intent.Currency));

        stripe.Stripe.Confirm(secret);
        var confirmed = await customer.ConfirmAsync(pending).JsonAsync();

        Assert.Equal("confirmed", confirmed.Text("status"));
        Assert.Equal(("paid", 24m, 0m, 0m), confirmed.Paid());
        Assert.Equal(confirmed.ToString(), WithoutTokens(await customer.ReadAsync(pending)));
        // Its webhook comes after all, and twice.
        await TellAllAsync(secret, times: 2);
        Assert.Equal(confirmed.ToString(), WithoutTokens(await customer.ReadAsync(pending)));
        await customer.PaymentAsync(pending).ProblemAsync(409, "payment_not_required");
        var mail = (await stripe.Mails.ToAsync(await EmailAsync(pending))).Single();
        Assert.Contains("You have paid", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payment_that_was_begun_is_needed_no_more_once_a_voucher_makes_the_booking_free()
    {
        var (customer, pending) = await PendingAsync("A1");
        var secret = await customer.SecretAsync(pending);
        using var admin = await Api.AdminAsync();
        var free = new
        {
            name = "Free",
            type = "percent",
            value = 100,
        };
        var voucher = await admin.PostAsJsonAsync("/api/v1/admin/vouchers", free).JsonAsync(HttpStatusCode.Created);
        var code = voucher.GetProperty("codes")[0].GetString();

        var booked = await customer
            .PutAsJsonAsync($"/api/v1/reservations/{pending.Int("reservationId")}/voucher", new { code })
            .JsonAsync();

        Assert.Equal((0m, "not_required", 0m), (booked.Money("total"), booked.Payment().Text("status"), booked.Payment().Money("amount")));
        var confirmed = await customer.ConfirmAsync(pending).JsonAsync();
        Assert.Equal(("confirmed", "not_required"), (confirmed.Text("status"), confirmed.Payment().Text("status")));
        // Who pays all the same gets it back.
        stripe.Stripe.Confirm(secret);
        await TellAllAsync(secret, times: 1);
        Assert.Equal(8m, (await customer.ReadAsync(pending)).Payment().Money("refunded"));
        var mail = (await stripe.Mails.ToAsync(await EmailAsync(pending)))[0];
        Assert.Contains("There is nothing to pay", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_gift_card_leaves_is_paid_and_what_comes_back_goes_to_the_card_first()
    {
        var (customer, pending) = await PendingAsync("A1", "H1");
        using var admin = await Api.AdminAsync();
        var issued = await admin
            .PostAsJsonAsync("/api/v1/admin/gift-cards", new { name = "Gift", amount = 10 })
            .JsonAsync(HttpStatusCode.Created);
        var code = issued[0].Text("code");
        var before = await customer.SecretAsync(pending);

        var booked = await customer
            .PutAsJsonAsync($"/api/v1/reservations/{pending.Int("reservationId")}/gift-card", new { code })
            .JsonAsync();
        Assert.Equal((24m, 14m), (booked.Money("total"), booked.Payment().Money("amount")));
        await customer.ConfirmAsync(pending).ProblemAsync(402, "payment_required");
        var order = await customer.PaymentAsync(pending).JsonAsync();
        Assert.Equal(14m, order.Money("amount"));
        Assert.NotEqual(before, order.Text("clientSecret"));
        stripe.Stripe.Confirm(order.Text("clientSecret"));
        var confirmed = await customer.ConfirmAsync(pending).JsonAsync();
        Assert.Equal(("paid", 14m, 0m, 0m), confirmed.Paid());
        Assert.Equal(10m, confirmed.GetProperty("giftCard").Money("amount"));
        // Who pays the amount before all the same gets it back.
        stripe.Stripe.Confirm(before);
        await TellAllAsync(before, times: 1);
        Assert.Equal(24m, (await customer.ReadAsync(pending)).Payment().Money("refunded"));
        var mail = (await stripe.Mails.ToAsync(await EmailAsync(pending)))[0];
        Assert.Contains($"Gift card …{code[^4..]}: $10.00", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("You have paid $14.00", mail.TextBody, StringComparison.Ordinal);

        var tickets = confirmed.GetProperty("tickets").EnumerateArray().Select(ticket => ticket.Int("ticketId")).ToList();
        foreach (var ticketId in tickets)
        {
            await customer
                .PostAsJsonAsync(
                    $"/api/v1/reservations/{pending.Int("reservationId")}/tickets/cancel",
                    new { ticketIds = new[] { ticketId } }
                )
                .JsonAsync();
        }

        var left = await customer.ReadAsync(pending);
        Assert.Equal((10m, 14m + 24m), (left.GetProperty("giftCard").Money("givenBack"), left.Payment().Money("refunded")));
        Assert.Empty(await Api.Database.MisplacedMoneyAsync());
        Assert.Empty(await Api.Database.MisspentCardsAsync());
    }

    [Fact]
    public async Task Whoever_is_signed_out_meanwhile_begins_no_payment()
    {
        var (customer, pending) = await PendingAsync("A1");
        await Api.Database.ExecuteAsync(
            """
            UPDATE refresh_tokens
            SET revoked_at = UTC_TIMESTAMP(6)
            WHERE user_id = (SELECT reservations.user_id FROM reservations WHERE reservations.reservation_id = @id)
            """,
            ("@id", pending.Int("reservationId"))
        );

        await customer.PaymentAsync(pending).ProblemAsync(401, "unauthenticated");
    }

    [Fact]
    public async Task A_guest_whose_page_never_came_back_has_the_seats_all_the_same()
    {
        var showtimeId = await Api.Given.ShowtimeAsync();
        var booking = new
        {
            showtimeId,
            seatIds = await Api.Given.SeatsAsync(showtimeId, "A1"),
            guest = new { email = TestApi.Email(), name = "Gus Guest" },
        };
        var pending = await Api.CreateClient().PostAsJsonAsync("/api/v1/reservations", booking).JsonAsync(HttpStatusCode.Created);
        using var guest = Api.CreateClient();
        guest.DefaultRequestHeaders.Authorization = new("Bearer", pending.Text("accessToken"));
        var secret = await guest.SecretAsync(pending);
        stripe.Stripe.Confirm(secret);

        await TellAllAsync(secret, inReverse: true);

        Assert.Equal("confirmed", (await guest.ReadAsync(pending)).Text("status"));
        Assert.Equal(
            ["standard 1 8.00"],
            await Api.Database.LinesAsync(
                "SELECT CONCAT(seat_class), tickets, revenue FROM sales_rollups WHERE showtime_id = @id",
                ("@id", showtimeId)
            )
        );
    }

    [Fact]
    public async Task A_declined_card_and_a_failed_3_D_Secure_may_be_followed_by_another_attempt()
    {
        var (customer, pending) = await PendingAsync("A1");
        var secret = await customer.SecretAsync(pending);

        Assert.Equal("requires_payment_method", stripe.Stripe.Confirm(secret, StripeStandIn.DeclinedCard));
        await customer.ConfirmAsync(pending).ProblemAsync(402, "payment_required");
        Assert.Equal("failed", (await customer.ReadAsync(pending)).Paid().Status);
        Assert.Equal("insufficient_funds", (await customer.ReadAsync(pending)).Payment().Text("declineCode"));
        Assert.Equal("requires_action", stripe.Stripe.Confirm(secret, StripeStandIn.AuthenticatedCard));
        await customer.ConfirmAsync(pending).ProblemAsync(402, "payment_required");
        Assert.Equal("requires_payment", (await customer.ReadAsync(pending)).Paid().Status);
        stripe.Stripe.Authenticate(secret, passes: false);
        await customer.ConfirmAsync(pending).ProblemAsync(402, "payment_required");
        Assert.Equal("failed", (await customer.ReadAsync(pending)).Paid().Status);
        stripe.Stripe.Confirm(secret, StripeStandIn.AuthenticatedCard);
        stripe.Stripe.Authenticate(secret);
        var confirmed = await customer.ConfirmAsync(pending).JsonAsync();

        // All of it told again, the failures last.
        await TellAllAsync(secret, inReverse: true);
        Assert.Equal(("paid", 8m, 0m, 0m), confirmed.Paid());
        Assert.Equal(confirmed.ToString(), WithoutTokens(await customer.ReadAsync(pending)));
        Assert.Equal(secret, stripe.Stripe.Intents.Single(intent => intent.ClientSecret == secret).ClientSecret);
    }

    [Fact]
    public async Task Only_the_owner_pays_and_only_what_is_pending()
    {
        var (customer, pending) = await PendingAsync("A1");
        var (other, _) = await PendingAsync("A1");
        using var nobody = Api.CreateClient();

        await nobody.PaymentAsync(pending).ProblemAsync(401, "unauthenticated");
        await other.PaymentAsync(pending).ProblemAsync(404, "not_found");
        await customer.CancelAsync(pending).JsonAsync();
        await customer.PaymentAsync(pending).ProblemAsync(409, "reservation_cancelled");
        var (late, expired) = await PendingAsync("A1");
        await Api.Database.TimeRunsOutAsync(expired.GetProperty("showtime").Int("showtimeId"));
        await late.PaymentAsync(expired).ProblemAsync(409, "reservation_expired");
        await late.ConfirmAsync(expired).ProblemAsync(409, "reservation_expired");
    }

    [Fact]
    public async Task What_costs_nothing_needs_no_payment_and_what_costs_too_little_cannot_be_collected()
    {
        var (customer, free) = await PendingAsync("A1");
        await PriceAsync(free, 0);
        var (payer, cheap) = await PendingAsync("A1");
        await PriceAsync(cheap, 0.49m);

        await customer.PaymentAsync(free).ProblemAsync(409, "payment_not_required");
        Assert.Equal("not_required", (await customer.ConfirmAsync(free).JsonAsync()).Paid().Status);
        await payer.PaymentAsync(cheap).ProblemAsync(409, "amount_not_chargeable");
        await payer.ConfirmAsync(cheap).ProblemAsync(402, "payment_required");
    }

    [Theory]
    [InlineData("free")]
    [InlineData("taken")]
    public async Task Paid_too_late_the_seats_are_given_or_the_money_goes_back_and_a_mail_says_so(string seats)
    {
        var (customer, pending) = await PendingAsync("A1", "A2");
        var showtimeId = pending.GetProperty("showtime").Int("showtimeId");
        var secret = await customer.SecretAsync(pending);
        await Api.Database.TimeRunsOutAsync(showtimeId);
        var other = await Api.CustomerAsync();
        if (seats == "taken")
        {
            await other.LockSeatsAsync(showtimeId, await Api.Given.SeatAsync(showtimeId, "A2")).JsonAsync();
        }

        stripe.Stripe.Confirm(secret);
        await TellAllAsync(secret, times: 2);

        if (seats == "free")
        {
            Assert.Equal(("paid", 16m, 0m, 0m), (await customer.ConfirmAsync(pending).JsonAsync()).Paid());
            Assert.Equal("sold", await other.StatusOfAsync(showtimeId, "A2"));
            return;
        }

        await customer.ConfirmAsync(pending).ProblemAsync(409, "reservation_expired");
        await Wait.UntilAsync(async () => (await customer.ReadAsync(pending)).Paid() == ("refunded", 16m, 16m, 0m));
        Assert.Equal("late", (await customer.ReadAsync(pending)).Payment().Text("returnedBecause"));
        Assert.Equal(0, stripe.Stripe.Kept(StripeApi.IntentOf(secret)));
        Assert.Equal("available", await other.StatusOfAsync(showtimeId, "A1"));
        var mail = (await stripe.Mails.ToAsync(await EmailAsync(pending))).Single();
        Assert.Contains("$16.00", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("after the time was over", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paid_after_it_was_cancelled_or_with_another_amount_the_money_goes_back()
    {
        var (customer, pending) = await PendingAsync("A1");
        var secret = await customer.SecretAsync(pending);
        await customer.CancelAsync(pending).JsonAsync();
        stripe.Stripe.Confirm(secret);
        await TellAllAsync(secret);
        await Wait.UntilAsync(async () => (await customer.ReadAsync(pending)).Paid() == ("refunded", 8m, 8m, 0m));
        Assert.Equal("cancelled", (await customer.ReadAsync(pending)).Text("status"));

        var (payer, other) = await PendingAsync("A1");
        var changed = await payer.SecretAsync(other);
        stripe.Stripe.Intents.Single(intent => intent.ClientSecret == changed).Amount = 700;
        stripe.Stripe.Confirm(changed);
        await payer.ConfirmAsync(other).ProblemAsync(402, "payment_required");
        await Wait.UntilAsync(() => Task.FromResult(stripe.Stripe.Kept(StripeApi.IntentOf(changed)) == 0));
        Assert.Equal("amount_differs", (await payer.ReadAsync(other)).Payment().Text("returnedBecause"));
        var again = await payer.SecretAsync(other);
        Assert.NotEqual(changed, again);
        stripe.Stripe.Confirm(again);
        Assert.Equal(("paid", 8m, 7m, 0m), (await payer.ConfirmAsync(other).JsonAsync()).Paid());
    }

    [Fact]
    public async Task A_webhook_that_is_not_what_it_says_changes_nothing()
    {
        var (customer, pending) = await PendingAsync("A1");
        var secret = await customer.SecretAsync(pending);
        stripe.Stripe.Confirm(secret);
        var told = stripe.EventsOf(secret)[^1];
        using var client = Api.CreateClient();
        var live = JsonNode.Parse(told)!;
        live["livemode"] = true;

        await Refused(stripe.TellAsync(told, secret: "whsec_wrong"), 400, "invalid_signature");
        await Refused(stripe.TellAsync(told, DateTimeOffset.UtcNow.AddMinutes(-6)), 400, "invalid_signature");
        await client.PostAsync(StripeApi.Webhook, new StringContent(told)).ProblemAsync(400, "invalid_signature");
        await Refused(stripe.TellAsync(told.Replace("800", "900", StringComparison.Ordinal), secret: "whsec_"), 400, "invalid_signature");
        await Refused(stripe.TellAsync(live.ToJsonString()), 400, "wrong_mode");
        await Refused(stripe.TellAsync("{"), 400, "malformed_request");
        await Refused(stripe.TellAsync("[]"), 400, "malformed_request");
        await Refused(stripe.TellAsync("null"), 400, "malformed_request");
        await Refused(stripe.TellAsync(new string('x', 10_000_000)), 413, "payload_too_large");
        await Refused(stripe.TellAsync(new string('x', 65 * 1024)), 413, "payload_too_large");
        await client.GetAsync(StripeApi.Webhook).ProblemAsync(405, "method_not_allowed");
        Assert.Equal("pending", (await customer.ReadAsync(pending)).Text("status"));

        // Of somebody else's shop on the same account, and of what is of no interest.
        var foreign = stripe.Stripe.Make(800);
        stripe.Stripe.Confirm(foreign.ClientSecret);
        await stripe.TellAsync(stripe.EventsOf(foreign.ClientSecret)[^1]).IsEmptyAsync();
        await stripe
            .TellAsync(StripeStandIn.Event("customer.created", new JsonObject { ["object"] = "customer", ["id"] = "cus_1" }))
            .IsEmptyAsync();
        Assert.Equal("pending", (await customer.ReadAsync(pending)).Text("status"));
        await stripe.TellAsync(told).IsEmptyAsync();
        Assert.Equal("confirmed", (await customer.ReadAsync(pending)).Text("status"));

        static async Task Refused(Task<HttpResponseMessage> telling, int status, string code) => await telling.ProblemAsync(status, code);
    }

    [Fact]
    public async Task While_Stripe_is_away_nothing_is_lost_and_what_was_done_unheard_is_not_done_twice()
    {
        var (customer, pending) = await PendingAsync("A1");

        // More often than the library tries by itself.
        stripe.Stripe.Fail("POST v1/payment_intents", StripeFault.ServerError, StripeFault.ServerError, StripeFault.ServerError);
        var busy = await customer.PaymentAsync(pending);
        Assert.True(busy.Headers.RetryAfter is not null);
        await busy.ProblemAsync(503, "payment_unavailable");
        stripe.Stripe.Fail("POST v1/payment_intents", StripeFault.TooManyRequests);
        await customer.PaymentAsync(pending).ProblemAsync(503, "payment_unavailable");
        stripe.Stripe.Fail("POST v1/payment_intents", StripeFault.LostAnswer);
        var secret = await customer.SecretAsync(pending);
        Assert.Single(stripe.Stripe.Intents, intent => Reference(intent) == pending.Text("reference"));

        stripe.Stripe.Confirm(secret);
        stripe.Stripe.Fail("GET v1/payment_intents", StripeFault.TooManyRequests);
        await customer.ConfirmAsync(pending).ProblemAsync(503, "payment_unavailable");
        await customer.ConfirmAsync(pending).JsonAsync();
        await Wait.UntilAsync(async () => (await customer.ReadAsync(pending)).Text("status") == "confirmed");

        // The refund is done, and nobody hears of it, three times over; then it is too much to ask.
        stripe.Stripe.Fail(
            "POST v1/refunds",
            StripeFault.LostAnswer,
            StripeFault.LostAnswer,
            StripeFault.LostAnswer,
            StripeFault.TooManyRequests
        );
        var cancelled = await customer.CancelAsync(pending).JsonAsync();
        Assert.Equal(("refunded", 8m, 8m, 8m), cancelled.Paid());
        await Wait.UntilAsync(async () =>
        {
            await stripe.TryRefundsAgainAsync();
            return (await customer.ReadAsync(pending)).Paid() == ("refunded", 8m, 8m, 0m);
        });
        Assert.Single(stripe.Stripe.Refunds, refund => refund.IntentId == StripeApi.IntentOf(secret));
    }

    [Fact]
    public async Task What_opens_a_payment_or_signs_for_Stripe_is_kept_nowhere_and_written_to_no_log()
    {
        var (customer, pending) = await PendingAsync("A1");
        var secret = await customer.SecretAsync(pending);
        stripe.Stripe.Confirm(secret, StripeStandIn.DeclinedCard);
        await customer.ConfirmAsync(pending).ProblemAsync(402, "payment_required");
        await stripe.TellAsync(stripe.EventsOf(secret)[^1], secret: "whsec_wrong").ProblemAsync(400, "invalid_signature");
        stripe.Stripe.Confirm(secret);
        await TellAllAsync(secret, times: 1);
        stripe.Stripe.Fail("POST v1/refunds", StripeFault.TooManyRequests);
        await customer.CancelAsync(pending).JsonAsync();
        await Wait.UntilAsync(async () =>
            await Api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM refunds WHERE status = 'waiting' AND last_error IS NOT NULL") > 0
        );
        await stripe.TryRefundsAgainAsync();
        await Wait.UntilAsync(async () => (await customer.ReadAsync(pending)).Paid() == ("refunded", 8m, 8m, 0m));

        // What is no secret is found, so that the search is known to see.
        var log = await stripe.Log.TextAsync();
        Assert.Contains(StripeApi.IntentOf(secret), log, StringComparison.Ordinal);
        Assert.Contains("payments.intent_id", await Api.Database.TracesAsync(StripeApi.IntentOf(secret)));
        foreach (var hidden in new[] { secret, StripeStandIn.SecretKey, StripeStandIn.WebhookSecret })
        {
            Assert.DoesNotContain(hidden, log, StringComparison.Ordinal);
            Assert.Empty(await Api.Database.TracesAsync(hidden));
        }
    }

    [Fact]
    public async Task A_cancelled_show_gives_everybodys_money_back_once()
    {
        var showtimeId = await Api.Given.ShowtimeAsync();
        List<string> secrets = [];
        foreach (var label in new[] { "A1", "A2", "A3" })
        {
            var customer = await Api.CustomerAsync();
            var pending = await customer.PendingAsync(showtimeId, await Api.Given.SeatAsync(showtimeId, label));
            secrets.Add(await customer.SecretAsync(pending));
            stripe.Stripe.Confirm(secrets[^1]);
            await customer.ConfirmAsync(pending).JsonAsync();
        }

        using var manager = await Api.AdminAsync();
        await manager.DeleteAsync($"/api/v1/admin/showtimes/{showtimeId}?cancelBookings=true").IsEmptyAsync();

        await Wait.UntilAsync(() => Task.FromResult(secrets.All(secret => stripe.Stripe.Kept(StripeApi.IntentOf(secret)) == 0)));
        Assert.All(secrets, secret => Assert.Single(stripe.Stripe.Refunds, refund => refund.IntentId == StripeApi.IntentOf(secret)));
        Assert.Empty(await Api.Database.MisplacedMoneyAsync());
    }

    [Fact]
    public async Task What_is_free_when_it_is_looked_at_and_not_any_more_when_it_is_confirmed_has_to_be_paid()
    {
        var (customer, pending) = await PendingAsync("C4");
        await PriceAsync(pending, 0);
        await using var other = await Api.Database.OpenUnpooledAsync();
        await other.BeginAsync();
        // As another choice of kinds does: under the showtime's lock, and not committed yet.
        await other.ExecuteAsync(
            $"""
            SELECT showtime_id FROM showtimes WHERE showtime_id = {pending.GetProperty("showtime").Int("showtimeId")} FOR UPDATE;
            UPDATE tickets SET price = 8 WHERE reservation_id = {pending.Int("reservationId")}
            """
        );

        var confirming = customer.ConfirmAsync(pending);
        await Wait.UntilAsync(async () =>
            confirming.IsCompleted || (await Api.Database.SessionsAsync("info LIKE '%showtimes%FOR UPDATE%'")).Count > 0
        );
        Assert.False(confirming.IsCompleted);
        await other.ExecuteAsync("COMMIT");

        await confirming.ProblemAsync(402, "payment_required");
        Assert.Equal("pending", (await customer.ReadAsync(pending)).Text("status"));
    }

    private async Task<(HttpClient Customer, JsonElement Reservation)> PendingAsync(params string[] labels)
    {
        var (showtimeId, customer) = (await Api.Given.ShowtimeAsync(), await Api.CustomerAsync());
        return (customer, await customer.PendingAsync(showtimeId, await Api.Given.SeatsAsync(showtimeId, labels)));
    }

    private Task<int> PriceAsync(JsonElement reservation, decimal price) =>
        Api.Database.ExecuteAsync(
            "UPDATE tickets SET price = @price WHERE reservation_id = @id",
            ("@price", price),
            ("@id", reservation.Int("reservationId"))
        );

    private async Task TellAllAsync(string secret, int times = 1, bool inReverse = false)
    {
        var events = stripe.EventsOf(secret);
        foreach (var one in Enumerable.Repeat(inReverse ? events.Reverse() : events, times).SelectMany(all => all))
        {
            await stripe.TellAsync(one).IsEmptyAsync();
        }
    }

    private static string? Reference(StandInIntent intent) => (string?)intent.ToJson()["metadata"]!["booking_reference"];

    /// <summary>As it was answered to the change: tokens are for who reads it.</summary>
    private static string WithoutTokens(JsonElement reservation) =>
        Regex.Replace(reservation.ToString(), ",\"token\":\"[A-Z2-7]+\"", "", RegexOptions.None, TimeSpan.FromSeconds(1));

    private Task<string> EmailAsync(JsonElement reservation) =>
        Api.Database.ScalarAsync<string>(
            """
            SELECT COALESCE(reservations.guest_email, users.email)
            FROM reservations
            LEFT JOIN users ON users.user_id = reservations.user_id
            WHERE reservations.reservation_id = @id
            """,
            ("@id", reservation.Int("reservationId"))
        );
}
