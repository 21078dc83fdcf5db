using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using FluentValidation;
using MovieBooking.Api.BoxOffice.Codes;
using MovieBooking.Api.Http;
using MovieBooking.Api.Reservations;
using MovieBooking.Api.Reservations.Kinds;
using MovieBooking.Api.Seats;

namespace MovieBooking.Api.BoxOffice;

/// <summary>How it was paid at the counter; of a card nothing else is known here.</summary>
public enum CounterMethod
{
    Cash,
    Card,
}

/// <summary>A show that the counter sells now.</summary>
/// <param name="ShowtimeId" example="1">The showtime.</param>
/// <param name="MovieTitle" example="The Long Exposure">The movie.</param>
/// <param name="ScreenName" example="Screen 1">The screen.</param>
/// <param name="Format" example="2D">The screen's format.</param>
/// <param name="StartsAt" example="2026-11-22T19:30:00+01:00">The start, by the cinema's clock.</param>
/// <param name="EndsAt" example="2026-11-22T21:00:00+01:00">The end.</param>
/// <param name="Seats" example="96">How many seats it has that are in service.</param>
/// <param name="SeatsAvailable" example="52">How many of them are free.</param>
/// <param name="StandardPrice" example="8.00">What a standard seat costs.</param>
/// <param name="Currency" example="USD">The currency (ISO 4217).</param>
public sealed record BoxOfficeShow(
    int ShowtimeId,
    string MovieTitle,
    string ScreenName,
    string Format,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    int Seats,
    int SeatsAvailable,
    decimal StandardPrice,
    string Currency
);

/// <summary>Which shows to list.</summary>
/// <param name="CinemaId" example="1">The cinema.</param>
/// <param name="Date" example="2026-11-23">Only shows of this day of the cinema; left out, those that start within 18 hours.</param>
internal sealed record BoxOfficeShowQuery(int CinemaId, DateOnly? Date);

/// <summary>What to sell, and how it is paid.</summary>
/// <param name="SeatIds" example="[53, 54]">1 to 10 free seats of the show.</param>
/// <param name="Method">How what a gift card does not pay is paid; either where that is nothing.</param>
/// <param name="Total" example="16.00">
/// What the customer was told that the tickets cost, a voucher taken off and a gift card not: nothing is sold for anything else.
/// </param>
/// <param name="Given" example="20.00">What the customer handed over, with `cash`; left out with `card`.</param>
/// <param name="Kinds">Which of the seats' tickets are of a kind (see ListShowtimeKinds); all others cost the full price.</param>
/// <param name="Codes" example="[&quot;7K2M-QX0D-4TVB-1HNS-9XQ4&quot;]">
/// The code of a voucher, of a gift card, or of one of each, with or without dashes, in capitals or not: see QuoteAtCounter.
/// </param>
/// <param name="GiftCardAmount" example="10.00">What the customer was told that the gift card pays of `total`; left out without one.</param>
public sealed record CounterSaleRequest(
    IReadOnlyList<int> SeatIds,
    [property: Required] CounterMethod? Method,
    decimal Total,
    decimal? Given = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<SeatKind>? Kinds = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Codes = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? GiftCardAmount = null
)
{
    internal sealed class Validator : AbstractValidator<CounterSaleRequest>
    {
        public Validator(Currency currency)
        {
            RuleFor(request => request.SeatIds).NotEmpty().DistinctSeats();
            RuleFor(request => request.Kinds!).SeatKinds().When(request => request.Kinds is not null);
            RuleFor(request => request.Kinds!)
                .Must((request, kinds) => kinds.All(kind => kind is null || request.SeatIds.Contains(kind.SeatId)))
                .WithMessage(_ => Texts.Problems["KindSeats"])
                .When(request => request is { Kinds: not null, SeatIds: not null });
            RuleFor(request => request.Codes!).CounterCodes().When(request => request.Codes is not null);
            RuleFor(request => request.Method).NotNull();
            RuleFor(request => request.Total).CounterAmount(currency);
            RuleFor(request => request.GiftCardAmount!.Value)
                .CounterAmount(currency)
                .LessThanOrEqualTo(request => request.Total)
                .When(request => request.GiftCardAmount is not null)
                .OverridePropertyName("giftCardAmount");
            RuleFor(request => request.Given)
                .NotNull()
                .WithMessage(_ => Texts.Problems["GivenWithCash"])
                .When(request => request.Method == CounterMethod.Cash);
            RuleFor(request => request.Given!.Value)
                .CounterAmount(currency)
                // Of amounts that are none, too: the difference of the largest numbers is none.
                .Must((request, given) => given >= request.Total - Math.Max(0, Math.Min(request.GiftCardAmount ?? 0, request.Total)))
                .WithMessage(_ => Texts.Problems["GivenTooLittle"])
                .When(request => request is { Method: CounterMethod.Cash, Given: not null })
                .OverridePropertyName("given");
            RuleFor(request => request.Given)
                .Null()
                .WithMessage(_ => Texts.Problems["GivenWithCash"])
                .When(request => request.Method == CounterMethod.Card);
        }
    }
}

