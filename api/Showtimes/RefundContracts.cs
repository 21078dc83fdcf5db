using System.ComponentModel.DataAnnotations;
using FluentValidation;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Showtimes;

/// <summary>none: all of the price comes back; amount: so much of each ticket is kept; percent: such a part of the price.</summary>
public enum RefundFeeKind
{
    None,
    Amount,
    Percent,
}

/// <summary>What a cinema gives back to those who cancel. It is fixed on a booking when that is made.</summary>
/// <param name="Minutes" example="60">Until how many minutes before the start customers may cancel: 0 (until it starts) to 43,200 (30 days).</param>
/// <param name="FeeKind">Whether something is kept, and how it is reckoned.</param>
/// <param name="Fee" example="1.50">
/// What is kept: 0 for none; for each ticket an amount with no more decimals than the currency; or a percentage up to 100 with two
/// decimals at most. Never more than the ticket cost.
/// </param>
public sealed record RefundPolicy(int Minutes, [property: Required] RefundFeeKind? FeeKind, decimal Fee)
{
    /// <summary>A row's columns.</summary>
    internal static RefundPolicy Of(int minutes, string feeKind, decimal fee, Currency currency) =>
        Word.Parse<RefundFeeKind>(feeKind) is var kind && kind == RefundFeeKind.Percent
            ? new RefundPolicy(minutes, kind, decimal.Round(fee, 2))
            : new RefundPolicy(minutes, kind, currency.Round(fee));

    internal sealed class Validator : AbstractValidator<RefundPolicy>
    {
        private const int MostMinutes = 43_200;
        private const decimal MostFee = 10_000_000m;

        public Validator(Currency currency)
        {
            RuleFor(policy => policy.Minutes).InclusiveBetween(0, MostMinutes);
            RuleFor(policy => policy.FeeKind).NotNull();
            RuleFor(policy => policy.Fee).Equal(0).When(policy => policy.FeeKind == RefundFeeKind.None);
            RuleFor(policy => policy.Fee)
                .InclusiveBetween(currency.MinorUnit, MostFee)
                .Must(fee => fee == currency.Round(fee))
                .WithMessage(_ => Texts.Problems["Fee", currency.MinorUnits])
                .When(policy => policy.FeeKind == RefundFeeKind.Amount);
            RuleFor(policy => policy.Fee)
                .InclusiveBetween(0.01m, 100)
                .PrecisionScale(5, 2, ignoreTrailingZeros: true)
                .When(policy => policy.FeeKind == RefundFeeKind.Percent);
        }
    }
}
