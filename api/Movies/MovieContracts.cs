using System.Text.Json.Serialization;
using FluentValidation;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;

namespace MovieBooking.Api.Movies;

/// <summary>The audience a movie is for (Motion Picture Association).</summary>
public enum MovieRating
{
    [JsonStringEnumMemberName("G")]
    G,

    [JsonStringEnumMemberName("PG")]
    PG,

    [JsonStringEnumMemberName("PG-13")]
    PG13,

    [JsonStringEnumMemberName("R")]
    R,

    [JsonStringEnumMemberName("NC-17")]
    NC17,
}

/// <summary>Whether a movie can be booked: open includes coming soon.</summary>
public enum MovieStatus
{
    Open,
    Closed,
}

/// <summary>A movie.</summary>
/// <param name="MovieId" example="1">Its id.</param>
/// <param name="Title" example="The Long Exposure">Its title.</param>
/// <param name="DurationMinutes" example="112">Running time in minutes, 1 to 1440.</param>
/// <param name="Rating">The audience it is for.</param>
/// <param name="ReleaseDate" example="2026-11-06">Its first day.</param>
/// <param name="ScheduledCloseDate" example="2026-12-06">The last local day on which a showtime may start.</param>
/// <param name="Status">Whether it can be booked.</param>
/// <param name="Description">What it is about.</param>
/// <param name="Director" example="Ines Okafor">Who directed it.</param>
/// <param name="Cast">Who plays in it.</param>
/// <param name="Genre" example="Drama">Its genre, one of ListGenres.</param>
/// <param name="PosterUrl" example="/posters/the-long-exposure.svg">Its poster, 2:3, relative to the site or absolute.</param>
public record Movie(
    int MovieId,
    string Title,
    int DurationMinutes,
    MovieRating Rating,
    DateOnly ReleaseDate,
    DateOnly ScheduledCloseDate,
    MovieStatus Status,
    string? Description,
    string? Director,
    IReadOnlyList<string> Cast,
    string? Genre,
    string? PosterUrl
);

/// <summary>A movie with its showtimes that can be booked, in order of time.</summary>
/// <param name="MovieId" example="1">Its id.</param>
/// <param name="Title" example="The Long Exposure">Its title.</param>
/// <param name="DurationMinutes" example="112">Running time in minutes, 1 to 1440.</param>
/// <param name="Rating">The audience it is for.</param>
/// <param name="ReleaseDate" example="2026-11-06">Its first day.</param>
/// <param name="ScheduledCloseDate" example="2026-12-06">The last local day on which a showtime may start.</param>
/// <param name="Status">Whether it can be booked.</param>
/// <param name="Description">What it is about.</param>
/// <param name="Director" example="Ines Okafor">Who directed it.</param>
/// <param name="Cast">Who plays in it.</param>
/// <param name="Genre" example="Drama">Its genre.</param>
/// <param name="PosterUrl" example="/posters/the-long-exposure.svg">Its poster, 2:3.</param>
/// <param name="Showtimes">Its showtimes from now on.</param>
public sealed record MovieDetails(
    int MovieId,
    string Title,
    int DurationMinutes,
    MovieRating Rating,
    DateOnly ReleaseDate,
    DateOnly ScheduledCloseDate,
    MovieStatus Status,
    string? Description,
    string? Director,
    IReadOnlyList<string> Cast,
    string? Genre,
    string? PosterUrl,
    [property: JsonPropertyOrder(1)] IReadOnlyList<Showtime> Showtimes
) : Movie(MovieId, Title, DurationMinutes, Rating, ReleaseDate, ScheduledCloseDate, Status, Description, Director, Cast, Genre, PosterUrl);

/// <summary>Which movies to list.</summary>
internal sealed record MovieQuery : IPageQuery
{
    /// <summary>open (the default, includes coming soon) or closed.</summary>
    [Words("open", "closed")]
    public string? Status { get; init; }

    /// <summary>now: released by today (UTC); soon: later.</summary>
    [Words("now", "soon")]
    public string? Showing { get; init; }

    /// <summary>One genre, as ListGenres names it.</summary>
    /// <example>Drama</example>
    public string? Genre { get; init; }

    /// <summary>A part of the title or of the director's name, in whatever case, accents, quotes, dashes, ligatures and widths.</summary>
    /// <example>exposure</example>
    public string? Q { get; init; }

    /// <summary>The page, from 1.</summary>
    /// <example>1</example>
    public int? Page { get; init; }

    /// <summary>How many on a page, 1 to 100.</summary>
    /// <example>20</example>
    public int? PageSize { get; init; }

    public sealed class Validator : AbstractValidator<MovieQuery>
    {
        public Validator()
        {
            RuleFor(query => query.Status).OneOf<MovieQuery, MovieStatus>();
            RuleFor(query => query.Showing).OneOf("now", "soon");
            RuleFor(query => query.Genre).MaximumLength(50);
            RuleFor(query => query.Q).MaximumLength(100);
            this.PageRules();
        }
    }
}
