using FluentValidation;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.BoxOffice.Tills;

/// <summary>A till to open.</summary>
/// <param name="Till" example="Till 1">Which till, 1 to 40 characters.</param>
/// <param name="OpeningFloat" example="100.00">The cash that is in it already.</param>
public sealed record OpenTillRequest(string Till, decimal OpeningFloat)
{
    internal sealed class Validator : AbstractValidator<OpenTillRequest>
    {
        public Validator(Currency currency)
        {
            RuleFor(request => request.Till).NameRules(40);
            RuleFor(request => request.OpeningFloat).CounterAmount(currency);
        }
    }
}

/// <summary>A till to close.</summary>
/// <param name="Counted" example="148.00">The cash that is in it, as it was counted.</param>
public sealed record CloseTillRequest(decimal Counted)
{
    internal sealed class Validator : AbstractValidator<CloseTillRequest>
    {
        public Validator(Currency currency) => RuleFor(request => request.Counted).CounterAmount(currency);
    }
}

/// <summary>Somebody's time at a till.</summary>
/// <param name="ShiftId" example="1">Its id.</param>
/// <param name="CinemaId" example="1">The cinema.</param>
/// <param name="CinemaName" example="Riverside">Its name.</param>
/// <param name="Till" example="Till 1">Which till.</param>
/// <param name="Name" example="Robin Vale">Who.</param>
/// <param name="OpenedAt" example="2026-11-22T17:00:00+01:00">Since when, by the cinema's clock.</param>
/// <param name="ClosedAt">Until when; null while it is open.</param>
/// <param name="OpeningFloat" example="100.00">The cash that was in it.</param>
/// <param name="Sales" example="3">How many sales, also by card.</param>
/// <param name="CashSales" example="48.00">The cash that was taken.</param>
/// <param name="CashRefunds" example="0.00">The cash that was paid back.</param>
/// <param name="CardSales" example="16.00">What was taken by card.</param>
/// <param name="CardRefunds" example="0.00">What was paid back to cards.</param>
/// <param name="Expected" example="148.00">The cash that should be in it: once it is closed, that should have been.</param>
/// <param name="Counted" example="148.00">The cash that was counted; null while it is open.</param>
/// <param name="Difference" example="0.00">Counted less expected; null while it is open.</param>
/// <param name="Currency" example="USD">The currency (ISO 4217).</param>
public sealed record TillShift(
    int ShiftId,
    int CinemaId,
    string CinemaName,
    string Till,
    string Name,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt,
    decimal OpeningFloat,
    int Sales,
    decimal CashSales,
    decimal CashRefunds,
    decimal CardSales,
    decimal CardRefunds,
    decimal Expected,
    decimal? Counted,
    decimal? Difference,
    string Currency
);
