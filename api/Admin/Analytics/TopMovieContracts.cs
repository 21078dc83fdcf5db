using FluentValidation;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Admin.Analytics;

/// <summary>How a movie did with its shows of the last 90 days.</summary>
/// <param name="MovieId" example="1">Its id.</param>
/// <param name="Title" example="The Long Exposure">Its title.</param>
/// <param name="Genre" example="Drama">Its genre.</param>
/// <param name="PosterUrl" example="/posters/the-long-exposure.svg">Its poster, 2:3, relative to the site or absolute.</param>
/// <param name="Score" example="86.5">0 to 100: 40 % revenueScore, 30 % occupancyScore, 30 % volumeScore.</param>
/// <param name="RevenueScore" example="93.3">Its percent rank by revenue among all movies shown, 0 to 100.</param>
/// <param name="OccupancyScore" example="80.0">Its percent rank by occupancy, 0 to 100.</param>
/// <param name="VolumeScore" example="84.0">Its percent rank by tickets, 0 to 100.</param>
/// <param name="Revenue" example="15280.00">What its shows sold.</param>
/// <param name="Tickets" example="1410">How many tickets.</param>
/// <param name="Occupancy" example="61.2">Tickets over the seats its shows offered, in percent.</param>
/// <param name="Showtimes" example="24">How many shows.</param>
/// <param name="Daily">Sales of each of the last 30 days in order, for coming shows too.</param>
public sealed record TopMovie(
    int MovieId,
    string Title,
    string? Genre,
    string? PosterUrl,
    double Score,
    double RevenueScore,
    double OccupancyScore,
    double VolumeScore,
    decimal Revenue,
    int Tickets,
    decimal Occupancy,
    int Showtimes,
    IReadOnlyList<DaySales> Daily
);

/// <summary>The best movies, best first.</summary>
/// <param name="Currency" example="USD">The currency of all revenue (ISO 4217).</param>
/// <param name="Items">The movies.</param>
public sealed record TopMovies(string Currency, IReadOnlyList<TopMovie> Items);

/// <summary>Which movies, and what makes them good.</summary>
internal sealed record TopMoviesQuery
{
    /// <summary>score (the default), revenue, occupancy or tickets, highest first.</summary>
    [Words("score", "revenue", "occupancy", "tickets")]
    public string? Sort { get; init; }

    /// <summary>Only this genre; scores still compare with all movies.</summary>
    /// <example>Drama</example>
    public string? Genre { get; init; }

    /// <summary>How many, 1 to 100 (10).</summary>
    /// <example>10</example>
    public int? Limit { get; init; }

    public sealed class Validator : AbstractValidator<TopMoviesQuery>
    {
        public Validator()
        {
            RuleFor(query => query.Sort).OneOf("score", "revenue", "occupancy", "tickets");
            RuleFor(query => query.Genre).MaximumLength(50);
            RuleFor(query => query.Limit).InclusiveBetween(1, 100);
        }
    }
}
