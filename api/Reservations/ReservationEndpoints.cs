using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Captcha;
using MovieBooking.Api.Http;
using MovieBooking.Api.Payments;
using MovieBooking.Api.Queue;
using MovieBooking.Api.Reservations.GiftCards;
using MovieBooking.Api.Reservations.Kinds;
using MovieBooking.Api.Reservations.Vouchers;
using MovieBooking.Api.Reservations.Wallets;
using MovieBooking.Api.Seats;
using MySqlConnector;

namespace MovieBooking.Api.Reservations;

internal static class ReservationEndpoints
{
    public static IServiceCollection AddReservations(this IServiceCollection services) =>
        services.AddScoped<ReservationReader>().AddSingleton<ReservationChanges>().AddSingleton<TicketTokens>().AddWallets();

    public static RouteGroupBuilder MapReservations(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/reservations").WithTags("Reservations");
        group
            .MapPost("", CreateReservation)
            .WithMetadata(new KnowsCaller())
            .OpenToKeys(ApiKeyScope.BookingsWrite)
            .RequireRateLimiting(RateLimits.GuestBooking)
            .LimitHolds()
            .Produces<Reservation>(StatusCodes.Status201Created)
            .WithErrors(
                ApiError.NotFound,
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
                ApiError.CinemaNotAllowed,
                ApiError.KindNotOffered
            );
        group.MapPost("/lookup", LookUpReservation).RequireRateLimiting(RateLimits.LookUp).WithErrors(ApiError.NotFound);
        group.MapGet("", ListReservations).WithOwnTag().RequireLiveSession().OpenToKeys(ApiKeyScope.BookingsRead);

        var own = group
            .MapGroup("/{reservationId:int}")
            .RequireAuthorization()
            .OpenToGuests()
            .OpenToKeys(ApiKeyScope.BookingsRead)
            .WithErrors(ApiError.NotFound);
        own.MapGet("", GetReservation).RequireLiveSession();
        own.MapReservationCalendar();
        own.MapTicketDownload();
        own.MapWallets();
        own.MapReservationPayment();
        own.MapTicketKinds();
        own.MapVoucher();
        own.MapGiftCard();
        own.MapPost("/confirm", ConfirmReservation)
            .OpenToKeys(ApiKeyScope.BookingsWrite)
            .Produces<Reservation>()
            .WithErrors(
                ApiError.ReservationExpired,
                ApiError.ReservationCancelled,
                ApiError.ShowtimeCancelled,
                ApiError.ShowStarted,
                ApiError.PaymentRequired,
                ApiError.PaymentUnavailable
            );
        own.MapPost("/cancel", CancelReservation)
            .OpenToKeys(ApiKeyScope.BookingsWrite)
            .Produces<Reservation>()
            .WithErrors(ApiError.ReservationExpired, ApiError.ShowStarted, ApiError.RefundPeriodOver, ApiError.TicketAdmitted);
        own.MapPost("/tickets/cancel", CancelTickets)
            .OpenToKeys(ApiKeyScope.BookingsWrite)
            .Produces<Reservation>()
            .WithErrors(
                ApiError.ReservationPending,
                ApiError.ReservationExpired,
                ApiError.ShowStarted,
                ApiError.RefundPeriodOver,
                ApiError.TicketAdmitted
            );
        return api;
    }

