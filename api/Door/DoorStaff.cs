using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Door;

/// <summary>
/// The one place that says for which cinemas somebody acts: admins for all, staff for theirs (<c>staff_cinemas</c>). The database
/// is asked each time and not the access token, so that who is added or removed is so at once.
/// </summary>
internal static class DoorStaff
{
    /// <summary>
    /// Of routes about a <c>showtimeId</c>, a <c>reservationId</c> or a <c>groupId</c> (in the path) or a <c>cinemaId</c> (in the path or the query); others are for whoever
    /// works anywhere.
    /// </summary>
    public static TBuilder RequireStaff<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireLiveSession().AddEndpointFilter(RefuseOthersAsync);

    /// <summary>The cinemas for which an account acts.</summary>
    public static IQueryable<Cinema> CinemasOf(this MovieBookingContext db, int userId)
    {
        var admin = Word.Of(UserRole.Admin);
        return db.Cinemas.Where(cinema =>
            db.Users.Any(user => user.UserId == userId && user.Role == admin)
            || db.StaffCinemas.Any(row => row.UserId == userId && row.CinemaId == cinema.CinemaId)
        );
    }

    private static async ValueTask<object?> RefuseOthersAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var http = call.HttpContext;
        var db = http.RequestServices.GetRequiredService<MovieBookingContext>();
        var cinemas = db.CinemasOf(http.User.UserId());
        if (Number(http.Request.RouteValues["showtimeId"]) is { } showtimeId)
        {
            var cinemaId = await db
                .Showtimes.Where(row => row.ShowtimeId == showtimeId)
                .Select(row => (int?)row.Screen.CinemaId)
                .SingleOrDefaultAsync(http.RequestAborted);
            if (cinemaId is null)
            {
                return Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchShowtime"]);
            }

            cinemas = cinemas.Where(cinema => cinema.CinemaId == cinemaId);
        }
        else if (Number(http.Request.RouteValues["reservationId"]) is { } reservationId)
        {
            var cinemaId = await db
                .Reservations.Where(row => row.ReservationId == reservationId)
                .Select(row => (int?)row.Showtime.Screen.CinemaId)
                .SingleOrDefaultAsync(http.RequestAborted);
            if (cinemaId is null)
            {
                return Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchBooking"]);
            }

            cinemas = cinemas.Where(cinema => cinema.CinemaId == cinemaId);
        }
        else if (Number(http.Request.RouteValues["groupId"]) is { } groupId)
        {
            var cinemaId = await db
                .GroupBookings.Where(row => row.GroupId == groupId)
                .Select(row => (int?)row.Showtime.Screen.CinemaId)
                .SingleOrDefaultAsync(http.RequestAborted);
            if (cinemaId is null)
            {
                return Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchGroup"]);
            }

            cinemas = cinemas.Where(cinema => cinema.CinemaId == cinemaId);
        }
        else if (Number(http.Request.RouteValues["cinemaId"] ?? http.Request.Query["cinemaId"].ToString()) is { } cinemaId)
        {
            cinemas = cinemas.Where(cinema => cinema.CinemaId == cinemaId);
        }

        return await cinemas.AnyAsync(http.RequestAborted)
            ? await next(call)
            : Problems.Result(ApiError.Forbidden, Texts.Problems["NotYourCinema"]);
    }

    private static int? Number(object? value) =>
        int.TryParse(value as string, CultureInfo.InvariantCulture, out var number) ? number : null;
}
