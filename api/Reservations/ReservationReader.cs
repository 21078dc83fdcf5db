using System.Linq.Expressions;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Seats;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Reservations;

/// <summary>Reads reservations with their showtime and tickets, in three queries however many they are.</summary>
internal sealed class ReservationReader(MovieBookingContext db, Currency currency)
{
    /// <summary>
    /// One reservation of a user, or the one that a guest's token opens; any other is as if it were not there.
    /// </summary>
    public Task<Reservation?> FindAsync(int reservationId, ClaimsPrincipal caller, CancellationToken cancellationToken) =>
        caller.GuestReservationId() is { } opened
            ? FindAsync(row => row.ReservationId == reservationId && row.ReservationId == opened && row.UserId == null, cancellationToken)
            : FindOfUserAsync(reservationId, caller.UserId(), cancellationToken);

    /// <summary>One reservation, by its id alone: for who has just made it.</summary>
    public Task<Reservation?> FindAsync(int reservationId, CancellationToken cancellationToken) =>
        FindAsync(row => row.ReservationId == reservationId, cancellationToken);

    /// <summary>A guest's reservation, by what a guest knows. A user's has no address of its own, and is never found.</summary>
    public Task<Reservation?> FindAsync(string reference, string guestEmail, CancellationToken cancellationToken) =>
        FindAsync(row => row.Reference == reference && row.GuestEmail == guestEmail, cancellationToken);

    /// <summary>A user's reservations, newest first.</summary>
    public async Task<PageOf<Reservation>> ListAsync(int userId, IPageQuery query, CancellationToken cancellationToken)
    {
        var page = await db
            .VReservations.Where(reservation => reservation.UserId == userId)
            .OrderByDescending(reservation => reservation.ReservationId)
            .PageAsync(query, cancellationToken);
        return new PageOf<Reservation>(await CompleteAsync(page.Items, cancellationToken), page.Page, page.PageSize, page.Total);
    }

    private Task<Reservation?> FindOfUserAsync(int reservationId, int userId, CancellationToken cancellationToken) =>
        FindAsync(row => row.ReservationId == reservationId && row.UserId == userId, cancellationToken);

    private async Task<Reservation?> FindAsync(Expression<Func<VReservation, bool>> which, CancellationToken cancellationToken) =>
        await db.VReservations.SingleOrDefaultAsync(which, cancellationToken) is { } row
            ? (await CompleteAsync([row], cancellationToken))[0]
            : null;

    private async Task<IReadOnlyList<Reservation>> CompleteAsync(IReadOnlyList<VReservation> rows, CancellationToken cancellationToken)
    {
        var reservationIds = rows.Select(row => row.ReservationId).ToArray();
        var showtimeIds = rows.Select(row => row.ShowtimeId).Distinct().ToArray();
        var showtimes = await db
            .VShowtimesDetails.Where(showtime => showtimeIds.Contains(showtime.ShowtimeId))
            .ToDictionaryAsync(showtime => showtime.ShowtimeId, cancellationToken);
        var tickets = (await TicketsAsync(reservationIds, cancellationToken)).ToLookup(ticket => ticket.ReservationId);
        return [.. rows.Select(row => ToReservation(row, showtimes[row.ShowtimeId], [.. tickets[row.ReservationId]]))];
    }

    /// <summary>The tickets, whether they stand or have been cancelled.</summary>
    private Task<List<TicketRow>> TicketsAsync(int[] reservationIds, CancellationToken cancellationToken) =>
        db
            .Tickets.Where(ticket => reservationIds.Contains(ticket.ReservationId))
            .Select(ticket => new TicketRow
            {
                ReservationId = ticket.ReservationId,
                TicketId = ticket.TicketId,
                SeatId = ticket.SeatId,
                SeatLabel = ticket.Seat.SeatLabel,
                SeatClass = ticket.SeatClass,
                Price = ticket.Price,
                RefundDue = 0,
            })
            .Concat(
                db.CancelledTickets.Where(ticket => reservationIds.Contains(ticket.ReservationId))
                    .Select(ticket => new TicketRow
                    {
                        ReservationId = ticket.ReservationId,
                        TicketId = ticket.TicketId,
                        SeatId = ticket.SeatId,
                        SeatLabel = ticket.Seat.SeatLabel,
                        SeatClass = ticket.SeatClass,
                        Price = ticket.Price,
                        RefundDue = ticket.RefundDue,
                    })
            )
            .ToListAsync(cancellationToken);

    private Reservation ToReservation(VReservation row, VShowtimesDetail showtime, List<TicketRow> tickets) =>
        new(
            row.ReservationId,
            row.Reference,
            Word.Parse<ReservationStatus>(row.Status!),
            showtime.ToShowtime(currency),
            [
                .. tickets
                    .OrderBy(ticket => ticket.TicketId)
                    .Select(ticket => new Ticket(
                        ticket.TicketId,
                        ticket.SeatId,
                        ticket.SeatLabel,
                        Word.Parse<SeatClass>(ticket.SeatClass),
                        currency.Round(ticket.Price)
                    )),
            ],
            currency.Round(tickets.Sum(ticket => ticket.Price)),
            currency.Round(tickets.Sum(ticket => ticket.RefundDue)),
            currency.Code,
            row.CreatedAt.In(showtime.TimeZone),
            row.ExpiresAt?.In(showtime.TimeZone),
            row.ConfirmedAt?.In(showtime.TimeZone),
            row.CancelledAt?.In(showtime.TimeZone)
        );

    private sealed record TicketRow
    {
        public required int ReservationId { get; init; }
        public required int TicketId { get; init; }
        public required int SeatId { get; init; }
        public required string SeatLabel { get; init; }
        public required string SeatClass { get; init; }
        public required decimal Price { get; init; }
        public required decimal RefundDue { get; init; }
    }
}
