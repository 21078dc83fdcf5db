using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Captcha;
using MovieBooking.Api.Hosting;
using MovieBooking.Api.Http;
using MovieBooking.Api.Queue;
using MovieBooking.Api.Seats.Events;
using MovieBooking.Db.Model;
using MySqlConnector;

namespace MovieBooking.Api.Seats;

internal static class SeatEndpoints
{
    // Raised by sp_require_free_seats: the seat is not one of the showtime's screen.
    private const int NotOfThisScreen = 45006;

    private static readonly ApiError[] s_lockErrors =
    [
        ApiError.SeatsTaken,
        ApiError.SeatInReservation,
        ApiError.CompanionPlace,
        ApiError.ShowStarted,
        ApiError.ShowtimeCancelled,
        ApiError.MovieClosed,
        ApiError.HoldLimit,
        ApiError.ShowtimeLimit,
        ApiError.HoldPause,
        ApiError.AddressLimit,
        ApiError.WaitingRoom,
        ApiError.QueueTicketTaken,
        ApiError.CaptchaRequired,
    ];

    public static IServiceCollection AddSeats(this IServiceCollection services) =>
        services
            .AddScoped<SeatHolds>()
            .AddScoped<SeatMaps>()
            .AddSingleton<SeatMapSnapshots>()
            .AddSingleton<SeatChangeQueues>()
            .AddSingleton<AddressBudget>()
            .AddMemoryCache()
            .AddScoped<SeatLabels>()
            .AddSeatEvents()
            // Where ev_release_expired runs, it keeps this lease to itself.
            .AddPeriodicWork("release_expired", TimeSpan.FromSeconds(5), "CALL sp_sweep_expired()")
            .AddPeriodicWork("purge_unpaid_holds", TimeSpan.FromHours(1), "CALL sp_purge_unpaid_holds()")
            .AddPeriodicWork("purge_guest_holds", TimeSpan.FromMinutes(5), "CALL sp_purge_guest_holds()");

    public static RouteGroupBuilder MapSeats(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/showtimes/{showtimeId:int}/seats").WithTags("Seats");
        group
            .MapGet("", GetSeatMap)
            .OpenToKeys(ApiKeyScope.MoviesRead)
            .WithMetadata(new KnowsCaller())
            .Produces<SeatMap>()
            .Produces(StatusCodes.Status304NotModified)
            .WithErrors(ApiError.NotFound);
        group
            .MapGet("/best", FindBestSeats)
            .OpenToKeys(ApiKeyScope.MoviesRead)
            .WithMetadata(new KnowsCaller())
            .WithErrors(ApiError.NotFound, ApiError.NoSeatsTogether);
        group.MapSeatEvents();
        var own = group.MapGroup("").RequireAuthorization().WithErrors(ApiError.NotFound);
        own.MapPost("/{seatId:int}/lock", LockSeat).LimitHolds().WithErrors(s_lockErrors);
        own.MapPost("/{seatId:int}/unlock", UnlockSeat);
        own.MapPost("/lock", LockSeats).LimitHolds().WithErrors(s_lockErrors);
        own.MapPost("/unlock", UnlockSeats);
        own.MapPost("/extend", ExtendHolds)
            .WithErrors(
                ApiError.HoldExpired,
                ApiError.ExtensionLimit,
                ApiError.ShowStarted,
                ApiError.ShowtimeCancelled,
                ApiError.MovieClosed
            );
        return api;
    }

    /// <summary>The seat map, as you see it when you are signed in, else as a stranger does.</summary>
    /// <remarks>
    /// Send the ETag back in If-None-Match: 304 means that nothing changed. X-Server-Time (milliseconds since 1970), which
    /// every answer carries, tells how far your clock is from the one that ends holds.
    /// </remarks>
    /// <param name="showtimeId">The showtime.</param>
    private static async Task<IResult> GetSeatMap(
        int showtimeId,
        ClaimsPrincipal caller,
        SeatMapSnapshots maps,
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        if (await maps.GetAsync(showtimeId, cancellationToken) is not { } map)
        {
            return Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchShowtime"]);
        }

        http.Response.Headers.CacheControl = "no-cache, private";
        http.Response.Headers.Vary = "Authorization";
        return map.AnswerFor(caller.UserIdOrNull()).Result();
    }

