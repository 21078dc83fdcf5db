using System.Text.Json.Serialization;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Payments;

/// <summary>
/// not_required: nothing is paid here (at the cinema, or it costs nothing, or a gift card pays all of it); requires_payment: pay it with CreatePayment; failed: the last
/// attempt was declined, and it may be tried again; paid; partially_refunded, refunded: part or all of it goes back.
/// </summary>
public enum PaymentStatus
{
    [JsonStringEnumMemberName("not_required")]
    NotRequired,

    [JsonStringEnumMemberName("requires_payment")]
    RequiresPayment,

    [JsonStringEnumMemberName("failed")]
    Failed,

    [JsonStringEnumMemberName("paid")]
    Paid,

    [JsonStringEnumMemberName("partially_refunded")]
    PartiallyRefunded,

    [JsonStringEnumMemberName("refunded")]
    Refunded,
}

/// <summary>
/// Why money went back without a booking: it came after the time was over and the seats were gone (late), the booking was cancelled
/// or already paid, or it was another amount.
/// </summary>
public enum PaymentReturn
{
    [JsonStringEnumMemberName("late")]
    Late,

    [JsonStringEnumMemberName("cancelled")]
    Cancelled,

    [JsonStringEnumMemberName("paid_twice")]
    PaidTwice,

    [JsonStringEnumMemberName("amount_differs")]
    AmountDiffers,
}

/// <summary>What is paid for a booking.</summary>
/// <param name="Status">How far it is.</param>
/// <param name="Provider" example="counter">Who collects it: `counter` (the cinema) or `stripe`.</param>
/// <param name="Amount" example="16.00">What was paid beside a gift card; where nothing was yet, what is to be paid.</param>
/// <param name="Refunded" example="0.00">What of it goes back, to where it came from.</param>
/// <param name="RefundPending" example="0.00">What of that the provider has not taken yet: it is sent by itself.</param>
/// <param name="ReturnedBecause">Why it went back although nobody cancelled; left out where it did not.</param>
/// <param name="DeclineCode" example="insufficient_funds">Why the last attempt was declined, in the provider's word, or null.</param>
public sealed record Payment(
    PaymentStatus Status,
    string Provider,
    decimal Amount,
    decimal Refunded,
    decimal RefundPending,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PaymentReturn? ReturnedBecause,
    string? DeclineCode
);

/// <summary>What a browser pays a booking with.</summary>
/// <param name="Provider" example="stripe">Who collects it.</param>
/// <param name="PublishableKey" example="pk_test_51AbC">Names the cinema's account to the provider's form.</param>
/// <param name="ClientSecret" example="pi_3MtwBw_secret_YrKJUK">Opens this payment, and nothing else: give it to the provider's form, and keep it nowhere.</param>
/// <param name="Amount" example="16.00">What is charged: the booking's total, less what a gift card pays.</param>
/// <param name="Currency" example="USD">The currency (ISO 4217).</param>
public sealed record PaymentOrder(string Provider, string PublishableKey, string ClientSecret, decimal Amount, string Currency);

/// <summary>A row of v_payments, for what a booking tells of it.</summary>
internal sealed record PaymentRow(
    string Provider,
    string Status,
    decimal Amount,
    decimal Captured,
    decimal Refunded,
    decimal GivenBack,
    bool IsPlaced,
    string? ReturnedBecause,
    string? DeclineCode
)
{
    /// <summary>What a booking's payments come to.</summary>
    /// <param name="rows">Them, in order.</param>
    /// <param name="isPending">Whether the booking may still be paid.</param>
    /// <param name="total">What it costs, less what a gift card pays.</param>
    public static Payment Summary(IReadOnlyList<PaymentRow> rows, bool isPending, decimal total, IPayments payments, Currency currency)
    {
        var placed = rows.FirstOrDefault(row => row.IsPlaced);
        // One that a voucher made free, or a gift card pays, needs no payment, also where one was begun.
        var open = isPending && total > 0 ? rows.LastOrDefault(row => row.Status is "open" or "declined") : null;
        var returned = rows.LastOrDefault(row => row.ReturnedBecause is not null);
        var shown = placed ?? open ?? returned;
        var status = placed is not null
            ? placed.Refunded == 0
                ? PaymentStatus.Paid
                : placed.Refunded < placed.Captured
                    ? PaymentStatus.PartiallyRefunded
                    : PaymentStatus.Refunded
            : open is { Status: "declined" }
                ? PaymentStatus.Failed
                : open is not null || (isPending && payments.CollectsMoney && total > 0)
                    ? PaymentStatus.RequiresPayment
                    : returned is not null
                        ? PaymentStatus.Refunded
                        : PaymentStatus.NotRequired;
        // What came back of another attempt is told, too: the customer sees it on the account.
        var back = rows.Where(row => row.Captured > 0).ToList();
        return new Payment(
            status,
            shown?.Provider ?? payments.Provider,
            currency.Round(shown is null || shown == open ? total : Math.Max(shown.Amount, shown.Captured)),
            currency.Round(back.Sum(row => row.Refunded)),
            currency.Round(back.Sum(row => row.Refunded - row.GivenBack)),
            returned?.ReturnedBecause is { } reason ? Word.Parse<PaymentReturn>(reason) : null,
            open?.DeclineCode
        );
    }
}
