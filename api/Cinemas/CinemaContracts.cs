using FluentValidation;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;

namespace MovieBooking.Api.Cinemas;

/// <summary>A cinema with the days on which something can be booked there.</summary>
/// <param name="CinemaId" example="1">Its id.</param>
/// <param name="Name" example="The Meridian">Its name.</param>
/// <param name="Address" example="214 Lantern Street">Its street address.</param>
/// <param name="City" example="New York">Its city.</param>
/// <param name="TimeZone" example="America/New_York">Its IANA time zone.</param>
/// <param name="RefundPolicy">What those who cancel get back of what they book there now.</param>
/// <param name="Currency" example="USD">The currency of all prices, and of a fee that is an amount (ISO 4217).</param>
/// <param name="Days">The cinema's days with showtimes that can be booked, in order; the `date` of ListCinemaShowtimes.</param>
public sealed record CinemaDetails(
    int CinemaId,
    string Name,
    string Address,
    string City,
    string TimeZone,
    RefundPolicy RefundPolicy,
    string Currency,
    IReadOnlyList<DateOnly> Days
);

/// <summary>Which showtimes of a cinema to list.</summary>
/// <param name="Date" example="2026-11-22">Only those that start on this day, the cinema's.</param>
/// <param name="MovieId" example="1">Only of this movie.</param>
/// <param name="Format">Only in this format.</param>
/// <param name="Page" example="1">The page, from 1.</param>
/// <param name="PageSize" example="20">How many on a page, 1 to 100.</param>
internal sealed record CinemaShowtimesQuery(
    DateOnly? Date,
    int? MovieId,
    [property: Words("2D", "3D", "IMAX")] string? Format,
    int? Page,
    int? PageSize
) : IPageQuery
{
    public sealed class Validator : AbstractValidator<CinemaShowtimesQuery>
    {
        public Validator()
        {
            RuleFor(query => query.Format).OneOf<CinemaShowtimesQuery, ScreenFormat>();
            this.PageRules();
        }
    }
}