    /// <summary>The best free seats together; nothing is held yet.</summary>
    /// <remarks>
    /// Nearest to the middle of the sixth row, leaving no lone seat where that can be avoided; in two rows only when no
    /// row has room. Wheelchair and companion places are found only shortly before the start, when they are for everybody.
    /// </remarks>
    /// <param name="showtimeId">The showtime.</param>
    private static async Task<Results<Ok<SeatProposal>, ProblemHttpResult>> FindBestSeats(
        int showtimeId,
        [AsParameters] BestSeatsQuery query,
        ClaimsPrincipal caller,
        SeatMapSnapshots maps,
        IConfiguration configuration,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if ((await maps.GetAsync(showtimeId, cancellationToken))?.MapFor(caller.UserIdOrNull()) is not { } map)
        {
            return Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchShowtime"]);
        }

        var released = map.Showtime.StartsAt - TimeSpan.FromMinutes(HoldRules.AccessibleReleaseMinutes(configuration)!.Value);
        var seats = BestSeats.Find(
            map.Rows,
            query.Count,
            query.SeatClass is { } word ? Word.Parse<SeatClass>(word) : null,
            released <= clock.GetUtcNow()
        );
        return seats.Count == 0
            ? Problems.Result(ApiError.NoSeatsTogether)
            : TypedResults.Ok(
                new SeatProposal(showtimeId, map.Version, seats, seats[0].Row != seats[^1].Row, seats.Sum(seat => seat.Price), map.Currency)
            );
    }

