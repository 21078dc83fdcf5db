using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db.Model;
using Showtime = MovieBooking.Api.Showtimes.Showtime;

namespace MovieBooking.Api.Admin.Showtimes;

internal static class AdminShowtimeEndpoints
{
    public static RouteGroupBuilder MapAdminShowtimes(this RouteGroupBuilder admin)
    {
        admin.MapGroup("").WithTags("Admin: showtimes").MapGet("/showtimes", ListAllShowtimes);
        return admin;
    }

    /// <summary>All showtimes, past and cancelled ones too, in order of their start.</summary>
    /// <remarks>
    /// Admins only. `from` and `to` are days of the cinemas' own calendars; without filters everything ever scheduled is listed, page by page.
    /// </remarks>
    private static async Task<Ok<PageOf<Showtime>>> ListAllShowtimes(
        [AsParameters] AdminShowtimeQuery query,
        MovieBookingContext db,
        Currency currency,
        CancellationToken cancellationToken
    )
    {
        var showtimes = db
            .Showtimes.Where(row => query.CinemaId == null || row.Screen.CinemaId == query.CinemaId)
            .Where(row => query.MovieId == null || row.MovieId == query.MovieId)
            .Where(row => query.From == null || row.LocalDate >= query.From)
            .Where(row => query.To == null || row.LocalDate <= query.To)
            .Where(row => query.Status == null || row.Status == query.Status)
            .OrderBy(row => row.StartTime)
            .ThenBy(row => row.ShowtimeId);
        // The view counts seats and computes prices for every row that it sorts: it only gets to see one page.
        var page = await showtimes.Select(row => row.ShowtimeId).PageAsync(query, cancellationToken);
        var details = await db
            .VShowtimesDetails.Where(row => page.Items.Contains(row.ShowtimeId))
            .OrderBy(row => row.StartTime)
            .ThenBy(row => row.ShowtimeId)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(
            new PageOf<Showtime>([.. details.Select(row => row.ToShowtime(currency))], page.Page, page.PageSize, page.Total)
        );
    }
}
