using System.Text.Json;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using Row = MovieBooking.Db.Model.Movie;

namespace MovieBooking.Api.Movies;

internal static class MovieMapping
{
    public static Movie ToMovie(this Row row) =>
        new(
            row.MovieId,
            row.Title,
            row.DurationMinutes,
            Word.Parse<MovieRating>(row.Rating),
            row.ReleaseDate,
            // The triggers fill it in; only the column's type allows null.
            row.ScheduledCloseDate
                ?? row.ReleaseDate,
            Word.Parse<MovieStatus>(row.MovieStatus),
            row.Description,
            row.Director,
            row.CastMembers is null ? [] : JsonSerializer.Deserialize<string[]>(row.CastMembers) ?? [],
            row.Genre,
            row.PosterUrl
        );

    public static MovieDetails WithShowtimes(this Movie movie, IReadOnlyList<Showtime> showtimes) =>
        new(
            movie.MovieId,
            movie.Title,
            movie.DurationMinutes,
            movie.Rating,
            movie.ReleaseDate,
            movie.ScheduledCloseDate,
            movie.Status,
            movie.Description,
            movie.Director,
            movie.Cast,
            movie.Genre,
            movie.PosterUrl,
            showtimes
        );
}
