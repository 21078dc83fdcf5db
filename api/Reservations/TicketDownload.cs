using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Messages;

namespace MovieBooking.Api.Reservations;

/// <summary>A booking's tickets to print or to keep.</summary>
internal static class TicketDownload
{
    /// <summary>Of whatever lets somebody in.</summary>
    public const string CacheControl = "private, no-store";

    private const string MediaType = "application/pdf";

    public static void MapTicketDownload(this RouteGroupBuilder reservation) =>
        reservation
            .MapGet("/tickets.pdf", GetTickets)
            .RequireLiveSession()
            .Produces<Stream>(StatusCodes.Status200OK, MediaType)
            .WithErrors(ApiError.ReservationExpired, ApiError.ReservationCancelled, ApiError.ReservationPending);

    /// <summary>The tickets of one booking of yours as a PDF.</summary>
    /// <remarks>
    /// Each ticket with its seat, what it costs and its QR code; tagged for screen readers. All on one page of A4, or each on a page as large as
    /// a phone, in the cinema's language. For a confirmed booking: 409 says what another is.
    /// </remarks>
    /// <param name="reservationId">The booking.</param>
    private static async Task<IResult> GetTickets(
        int reservationId,
        [AsParameters] TicketFileQuery query,
        ClaimsPrincipal caller,
        ReservationReader reservations,
        BookingMails mails,
        TicketTokens tickets,
        Currency currency,
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        if (await reservations.FindAsync(reservationId, caller, cancellationToken) is not { } reservation)
        {
            return ReservationEndpoints.NoSuchReservation();
        }

        http.Response.Headers.CacheControl = CacheControl;
        if (RefuseUnlessConfirmed(reservation) is { } refusal)
        {
            return refusal;
        }

        Texts.Speak(await mails.LanguageAsync(reservationId, cancellationToken));
        var format = query.Format is { } word ? Word.Parse<TicketFormat>(word) : TicketFormat.A4;
        var file = TicketPdf.Write(tickets.Sign(reservation), currency, format);
        return TypedResults.File(file, MediaType, $"tickets-{reservation.Reference}.pdf");
    }

    /// <summary>Null for a confirmed booking: no other has tickets that let anybody in.</summary>
    public static ProblemHttpResult? RefuseUnlessConfirmed(Reservation reservation) =>
        reservation.Status switch
        {
            ReservationStatus.Confirmed => null,
            ReservationStatus.Pending => Problems.Result(ApiError.ReservationPending),
            ReservationStatus.Cancelled => Problems.Result(ApiError.ReservationCancelled),
            _ => Problems.Result(ApiError.ReservationExpired),
        };
}
