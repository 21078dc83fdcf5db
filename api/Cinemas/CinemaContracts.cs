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
internal sealed record CinemaShowtimesQuery : IPageQuery
{
    /// <summary>Only those that start on this day, the cinema's.</summary>
    /// <example>2026-11-22</example>
    public DateOnly? Date { get; init; }

    /// <summary>Only of this movie.</summary>
    /// <example>1</example>
    public int? MovieId { get; init; }

    /// <summary>Only in this format.</summary>
    [Words("2D", "3D", "IMAX")]
    public string? Format { get; init; }

    /// <summary>The page, from 1.</summary>
    /// <example>1</example>
    public int? Page { get; init; }

    /// <summary>How many on a page, 1 to 100.</summary>
    /// <example>20</example>
    public int? PageSize { get; init; }

    public sealed class Validator : AbstractValidator<CinemaShowtimesQuery>
    {
        public Validator()
        {
            RuleFor(query => query.Format).OneOf<CinemaShowtimesQuery, ScreenFormat>();
            this.PageRules();
        }
    }
}
