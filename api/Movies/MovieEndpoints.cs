using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Hosting;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db.Model;
using Row = MovieBooking.Db.Model.Movie;

namespace MovieBooking.Api.Movies;

internal static class MovieEndpoints
{
    public static IServiceCollection AddMovies(this IServiceCollection services) =>
        services.AddPeriodicWork("close_expired_movies", TimeSpan.FromHours(1), "CALL sp_close_expired_movies()");

    public static RouteGroupBuilder MapMovies(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("").WithTags("Movies").OpenToKeys(ApiKeyScope.MoviesRead).WithSharedAnswers();
        group.MapGet("/movies", ListMovies);
        group.MapGet("/movies/{movieId:int}", GetMovie).WithErrors(ApiError.NotFound);
        group.MapGet("/genres", ListGenres);
        return api;
    }

    /// <summary>The movies, newest first; coming ones, next first.</summary>
    /// <remarks>
    /// Public. Open movies unless `status` says closed; those to come are open, too. `q` looks for a part of the title or of the director's name,
    /// however its letters, accents, quotes and dashes are written.
    /// </remarks>
    private static async Task<Ok<PageOf<Movie>>> ListMovies(
        [AsParameters] MovieQuery query,
        MovieBookingContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var status = query.Status ?? Word.Of(MovieStatus.Open);
        var movies = (await SearchAsync(db, query.Genre, query.Q, cancellationToken))
            .Where(movie => movie.MovieStatus == status)
            .Where(movie => query.Showing == null || (query.Showing == "now" ? movie.ReleaseDate <= today : movie.ReleaseDate > today));
        var ordered =
            query.Showing == "soon"
                ? movies.OrderBy(movie => movie.ReleaseDate).ThenBy(movie => movie.MovieId)
                : movies.OrderByDescending(movie => movie.ReleaseDate).ThenBy(movie => movie.MovieId);
        return TypedResults.Ok(await ordered.Select(movie => movie.ToMovie()).PageAsync(query, cancellationToken));
    }

    /// <summary>
    /// The movies of a genre whose title or director contains a text, in whatever quotes, dashes and letters it is typed;
    /// null leaves a condition out. The database reads the text first, once, as it reads what it keeps: with fn_search_text.
    /// </summary>
    public static async Task<IQueryable<Row>> SearchAsync(
        MovieBookingContext db,
        string? genre,
        string? text,
        CancellationToken cancellationToken
    )
    {
        var movies = db.Movies.Where(movie => string.IsNullOrEmpty(genre) || movie.Genre == genre);
        if (string.IsNullOrWhiteSpace(text))
        {
            return movies;
        }

        // Composed: Hangul in parts is nothing that SQL could put together.
        var composed = text.Normalize();
        var wanted = await db.Database.SqlQuery<string>($"SELECT fn_search_text({composed}) AS Value").SingleAsync(cancellationToken);
        return movies.Where(movie => movie.SearchText.Contains(wanted));
    }

    /// <summary>One movie, with its showtimes that can be booked.</summary>
    /// <remarks>
    /// Public. A closed movie is still found, without showtimes. Prices are from the cheapest class; ask GetSeatMap for each seat's.
    /// </remarks>
    /// <param name="movieId">The movie.</param>
    private static async Task<Results<Ok<MovieDetails>, ProblemHttpResult>> GetMovie(
        int movieId,
        MovieBookingContext db,
        Currency currency,
        CancellationToken cancellationToken
    )
    {
        if (await db.Movies.SingleOrDefaultAsync(movie => movie.MovieId == movieId, cancellationToken) is not { } row)
        {
            return Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchMovie"]);
        }

        return TypedResults.Ok(row.ToMovie().WithShowtimes(await db.ActiveShowtimesAsync(movieId, currency, cancellationToken)));
    }

    /// <summary>The genres that open movies have, in order.</summary>
    /// <remarks>
    /// Public. What `genre` of ListMovies takes.
    /// </remarks>
    private static async Task<Ok<PageOf<string>>> ListGenres(
        [AsParameters] PageQuery query,
        MovieBookingContext db,
        CancellationToken cancellationToken
    )
    {
        var open = Word.Of(MovieStatus.Open);
        var genres = db
            .Movies.Where(movie => movie.MovieStatus == open && movie.Genre != null)
            .Select(movie => movie.Genre!)
            .Distinct()
            .OrderBy(genre => genre);
        return TypedResults.Ok(await genres.PageAsync(query, cancellationToken));
    }
}
