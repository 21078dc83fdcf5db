using System.ComponentModel.DataAnnotations;
using FluentValidation;
using MovieBooking.Api.Admin.Schedule;
using MovieBooking.Api.Movies;

namespace MovieBooking.Api.Admin.Movies;

/// <summary>What a movie is to be.</summary>
/// <param name="Title" example="The Long Exposure">Its title, up to 200 characters; markup is text like any other.</param>
/// <param name="DurationMinutes" example="112">Running time in minutes, 1 to 1440.</param>
/// <param name="Rating">The audience it is for.</param>
/// <param name="ReleaseDate" example="2026-12-04">Its first day, 1888-01-01 to 2200-12-31.</param>
/// <param name="ScheduledCloseDate">The last local day on which a showtime may start. Left out: a month after the release; in an update what it was, unless the release date changes.</param>
/// <param name="Status">open or closed. Left out: open; in an update what it was. A movie past its close date is closed.</param>
/// <param name="Description">What it is about, up to 5000 characters.</param>
/// <param name="Director" example="Ines Okafor">Who directed it.</param>
/// <param name="Cast">Who plays in it: up to 50 names.</param>
/// <param name="Genre" example="Drama">Its genre.</param>
/// <param name="PosterUrl" example="/posters/the-long-exposure.svg">Its poster: an https address, or a file of /posters/.</param>
public record MovieRequest(
    string Title,
    int DurationMinutes,
    [property: Required] MovieRating? Rating,
    DateOnly ReleaseDate,
    DateOnly? ScheduledCloseDate,
    MovieStatus? Status,
    string? Description,
    string? Director,
    IReadOnlyList<string>? Cast,
    string? Genre,
    string? PosterUrl
)
{
    internal sealed class Validator : AbstractValidator<MovieRequest>
    {
        public Validator() => this.MovieRules();
    }
}

/// <summary>A movie to add, with its first showtimes.</summary>
/// <param name="Title" example="The Long Exposure">Its title, up to 200 characters; markup is text like any other.</param>
/// <param name="DurationMinutes" example="112">Running time in minutes, 1 to 1440.</param>
/// <param name="Rating">The audience it is for.</param>
/// <param name="ReleaseDate" example="2026-12-04">Its first day, 1888-01-01 to 2200-12-31.</param>
/// <param name="ScheduledCloseDate">The last local day on which a showtime may start. Left out: a month after the release.</param>
/// <param name="Status">open (the default) or closed. A movie past its close date is closed.</param>
/// <param name="Description">What it is about, up to 5000 characters.</param>
/// <param name="Director" example="Ines Okafor">Who directed it.</param>
/// <param name="Cast">Who plays in it: up to 50 names.</param>
/// <param name="Genre" example="Drama">Its genre.</param>
/// <param name="PosterUrl" example="/posters/the-long-exposure.svg">Its poster: an https address, or a file of /posters/.</param>
/// <param name="Showtimes">Up to 200 showtimes to schedule with it.</param>
public sealed record CreateMovieRequest(
    string Title,
    int DurationMinutes,
    MovieRating? Rating,
    DateOnly ReleaseDate,
    DateOnly? ScheduledCloseDate,
    MovieStatus? Status,
    string? Description,
    string? Director,
    IReadOnlyList<string>? Cast,
    string? Genre,
    string? PosterUrl,
    IReadOnlyList<PlannedStart>? Showtimes
) : MovieRequest(Title, DurationMinutes, Rating, ReleaseDate, ScheduledCloseDate, Status, Description, Director, Cast, Genre, PosterUrl)
{
    internal new sealed class Validator : AbstractValidator<CreateMovieRequest>
    {
        public Validator()
        {
            this.MovieRules();
            this.StartListRules(request => request.Showtimes);
        }
    }
}
