using FluentValidation;

namespace MovieBooking.Api.Reservations.Vouchers;

/// <summary>
/// Why a voucher cannot be used: early (not yet), late (no more), cinema, movie (not here, not for this film), used (as often as it may be), person (as
/// often as one person may), nothing (the tickets cost nothing).
/// </summary>
internal enum VoucherRefusal
{
    Early,
    Late,
    Cinema,
    Movie,
    Used,
    Person,
    Nothing,
}

/// <summary>The voucher that makes a booking's tickets cheaper.</summary>
/// <param name="Hint" example="9XQ4">How its code ends.</param>
/// <param name="Discount" example="2.40">What it takes off the tickets that are listed: their prices and the total are without it already.</param>
public sealed record UsedVoucher(string Hint, decimal Discount);

/// <summary>A voucher to use for a booking.</summary>
/// <param name="Code" example="7K2M-QX0D-4TVB-1HNS-9XQ4">Its code, with or without dashes, in capitals or not.</param>
public sealed record UseVoucherRequest(string Code)
{
    internal sealed class Validator : AbstractValidator<UseVoucherRequest>
    {
        public Validator() => RuleFor(request => request.Code).CodeRules();
    }
}

internal static class VoucherMapping
{
    /// <summary>Why a voucher cannot be used, in the reader's language.</summary>
    public static LocalizedString Reason(VoucherRefusal refusal) =>
        refusal switch
        {
            VoucherRefusal.Early => Texts.Problems["VoucherEarly"],
            VoucherRefusal.Late => Texts.Problems["VoucherLate"],
            VoucherRefusal.Cinema => Texts.Problems["VoucherCinema"],
            VoucherRefusal.Movie => Texts.Problems["VoucherMovie"],
            VoucherRefusal.Used => Texts.Problems["VoucherUsed"],
            VoucherRefusal.Person => Texts.Problems["VoucherPerson"],
            _ => Texts.Problems["VoucherNothing"],
        };
}
