using FluentValidation;
using MovieBooking.Api.Reservations.Vouchers;

namespace MovieBooking.Api.Reservations.GiftCards;

/// <summary>Why a gift card pays nothing: empty (nothing is left on it, or other bookings have set it aside), nothing (the tickets cost nothing).</summary>
internal enum GiftCardRefusal
{
    Empty,
    Nothing,
}

/// <summary>What a gift card pays of a booking.</summary>
/// <param name="Hint" example="9XQ4">How its code ends.</param>
/// <param name="Amount" example="16.00">
/// What it pays: set aside on it while the booking is pending, paid once that is confirmed. The rest of the total is `payment.amount`.
/// </param>
/// <param name="GivenBack" example="0.00">What of it came back to the card for tickets that were cancelled: first of all, before anything else goes back.</param>
public sealed record UsedGiftCard(string Hint, decimal Amount, decimal GivenBack);

/// <summary>A gift card to pay a booking with.</summary>
/// <param name="Code" example="7K2M-QX0D-4TVB-1HNS-9XQ4">Its code, with or without dashes, in capitals or not.</param>
public sealed record UseGiftCardRequest(string Code)
{
    internal sealed class Validator : AbstractValidator<UseGiftCardRequest>
    {
        public Validator() => RuleFor(request => request.Code).CodeRules();
    }
}

internal static class GiftCardMapping
{
    /// <summary>What it pays of the tickets that a booking lists: of one that stands, what did not come back.</summary>
    public static decimal Pays(this UsedGiftCard card, Reservation booking) =>
        booking.Status == ReservationStatus.Confirmed ? card.Amount - card.GivenBack : card.Amount;

    /// <summary>Why a gift card pays nothing, in the reader's language.</summary>
    public static LocalizedString Reason(GiftCardRefusal refusal) =>
        refusal switch
        {
            GiftCardRefusal.Empty => Texts.Problems["GiftCardEmpty"],
            _ => Texts.Problems["GiftCardNothing"],
        };
}
