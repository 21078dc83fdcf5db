using FluentValidation;
using MovieBooking.Api.Reservations.Vouchers;

namespace MovieBooking.Api.GiftCards;

/// <summary>A gift card to look at.</summary>
/// <param name="Code" example="7K2M-QX0D-4TVB-1HNS-9XQ4">Its code, with or without dashes, in capitals or not.</param>
public sealed record CheckGiftCardRequest(string Code)
{
    internal sealed class Validator : AbstractValidator<CheckGiftCardRequest>
    {
        public Validator() => RuleFor(request => request.Code).CodeRules();
    }
}

/// <summary>What a gift card is worth.</summary>
/// <param name="Hint" example="9XQ4">How its code ends.</param>
/// <param name="Balance" example="50.00">What is left on it: also what bookings that are not finished have set aside is not.</param>
/// <param name="Currency" example="USD">The currency of it (ISO 4217).</param>
/// <param name="ExpiresAt" example="2199-12-31T23:59:59Z">From when on it pays nothing; null: it does not expire.</param>
public sealed record GiftCardBalance(string Hint, decimal Balance, string Currency, DateTimeOffset? ExpiresAt);
