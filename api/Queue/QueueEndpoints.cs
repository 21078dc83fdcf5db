using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Db;

namespace MovieBooking.Api.Queue;

internal static class QueueEndpoints
{
    /// <summary>The header that carries a ticket of the queue.</summary>
    public const string TicketHeader = "Queue-Ticket";

    public static IServiceCollection AddQueue(this IServiceCollection services) =>
        services
            .AddSingleton<QueueTickets>()
            .AddSingleton<WaitingRooms>()
            .AddSingleton<TicketOwners>()
            .AddSingleton<Admission>()
            .AddSingleton<CrowdRooms>();

    public static RouteGroupBuilder MapQueue(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/showtimes/{showtimeId:int}/queue")
            .WithTags("Queue")
            .OpenToKeys(ApiKeyScope.BookingsWrite)
            .WithErrors(ApiError.NoWaitingRoom, ApiError.InvalidQueueTicket);
        group.MapPost("", JoinQueue).RequireRateLimiting(RateLimits.Queue);
        group.MapGet("", GetQueuePlace).WithErrors(ApiError.QueueTicketOver, ApiError.ValidationFailed);
        return api;
    }

    /// <summary>Takes the next place in the queue of a showtime's waiting room; with a ticket that is still good, tells that one's.</summary>
    /// <remarks>
    /// Public. First come, first served, at the rate that a manager set. A ticket whose turn is over, or of a room that was closed,
    /// is replaced by one at the end. 404 `no_waiting_room`: book at once.
    /// </remarks>
    /// <param name="showtimeId">The showtime.</param>
    /// <param name="queueTicket">A ticket you have already.</param>
    private static async Task<Results<Ok<QueuePlace>, ProblemHttpResult>> JoinQueue(
        int showtimeId,
        [FromHeader(Name = TicketHeader)] string? queueTicket,
        WaitingRooms rooms,
        QueueTickets tickets,
        BookingTransaction transactions,
        CancellationToken cancellationToken
    )
    {
        var open = await rooms.GetAsync(cancellationToken);
        if (open.Of(showtimeId) is not { } room)
        {
            return NoWaitingRoom();
        }

        QueueTicket? shown = null;
        if (queueTicket is not null && (shown = tickets.Read(queueTicket)) is null)
        {
            return Problems.Result(ApiError.InvalidQueueTicket);
        }

        var ticket =
            shown is { } own && own.RoomId == room.RoomId && room.TurnOf(own.Place, open.Now) != Turn.Over
                ? own
                : new QueueTicket(room.RoomId, await JoinAsync(transactions, room.RoomId, cancellationToken));
        return Ok(room, ticket, open.Now, tickets);
    }

    /// <summary>How far your place in the queue is.</summary>
    /// <remarks>
    /// Public. Ask every few seconds, less often far from your turn: `admitsAt` tells when that is. 409 `queue_ticket_over`: your time to
    /// book is over, or the room is another one; join again. 404 `no_waiting_room`: book at once.
    /// </remarks>
    /// <param name="showtimeId">The showtime.</param>
    /// <param name="queueTicket">Your ticket.</param>
    private static async Task<Results<Ok<QueuePlace>, ProblemHttpResult>> GetQueuePlace(
        int showtimeId,
        [FromHeader(Name = TicketHeader)] string queueTicket,
        WaitingRooms rooms,
        QueueTickets tickets,
        CancellationToken cancellationToken
    )
    {
        var open = await rooms.GetAsync(cancellationToken);
        if (open.Of(showtimeId) is not { } room)
        {
            return NoWaitingRoom();
        }

        if (tickets.Read(queueTicket) is not { } ticket)
        {
            return Problems.Result(ApiError.InvalidQueueTicket);
        }

        return ticket.RoomId != room.RoomId || room.TurnOf(ticket.Place, open.Now) == Turn.Over
            ? Problems.Result(ApiError.QueueTicketOver)
            : Ok(room, ticket, open.Now, tickets);
    }

    /// <summary>Takes the next place. One that is taken again, because the first answer was lost, is nobody's.</summary>
    private static Task<long> JoinAsync(BookingTransaction transactions, int roomId, CancellationToken cancellationToken) =>
        transactions.RunRepeatableAsync(
            async transaction =>
            {
                await using var join = transaction.Command(
                    "CALL sp_join_waiting_room(@room_id, @place_taken); SELECT @place_taken",
                    ("@room_id", roomId)
                );
                return Convert.ToInt64(await join.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
            },
            cancellationToken
        );

    private static Ok<QueuePlace> Ok(WaitingRoom room, QueueTicket ticket, DateTime now, QueueTickets tickets)
    {
        return TypedResults.Ok(
            new QueuePlace(
                tickets.Sign(ticket),
                room.RoomId,
                ticket.Place,
                Math.Max(0, ticket.Place - room.FirstWaiting(now)),
                room.TurnOf(ticket.Place, now) == Turn.Admitted,
                new DateTimeOffset(room.AdmitsAt(ticket.Place), TimeSpan.Zero),
                new DateTimeOffset(room.BookingUntil(ticket.Place), TimeSpan.Zero),
                room.Rate.PerMinute
            )
        );
    }

    private static ProblemHttpResult NoWaitingRoom() => Problems.Result(ApiError.NoWaitingRoom, Texts.Problems["NoWaitingRoomHere"]);
}
