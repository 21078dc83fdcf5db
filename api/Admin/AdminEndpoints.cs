using MovieBooking.Api.Admin.Analytics;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Admin.Cinemas;
using MovieBooking.Api.Admin.Fares;
using MovieBooking.Api.Admin.Movies;
using MovieBooking.Api.Admin.Posters;
using MovieBooking.Api.Admin.Schedule;
using MovieBooking.Api.Admin.Showtimes;
using MovieBooking.Api.Auth;

namespace MovieBooking.Api.Admin;

/// <summary>What managers do: all of it is for admins only.</summary>
internal static class AdminEndpoints
{
    public static IServiceCollection AddAdmin(this IServiceCollection services) =>
        services.AddSingleton<ShowtimeWriter>().AddSingleton<MovieWriter>().AddSingleton<Creations>().AddPosters();

    public static RouteGroupBuilder MapAdmin(this RouteGroupBuilder api)
    {
        api.MapGroup("/admin")
            .RequireAdmin()
            .MapAdminMovies()
            .MapMovieWrites()
            .MapPosters()
            .MapAdminShowtimes()
            .MapShowtimeWrites()
            .MapSchedule()
            .MapAnalytics()
            .MapFares()
            .MapAdminCinemas()
            .MapScreens()
            .MapScreenSeats()
            .MapAuditLog();
        return api;
    }
}
