using System.Text.RegularExpressions;
using FluentValidation;
using MovieBooking.Api.Http;
using MovieBooking.Api.Movies;

namespace MovieBooking.Api.Admin.TicketKinds;

/// <summary>A day of the week.</summary>
public enum Weekday
{
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// <summary>What a kind of tickets is to be. Either `factor` or `fixedPrice`.</summary>
/// <param name="Name" example="Child">Its name, up to 40 characters; no other kind of the cinema has it.</param>
/// <param name="Note" example="up to 11">For whom it is, up to 100 characters, or null.</param>
/// <param name="Factor" example="0.7">A part of the full price: 0.001 to 1 with three decimals at most.</param>
/// <param name="FixedPrice" example="5.00">What a standard seat costs, never more than the full price; premium seats cannot be had so. With no more decimals than the currency.</param>
/// <param name="Weekdays">Only for shows of these days; null: every day.</param>
/// <param name="StartsFrom" example="14:00">Only for shows that start at this time by the cinema's clock or later; null: from the day's beginning.</param>
/// <param name="StartsBefore" example="17:00">Only for shows that start before this time; null: to the day's end.</param>
/// <param name="HighestRating">Not for films rated higher; null: for all.</param>
/// <param name="Position" example="1">Where it stands in the list: 0 (first) to 99.</param>
public sealed partial record TicketKindRequest(
    string Name,
    string? Note = null,
    decimal? Factor = null,
    decimal? FixedPrice = null,
    IReadOnlyList<Weekday>? Weekdays = null,
    string? StartsFrom = null,
    string? StartsBefore = null,
    MovieRating? HighestRating = null,
    int Position = 0
)
{
    [GeneratedRegex("^(?:[01][0-9]|2[0-3]):[0-5][0-9]\\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Clock();

    internal sealed class Validator : AbstractValidator<TicketKindRequest>
    {
        private const int NoteLength = 100;
        private const decimal MostPrice = 10_000_000m;
        private const int LastPosition = 99;

        public Validator(Currency currency)
        {
            RuleFor(kind => kind.Name).NameRules(40);
            When(kind => kind.Note is not null, () => RuleFor(kind => kind.Note!).NameRules(NoteLength));
            RuleFor(kind => kind.Factor)
                .Must((kind, factor) => factor is null != kind.FixedPrice is null)
                .WithMessage(_ => Texts.Problems["FactorOrPrice"]);
            RuleFor(kind => kind.Factor).InclusiveBetween(0.001m, 1).PrecisionScale(4, 3, ignoreTrailingZeros: true);
            RuleFor(kind => kind.FixedPrice).InclusiveBetween(0, MostPrice);
            RuleFor(kind => kind.FixedPrice)
                .Must(price => price is null || price == currency.Round(price.Value))
                .WithMessage(_ => Texts.Problems["MinorUnits", currency.MinorUnits, currency.Code]);
            RuleFor(kind => kind.Weekdays)
                .Must(days => days is null || (days.Count > 0 && days.Distinct().Count() == days.Count))
                .WithMessage(_ => Texts.Problems["WeekdaysOnce"]);
            RuleFor(kind => kind.StartsFrom).Must(IsTime).WithMessage(_ => Texts.Problems["TimeOfDay"]);
            RuleFor(kind => kind.StartsBefore).Must(IsTime).WithMessage(_ => Texts.Problems["TimeOfDay"]);
            RuleFor(kind => kind.StartsBefore)
                .Must((kind, before) => before is null || string.CompareOrdinal(kind.StartsFrom ?? "00:00", before) < 0)
                .WithMessage(_ => Texts.Problems["StartsBefore"]);
            RuleFor(kind => kind.Position).InclusiveBetween(0, LastPosition);
        }

        private static bool IsTime(string? time) => time is null || Clock().IsMatch(time);
    }
}

/// <summary>A kind of tickets of a cinema.</summary>
/// <param name="KindId" example="2">Its id, which is another one after each change.</param>
/// <param name="Name" example="Child">Its name.</param>
/// <param name="Note" example="up to 11">For whom it is, or null.</param>
/// <param name="Factor" example="0.7">A part of the full price, or null.</param>
/// <param name="FixedPrice" example="5.00">What a standard seat costs, or null.</param>
/// <param name="Weekdays">For shows of these days; null: every day.</param>
/// <param name="StartsFrom" example="14:00">For shows that start at this time or later; null: from the day's beginning.</param>
/// <param name="StartsBefore" example="17:00">For shows that start before this time; null: to the day's end.</param>
/// <param name="HighestRating">Not for films rated higher; null: for all.</param>
/// <param name="Position" example="1">Where it stands in the list.</param>
/// <param name="StandardPrice" example="5.60">What a standard seat in 2D costs with it today.</param>
/// <param name="PremiumPrice" example="11.20">What a premium seat in 2D costs with it today; null where it cannot be had.</param>
public sealed record TicketKind(
    int KindId,
    string Name,
    string? Note,
    decimal? Factor,
    decimal? FixedPrice,
    IReadOnlyList<Weekday>? Weekdays,
    string? StartsFrom,
    string? StartsBefore,
    MovieRating? HighestRating,
    int Position,
    decimal StandardPrice,
    decimal? PremiumPrice
);

/// <summary>The kinds of tickets of a cinema, beside the full price.</summary>
/// <param name="CinemaId" example="1">The cinema.</param>
/// <param name="Currency" example="USD">The currency of the prices (ISO 4217).</param>
/// <param name="StandardPrice" example="8.00">What a standard seat in 2D costs today without one.</param>
/// <param name="PremiumPrice" example="16.00">What a premium seat in 2D costs today without one.</param>
/// <param name="Kinds">The kinds, in the order in which customers see them.</param>
public sealed record TicketKindList(
    int CinemaId,
    string Currency,
    decimal StandardPrice,
    decimal PremiumPrice,
    IReadOnlyList<TicketKind> Kinds
);
