using System.Security.Claims;
using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Reservations;

/// <summary>A booking as a calendar file (RFC 5545), which moves nobody's evening to another zone: its times are in UTC.</summary>
internal static class ReservationCalendar
{
    private const string MediaType = "text/calendar";
    private const string ProductId = "-//MovieBooking//MovieBooking//EN";

    public static void MapReservationCalendar(this RouteGroupBuilder reservation) =>
        reservation
            .MapGet("/calendar", GetReservationCalendar)
            .RequireLiveSession()
            .Produces<string>(StatusCodes.Status200OK, MediaType)
            .WithErrors(ApiError.ReservationExpired);

    /// <summary>One booking of yours as a calendar file.</summary>
    /// <remarks>
    /// After a cancellation the file takes the event out of the calendar again; after the show has moved it moves the event.
    /// </remarks>
    /// <param name="reservationId">The booking.</param>
    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> GetReservationCalendar(
        int reservationId,
        ClaimsPrincipal caller,
        ReservationReader reservations,
        MovieBookingContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        // Before the rest, so that the number is never ahead of what it numbers: the change would then never be taken over.
        var known = await db
            .Reservations.Where(row => row.ReservationId == reservationId)
            .Select(row => new { Revision = row.Showtime.SeatVersion, row.Showtime.Screen.Cinema.Language })
            .SingleOrDefaultAsync(cancellationToken);
        if (await reservations.FindAsync(reservationId, caller, cancellationToken) is not { } reservation)
        {
            return Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchBookingOfYours"]);
        }

        if (reservation.Status == ReservationStatus.Expired)
        {
            return Problems.Result(ApiError.ReservationExpired);
        }

        Texts.Speak(known?.Language);
        var file = Encoding.UTF8.GetBytes(Write(reservation, known?.Revision ?? 0, clock.GetUtcNow()));
        return TypedResults.File(file, $"{MediaType}; charset=utf-8", $"ticket-{reservation.Reference}.ics");
    }

    /// <param name="reservation">The booking.</param>
    /// <param name="revision">The seat map's version, read before the booking.</param>
    /// <param name="now">The time of writing.</param>
    public static string Write(Reservation reservation, int revision, DateTimeOffset now)
    {
        var showtime = reservation.Showtime;
        var isOff = reservation.Status == ReservationStatus.Cancelled || showtime.Status == ShowtimeStatus.Cancelled;
        var calendar = new Calendar { ProductId = ProductId, Method = isOff ? CalendarMethods.Cancel : CalendarMethods.Publish };
        calendar.Events.Add(
            new CalendarEvent
            {
                // The same id and a higher number: that is how a calendar knows which event changed (RFC 5546, 2.1.4). The seat
                // map's version rises with everything the file tells of: a confirmation, a cancellation, a show that moves.
                Uid = $"reservation-{reservation.ReservationId}@moviebooking",
                Sequence = revision,
                Status = Status(reservation.Status, isOff),
                Summary = showtime.MovieTitle,
                Location = $"{showtime.Cinema.Name}, {showtime.Cinema.Address}, {showtime.Cinema.City}",
                Description = Describe(reservation),
                DtStamp = Utc(now),
                Start = Utc(showtime.StartsAt),
                End = Utc(showtime.EndsAt),
                Transparency = TransparencyType.Opaque,
            }
        );
        return new CalendarSerializer().SerializeToString(calendar)
            ?? throw new InvalidOperationException("The calendar cannot be written.");
    }

    private static string Status(ReservationStatus status, bool isOff) =>
        (status, isOff) switch
        {
            (_, true) => EventStatus.Cancelled,
            (ReservationStatus.Confirmed, _) => EventStatus.Confirmed,
            _ => EventStatus.Tentative,
        };

    private static string Describe(Reservation reservation)
    {
        var screen = reservation.Showtime.Screen;
        var seats = string.Join(", ", reservation.Tickets.Select(ticket => ticket.SeatLabel));
        var (reference, places) = (Texts.Mails["ReferenceNamed", reservation.Reference], Texts.Mails["SeatsNamed", seats]);
        return $"{reference.Value}\n{screen.Name}, {Word.Of(screen.Format)}\n{places.Value}";
    }

    private static CalDateTime Utc(DateTimeOffset moment) => new(moment.UtcDateTime);
}
