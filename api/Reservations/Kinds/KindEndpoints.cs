using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Db;

namespace MovieBooking.Api.Reservations.Kinds;

internal static class KindEndpoints
{
    public static void MapShowtimeKinds(this RouteGroupBuilder showtimes) =>
        showtimes.MapGet("/showtimes/{showtimeId:int}/kinds", ListShowtimeKinds).WithErrors(ApiError.NotFound);

    public static void MapTicketKinds(this RouteGroupBuilder reservation)
    {
        reservation.MapGet("/kinds", GetTicketKinds).RequireLiveSession();
        reservation
            .MapPut("/kinds", SetTicketKinds)
            .OpenToKeys(ApiKeyScope.BookingsWrite)
            .Produces<Reservation>()
            .WithErrors(
                ApiError.ReservationExpired,
                ApiError.ReservationCancelled,
                ApiError.ReservationConfirmed,
                ApiError.ShowStarted,
                ApiError.KindNotOffered
            );
    }

    /// <summary>The kinds of tickets that a showtime has beside the full price, such as child or student, and what they cost.</summary>
    /// <remarks>
    /// Public. Only those of its weekday and time. One that its film's rating forbids is listed with `refusedFor`, so that it can be said before
    /// anybody books. A seat that is held keeps the full price fixed for it, of which a kind is a part: see GetTicketKinds.
    /// </remarks>
    /// <param name="showtimeId">The showtime.</param>
    private static async Task<Results<Ok<ShowtimeKinds>, ProblemHttpResult>> ListShowtimeKinds(
        int showtimeId,
        BookingTransaction booking,
        Currency currency,
        CancellationToken cancellationToken
    ) =>
        await booking.RunRepeatableAsync(
            transaction => KindReader.OfShowtimeAsync(transaction, showtimeId, currency, cancellationToken),
            cancellationToken
        )
            is { } kinds
            ? TypedResults.Ok(kinds)
            : Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchShowtime"]);

    /// <summary>What each ticket of a booking of yours can be, and what it costs then.</summary>
    /// <remarks>
    /// For a pending one, whose tickets SetTicketKinds can still change. The prices are those that it then charges, before any voucher.
    /// </remarks>
    /// <param name="reservationId">The booking.</param>
    private static async Task<Results<Ok<BookingKinds>, ProblemHttpResult>> GetTicketKinds(
        int reservationId,
        ClaimsPrincipal caller,
        ReservationReader reservations,
        BookingTransaction booking,
        Currency currency,
        CancellationToken cancellationToken
    ) =>
        await reservations.FindAsync(reservationId, caller, cancellationToken) is null
            ? ReservationEndpoints.NoSuchReservation()
            : TypedResults.Ok(
                await booking.RunRepeatableAsync(
                    transaction => KindReader.OfReservationAsync(transaction, reservationId, currency, cancellationToken),
                    cancellationToken
                )
            );

    /// <summary>Makes tickets of a pending booking of yours those of a kind, and says what they cost now.</summary>
    /// <remarks>
    /// All at once: a seat that is left out costs the full price. 409 `kind_not_offered` names in `refusedKind` the first seat whose ticket
    /// cannot be of its kind, and why; then nothing has changed. A payment of the total before is no longer taken: ask CreatePayment for another.
    /// </remarks>
    /// <param name="reservationId">The booking.</param>
    private static async Task<IResult> SetTicketKinds(
        int reservationId,
        SetTicketKindsRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        ReservationChanges changes,
        CancellationToken cancellationToken
    ) => await changes.SetKindsAsync(reservationId, request, caller, key, cancellationToken) ?? ReservationEndpoints.NoSuchReservation();
}
