using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Db;

namespace MovieBooking.Api.Admin.Cinemas;

internal static class ScreenSeatEndpoints
{
    public static RouteGroupBuilder MapScreenSeats(this RouteGroupBuilder admin)
    {
        var group = admin
            .MapGroup("/screens/{screenId:int}/seats")
            .WithTags("Admin: cinemas")
            .OpenToManagers()
            .WithErrors(ApiError.NotFound);
        group.MapGet("", GetScreenSeats);
        group.MapPut("", UpdateScreenSeats);
        return admin;
    }

    /// <summary>The seats of a screen, and the bookings of those that are out of service.</summary>
    /// <remarks>
    /// Admins, and managers of the cinema. A seat is out of service from UpdateScreenSeats on; bookings that it had before stay, and are listed so
    /// that somebody can move them.
    /// </remarks>
    /// <param name="screenId">The screen.</param>
    private static async Task<Results<Ok<ScreenSeats>, ProblemHttpResult>> GetScreenSeats(
        int screenId,
        BookingTransaction booking,
        CancellationToken cancellationToken
    ) =>
        await booking.RunRepeatableAsync(transaction => SeatService.ReadAsync(transaction, screenId, cancellationToken), cancellationToken)
            is { } seats
            ? TypedResults.Ok(seats)
            : Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchScreen"]);

    /// <summary>Says which seats of a screen are out of service: from now on nobody can choose them.</summary>
    /// <remarks>
    /// Holds on them end. Bookings stay as they are: affectedBookings lists those of coming shows, so that their owners can be
    /// seated elsewhere.
    /// </remarks>
    /// <param name="screenId">The screen.</param>
    private static async Task<Results<Ok<ScreenSeats>, ProblemHttpResult>> UpdateScreenSeats(
        int screenId,
        ScreenSeatsRequest request,
        ClaimsPrincipal caller,
        BookingTransaction booking,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            await booking.RunAsync(
                transaction => SeatService.SetAsync(transaction, screenId, request, AuditActor.Of(caller), cancellationToken),
                cancellationToken
            )
        );
}
