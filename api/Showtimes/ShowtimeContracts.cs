using System.Text.Json.Serialization;
using FluentValidation;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Showtimes;

/// <summary>How a screen shows movies.</summary>
public enum ScreenFormat
{
    [JsonStringEnumMemberName("2D")]
    TwoD,

    [JsonStringEnumMemberName("3D")]
    ThreeD,

    [JsonStringEnumMemberName("IMAX")]
    Imax,
}

/// <summary>Whether a showtime takes place.</summary>
public enum ShowtimeStatus
{
    Scheduled,
    Cancelled,
}

/// <summary>A cinema.</summary>
/// <param name="CinemaId" example="1">Its id.</param>
/// <param name="Name" example="The Meridian">Its name.</param>
/// <param name="Address" example="214 Lantern Street">Its street address.</param>
/// <param name="City" example="New York">Its city.</param>
/// <param name="TimeZone" example="America/New_York">Its IANA time zone.</param>
public sealed record Cinema(int CinemaId, string Name, string Address, string City, string TimeZone);

/// <summary>The screen of a showtime.</summary>
/// <param name="ScreenId" example="1">Its id.</param>
/// <param name="Name" example="Screen 1">Its name in the cinema.</param>
/// <param name="Format">How it shows movies.</param>
public sealed record ShowtimeScreen(int ScreenId, string Name, ScreenFormat Format);

/// <summary>One showing of a movie.</summary>
/// <param name="ShowtimeId" example="1">Its id.</param>
/// <param name="MovieId" example="1">The movie's id.</param>
/// <param name="MovieTitle" example="The Long Exposure">The movie's title.</param>
/// <param name="Status">Whether it takes place.</param>
/// <param name="StartsAt" example="2026-11-22T19:30:00-05:00">The start, with the cinema's offset.</param>
/// <param name="EndsAt" example="2026-11-22T21:22:00-05:00">The end, with the cinema's offset.</param>
/// <param name="Cinema">Where it is.</param>
/// <param name="Screen">The screen there.</param>
/// <param name="PriceFrom" example="8.00">The price of the cheapest seat class.</param>
/// <param name="Currency" example="USD">The currency of the price (ISO 4217).</param>
/// <param name="SeatsAvailable" example="57">How many seats can be taken now.</param>
public sealed record Showtime(
    int ShowtimeId,
    int MovieId,
    string MovieTitle,
    ShowtimeStatus Status,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    Cinema Cinema,
    ShowtimeScreen Screen,
    decimal PriceFrom,
    string Currency,
    int SeatsAvailable
);

/// <summary>Which showtimes of a movie to list.</summary>
internal sealed record MovieShowtimesQuery : IPageQuery
{
    /// <summary>Only at this cinema.</summary>
    /// <example>1</example>
    public int? CinemaId { get; init; }

    /// <summary>Only in this format.</summary>
    [Words("2D", "3D", "IMAX")]
    public string? Format { get; init; }

    /// <summary>Only those that start on this day, the cinema's.</summary>
    /// <example>2026-11-22</example>
    public DateOnly? Date { get; init; }

    /// <summary>The page, from 1.</summary>
    /// <example>1</example>
    public int? Page { get; init; }

    /// <summary>How many on a page, 1 to 100.</summary>
    /// <example>20</example>
    public int? PageSize { get; init; }

    public sealed class Validator : AbstractValidator<MovieShowtimesQuery>
    {
        public Validator()
        {
            RuleFor(query => query.Format).OneOf<MovieShowtimesQuery, ScreenFormat>();
            this.PageRules();
        }
    }
}
