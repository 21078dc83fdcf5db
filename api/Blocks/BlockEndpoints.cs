using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Door;
using MovieBooking.Api.Hosting;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Blocks;

/// <summary>Seats that a cinema keeps back: for the house, the press, a distance.</summary>
internal static class BlockEndpoints
{
    public static IServiceCollection AddBlocks(this IServiceCollection services) =>
        services.AddSingleton<BlockChanges>().AddPeriodicWork("purge_seat_blocks", TimeSpan.FromHours(1), "CALL sp_purge_seat_blocks()");

    public static RouteGroupBuilder MapBlocks(this RouteGroupBuilder api)
    {
        var blocks = api.MapGroup("/showtimes/{showtimeId:int}/blocks")
            .WithTags("Blocked seats")
            .RequireStaff()
            .WithErrors(ApiError.Forbidden, ApiError.NotFound);
        blocks.MapGet("", ListBlockedSeats);
        blocks
            .MapPost("", BlockSeats)
            .WithErrors(ApiError.SeatsTaken, ApiError.ShowStarted, ApiError.ShowtimeCancelled, ApiError.MovieClosed);
        blocks.MapPost("/release", ReleaseSeats);
        return api;
    }

    /// <summary>The seats of a showtime that the cinema keeps back, and why.</summary>
    /// <remarks>Staff and managers of the cinema and admins only. Everybody else finds these seats `locked` on the seat map.</remarks>
    /// <param name="showtimeId">The showtime.</param>
    private static async Task<Ok<SeatBlocks>> ListBlockedSeats(int showtimeId, BlockChanges blocks, CancellationToken cancellationToken) =>
        TypedResults.Ok(await blocks.ReadAsync(showtimeId, cancellationToken));

    /// <summary>Keeps seats of a showtime back from sale, all or none, until a time of day or the start.</summary>
    /// <remarks>
    /// Staff and managers of the cinema and admins only. Seats that somebody has, or holds just now, or that are kept for a group, are
    /// refused with 409 `seats_taken`, which names them: nobody loses a seat by it. Blocking a blocked seat again changes its reason and
    /// end. It is on record in the audit log.
    /// </remarks>
    /// <param name="showtimeId">The showtime.</param>
    private static async Task<Ok<SeatBlocks>> BlockSeats(
        int showtimeId,
        BlockSeatsRequest request,
        ClaimsPrincipal caller,
        BlockChanges blocks,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await blocks.BlockAsync(showtimeId, request, AuditActor.Of(caller), cancellationToken));

    /// <summary>Puts blocked seats up for sale again.</summary>
    /// <remarks>Staff and managers of the cinema and admins only. Seats that are not blocked are passed over. It is on record in the audit log.</remarks>
    /// <param name="showtimeId">The showtime.</param>
    private static async Task<Ok<SeatBlocks>> ReleaseSeats(
        int showtimeId,
        ReleaseSeatsRequest request,
        ClaimsPrincipal caller,
        BlockChanges blocks,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await blocks.ReleaseAsync(showtimeId, request.SeatIds!, AuditActor.Of(caller), cancellationToken));
}
