using Microsoft.AspNetCore.Http.HttpResults;
using MovieBooking.Api.Admin.Access;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db.Model;
using Showtime = MovieBooking.Api.Showtimes.Showtime;

namespace MovieBooking.Api.Admin.Showtimes;

internal static class AdminShowtimeEndpoints
{
    public static RouteGroupBuilder MapAdminShowtimes(this RouteGroupBuilder admin)
    {
        admin.MapGroup("").WithTags("Admin: showtimes").MapGet("/showtimes", ListAllShowtimes).OpenToManagers();
        return admin;
    }

    /// <summary>All showtimes, past and cancelled ones too, in order of their start.</summary>
    /// <remarks>
    /// Admins, and managers for their cinemas. `from` and `to` are days of the cinemas' own calendars; without filters everything ever scheduled is
    /// listed, page by page.
    /// </remarks>
    private static async Task<Ok<PageOf<Showtime>>> ListAllShowtimes(
        [AsParameters] AdminShowtimeQuery query,
        CinemaScope scope,
        MovieBookingContext db,
        Currency currency,
        CancellationToken cancellationToken
    )
    {
        var showtimes = db
            .Showtimes.Within(scope.Cinemas(query.CinemaId), row => row.Screen.CinemaId)
            .Where(row => query.MovieId == null || row.MovieId == query.MovieId)
            .Where(row => query.From == null || row.LocalDate >= query.From)
            .Where(row => query.To == null || row.LocalDate <= query.To)
            .Where(row => query.Status == null || row.Status == query.Status)
            .OrderBy(row => row.StartTime)
            .ThenBy(row => row.ShowtimeId);
        return TypedResults.Ok(await db.PageAsync(showtimes.Select(row => row.ShowtimeId), query, currency, cancellationToken));
    }
}
