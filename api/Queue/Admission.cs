using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Seats;

namespace MovieBooking.Api.Queue;

/// <summary>
/// Who may take seats of a showtime that has a waiting room: whoever shows a ticket whose turn it is, and admins, who help
/// those who come to the counter. What one has already, one may always extend, book, confirm, give back and cancel.
/// </summary>
/// <remarks>
/// Decided from what is known here, without asking the database. It orders a crowd; whether a seat can be had, the database
/// decides.
/// </remarks>
internal sealed class Admission(WaitingRooms rooms, QueueTickets tickets, TicketOwners owners, SeatMapSnapshots maps)
{
    public static string QueueOf(int showtimeId) => string.Create(CultureInfo.InvariantCulture, $"/api/v1/showtimes/{showtimeId}/queue");

    /// <summary>Why the caller may not take these seats yet; null when he may.</summary>
    public async ValueTask<ProblemHttpResult?> RefuseAsync(
        int showtimeId,
        IReadOnlyList<int> seatIds,
        string? ticket,
        ClaimsPrincipal caller,
        CancellationToken cancellationToken
    )
    {
        var open = await rooms.GetAsync(cancellationToken);
        if (open.Of(showtimeId) is not { } room || caller.IsInRole(Word.Of(UserRole.Admin)))
        {
            return null;
        }

        return
            await ObstacleAsync(room, open.Now, ticket, caller) is { } obstacle
            && !await KeepsAsync(caller, showtimeId, seatIds, cancellationToken)
            ? Refusal(obstacle.Error, obstacle.Detail, showtimeId)
            : null;
    }

    private async ValueTask<(ApiError Error, LocalizedString Detail)?> ObstacleAsync(
        WaitingRoom room,
        DateTime now,
        string? text,
        ClaimsPrincipal caller
    )
    {
        if (text is null || tickets.Read(text) is not { } ticket || ticket.RoomId != room.RoomId)
        {
            return (ApiError.WaitingRoom, Texts.Problems["JoinQueue"]);
        }

        return room.TurnOf(ticket.Place, now) switch
        {
            Turn.Waiting => (ApiError.WaitingRoom, Texts.Problems["NotYourTurn"]),
            Turn.Over => (ApiError.WaitingRoom, Texts.Problems["TurnOver"]),
            _ when caller.UserIdOrNull() is { } userId && !await owners.IsOfAsync(ticket, userId, room.BookingUntil(ticket.Place) - now) =>
                (ApiError.QueueTicketTaken, Texts.Problems["JoinQueueWithout"]),
            _ => null,
        };
    }

    /// <summary>Whether all of these seats are the caller's already, as the map shows them.</summary>
    private async Task<bool> KeepsAsync(
        ClaimsPrincipal caller,
        int showtimeId,
        IReadOnlyList<int> seatIds,
        CancellationToken cancellationToken
    ) => caller.UserIdOrNull() is { } userId && (await maps.GetAsync(showtimeId, cancellationToken))?.AreKeptBy(userId, seatIds) == true;

    private static ProblemHttpResult Refusal(ApiError error, LocalizedString detail, int showtimeId)
    {
        var problem = Problems.Create(error, detail);
        problem.Extensions["queue"] = QueueOf(showtimeId);
        return TypedResults.Problem(problem);
    }
}
