using System.ComponentModel.DataAnnotations;
using FluentValidation;
using MovieBooking.Api.Admin.Schedule;
using MovieBooking.Api.Http;
using MovieBooking.Api.Seats;
using MovieBooking.Api.Showtimes;

namespace MovieBooking.Api.Admin.Fares;

/// <summary>The base price of a class of seats, for shows from a day on.</summary>
/// <param name="SeatClass">The class.</param>
/// <param name="ValidFrom" example="2026-12-01">The first day of the shows it is for, on their cinemas' calendars; until a later price takes over.</param>
/// <param name="Price" example="8.00">The price of a seat in 2D at a multiplier of 1.</param>
public sealed record Fare(SeatClass SeatClass, DateOnly ValidFrom, decimal Price);

/// <summary>What a format multiplies base prices by, for shows from a day on.</summary>
/// <param name="Format">The format.</param>
/// <param name="ValidFrom" example="2026-12-01">The first day of the shows it is for, on their cinemas' calendars; until a later one takes over.</param>
/// <param name="Multiplier" example="1.25">The factor; the product is rounded to the currency's minor unit.</param>
public sealed record FormatMultiplier(ScreenFormat Format, DateOnly ValidFrom, decimal Multiplier);

/// <summary>The price list: past, present and to come.</summary>
/// <param name="Currency" example="USD">The currency of all prices (ISO 4217).</param>
/// <param name="Today" example="2026-11-22">The first day that prices can be set for: that of the cinema whose day began last.</param>
/// <param name="Fares">Base prices by class, the latest first.</param>
/// <param name="Multipliers">Multipliers by format, the latest first.</param>
public sealed record FareTable(string Currency, DateOnly Today, IReadOnlyList<Fare> Fares, IReadOnlyList<FormatMultiplier> Multipliers);

/// <summary>A base price to set.</summary>
/// <param name="SeatClass">The class.</param>
/// <param name="Price" example="9.50">At least 5 of the currency's minor unit (0.05 USD, 5 JPY), 10,000,000 at most, with no more decimals than the currency.</param>
public sealed record FarePrice([property: Required] SeatClass? SeatClass, decimal Price)
{
    internal sealed class Validator : AbstractValidator<FarePrice>
    {
        // With the least multiplier, 0.10, half a cent is left, which is rounded up: nothing is free by rounding.
        private const int LeastMinorUnits = 5;
        private const decimal Most = 10_000_000m;

        public Validator(Currency currency)
        {
            RuleFor(fare => fare.SeatClass).NotNull();
            RuleFor(fare => fare.Price).InclusiveBetween(LeastMinorUnits * currency.MinorUnit, Most);
            RuleFor(fare => fare.Price)
                .Must(price => price == currency.Round(price))
                .WithMessage(_ => Texts.Problems["MinorUnits", currency.MinorUnits, currency.Code]);
        }
    }
}

/// <summary>A multiplier to set.</summary>
/// <param name="Format">The format.</param>
/// <param name="Multiplier" example="1.25">0.10 to 10.00, with two decimals at most.</param>
public sealed record FormatFactor([property: Required] ScreenFormat? Format, decimal Multiplier)
{
    internal sealed class Validator : AbstractValidator<FormatFactor>
    {
        private const decimal Least = 0.10m;
        private const decimal Most = 10m;

        public Validator()
        {
            RuleFor(factor => factor.Format).NotNull();
            RuleFor(factor => factor.Multiplier).InclusiveBetween(Least, Most).PrecisionScale(4, 2, ignoreTrailingZeros: true);
        }
    }
}

/// <summary>New prices from a day on.</summary>
/// <param name="ValidFrom" example="2026-12-01">The first day of the shows they are for: today or later.</param>
/// <param name="Fares">Base prices, each class once at most; a class that is left out keeps its own.</param>
/// <param name="Multipliers">Multipliers, each format once at most; a format that is left out keeps its own.</param>
public sealed record UpdateFaresRequest(DateOnly ValidFrom, IReadOnlyList<FarePrice>? Fares, IReadOnlyList<FormatFactor>? Multipliers)
{
    internal sealed class Validator : AbstractValidator<UpdateFaresRequest>
    {
        public Validator(Currency currency)
        {
            RuleFor(request => request.ValidFrom).InclusiveBetween(ScheduleRules.FirstDay, ScheduleRules.LastDay);
            RuleFor(request => request.Fares)
                .Must((request, fares) => fares is { Count: > 0 } || request.Multipliers is { Count: > 0 })
                .WithMessage(_ => Texts.Problems["FareNeeded"]);
            RuleFor(request => request.Fares)
                .Must(fares => IsDistinct(fares?.Select(fare => fare?.SeatClass)))
                .WithMessage(_ => Texts.Problems["ClassesOnce"]);
            RuleFor(request => request.Multipliers)
                .Must(factors => IsDistinct(factors?.Select(factor => factor?.Format)))
                .WithMessage(_ => Texts.Problems["FormatsOnce"]);
            RuleForEach(request => request.Fares).NotNull().SetValidator(new FarePrice.Validator(currency));
            RuleForEach(request => request.Multipliers).NotNull().SetValidator(new FormatFactor.Validator());
        }

        private static bool IsDistinct<T>(IEnumerable<T>? words) =>
            words is null || words.GroupBy(word => word).All(group => group.Count() == 1);
    }
}
