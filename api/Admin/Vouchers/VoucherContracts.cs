using System.ComponentModel.DataAnnotations;
using FluentValidation;
using MovieBooking.Api.Http;
using MovieBooking.Api.Reservations;

namespace MovieBooking.Api.Admin.Vouchers;

/// <summary>percent: of the tickets together; amount: off them, never more than they cost; seats: so many of them, the dearest, at no price.</summary>
public enum VoucherType
{
    Percent,
    Amount,
    Seats,
}

/// <summary>A voucher to make, and how many codes it gets.</summary>
/// <param name="Name" example="Christmas at the Meridian">What to call it, 1 to 60 characters. For managers: customers see the end of their code.</param>
/// <param name="Type">What it gives.</param>
/// <param name="Value" example="25">How much: a percentage up to 100, an amount in the currency, or 1 to 10 seats.</param>
/// <param name="ValidFrom" example="2026-12-01">The first day, by the calendar of the cinema that is booked, on which it can be used; null: at once.</param>
/// <param name="ValidUntil" example="2026-12-31">The last day; null: until it is ended.</param>
/// <param name="MaxUses" example="1">How often each code can be used by all together, 1 to 100,000; null: without limit.</param>
/// <param name="MaxUsesPerPerson" example="1">
/// How often one person, by account or by address, can use its codes, 1 to 1,000; null: without limit.
/// </param>
/// <param name="CinemaIds" example="[1]">The cinemas that it is good for; none: all.</param>
/// <param name="MovieIds" example="[1]">The movies that it is good for; none: all.</param>
/// <param name="Codes" example="100">How many codes to make, 1 to 1,000; one where it is left out.</param>
public sealed record CreateVoucherRequest(
    string Name,
    [property: Required] VoucherType? Type,
    decimal Value,
    DateOnly? ValidFrom = null,
    DateOnly? ValidUntil = null,
    int? MaxUses = null,
    int? MaxUsesPerPerson = null,
    IReadOnlyList<int>? CinemaIds = null,
    IReadOnlyList<int>? MovieIds = null,
    int? Codes = null
)
{
    internal sealed class Validator : AbstractValidator<CreateVoucherRequest>
    {
        private const int MostListed = 100;
        private const int MostCodes = 1000;
        private const int MostUses = 100_000;
        private const int MostUsesPerPerson = 1000;
        private const int MostSeats = 10;
        private const decimal MostAmount = 10_000_000m;

        public Validator(Currency currency)
        {
            RuleFor(request => request.Name).NameRules(60);
            RuleFor(request => request.Type).NotNull();
            RuleFor(request => request.Value)
                .ExclusiveBetween(0, 100.0001m)
                .PrecisionScale(6, 3, ignoreTrailingZeros: true)
                .When(request => request.Type == VoucherType.Percent);
            RuleFor(request => request.Value)
                .GreaterThan(0)
                .LessThanOrEqualTo(MostAmount)
                .Must(value => value == currency.Round(value))
                .WithMessage(_ => Texts.Problems["MinorUnits", currency.MinorUnits, currency.Code])
                .When(request => request.Type == VoucherType.Amount);
            RuleFor(request => request.Value)
                .InclusiveBetween(1, MostSeats)
                .PrecisionScale(2, 0, ignoreTrailingZeros: true)
                .When(request => request.Type == VoucherType.Seats);
            RuleFor(request => request.ValidUntil)
                .GreaterThanOrEqualTo(request => request.ValidFrom)
                .When(request => request.ValidFrom is not null);
            RuleFor(request => request.MaxUses).InclusiveBetween(1, MostUses);
            RuleFor(request => request.MaxUsesPerPerson).InclusiveBetween(1, MostUsesPerPerson);
            RuleFor(request => request.Codes).InclusiveBetween(1, MostCodes);
            RuleForEach(request => request.CinemaIds).GreaterThan(0);
            RuleFor(request => request.CinemaIds)
                .Must(ids => ids is null || ids.Count <= MostListed)
                .WithMessage(_ => Texts.Problems["TooManyCinemas", MostListed]);
            RuleForEach(request => request.MovieIds).GreaterThan(0);
            RuleFor(request => request.MovieIds)
                .Must(ids => ids is null || ids.Count <= MostListed)
                .WithMessage(_ => Texts.Problems["TooManyMovies", MostListed]);
        }
    }
}

/// <summary>A cinema that a voucher is good for.</summary>
/// <param name="CinemaId" example="1">The cinema.</param>
/// <param name="Name" example="Grand Meridian">Its name.</param>
public sealed record VoucherCinema(int CinemaId, string Name);

