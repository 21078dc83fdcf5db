using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Payments;
using MovieBooking.Api.Reservations;
using MovieBooking.Api.Reservations.GiftCards;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db.Model;
using Reservation = MovieBooking.Api.Reservations.Reservation;

namespace MovieBooking.Api.Messages;

/// <summary>What the mails about a booking say, for their templates.</summary>
internal sealed record BookingMail(
    string Name,
    bool IsGuest,
    string Movie,
    string When,
    string ShortWhen,
    string Zone,
    string Before,
    string Cinema,
    string Address,
    string Screen,
    string Reference,
    IReadOnlyList<BookingMailTicket> Tickets,
    string Total,
    string Discount,
    string CardHint,
    string CardPays,
    string CardBack,
    string ToPay,
    bool HasRefund,
    string RefundDue,
    string CancelUntil,
    string Fee,
    string CancelledSeats,
    bool ByCinema,
    string Replaced,
    string ReplacedSeats,
    bool IsFree,
    bool IsPaidByCard,
    bool IsPaid,
    bool HasReturn,
    string Refunded,
    string ReturnReason,
    string Link,
    string MovieLink
);

internal sealed record BookingMailTicket(string Seat, string SeatClass, string Price);

/// <summary>
/// The mails about a booking, as it is when they are sent: a confirmation that waited for a mail server is not sent any more once
/// the booking is cancelled, and a show that moved back has not moved.
/// </summary>
internal sealed class BookingMails(
    MovieBookingContext db,
    ReservationReader reservations,
    AccessTokens accessTokens,
    TicketTokens tickets,
    SiteAddress site,
    Currency currency,
    TimeProvider clock
)
{
    public async Task<(string Template, MailPerson Person, BookingMail Model, MailFile[] Files)?> FindAsync(
        DueMessage message,
        int reservationId,
        CancellationToken cancellationToken
    )
    {
        var owner = await db
            .Reservations.Where(row => row.ReservationId == reservationId)
            .Select(row => new
            {
                IsGuest = row.UserId == null,
                Email = row.GuestEmail ?? row.User!.Email,
                Name = row.GuestName ?? row.User!.DisplayName,
                Revision = row.Showtime.SeatVersion,
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (
            owner is null
            || EmailAddresses.IsNobodys(owner.Email)
            || await reservations.FindAsync(reservationId, cancellationToken) is not { } reservation
        )
        {
            return null;
        }

        var move = Payload<ShowtimeMove>(message, MessageKind.ShowtimeMoved);
        var cancelled = Payload<CancelledSeats>(message, MessageKind.BookingCancelled, MessageKind.TicketsCancelled);
        var replaced = Payload<ReplacedSeats>(message, MessageKind.BookingConfirmed);
        if (Template(message.Kind, reservation, move) is not { } template)
        {
            return null;
        }

        var calendar = new MailFile(
            $"ticket-{reservation.Reference}.ics",
            new ContentType("text", "calendar") { Charset = "utf-8" },
            Encoding.UTF8.GetBytes(ReservationCalendar.Write(reservation, owner.Revision, clock.GetUtcNow()))
        );
        MailFile[] files = reservation.Status == ReservationStatus.Confirmed ? [Tickets(reservation), calendar] : [calendar];
        return (
            template,
            new MailPerson(owner.Name, owner.Email),
            Model(reservation, owner.Name, owner.IsGuest, move, cancelled, replaced),
            files
        );
    }

    /// <summary>In which language the cinema writes to whoever booked.</summary>
    public Task<string?> LanguageAsync(int? reservationId, CancellationToken cancellationToken) =>
        db
            .Reservations.Where(row => row.ReservationId == reservationId)
            .Select(row => (string?)row.Showtime.Screen.Cinema.Language)
            .SingleOrDefaultAsync(cancellationToken);

    private static T? Payload<T>(DueMessage message, params ReadOnlySpan<MessageKind> kinds)
        where T : class =>
        message.Payload is { } payload && kinds.Contains(message.Kind) ? JsonSerializer.Deserialize<T>(payload, Outbox.Json) : null;

    private MailFile Tickets(Reservation reservation) =>
        new(
            $"tickets-{reservation.Reference}.pdf",
            new ContentType("application", "pdf"),
            TicketPdf.Write(tickets.Sign(reservation), currency, TicketFormat.A4)
        );

    /// <summary>Null: it is not so any more.</summary>
    private string? Template(MessageKind kind, Reservation reservation, ShowtimeMove? move) =>
        (kind, reservation.Status) switch
        {
            (MessageKind.BookingConfirmed, ReservationStatus.Confirmed) => "booking-confirmed",
            (MessageKind.BookingCancelled, ReservationStatus.Cancelled) => "booking-cancelled",
            (MessageKind.TicketsCancelled, ReservationStatus.Confirmed) => "tickets-cancelled",
            (MessageKind.ShowtimeCancelled, ReservationStatus.Cancelled) => "showtime-cancelled",
            (MessageKind.ShowtimeMoved, ReservationStatus.Confirmed)
                when reservation.Showtime.StartsAt.UtcDateTime != move?.StartedAt && reservation.Showtime.StartsAt > clock.GetUtcNow() =>
                "showtime-moved",
            (MessageKind.PaymentReturned, _) when reservation.Payment.ReturnedBecause is not null => "payment-returned",
            _ => null,
        };

    private static string Reason(PaymentReturn? because) =>
        because switch
        {
            PaymentReturn.Late => Texts.Mails["ReasonLate"],
            PaymentReturn.Cancelled => Texts.Mails["ReasonCancelled"],
            PaymentReturn.PaidTwice => Texts.Mails["ReasonPaidTwice"],
            PaymentReturn.AmountDiffers => Texts.Mails["ReasonAmountDiffers"],
            _ => "",
        };

    private BookingMail Model(
        Reservation reservation,
        string name,
        bool isGuest,
        ShowtimeMove? move,
        CancelledSeats? cancelled,
        ReplacedSeats? replaced
    )
    {
        var (showtime, cinema, card) = (reservation.Showtime, reservation.Showtime.Cinema, reservation.GiftCard);
        var cardPays = card?.Pays(reservation) ?? 0;
        // What is not on the gift card again.
        var refundDue = reservation.RefundDue - (card?.GivenBack ?? 0);
        return new BookingMail(
            PlainText.OneLine(name),
            isGuest,
            PlainText.OneLine(showtime.MovieTitle),
            MailFormats.Day(showtime.StartsAt),
            MailFormats.ShortDay(showtime.StartsAt),
            MailFormats.Zone(cinema.TimeZone),
            move is null ? "" : MailFormats.Day(move.StartedAt.In(cinema.TimeZone)),
            PlainText.OneLine(cinema.Name),
            PlainText.OneLine($"{cinema.Address}, {cinema.City}"),
            PlainText.OneLine($"{showtime.Screen.Name}, {Word.Of(showtime.Screen.Format)}"),
            reservation.Reference,
            [
                .. reservation.Tickets.Select(ticket => new BookingMailTicket(
                    ticket.SeatLabel,
                    MailFormats.ClassAndKind(ticket),
                    MailFormats.Money(ticket.Price, currency)
                )),
            ],
            MailFormats.Money(reservation.Total, currency),
            reservation.Voucher is { } voucher ? MailFormats.Money(voucher.Discount, currency) : "",
            card?.Hint ?? "",
            cardPays > 0 ? MailFormats.Money(cardPays, currency) : "",
            card is { GivenBack: > 0 } ? MailFormats.Money(card.GivenBack, currency) : "",
            MailFormats.Money(currency.Round(Math.Max(0, reservation.Total - cardPays)), currency),
            refundDue > 0,
            MailFormats.Money(refundDue, currency),
            MailFormats.Day(reservation.RefundPolicy.Until),
            Fee(reservation),
            cancelled is null ? "" : string.Join(", ", cancelled.Seats),
            cancelled?.ByCinema == true,
            replaced?.Reference ?? "",
            replaced is null ? "" : string.Join(", ", replaced.Seats),
            reservation.Total == 0,
            cardPays >= reservation.Total && cardPays > 0,
            reservation.Payment.Status is PaymentStatus.Paid or PaymentStatus.PartiallyRefunded or PaymentStatus.Refunded,
            reservation.Payment.Refunded > 0,
            MailFormats.Money(reservation.Payment.Refunded, currency),
            Reason(reservation.Payment.ReturnedBecause),
            Link(reservation, isGuest),
            site.Of(string.Create(CultureInfo.InvariantCulture, $"/movies/{showtime.MovieId}"))
        );
    }

    /// <summary>What is kept of the tickets together, were all of them given back; empty where nothing is.</summary>
    private string Fee(Reservation reservation)
    {
        var fee = reservation.Tickets.Sum(ticket => ticket.Price - ticket.Refund);
        return fee > 0 ? MailFormats.Money(fee, currency) : "";
    }

    /// <summary>A guest's holds what opens the booking, behind the #: no server on the way is told it, and no log.</summary>
    private string Link(Reservation reservation, bool isGuest)
    {
        var page = site.Of(string.Create(CultureInfo.InvariantCulture, $"/reservations/{reservation.ReservationId}"));
        return !isGuest ? page
            : accessTokens.MintForGuest(reservation.ReservationId, reservation.Showtime.EndsAt) is { } token ? $"{page}#access={token}"
            : site.Of("/find-booking");
    }
}
