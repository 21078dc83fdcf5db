using System.Text.Json.Serialization;
using FluentValidation;
using MovieBooking.Api.Reservations.Kinds;
using MovieBooking.Api.Reservations.Vouchers;
using MovieBooking.Api.Seats;

namespace MovieBooking.Api.BoxOffice.Codes;

/// <summary>What is to be sold, and the codes that the customer shows.</summary>
/// <param name="SeatIds" example="[53, 54]">1 to 10 free seats of the show.</param>
/// <param name="Codes" example="[&quot;7K2M-QX0D-4TVB-1HNS-9XQ4&quot;]">
/// The code of a voucher, of a gift card, or of one of each, in any order, with or without dashes, in capitals or not.
/// </param>
/// <param name="Kinds">Which of the seats' tickets are of a kind (see ListShowtimeKinds); all others cost the full price.</param>
public sealed record CounterQuoteRequest(
    IReadOnlyList<int> SeatIds,
    IReadOnlyList<string> Codes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<SeatKind>? Kinds = null
)
{
    internal sealed class Validator : AbstractValidator<CounterQuoteRequest>
    {
        public Validator()
        {
            RuleFor(request => request.SeatIds).NotEmpty().DistinctSeats();
            RuleFor(request => request.Kinds!).SeatKinds().When(request => request.Kinds is not null);
            RuleFor(request => request.Kinds!)
                .Must((request, kinds) => kinds.All(kind => kind is null || request.SeatIds.Contains(kind.SeatId)))
                .WithMessage(_ => Texts.Problems["KindSeats"])
                .When(request => request is { Kinds: not null, SeatIds: not null });
            RuleFor(request => request.Codes).NotEmpty();
            RuleFor(request => request.Codes).CounterCodes().When(request => request.Codes is not null);
        }
    }
}

/// <summary>What a gift card would pay at the counter.</summary>
/// <param name="Hint" example="9XQ4">How its code ends.</param>
/// <param name="Amount" example="10.00">What it would pay: the `giftCardAmount` of the sale.</param>
/// <param name="Balance" example="12.50">What would be left on it then.</param>
public sealed record CounterGiftCard(string Hint, decimal Amount, decimal Balance);

/// <summary>What a sale would cost with codes, as it would be charged this moment.</summary>
/// <param name="Total" example="16.00">What the tickets would cost, the voucher taken off: the `total` of the sale.</param>
/// <param name="Voucher">What a voucher would take off; null without one.</param>
/// <param name="GiftCard">What a gift card would pay of the total; null without one.</param>
/// <param name="ToPay" example="6.00">What is left to pay in cash or by card.</param>
/// <param name="Currency" example="USD">The currency (ISO 4217).</param>
public sealed record CounterQuote(decimal Total, UsedVoucher? Voucher, CounterGiftCard? GiftCard, decimal ToPay, string Currency);