/// <summary>A movie that a voucher is good for.</summary>
/// <param name="MovieId" example="1">The movie.</param>
/// <param name="Title" example="The Long Exposure">Its title.</param>
public sealed record VoucherMovie(int MovieId, string Title);

/// <summary>A voucher. Its codes are told once, when it is made.</summary>
/// <param name="VoucherId" example="3">Its number.</param>
/// <param name="Name" example="Christmas at the Meridian">What it is called.</param>
/// <param name="Type">What it gives.</param>
/// <param name="Value" example="25">How much.</param>
/// <param name="Currency" example="USD">The currency of amounts (ISO 4217).</param>
/// <param name="ValidFrom" example="2026-12-01">The first day on which it can be used; null: from the beginning.</param>
/// <param name="ValidUntil" example="2026-12-31">The last day; null: until it is ended.</param>
/// <param name="MaxUses" example="1">How often each code can be used; null: without limit.</param>
/// <param name="MaxUsesPerPerson" example="1">How often one person can use its codes; null: without limit.</param>
/// <param name="Cinemas">The cinemas that it is good for; empty: all.</param>
/// <param name="Movies">The movies that it is good for; empty: all. One that is gone is left out.</param>
/// <param name="Codes" example="100">How many codes it has.</param>
/// <param name="Hint" example="9XQ4">How its code ends; null where it has several.</param>
/// <param name="Uses" example="12">How often its codes are used: for bookings that are pending or confirmed.</param>
/// <param name="Discount" example="48.00">What they took off those bookings when they were used.</param>
/// <param name="CreatedAt" example="2026-11-22T12:00:00Z">When it was made.</param>
/// <param name="EndedAt">When it was ended; null: it was not.</param>
public sealed record Voucher(
    int VoucherId,
    string Name,
    VoucherType Type,
    decimal Value,
    string Currency,
    DateOnly? ValidFrom,
    DateOnly? ValidUntil,
    int? MaxUses,
    int? MaxUsesPerPerson,
    IReadOnlyList<VoucherCinema> Cinemas,
    IReadOnlyList<VoucherMovie> Movies,
    int Codes,
    string? Hint,
    int Uses,
    decimal Discount,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EndedAt
);

/// <summary>A voucher as a line of a file: its cinemas and movies by name.</summary>
internal sealed record VoucherRow(
    int VoucherId,
    string Name,
    VoucherType Type,
    decimal Value,
    string Currency,
    DateOnly? ValidFrom,
    DateOnly? ValidUntil,
    int? MaxUses,
    int? MaxUsesPerPerson,
    string Cinemas,
    string Movies,
    int Codes,
    int Uses,
    decimal Discount,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EndedAt
)
{
    public static VoucherRow Of(Voucher voucher) =>
        new(
            voucher.VoucherId,
            voucher.Name,
            voucher.Type,
            voucher.Value,
            voucher.Currency,
            voucher.ValidFrom,
            voucher.ValidUntil,
            voucher.MaxUses,
            voucher.MaxUsesPerPerson,
            string.Join("; ", voucher.Cinemas.Select(cinema => cinema.Name)),
            string.Join("; ", voucher.Movies.Select(movie => movie.Title)),
            voucher.Codes,
            voucher.Uses,
            voucher.Discount,
            voucher.CreatedAt,
            voucher.EndedAt
        );
}

/// <summary>A voucher that was just made.</summary>
/// <param name="Codes" example="[&quot;7K2M-QX0D-4TVB-1HNS-9XQ4&quot;]">Its codes. Nobody can read them again.</param>
/// <param name="Voucher">What is kept of it.</param>
public sealed record NewVoucher(IReadOnlyList<string> Codes, Voucher Voucher);

/// <summary>A booking for which a voucher was used.</summary>
/// <param name="Reference" example="K7PX4MRW2T">The booking's reference.</param>
/// <param name="ReservationId" example="1">The booking.</param>
/// <param name="Status">How far it is: one that is cancelled or expired gave the use back.</param>
/// <param name="Hint" example="9XQ4">How the code ends.</param>
/// <param name="Discount" example="2.40">What it took off the booking when it was used.</param>
/// <param name="Currency" example="USD">The currency (ISO 4217).</param>
/// <param name="UsedAt" example="2026-11-22T12:00:00-05:00">When, by the cinema's clock.</param>
/// <param name="Movie" example="The Long Exposure">The movie.</param>
/// <param name="Cinema" example="Grand Meridian">The cinema.</param>
public sealed record VoucherUse(
    string Reference,
    int ReservationId,
    ReservationStatus Status,
    string Hint,
    decimal Discount,
    string Currency,
    DateTimeOffset UsedAt,
    string Movie,
    string Cinema
);
