using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Reservations;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.BoxOffice;

/// <summary>Reads bookings as the counter sees them: whose they are, and what was paid for them there.</summary>
internal sealed class CounterBookings(MovieBookingContext db, ReservationReader reservations, TicketTokens tickets, Currency currency)
{
    public async Task<BoxOfficeBooking?> FindAsync(int reservationId, CancellationToken cancellationToken)
    {
        var found = await ReadAsync([reservationId], cancellationToken);
        return found is [var booking] ? booking with { Reservation = tickets.Sign(booking.Reservation) } : null;
    }

    /// <summary>In the order of their ids; one that is not there is left out.</summary>
    private async Task<IReadOnlyList<BoxOfficeBooking>> ReadAsync(IReadOnlyList<int> reservationIds, CancellationToken cancellationToken)
    {
        var sales = await db
            .CounterSales.Where(row => reservationIds.Contains(row.ReservationId))
            .ToDictionaryAsync(row => row.ReservationId, cancellationToken);
        var people = await db
            .Reservations.Where(row => reservationIds.Contains(row.ReservationId))
            .Select(row => new
            {
                row.ReservationId,
                Name = row.GuestName ?? row.User!.DisplayName,
                Email = row.GuestEmail ?? row.User!.Email,
            })
            .ToDictionaryAsync(row => row.ReservationId, cancellationToken);
        return
        [
            .. (await reservations.ListAsync(reservationIds, cancellationToken)).Select(booking =>
            {
                var person = people[booking.ReservationId];
                var isKnown = !EmailAddresses.IsNobodys(person.Email);
                return new BoxOfficeBooking(
                    booking,
                    isKnown ? person.Name : null,
                    isKnown ? person.Email : null,
                    sales.TryGetValue(booking.ReservationId, out var sale) ? ToPayment(sale, booking.Showtime.Cinema.TimeZone) : null
                );
            }),
        ];
    }

    private CounterPayment ToPayment(CounterSale sale, string timeZone) =>
        new(
            Word.Parse<CounterMethod>(sale.Method),
            currency.Round(sale.Amount),
            sale.Given is { } given ? currency.Round(given) : null,
            sale.Given is { } handed ? currency.Round(handed - sale.Amount) : null,
            sale.SoldAt.In(timeZone)
        );
}