    /// <summary>Holds a seat for you for 15 minutes, or until your other holds on this showtime end.</summary>
    /// <remarks>
    /// Holding again what you hold changes nothing. The price is fixed now. 403 `waiting_room`: too many come at once; see JoinQueue.
    /// 403 `captcha_required`: show the check that `captcha` names, and send what it gives as `Captcha-Token`.
    /// </remarks>
    /// <param name="showtimeId">The showtime.</param>
    /// <param name="seatId">A seat of its screen.</param>
    /// <param name="queueTicket">Your ticket, where there is a waiting room.</param>
    /// <param name="captchaToken">What the check of people gave your page, once it was asked for.</param>
    private static async Task<Results<Ok<HeldSeat>, ProblemHttpResult>> LockSeat(
        int showtimeId,
        int seatId,
        [FromHeader(Name = QueueEndpoints.TicketHeader)] string? queueTicket,
        [FromHeader(Name = PersonCheck.Header)] string? captchaToken,
        ClaimsPrincipal caller,
        Admission admission,
        PersonCheck check,
        SeatHolds holds,
        AddressBudget budget,
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        var refusal =
            await admission.RefuseAsync(showtimeId, [seatId], queueTicket, caller, cancellationToken)
            ?? await check.RefuseAsync(showtimeId, [seatId], guest: null, captchaToken, http, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        using var visit = await budget.EnterAsync(http, caller.UserId(), showtimeId, [seatId], cancellationToken);
        try
        {
            var answer = await holds.LockAsync(caller.Session(), showtimeId, [seatId], cancellationToken);
            return answer.Result is Ok<HeldSeats> { Value: { } held }
                ? TypedResults.Ok(new HeldSeat(showtimeId, seatId, held.Seats[0].Price, held.ExpiresAt, held.WouldLeaveLoneSeat))
                : (ProblemHttpResult)answer.Result;
        }
        catch (MySqlException exception) when (exception.Number == NotOfThisScreen)
        {
            return Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchSeat"]);
        }
    }

    /// <summary>Gives back a seat that you hold; answers 204 also when you hold it no more.</summary>
    /// <remarks>
    /// Only holds are given back: a seat in a pending reservation stays in it until that is cancelled or expires.
    /// </remarks>
    /// <param name="showtimeId">The showtime.</param>
    /// <param name="seatId">A seat of its screen.</param>
    private static async Task<Results<NoContent, ProblemHttpResult>> UnlockSeat(
        int showtimeId,
        int seatId,
        ClaimsPrincipal caller,
        SeatHolds holds,
        SeatMapSnapshots maps,
        CancellationToken cancellationToken
    )
    {
        if ((await maps.GetAsync(showtimeId, cancellationToken))?.Seats.Any(seat => seat.SeatId == seatId) != true)
        {
            return Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchSeat"]);
        }

        await holds.UnlockAsync(caller.Session(), showtimeId, [seatId], cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>Holds several seats for you, all or none.</summary>
    /// <remarks>
    /// A refusal names each lost seat and why, and leaves the holds you have as they were. 403 `waiting_room`: too many come at once; see
    /// JoinQueue. 403 `captcha_required`: show the check that `captcha` names, and send what it gives as `Captcha-Token`.
    /// </remarks>
    /// <param name="showtimeId">The showtime.</param>
    /// <param name="queueTicket">Your ticket, where there is a waiting room.</param>
    /// <param name="captchaToken">What the check of people gave your page, once it was asked for.</param>
    private static async Task<Results<Ok<HeldSeats>, ProblemHttpResult>> LockSeats(
        int showtimeId,
        LockSeatsRequest request,
        [FromHeader(Name = QueueEndpoints.TicketHeader)] string? queueTicket,
        [FromHeader(Name = PersonCheck.Header)] string? captchaToken,
        ClaimsPrincipal caller,
        Admission admission,
        PersonCheck check,
        SeatHolds holds,
        AddressBudget budget,
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        var refusal =
            await admission.RefuseAsync(showtimeId, request.SeatIds, queueTicket, caller, cancellationToken)
            ?? await check.RefuseAsync(showtimeId, request.SeatIds, guest: null, captchaToken, http, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        using var visit = await budget.EnterAsync(http, caller.UserId(), showtimeId, request.SeatIds, cancellationToken);
        return await holds.LockAsync(caller.Session(), showtimeId, request.SeatIds, cancellationToken);
    }

    /// <summary>Gives back several of your holds on this showtime, or all of them when no list is sent.</summary>
    /// <remarks>
    /// Only holds are given back: seats in a pending reservation stay in it until that is cancelled or expires. It answers 204 also when there was
    /// nothing to give back.
    /// </remarks>
    /// <param name="showtimeId">The showtime.</param>
    private static async Task<Results<NoContent, ProblemHttpResult>> UnlockSeats(
        int showtimeId,
        UnlockSeatsRequest? request,
        ClaimsPrincipal caller,
        SeatHolds holds,
        MovieBookingContext db,
        CancellationToken cancellationToken
    )
    {
        if (!await db.Showtimes.AnyAsync(showtime => showtime.ShowtimeId == showtimeId, cancellationToken))
        {
            return Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchShowtime"]);
        }

        await holds.UnlockAsync(caller.Session(), showtimeId, request?.SeatIds, cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>Holds your seats on this showtime for longer: 15 minutes from now, 30 from the first hold at most.</summary>
    /// <remarks>
    /// All your holds on a showtime end together. 409 `extension_limit` at the cap, `hold_expired` when they have ended already.
    /// </remarks>
    /// <param name="showtimeId">The showtime.</param>
    private static async Task<Ok<ExtendedHolds>> ExtendHolds(
        int showtimeId,
        ClaimsPrincipal caller,
        SeatHolds holds,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await holds.ExtendAsync(caller.Session(), showtimeId, cancellationToken));
}
