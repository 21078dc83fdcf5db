using FluentValidation;
using MovieBooking.Api.Http;
using MovieBooking.Api.Reservations;

namespace MovieBooking.Api.Admin.GiftCards;

/// <summary>Gift cards to issue.</summary>
/// <param name="Name" example="Christmas sale">What to call them, 1 to 60 characters. For managers: customers see the end of their code.</param>
/// <param name="Amount" example="50.00">What each is worth, up to 10,000,000, in the currency of the house.</param>
/// <param name="ExpiresAt" example="2199-12-31T23:59:59Z">From when on it pays nothing; null: it does not expire.</param>
/// <param name="Cards" example="10">How many to issue, 1 to 1,000; one where it is left out.</param>
public sealed record IssueGiftCardsRequest(string Name, decimal Amount, DateTimeOffset? ExpiresAt = null, int? Cards = null)
{
    internal sealed class Validator : AbstractValidator<IssueGiftCardsRequest>
    {
        private const int MostCards = 1000;
        private const decimal MostAmount = 10_000_000m;

        public Validator(Currency currency, TimeProvider clock)
        {
            RuleFor(request => request.Name).NameRules(60);
            RuleFor(request => request.Amount)
                .GreaterThan(0)
                .LessThanOrEqualTo(MostAmount)
                .Must(amount => amount == currency.Round(amount))
                .WithMessage(_ => Texts.Problems["MinorUnits", currency.MinorUnits, currency.Code]);
            // The last year has times that are none of it elsewhere, and in the database.
            RuleFor(request => request.ExpiresAt)
                .Must(expires => expires is not { } time || (time > clock.GetUtcNow() && time.UtcDateTime.Year < DateTime.MaxValue.Year))
                .WithMessage(_ => Texts.Problems["ExpiryInFuture"]);
            RuleFor(request => request.Cards).InclusiveBetween(1, MostCards);
        }
    }
}

/// <summary>A gift card. Its code is told once, when it is issued.</summary>
/// <param name="CardId" example="7">Its number.</param>
/// <param name="Name" example="Christmas sale">What it is called.</param>
/// <param name="Hint" example="9XQ4">How its code ends.</param>
/// <param name="Amount" example="50.00">What it was issued for.</param>
/// <param name="Spent" example="16.00">What bookings took of it, less what came back: also what pending ones have set aside.</param>
/// <param name="Balance" example="34.00">What is left on it.</param>
/// <param name="Currency" example="USD">The currency of it (ISO 4217).</param>
/// <param name="ExpiresAt" example="2199-12-31T23:59:59Z">From when on it pays nothing; null: it does not expire.</param>
/// <param name="CreatedAt" example="2026-11-22T12:00:00Z">When it was issued.</param>
/// <param name="CancelledAt">When it was cancelled; null: it was not.</param>
public sealed record GiftCard(
    int CardId,
    string Name,
    string Hint,
    decimal Amount,
    decimal Spent,
    decimal Balance,
    string Currency,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CancelledAt
);

/// <summary>A gift card that was just issued.</summary>
/// <param name="Code" example="7K2M-QX0D-4TVB-1HNS-9XQ4">Its code. Nobody can read it again.</param>
/// <param name="Card">What is kept of it.</param>
public sealed record NewGiftCard(string Code, GiftCard Card);

/// <summary>A booking that a gift card pays.</summary>
/// <param name="Reference" example="K7PX4MRW2T">Its reference.</param>
/// <param name="ReservationId" example="1">Its id.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Amount" example="16.00">What the card pays of it.</param>
/// <param name="GivenBack" example="0.00">What of it came back to the card for tickets that were cancelled.</param>
/// <param name="Spent" example="16.00">What of it counts: nothing where the booking was never confirmed, and is not to be any more.</param>
/// <param name="Currency" example="USD">The currency (ISO 4217).</param>
/// <param name="UsedAt" example="2026-11-22T12:00:00-05:00">When it was set aside, by the cinema's clock.</param>
/// <param name="Movie" example="Night Train">The movie.</param>
/// <param name="Cinema" example="Rialto">The cinema.</param>
public sealed record GiftCardUse(
    string Reference,
    int ReservationId,
    ReservationStatus Status,
    decimal Amount,
    decimal GivenBack,
    decimal Spent,
    string Currency,
    DateTimeOffset UsedAt,
    string Movie,
    string Cinema
);
