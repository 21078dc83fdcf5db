using System.Security.Claims;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.BoxOffice.Exchanges;

/// <summary>Other seats for tickets that somebody has, of the same show or of another.</summary>
internal static class ExchangeEndpoints
{
    public static void MapExchanges(this RouteGroupBuilder booking) =>
        booking
            .MapPost("/exchange", ExchangeTickets)
            .Produces<CounterExchange>(StatusCodes.Status201Created)
            .WithErrors(
                ApiError.SeatsTaken,
                ApiError.ShowStarted,
                ApiError.ShowtimeCancelled,
                ApiError.MovieClosed,
                ApiError.KindNotOffered,
                ApiError.PriceChanged,
                ApiError.NoOpenShift,
                ApiError.ReservationPending,
                ApiError.ReservationExpired,
                ApiError.TicketAdmitted,
                ApiError.TicketCancelled
            );

    /// <summary>Exchanges tickets of a booking for as many other seats, of the same show or of another one of the cinema: both or none.</summary>
    /// <remarks>
    /// Staff and managers of the cinema and admins only. The tickets are cancelled in full, and the seats sold, as a new booking of the same owner: their codes are new, and the old
    /// ones open no door. Until either show starts. What was paid at the counter is credited; what a provider collected goes back through it; a booking that was
    /// paid nowhere here brings no credit. 409 `price_changed` says what the seats cost (`total`) and what is credited (`credit`) where the customer was told something else, and
    /// then nothing is changed; 409 `ticket_cancelled` says that somebody has given one of the tickets back. Who booked gets a mail with the new tickets. Send an
    /// `Idempotency-Key`, so that a lost answer can be asked for again.
    /// </remarks>
    /// <param name="reservationId">The booking.</param>
    private static async Task<IResult> ExchangeTickets(
        int reservationId,
        CounterExchangeRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        CounterExchanges exchanges,
        CancellationToken cancellationToken
    ) =>
        await exchanges.ExchangeAsync(reservationId, request, caller, key, cancellationToken)
        ?? Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchBooking"]);
}