    /// <summary>Reserves seats, all or none: those you hold, or free ones. Confirm within 15 minutes.</summary>
    /// <remarks>
    /// A refusal names each lost seat and leaves your holds as they were. The server computes the price. Without a sign-in,
    /// `kinds` makes tickets of a kind; 409 `kind_not_offered` says for which it cannot be had, and why: then nothing is reserved.
    /// `guest` says who books, and the answer's `accessToken` opens this booking alone. So it does for a key, which books for guests.
    /// 403 `waiting_room`: too many come at once; see JoinQueue. 403 `captcha_required`: show the check that `captcha` names, and send what
    /// it gives as `Captcha-Token`; keys are never asked.
    /// </remarks>
    /// <param name="queueTicket">Your ticket, where there is a waiting room.</param>
    /// <param name="captchaToken">What the check of people gave your page, once it was asked for.</param>
    private static async Task<IResult> CreateReservation(
        CreateReservationRequest request,
        [FromHeader(Name = QueueEndpoints.TicketHeader)] string? queueTicket,
        [FromHeader(Name = PersonCheck.Header)] string? captchaToken,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        Admission admission,
        PersonCheck check,
        ReservationChanges changes,
        AddressBudget budget,
        HttpContext http,
        MySqlDataSource source,
        CancellationToken cancellationToken
    )
    {
        switch (caller.UserIdOrNull(), request.Guest)
        {
            case (null, null):
                return Invalid(Texts.Problems["GuestNeeded"]);
            case (not null, not null):
                return Invalid(Texts.Problems["GuestSignedIn"]);
        }

        var refusal =
            await source.RefuseCinemaAsync(caller, request.ShowtimeId, cancellationToken)
            ?? await admission.RefuseAsync(request.ShowtimeId, request.SeatIds, queueTicket, caller, cancellationToken)
            ?? await check.RefuseAsync(request.ShowtimeId, request.SeatIds, request.Guest?.Email, captchaToken, http, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        using var visit = caller.UserIdOrNull() is { } userId
            ? await budget.EnterAsync(http, userId, request.ShowtimeId, request.SeatIds, cancellationToken)
            : null;
        // A company's program books for people of many addresses, and has limits of its own.
        using var guest = request.Guest is null || caller.ApiKeyId() is not null ? null : budget.EnterAsGuest(http, request.SeatIds.Count);
        return await changes.CreateAsync(request, caller, guest?.Parameters, key, cancellationToken);
    }

    /// <summary>Finds a guest's booking again, until a day after the show, with a fresh `accessToken` for it.</summary>
    /// <remarks>A wrong address and an unknown reference get the same answer. Bookings of those with an account are in their list.</remarks>
    private static async Task<Results<Ok<Reservation>, ProblemHttpResult>> LookUpReservation(
        LookUpReservationRequest request,
        ReservationReader reservations,
        AccessTokens accessTokens,
        TicketTokens tickets,
        WalletSettings wallets,
        CancellationToken cancellationToken
    )
    {
        var reservation = await reservations.FindAsync(
            request.Reference.ToUpperInvariant(),
            EmailAddresses.Stored(request.Email),
            cancellationToken
        );
        return
            reservation is not null && accessTokens.MintForGuest(reservation.ReservationId, reservation.Showtime.EndsAt) is { } accessToken
            ? TypedResults.Ok(tickets.Sign(reservation) with { AccessToken = accessToken, Wallets = wallets.Offered })
            : Problems.Result(ApiError.NotFound, Texts.Problems["NoBookingFound"]);
    }

    /// <summary>Your bookings, newest first.</summary>
    /// <remarks>
    /// Cancelled and expired ones are listed too, with the tickets they had and what is due back. For a key: those that it made.
    /// </remarks>
    private static async Task<Ok<PageOf<Reservation>>> ListReservations(
        [AsParameters] PageQuery query,
        ClaimsPrincipal caller,
        ReservationReader reservations,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await reservations.ListAsync(caller, query, cancellationToken));

    /// <summary>One booking of yours.</summary>
    /// <remarks>
    /// For its owner: the user who booked it, whoever shows the `accessToken` that came with a guest's booking, or the key that made it. Anybody
    /// else gets 404. A pending
    /// one past `expiresAt` reads as expired. Each ticket of a confirmed one has its `token`, which its QR code holds.
    /// </remarks>
    /// <param name="reservationId">The booking.</param>
    private static async Task<Results<Ok<Reservation>, ProblemHttpResult>> GetReservation(
        int reservationId,
        ClaimsPrincipal caller,
        ReservationReader reservations,
        TicketTokens tickets,
        WalletSettings wallets,
        CancellationToken cancellationToken
    ) =>
        await reservations.FindAsync(reservationId, caller, cancellationToken) is { } reservation
            ? TypedResults.Ok(tickets.Sign(reservation) with { Wallets = wallets.Offered })
            : NoSuchReservation();

    /// <summary>Makes a pending booking final. Confirming twice changes nothing.</summary>
    /// <remarks>
    /// Within 15 minutes of CreateReservation, and before the show starts; 409 says what was too late. Where a payment provider collects the
    /// money it is asked whether the booking is paid, and 402 `payment_required` says that it is not; else you pay at the cinema. Send an `Idempotency-Key`, so that a lost
    /// answer can be asked for again.
    /// </remarks>
    /// <param name="reservationId">The booking.</param>
    private static async Task<IResult> ConfirmReservation(
        int reservationId,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        ReservationChanges changes,
        CancellationToken cancellationToken
    ) => await changes.ConfirmAsync(reservationId, caller, key, cancellationToken) ?? NoSuchReservation();

    /// <summary>Cancels a booking, and says what is due back. Cancelling twice changes nothing.</summary>
    /// <remarks>
    /// The seats are free at once, and the tickets stay on record. What is due back of a confirmed booking `refundPolicy` says: the price
    /// less the cinema's fee, until some time before the start (then 409 `refund_period_over`); all of it, until the start, where the show
    /// has moved. Send an `Idempotency-Key`, so that a lost answer can be asked for again.
    /// </remarks>
    /// <param name="reservationId">The booking.</param>
    private static async Task<IResult> CancelReservation(
        int reservationId,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        ReservationChanges changes,
        CancellationToken cancellationToken
    ) => await changes.CancelAsync(reservationId, caller, key, cancellationToken) ?? NoSuchReservation();

    /// <summary>Cancels tickets of a confirmed booking, and says what is due back. Those that are cancelled already change nothing.</summary>
    /// <remarks>
    /// All or none, as CancelReservation cancels the whole: the booking stands with its other tickets, and is cancelled with the last of
    /// them. What is due back for each is its `refund`; together they make up to the minor unit what the whole would have brought. A booking that is not
    /// confirmed yet is given back as a whole (409 `reservation_pending`). Send an `Idempotency-Key`, so that a lost answer can be
    /// asked for again.
    /// </remarks>
    /// <param name="reservationId">The booking.</param>
    private static async Task<IResult> CancelTickets(
        int reservationId,
        CancelTicketsRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        ReservationChanges changes,
        CancellationToken cancellationToken
    ) => await changes.CancelTicketsAsync(reservationId, request, caller, key, cancellationToken) ?? NoSuchReservation();

    public static ProblemHttpResult NoSuchReservation() => Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchBookingOfYours"]);

    private static ProblemHttpResult Invalid(LocalizedString rule) => TypedResults.Problem(Problems.Invalid("guest", rule));
}