/// <summary>What was paid at the counter for a booking.</summary>
/// <param name="Method">How.</param>
/// <param name="Amount" example="16.00">How much: what the tickets cost together, less what a gift card paid (the booking's `giftCard`).</param>
/// <param name="Given" example="20.00">What the customer handed over, what was credited in an exchange included; null for a card.</param>
/// <param name="Change" example="4.00">What they got back; null for a card.</param>
/// <param name="SoldAt" example="2026-11-22T19:10:00+01:00">When, by the cinema's clock.</param>
/// <param name="GiftCardBalance" example="12.50">What is left on the gift card that paid of it; left out where none did.</param>
public sealed record CounterPayment(
    CounterMethod Method,
    decimal Amount,
    decimal? Given,
    decimal? Change,
    DateTimeOffset SoldAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? GiftCardBalance = null
);

/// <summary>A booking, as the counter sees it.</summary>
/// <param name="Reservation">The booking. GetBoxOfficeBooking gives each ticket of a confirmed one with its `token`, to be printed.</param>
/// <param name="Name" example="Sam Rivers">Who booked; null for a customer at the counter.</param>
/// <param name="Email" example="sam@example.com">Their e-mail address; null for a customer at the counter.</param>
/// <param name="Sale">What was paid at the counter; null where it was booked elsewhere.</param>
/// <param name="Owed" example="0.00">
/// What of that is due back and has not been paid back yet: see RefundAtCounter. What a gift card paid is on it again, before anything is due here.
/// </param>
/// <param name="PaidBack" example="0.00">What was paid back at the counter so far.</param>
public sealed record BoxOfficeBooking(
    Reservation Reservation,
    string? Name,
    string? Email,
    CounterPayment? Sale,
    decimal Owed,
    decimal PaidBack
);

/// <summary>Which bookings to find.</summary>
/// <param name="CinemaId" example="1">Only of shows of this cinema.</param>
/// <param name="Q" example="K7PX4MRW2T">What a ticket's QR code says, a reference, the e-mail address of whoever booked, or their name or part of it.</param>
/// <param name="Page" example="1">The page, from 1.</param>
/// <param name="PageSize" example="20">How many on a page, 1 to 100.</param>
internal sealed record BoxOfficeBookingQuery(int CinemaId, string Q, int? Page, int? PageSize) : IPageQuery
{
    public sealed class Validator : AbstractValidator<BoxOfficeBookingQuery>
    {
        public Validator()
        {
            RuleFor(query => query.Q).NotEmpty().MinimumLength(2).MaximumLength(254);
            this.PageRules();
        }
    }
}

/// <summary>What to cancel at the counter, and how its money goes back.</summary>
/// <param name="TicketIds" example="[1]">1 to 10 of its tickets, each once; left out it is all of them.</param>
/// <param name="Method">How what was paid at the counter is paid back; left out where nothing was.</param>
/// <param name="Reason" example="Broken seat">
/// Why, 1 to 200 characters, for the audit log: then the cinema cancels, whatever its refund policy, and all is due back. Left out, it is as if
/// whoever booked cancelled.
/// </param>
public sealed record CounterCancelRequest(IReadOnlyList<int>? TicketIds = null, CounterMethod? Method = null, string? Reason = null)
{
    internal sealed class Validator : AbstractValidator<CounterCancelRequest>
    {
        public Validator()
        {
            RuleFor(request => request.TicketIds!).NotEmpty().DistinctTickets().When(request => request.TicketIds is not null);
            When(request => request.Reason is not null, () => RuleFor(request => request.Reason!).NameRules(200));
        }
    }
}

/// <summary>How to pay back what is due.</summary>
/// <param name="Method">How.</param>
public sealed record CounterRefundRequest([property: Required] CounterMethod? Method)
{
    internal sealed class Validator : AbstractValidator<CounterRefundRequest>
    {
        public Validator() => RuleFor(request => request.Method).NotNull();
    }
}

/// <summary>What was paid back at the counter.</summary>
/// <param name="ReservationId" example="1">The booking.</param>
/// <param name="Method">How; null where nothing was.</param>
/// <param name="Amount" example="16.00">How much, by this request.</param>
/// <param name="Currency" example="USD">The currency (ISO 4217).</param>
public sealed record CounterRefund(int ReservationId, CounterMethod? Method, decimal Amount, string Currency);

internal static class CounterAmounts
{
    // Far above any till, also where a ticket costs 100,000, and well within the database's columns.
    private const decimal Most = 100_000_000_000m;

    public static IRuleBuilderOptions<T, decimal> CounterAmount<T>(this IRuleBuilder<T, decimal> rule, Currency currency) =>
        rule.InclusiveBetween(0, Most)
            .Must(amount => amount == currency.Round(amount))
            .WithMessage(_ => Texts.Problems["MinorUnits", currency.MinorUnits, currency.Code]);
}
