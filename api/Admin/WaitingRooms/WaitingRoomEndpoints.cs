using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Db;

namespace MovieBooking.Api.Admin.WaitingRooms;

internal static class WaitingRoomEndpoints
{
    public static RouteGroupBuilder MapWaitingRooms(this RouteGroupBuilder admin)
    {
        var showtime = admin.MapGroup("/showtimes/{showtimeId:int}/waiting-room").WithTags("Admin: waiting rooms").OpenToManagers();
        showtime.MapGet("", GetShowtimeWaitingRoom).WithErrors(ApiError.NoWaitingRoom);
        showtime.MapPut("", OpenShowtimeWaitingRoom).WithErrors(ApiError.NotFound, ApiError.ShowStarted, ApiError.ShowtimeCancelled);
        showtime.MapDelete("", CloseShowtimeWaitingRoom);

        var movie = admin.MapGroup("/movies/{movieId:int}/waiting-room").WithTags("Admin: waiting rooms").AdminsOnly();
        movie.MapGet("", GetMovieWaitingRoom).WithErrors(ApiError.NoWaitingRoom);
        movie.MapPut("", OpenMovieWaitingRoom).WithErrors(ApiError.NotFound);
        movie.MapDelete("", CloseMovieWaitingRoom);
        return admin;
    }

    /// <summary>The waiting room of a showtime, which may be its movie's, and how many wait in it.</summary>
    /// <remarks>Admins, and managers of the cinema. 404 `no_waiting_room` where everybody may book at once.</remarks>
    /// <param name="showtimeId">The showtime.</param>
    private static async Task<Results<Ok<WaitingRoomState>, ProblemHttpResult>> GetShowtimeWaitingRoom(
        int showtimeId,
        BookingTransaction booking,
        CancellationToken cancellationToken
    ) =>
        Answer(
            await booking.RunRepeatableAsync(it => WaitingRoomWriter.OfShowtimeAsync(it, showtimeId, cancellationToken), cancellationToken)
        );

    /// <summary>Opens a waiting room for a showtime, or changes how it lets people in.</summary>
    /// <remarks>
    /// Admins, and managers of the cinema. From now on seats of the showtime are taken in turn, by those who joined its queue; admins need not
    /// queue. Those who wait keep their places when the rate changes. It takes the place of the movie's room, if there is one.
    /// </remarks>
    /// <param name="showtimeId">The showtime.</param>
    private static Task<Ok<WaitingRoomState>> OpenShowtimeWaitingRoom(
        int showtimeId,
        WaitingRoomRequest request,
        ClaimsPrincipal caller,
        WaitingRoomWriter writer,
        CancellationToken cancellationToken
    ) => writer.OpenAsync(new RoomOwner(showtimeId, null), request, AuditActor.Of(caller), cancellationToken);

    /// <summary>Closes the waiting room of a showtime: everybody may book at once.</summary>
    /// <remarks>
    /// Admins, and managers of the cinema. The tickets of its queue are worth nothing any more. 204 also when there was none. A movie's room stays.
    /// </remarks>
    /// <param name="showtimeId">The showtime.</param>
    private static Task<NoContent> CloseShowtimeWaitingRoom(
        int showtimeId,
        ClaimsPrincipal caller,
        WaitingRoomWriter writer,
        CancellationToken cancellationToken
    ) => writer.CloseAsync(new RoomOwner(showtimeId, null), AuditActor.Of(caller), cancellationToken);

    /// <summary>The waiting room that all showtimes of a movie share, and how many wait in it.</summary>
    /// <remarks>Admins only. 404 `no_waiting_room` where there is none; single showtimes may have one all the same.</remarks>
    /// <param name="movieId">The movie.</param>
    private static async Task<Results<Ok<WaitingRoomState>, ProblemHttpResult>> GetMovieWaitingRoom(
        int movieId,
        BookingTransaction booking,
        CancellationToken cancellationToken
    ) =>
        Answer(
            await booking.RunRepeatableAsync(
                it => WaitingRoomWriter.FindAsync(it, new RoomOwner(null, movieId), cancellationToken),
                cancellationToken
            )
        );

    /// <summary>Opens one waiting room for all showtimes of a movie, those to come included, or changes how it lets people in.</summary>
    /// <remarks>Admins only. One queue for all: who is let in may choose among the showtimes. As OpenShowtimeWaitingRoom for the rest.</remarks>
    /// <param name="movieId">The movie.</param>
    private static Task<Ok<WaitingRoomState>> OpenMovieWaitingRoom(
        int movieId,
        WaitingRoomRequest request,
        ClaimsPrincipal caller,
        WaitingRoomWriter writer,
        CancellationToken cancellationToken
    ) => writer.OpenAsync(new RoomOwner(null, movieId), request, AuditActor.Of(caller), cancellationToken);

    /// <summary>Closes the waiting room of a movie: everybody may book at once.</summary>
    /// <remarks>Admins only. Rooms of single showtimes stay. 204 also when there was none.</remarks>
    /// <param name="movieId">The movie.</param>
    private static Task<NoContent> CloseMovieWaitingRoom(
        int movieId,
        ClaimsPrincipal caller,
        WaitingRoomWriter writer,
        CancellationToken cancellationToken
    ) => writer.CloseAsync(new RoomOwner(null, movieId), AuditActor.Of(caller), cancellationToken);

    private static Results<Ok<WaitingRoomState>, ProblemHttpResult> Answer(WaitingRoomState? room) =>
        room is null ? Problems.Result(ApiError.NoWaitingRoom) : TypedResults.Ok(room);
}
