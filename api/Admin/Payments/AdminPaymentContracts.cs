using System.Text.Json.Serialization;
using FluentValidation;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Admin.Payments;

/// <summary>waiting: it is tried again by itself; made: the provider has taken it; dead: given up, until somebody sends it again.</summary>
public enum RefundStatus
{
    Waiting,
    Made,
    Dead,
}

/// <summary>Money that goes back.</summary>
/// <param name="RefundId" example="1">Its id.</param>
/// <param name="ReservationId" example="1">The booking it was paid for.</param>
/// <param name="Reference" example="K7PX4MRW2T">That booking's reference.</param>
/// <param name="IntentId" example="pi_3MtwBwLkdIwHu7ix28a3tqPa">What the provider calls the payment.</param>
/// <param name="Amount" example="16.00">How much.</param>
/// <param name="Currency" example="USD">Of which currency (ISO 4217).</param>
/// <param name="Status">What has become of it.</param>
/// <param name="CreatedAt" example="2026-11-22T12:00:00Z">When it was due.</param>
/// <param name="Attempts" example="3">How often it was tried.</param>
/// <param name="LastError" example="Stripe cannot be reached">What was in the way the last time; null where nothing was, or an attempt is under way.</param>
/// <param name="NextAttemptAt">When it is tried again, where it waits.</param>
public sealed record RefundLine(
    int RefundId,
    int ReservationId,
    string Reference,
    string? IntentId,
    decimal Amount,
    string Currency,
    RefundStatus Status,
    DateTimeOffset CreatedAt,
    int Attempts,
    string? LastError,
    DateTimeOffset? NextAttemptAt
);

/// <summary>Which refunds to list.</summary>
internal sealed record RefundQuery : IPageQuery
{
    /// <summary>Only those with this status; without one those that have not been made: waiting and dead.</summary>
    [Words("waiting", "made", "dead")]
    public string? Status { get; init; }

    /// <summary>The page, from 1.</summary>
    /// <example>1</example>
    public int? Page { get; init; }

    /// <summary>How many on a page, 1 to 100.</summary>
    /// <example>20</example>
    public int? PageSize { get; init; }

    public sealed class Validator : AbstractValidator<RefundQuery>
    {
        public Validator()
        {
            RuleFor(query => query.Status).OneOf<RefundQuery, RefundStatus>();
            this.PageRules();
        }
    }
}

/// <summary>
/// intent_without_booking: the provider collected what no booking here knows; booking_without_intent: a booking counts as paid, or
/// should be, and the provider knows nothing of it; taken_late: it was paid, and only this look told of it; amount_differs: another amount was
/// collected than is on record; refund_stuck: money that should have gone back has not.
/// </summary>
public enum PaymentDifferenceKind
{
    [JsonStringEnumMemberName("intent_without_booking")]
    IntentWithoutBooking,

    [JsonStringEnumMemberName("booking_without_intent")]
    BookingWithoutIntent,

    [JsonStringEnumMemberName("taken_late")]
    TakenLate,

    [JsonStringEnumMemberName("amount_differs")]
    AmountDiffers,

    [JsonStringEnumMemberName("refund_stuck")]
    RefundStuck,
}

/// <summary>A place where the provider and the bookings differ.</summary>
/// <param name="Kind">How.</param>
/// <param name="IntentId" example="pi_3MtwBwLkdIwHu7ix28a3tqPa">What the provider calls the payment, or null.</param>
/// <param name="ReservationId" example="1">The booking, or null.</param>
/// <param name="Reference" example="K7PX4MRW2T">Its reference, or null.</param>
/// <param name="Expected" example="16.00">The amount by the bookings, or null.</param>
/// <param name="Found" example="16.00">The amount by the provider, or null.</param>
/// <param name="Currency" example="USD">Of which currency (ISO 4217).</param>
public sealed record PaymentDifferenceLine(
    PaymentDifferenceKind Kind,
    string? IntentId,
    int? ReservationId,
    string? Reference,
    decimal? Expected,
    decimal? Found,
    string Currency
);

/// <summary>The last time the provider and the bookings were compared.</summary>
/// <param name="Since" example="2026-11-15T12:00:00Z">From when on.</param>
/// <param name="ComparedAt" example="2026-11-22T12:00:00Z">When; null where it never was.</param>
/// <param name="Intents" example="1200">How many payments the provider has.</param>
/// <param name="Differences">Where they differ: 1,000 at most, all in the file.</param>
public sealed record PaymentComparison(
    DateTimeOffset? Since,
    DateTimeOffset? ComparedAt,
    int Intents,
    IReadOnlyList<PaymentDifferenceLine> Differences
);

/// <summary>A difference as a line of a file.</summary>
internal sealed record PaymentDifferenceRow(
    string Kind,
    string? IntentId,
    int? ReservationId,
    string? Reference,
    decimal? Expected,
    decimal? Found,
    string Currency,
    DateTimeOffset? ComparedAt
);
