using Microsoft.AspNetCore.Http.HttpResults;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Movies;
using MovieBooking.Db.Model;
using Movie = MovieBooking.Api.Movies.Movie;

namespace MovieBooking.Api.Admin.Movies;

internal static class AdminMovieEndpoints
{
    public static RouteGroupBuilder MapAdminMovies(this RouteGroupBuilder admin)
    {
        admin.MapGroup("").WithTags("Admin: movies").MapGet("/movies", ListAllMovies).OpenToManagers();
        return admin;
    }

    /// <summary>All movies, open and closed, newest first.</summary>
    /// <remarks>
    /// Admins and managers. `genre` and `q` narrow the list as in ListMovies; closed movies are in it, too. Read the `ETag` of GetAnyMovie before
    /// changing one.
    /// </remarks>
    private static async Task<Ok<PageOf<Movie>>> ListAllMovies(
        [AsParameters] AdminMovieQuery query,
        MovieBookingContext db,
        CancellationToken cancellationToken
    )
    {
        var found = await MovieEndpoints.SearchAsync(db, query.Genre, query.Q, cancellationToken);
        var movies = found
            .Where(movie => query.Status == null || movie.MovieStatus == query.Status)
            .OrderByDescending(movie => movie.ReleaseDate)
            .ThenBy(movie => movie.MovieId);
        return TypedResults.Ok(await movies.Select(movie => movie.ToMovie()).PageAsync(query, cancellationToken));
    }
}
