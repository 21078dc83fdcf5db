using MovieBooking.Api.Admin.Access;
using MovieBooking.Api.Admin.Analytics;
using MovieBooking.Api.Admin.ApiKeys;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Admin.Cinemas;
using MovieBooking.Api.Admin.Fares;
using MovieBooking.Api.Admin.GiftCards;
using MovieBooking.Api.Admin.Import;
using MovieBooking.Api.Admin.Messages;
using MovieBooking.Api.Admin.Movies;
using MovieBooking.Api.Admin.Payments;
using MovieBooking.Api.Admin.People;
using MovieBooking.Api.Admin.Posters;
using MovieBooking.Api.Admin.Reservations;
using MovieBooking.Api.Admin.Schedule;
using MovieBooking.Api.Admin.Showtimes;
using MovieBooking.Api.Admin.TicketKinds;
using MovieBooking.Api.Admin.Tills;
using MovieBooking.Api.Admin.Vouchers;
using MovieBooking.Api.Admin.WaitingRooms;
using MovieBooking.Api.Admin.Webhooks;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Messages;
using MovieBooking.Api.Payments;
using MovieBooking.Api.Seats;
using MovieBooking.Api.WaitingList;

namespace MovieBooking.Api.Admin;

/// <summary>What is managed: each operation says whether managers may call it for their cinemas, or admins alone.</summary>
internal static class AdminEndpoints
{
    public static IServiceCollection AddAdmin(this IServiceCollection services) =>
        services
            .AddSingleton<ShowtimeWriter>()
            .AddSingleton<MovieWriter>()
            .AddSingleton<MovieImporter>()
            .AddSingleton<Creations>()
            .AddSingleton<WaitingRoomWriter>()
            .AddScoped<CinemaScope>()
            .AddScoped<VoucherReader>()
            .AddScoped<GiftCardReader>()
            .AddPosters();

    public static RouteGroupBuilder MapAdmin(this RouteGroupBuilder api)
    {
        api.MapGroup("/admin")
            .RequireManagement()
            .AddEndpointFilter(CinemaBounds.RefuseOthersAsync)
            .AddEndpointFilter(ForgetAsync)
            .MapAdminMovies()
            .MapMovieWrites()
            .MapPosters()
            .MapAdminShowtimes()
            .MapShowtimeWrites()
            .MapWaitingRooms()
            .MapShowtimeWaitingList()
            .MapSchedule()
            .MapImport()
            .MapAnalytics()
            .MapFares()
            .MapAdminTicketKinds()
            .MapAdminVouchers()
            .MapAdminGiftCards()
            .MapAdminCinemas()
            .MapScreens()
            .MapScreenSeats()
            .MapManagedReservations()
            .MapMessages()
            .MapPeople()
            .MapSecondFactorResets()
            .MapApiKeys()
            .MapWebhooks()
            .MapAdminPayments()
            .MapAdminTills()
            .MapAuditLog();
        return api;
    }

    /// <summary>Nobody reads what was before a manager's change once it is answered; and whoever it concerns is told now.</summary>
    private static async ValueTask<object?> ForgetAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        try
        {
            return await next(call);
        }
        finally
        {
            if (!HttpMethods.IsGet(call.HttpContext.Request.Method))
            {
                call.HttpContext.RequestServices.GetRequiredService<SeatMapSnapshots>().ForgetAll();
                call.HttpContext.RequestServices.GetRequiredService<Outbox>().Ring();
                call.HttpContext.RequestServices.GetRequiredService<RefundBell>().Bell.Ring();
            }
        }
    }
}
