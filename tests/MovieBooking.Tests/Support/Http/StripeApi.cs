using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MovieBooking.Api.Payments;
using MovieBooking.Load.Staging;
using MovieBooking.Load.Stripe;
using MySqlConnector;

namespace MovieBooking.Tests.Support;

/// <summary>An API whose bookings are paid through Stripe, which is the stand-in on this machine, and that sends mails.</summary>
public sealed class StripeApi : IAsyncLifetime
{
    public const string Collection = "Shared API, Stripe";

    internal static readonly Uri Webhook = new("/api/v1/payments/stripe/webhook", UriKind.Relative);

    private StripeStandIn? _stripe;

    internal LogFile Log { get; } = new();

    internal StripeStandIn Stripe => _stripe!;

    public MailServer Mails { get; } = new();

    public TestApi Api { get; } = new() { WithPeriodicWork = true };

    public async Task InitializeAsync()
    {
        _stripe = await StripeStandIn.StartAsync();
        Mails.Start();
        MailApi.SendTo(Api, Mails);
        foreach (var (name, value) in _stripe.Settings)
        {
            Api.Settings[name] = value;
        }

        // What is on this machine answers at once, or a test wants it to be silent.
        Api.Settings["Payments:Stripe:Timeout"] = "00:00:01";
        Api.Log = Log;
        await Api.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await ((IAsyncLifetime)Api).DisposeAsync();
        await Mails.DisposeAsync();
        await Stripe.DisposeAsync();
        Log.Dispose();
    }

    /// <summary>Sends an event as Stripe does. The client is nobody's.</summary>
    internal async Task<HttpResponseMessage> TellAsync(string body, DateTimeOffset? signedAt = null, string? secret = null)
    {
        using var client = Api.CreateClient();
        using var request = StripeStandIn.Delivery(body, Webhook, signedAt, secret ?? StripeStandIn.WebhookSecret);
        return await client.SendAsync(request);
    }

    /// <summary>A customer's booking that is paid, and what it was paid with.</summary>
    internal async Task<(HttpClient Customer, JsonElement Booking, string Secret)> PaidAsync(int showtimeId, params string[] labels)
    {
        var customer = await Api.CustomerAsync();
        var pending = await customer.PendingAsync(showtimeId, await Api.Given.SeatsAsync(showtimeId, labels));
        var secret = await customer.SecretAsync(pending);
        Stripe.Confirm(secret);
        return (customer, await customer.ConfirmAsync(pending).JsonAsync(), secret);
    }

    /// <summary>Every event so far about an intent, in order.</summary>
    internal IReadOnlyList<string> EventsOf(string secret) =>
        [.. Stripe.Events.Where(one => one.Contains(IntentOf(secret), StringComparison.Ordinal))];

    internal static string IntentOf(string secret) => secret[..secret.IndexOf("_secret", StringComparison.Ordinal)];

    /// <summary>Each message about a booking, in order: kind and status.</summary>
    internal Task<IReadOnlyList<string>> MessagesAsync(JsonElement booking) =>
        Api.Database.LinesAsync(
            "SELECT kind, status FROM outbox WHERE reservation_id = @id ORDER BY message_id",
            ("@id", booking.Int("reservationId"))
        );

    /// <summary>As if the pause of every refund that waits were over.</summary>
    internal async Task TryRefundsAgainAsync()
    {
        while (!await EndPausesAsync()) { }

        Api.Services.GetRequiredService<RefundBell>().Bell.Ring();
    }

    /// <summary>False when the worker was at the same refunds, and this was the one to give way.</summary>
    private async Task<bool> EndPausesAsync()
    {
        try
        {
            await Api.Database.ExecuteAsync("UPDATE refunds SET next_attempt_at = UTC_TIMESTAMP(6) WHERE status = 'waiting'");
            return true;
        }
        catch (MySqlException exception) when (exception.ErrorCode == MySqlErrorCode.LockDeadlock)
        {
            return false;
        }
    }
}

[CollectionDefinition(StripeApi.Collection)]
public sealed class SharedStripeApi : ICollectionFixture<StripeApi>;

internal static class PaymentCalls
{
    public static Task<HttpResponseMessage> PaymentAsync(this HttpClient client, JsonElement reservation) =>
        client.PostAsync($"/api/v1/reservations/{reservation.Int("reservationId")}/payment", null);

    /// <summary>What the browser pays a reservation with.</summary>
    public static async Task<string> SecretAsync(this HttpClient client, JsonElement reservation) =>
        (await client.PaymentAsync(reservation).JsonAsync()).Text("clientSecret");

    public static async Task<JsonElement> ReadAsync(this HttpClient client, JsonElement reservation) =>
        await client.GetAsync($"/api/v1/reservations/{reservation.Int("reservationId")}").JsonAsync();

    public static JsonElement Payment(this JsonElement reservation) => reservation.GetProperty("payment");

    /// <summary>Status, amount, what goes back, and what of that is still on its way.</summary>
    public static (string Status, decimal Amount, decimal Refunded, decimal Pending) Paid(this JsonElement reservation)
    {
        var payment = reservation.Payment();
        return (payment.Text("status"), payment.Money("amount"), payment.Money("refunded"), payment.Money("refundPending"));
    }
}
