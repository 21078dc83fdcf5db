using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Movies;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Admin.Movies;

internal static class MovieWriteEndpoints
{
    public static RouteGroupBuilder MapMovieWrites(this RouteGroupBuilder admin)
    {
        var group = admin.MapGroup("/movies").WithTags("Admin: movies");
        group
            .MapPost("", CreateMovie)
            .AdminsOnly()
            .Produces<MovieDetails>(StatusCodes.Status201Created)
            .WithErrors(ApiError.ScheduleConflict, ApiError.AfterCloseDate, ApiError.MovieClosed, ApiError.ShowStarted);
        group.MapGet("/{movieId:int}", GetAnyMovie).OpenToManagers().WithErrors(ApiError.NotFound);
        group
            .MapPut("/{movieId:int}", UpdateMovie)
            .AdminsOnly()
            .WithErrors(ApiError.NotFound, ApiError.ScheduleConflict, ApiError.PreconditionFailed);
        group.MapDelete("/{movieId:int}", DeleteMovie).AdminsOnly().WithErrors(ApiError.NotFound, ApiError.MovieHasShowtimes);
        return admin;
    }

    /// <summary>Adds a movie, with its first showtimes if given: all of it is saved, or nothing.</summary>
    /// <remarks>Without a close date the movie closes a month after its release.</remarks>
    private static Task<IResult> CreateMovie(
        CreateMovieRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        Creations creations,
        MovieWriter writer,
        Currency currency,
        HttpContext http,
        CancellationToken cancellationToken
    ) =>
        creations.AddAsync(
            key,
            caller,
            "movies",
            request,
            transaction => writer.CreateAsync(transaction, request, AuditActor.Of(caller), cancellationToken),
            (db, movieId) => FindAsync(db, currency, movieId, http, cancellationToken),
            cancellationToken
        );

    /// <summary>One movie, open or closed, with its showtimes that can be booked.</summary>
    /// <remarks>Its ETag is the version of the movie itself: send it back in If-Match with an update.</remarks>
    /// <param name="movieId">The movie.</param>
    private static async Task<Results<Ok<MovieDetails>, ProblemHttpResult>> GetAnyMovie(
        int movieId,
        MovieBookingContext db,
        Currency currency,
        HttpContext http,
        CancellationToken cancellationToken
    ) => await FindAsync(db, currency, movieId, http, cancellationToken) is { } movie ? TypedResults.Ok(movie) : NoSuchMovie();

    /// <summary>Changes a movie: what is left out is emptied, but for its close date and status, which stay.</summary>
    /// <remarks>
    /// With If-Match an edit that somebody else made meanwhile is not overwritten: 412. Without it the last edit wins. A new
    /// release date moves the close date along unless one is given; a new length moves the ends of the coming shows.
    /// </remarks>
    /// <param name="movieId">The movie.</param>
    /// <param name="ifMatch">The ETag of the movie as it was read.</param>
    private static async Task<Results<Ok<MovieDetails>, ProblemHttpResult>> UpdateMovie(
        int movieId,
        MovieRequest request,
        [FromHeader(Name = "If-Match")] string? ifMatch,
        ClaimsPrincipal caller,
        BookingTransaction booking,
        MovieBookingContext db,
        Currency currency,
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        await booking.RunAsync(
            transaction =>
                MovieWriter.UpdateAsync(
                    transaction,
                    movieId,
                    request,
                    new EditCondition(ifMatch),
                    AuditActor.Of(caller),
                    cancellationToken
                ),
            cancellationToken
        );
        return await FindAsync(db, currency, movieId, http, cancellationToken) is { } movie ? TypedResults.Ok(movie) : NoSuchMovie();
    }

    /// <summary>Deletes a movie that has no showtimes, not even past ones. Close any other.</summary>
    /// <remarks>
    /// Admins only. 409 `movie_has_showtimes` where there ever was a showtime: what was sold stays on record. Set its status to closed instead.
    /// </remarks>
    /// <param name="movieId">The movie.</param>
    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteMovie(
        int movieId,
        ClaimsPrincipal caller,
        BookingTransaction booking,
        CancellationToken cancellationToken
    )
    {
        await booking.RunAsync(
            transaction => MovieWriter.DeleteAsync(transaction, movieId, AuditActor.Of(caller), cancellationToken),
            cancellationToken
        );
        return TypedResults.NoContent();
    }

    private static async Task<MovieDetails?> FindAsync(
        MovieBookingContext db,
        Currency currency,
        int movieId,
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        if (await db.Movies.SingleOrDefaultAsync(movie => movie.MovieId == movieId, cancellationToken) is not { } row)
        {
            return null;
        }

        http.Response.GetTypedHeaders().ETag = EditCondition.Tag(row.Version);
        return row.ToMovie().WithShowtimes(await db.ActiveShowtimesAsync(movieId, currency, cancellationToken));
    }

    private static ProblemHttpResult NoSuchMovie() => Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchMovie"]);
}
