using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Hosting;
using MovieBooking.Api.Http;
using MovieBooking.Api.Seats;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.WaitingList;

/// <summary>Waiting for seats of a showtime that is sold out.</summary>
internal static class WaitingListEndpoints
{
    /// <summary>The header that carries a guest's ticket.</summary>
    private const string TicketHeader = "Waiting-List-Ticket";

    public static IServiceCollection AddWaitingList(this IServiceCollection services) =>
        services
            .AddSingleton<WaitingListTickets>()
            .AddSingleton<WaitingListReader>()
            .AddSingleton<WaitingListChanges>()
            .AddSingleton<SeatOffers>()
            .AddPeriodicWork(provider => new PeriodicWork(
                "offer_seats",
                TimeSpan.FromSeconds(1),
                (connection, cancellationToken) => provider.GetRequiredService<SeatOffers>().RunAsync(connection, cancellationToken)
            ))
            .AddPeriodicWork("purge_waiting_entries", TimeSpan.FromHours(1), "CALL sp_purge_waiting_entries()");

    public static RouteGroupBuilder MapWaitingList(this RouteGroupBuilder api)
    {
        var list = api.MapGroup("/showtimes/{showtimeId:int}/waiting-list").WithTags("Waiting list").WithMetadata(new KnowsCaller());
        list.MapPost("", JoinWaitingList)
            .RequireRateLimiting(RateLimits.GuestBooking)
            .AddEndpointFilter(LimitUsersAsync)
            .Produces<WaitingPlace>(StatusCodes.Status201Created)
            .WithErrors(
                ApiError.NotFound,
                ApiError.SeatsFree,
                ApiError.AlreadyWaiting,
                ApiError.WaitingLimit,
                ApiError.ShowStarted,
                ApiError.ShowtimeCancelled,
                ApiError.MovieClosed
            );
        list.MapGet("", GetWaitingPlace).RefuseEndedSessions().WithErrors(ApiError.NotFound, ApiError.InvalidWaitingListTicket);
        list.MapDelete("", LeaveWaitingList).RefuseEndedSessions().WithErrors(ApiError.InvalidWaitingListTicket);
        api.MapGet("/waiting-list", ListWaitingPlaces).WithTags("Waiting list").RequireLiveSession();
        return api;
    }

    public static RouteGroupBuilder MapShowtimeWaitingList(this RouteGroupBuilder admin)
    {
        admin
            .MapGet("/showtimes/{showtimeId:int}/waiting-list", GetShowtimeWaitingList)
            .WithTags("Admin: showtimes")
            .OpenToManagers()
            .WithErrors(ApiError.NotFound);
        return admin;
    }

    /// <summary>Puts you at the end of the waiting list of a showtime that has not as many free seats as you want.</summary>
    /// <remarks>
    /// When so many come free and nobody before you can have them, they are kept for you for a while and you are written to: a user finds
    /// them held on the seat map, a guest in a pending booking that the mail opens. What is not booked in time goes to the next one. 409
    /// `seats_free`: book them; `already_waiting`: everybody has one place, and is offered seats of a show once; `waiting_limit`: five
    /// shows at a time. Without a sign-in `guest` says who waits, and the answer's `ticket` opens the place.
    /// </remarks>
    /// <param name="showtimeId">The showtime.</param>
    private static async Task<IResult> JoinWaitingList(
        int showtimeId,
        JoinWaitingListRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        WaitingListChanges changes,
        AddressBudget budget,
        HttpContext http,
        CancellationToken cancellationToken
    ) =>
        (caller.UserIdOrNull(), request.Guest) switch
        {
            (null, null) => TypedResults.Problem(Problems.Invalid("guest", Texts.Problems["GuestNeeded"])),
            (not null, not null) => TypedResults.Problem(Problems.Invalid("guest", Texts.Problems["GuestSignedIn"])),
            _ => await changes.JoinAsync(showtimeId, request, caller, budget.AddressOf(http), budget.Seats, key, cancellationToken),
        };

