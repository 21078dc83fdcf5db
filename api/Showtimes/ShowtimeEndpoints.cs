using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Reservations.Kinds;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Showtimes;

internal static class ShowtimeEndpoints
{
    public static RouteGroupBuilder MapShowtimes(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("").WithTags("Showtimes").OpenToKeys(ApiKeyScope.MoviesRead).WithSharedAnswers();
        group.MapGet("/movies/{movieId:int}/showtimes", ListMovieShowtimes).WithErrors(ApiError.NotFound);
        group.MapGet("/showtimes/{showtimeId:int}", GetShowtime).WithErrors(ApiError.NotFound);
        group.MapShowtimeKinds();
        return api;
    }

    /// <summary>A movie's showtimes that can be booked, in order of time.</summary>
    /// <remarks>
    /// Public. Only what can be booked now: not begun, not cancelled, and of an open movie. `date` is the day at the cinema.
    /// </remarks>
    /// <param name="movieId">The movie.</param>
    private static async Task<Results<Ok<PageOf<Showtime>>, ProblemHttpResult>> ListMovieShowtimes(
        int movieId,
        [AsParameters] MovieShowtimesQuery query,
        MovieBookingContext db,
        Currency currency,
        CancellationToken cancellationToken
    )
    {
        if (!await db.Movies.AnyAsync(movie => movie.MovieId == movieId, cancellationToken))
        {
            return Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchMovie"]);
        }

        var showtimes = db
            .VActiveShowtimes.Where(showtime => showtime.MovieId == movieId)
            .Where(showtime => query.CinemaId == null || showtime.CinemaId == query.CinemaId)
            .Where(showtime => query.Format == null || showtime.Format == query.Format)
            .Where(showtime => query.Date == null || showtime.LocalDate == query.Date)
            .OrderBy(showtime => showtime.StartTime)
            .ThenBy(showtime => showtime.ShowtimeId)
            .Select(showtime => showtime.ShowtimeId);
        return TypedResults.Ok(await db.PageAsync(showtimes, query, currency, cancellationToken));
    }

    /// <summary>One showtime, also when it is over or cancelled.</summary>
    /// <remarks>
    /// Public. `status` tells whether it takes place; `seatsAvailable` is a count of this moment, which anybody's choice changes.
    /// </remarks>
    /// <param name="showtimeId">The showtime.</param>
    private static async Task<Results<Ok<Showtime>, ProblemHttpResult>> GetShowtime(
        int showtimeId,
        MovieBookingContext db,
        Currency currency,
        CancellationToken cancellationToken
    ) =>
        await db.VShowtimesDetails.SingleOrDefaultAsync(showtime => showtime.ShowtimeId == showtimeId, cancellationToken) is { } row
            ? TypedResults.Ok(row.ToShowtime(currency))
            : Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchShowtime"]);
}
