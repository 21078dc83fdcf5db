using FluentValidation;
using MovieBooking.Api.Admin.Access;
using MovieBooking.Api.Showtimes;

namespace MovieBooking.Api.Admin.Analytics;

/// <summary>A show as it sells now.</summary>
/// <param name="ShowtimeId" example="1">The show.</param>
/// <param name="MovieTitle" example="The Long Tide">What plays.</param>
/// <param name="ScreenName" example="Screen 1">Where.</param>
/// <param name="Format">The screen's format.</param>
/// <param name="Status">Whether it takes place.</param>
/// <param name="StartsAt" example="2026-11-22T19:40:00-05:00">When it begins, with the cinema's offset.</param>
/// <param name="Seats" example="96">The seats in service.</param>
/// <param name="Sold" example="41">Confirmed tickets.</param>
/// <param name="Held" example="4">Seats that are held, or wait for their payment.</param>
/// <param name="Admitted" example="12">Tickets that were let in.</param>
/// <param name="Revenue" example="412.00">The confirmed tickets' prices together.</param>
public sealed record ShowSales(
    int ShowtimeId,
    string MovieTitle,
    string ScreenName,
    ScreenFormat Format,
    ShowtimeStatus Status,
    DateTimeOffset StartsAt,
    int Seats,
    int Sold,
    int Held,
    int Admitted,
    decimal Revenue
);

/// <summary>The shows of a cinema's day, in their order.</summary>
/// <param name="CinemaId" example="1">The cinema.</param>
/// <param name="Date" example="2026-11-22">The cinema's day.</param>
/// <param name="Currency" example="USD">The currency of all revenue (ISO 4217).</param>
/// <param name="Items">The shows.</param>
public sealed record ShowSalesDay(int CinemaId, DateOnly Date, string Currency, IReadOnlyList<ShowSales> Items);

/// <summary>Which shows.</summary>
/// <param name="CinemaId" example="1">The cinema.</param>
/// <param name="Date" example="2026-11-22">The cinema's day: its today when left out.</param>
internal sealed record ShowSalesQuery(int CinemaId, DateOnly? Date) : INamesCinemas
{
    IEnumerable<int> INamesCinemas.CinemaIds => [CinemaId];

    public sealed class Validator : AbstractValidator<ShowSalesQuery>
    {
        public Validator() => RuleFor(query => query.Date).InclusiveBetween(new DateOnly(1900, 1, 1), new DateOnly(2200, 12, 31));
    }
}