    /// <summary>Your place on the waiting list of a showtime, and how many wait before you.</summary>
    /// <remarks>
    /// A guest shows the ticket that came with the place; that of an earlier place opens nothing. 404 where you never joined.
    /// </remarks>
    /// <param name="showtimeId">The showtime.</param>
    /// <param name="ticket">A guest's ticket.</param>
    private static async Task<Results<Ok<WaitingPlace>, ProblemHttpResult>> GetWaitingPlace(
        int showtimeId,
        [FromHeader(Name = TicketHeader)] string? ticket,
        ClaimsPrincipal caller,
        WaitingListReader reader,
        WaitingListTickets tickets,
        CancellationToken cancellationToken
    )
    {
        var (place, refusal) = await FindAsync(showtimeId, ticket, caller, reader, tickets, cancellationToken);
        return refusal is not null ? refusal
            : place is not null ? TypedResults.Ok(place)
            : Problems.Result(ApiError.NotFound, Texts.Problems["NotWaiting"]);
    }

    /// <summary>Takes you off the waiting list of a showtime; seats that are offered to you are given back.</summary>
    /// <remarks>A guest shows the ticket that came with the place. 204 also when you were not on it. Whoever joins again is at the end.</remarks>
    /// <param name="showtimeId">The showtime.</param>
    /// <param name="ticket">A guest's ticket.</param>
    private static async Task<Results<NoContent, ProblemHttpResult>> LeaveWaitingList(
        int showtimeId,
        [FromHeader(Name = TicketHeader)] string? ticket,
        ClaimsPrincipal caller,
        WaitingListReader reader,
        WaitingListTickets tickets,
        WaitingListChanges changes,
        CancellationToken cancellationToken
    )
    {
        var (place, refusal) = await FindAsync(showtimeId, ticket, caller, reader, tickets, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        if (place is not null)
        {
            await changes.LeaveAsync(place, cancellationToken);
        }

        return TypedResults.NoContent();
    }

    /// <summary>Your places on waiting lists, of shows to come.</summary>
    /// <remarks>Those that are over, too, unless you left.</remarks>
    private static async Task<Ok<WaitingPlaces>> ListWaitingPlaces(
        ClaimsPrincipal caller,
        WaitingListReader reader,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(new WaitingPlaces(await reader.OfUserAsync(caller.UserId(), cancellationToken)));

    /// <summary>Who waits for seats of a showtime, in order.</summary>
    /// <remarks>Admins, and managers of the cinema. Kept until a day after the start.</remarks>
    /// <param name="showtimeId">The showtime.</param>
    private static async Task<Results<Ok<ShowtimeWaitingList>, ProblemHttpResult>> GetShowtimeWaitingList(
        int showtimeId,
        WaitingListReader reader,
        MovieBookingContext db,
        CancellationToken cancellationToken
    ) =>
        await db.Showtimes.AnyAsync(showtime => showtime.ShowtimeId == showtimeId, cancellationToken)
            ? TypedResults.Ok(await reader.OfShowtimeAsync(showtimeId, cancellationToken))
            : Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchShowtime"]);

    /// <summary>An account costs nothing: whoever signs in has the limit that guests of the address have.</summary>
    private static ValueTask<object?> LimitUsersAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var http = call.HttpContext;
        return http.Request.Headers.Authorization.Count == 0
            ? next(call)
            : http
                .RequestServices.GetRequiredService<RateLimits>()
                .LimitCallerAsync(call, next, RateLimits.GuestBooking, CallerAddress.Of(http));
    }

    private static async Task<(WaitingPlace? Place, ProblemHttpResult? Refusal)> FindAsync(
        int showtimeId,
        string? ticket,
        ClaimsPrincipal caller,
        WaitingListReader reader,
        WaitingListTickets tickets,
        CancellationToken cancellationToken
    )
    {
        if (caller.UserIdOrNull() is { } userId)
        {
            return (await reader.FindAsync(showtimeId, userId, null, cancellationToken), null);
        }

        if (ticket is null)
        {
            return (null, null);
        }

        return tickets.Read(ticket) is { } known
            ? (await reader.FindAsync(showtimeId, null, known, cancellationToken), null)
            : (null, Problems.Result(ApiError.InvalidWaitingListTicket));
    }
}
