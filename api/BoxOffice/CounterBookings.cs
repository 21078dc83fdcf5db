using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Reservations;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.BoxOffice;

/// <summary>Reads bookings as the counter sees them: whose they are, and what was paid for them there.</summary>
internal sealed class CounterBookings(
    MovieBookingContext db,
    ReservationReader reservations,
    TicketTokens tickets,
    Currency currency,
    TimeProvider clock
)
{
    private const int ReferenceLength = 10;

    // Whoever comes a day late is still found by name.
    private static readonly TimeSpan s_back = TimeSpan.FromDays(1);

    public async Task<BoxOfficeBooking?> FindAsync(int reservationId, CancellationToken cancellationToken)
    {
        var found = await ReadAsync([reservationId], cancellationToken);
        return found is [var booking] ? booking with { Reservation = tickets.Sign(booking.Reservation) } : null;
    }

    /// <summary>Bookings of a cinema's shows by what somebody shows or says, newest first.</summary>
    public async Task<PageOf<BoxOfficeBooking>> SearchAsync(BoxOfficeBookingQuery query, CancellationToken cancellationToken)
    {
        var page = await (await FindAsync(query.CinemaId, query.Q.Trim(), cancellationToken))
            .OrderByDescending(row => row.ReservationId)
            .Select(row => row.ReservationId)
            .PageAsync(query, cancellationToken);
        return new PageOf<BoxOfficeBooking>(await ReadAsync(page.Items, cancellationToken), page.Page, page.PageSize, page.Total);
    }

    private async Task<IQueryable<Db.Model.Reservation>> FindAsync(int cinemaId, string wanted, CancellationToken cancellationToken)
    {
        var rows = db.Reservations.Where(row => row.Showtime.Screen.CinemaId == cinemaId);
        if (tickets.Read(wanted) is { } claim)
        {
            // Also a ticket that was cancelled: its holder wants to know why.
            return rows.Where(row =>
                row.Tickets.Any(ticket => ticket.TicketId == claim.TicketId)
                || row.CancelledTickets.Any(ticket => ticket.TicketId == claim.TicketId)
            );
        }

        if (wanted.Contains('@', StringComparison.Ordinal))
        {
            var email = EmailAddresses.Stored(wanted);
            var userId = await db
                .Users.Where(user => user.Email == email)
                .Select(user => (int?)user.UserId)
                .SingleOrDefaultAsync(cancellationToken);
            return EmailAddresses.IsNobodys(email)
                ? rows.Where(_ => false)
                : rows.Where(row => row.GuestEmail == email || (row.UserId != null && row.UserId == userId));
        }

        // A name may look like a reference; it is one where there is such a booking.
        if (wanted.Length == ReferenceLength && wanted.All(char.IsAsciiLetterOrDigit))
        {
            var reference = wanted.ToUpperInvariant();
            var named = rows.Where(row => row.Reference == reference);
            if (await named.AnyAsync(cancellationToken))
            {
                return named;
            }
        }

        var since = clock.GetUtcNow().UtcDateTime - s_back;
        return rows.Where(row =>
            row.Showtime.EndTime > since
            && (
                (row.GuestName!.Contains(wanted) && !row.GuestEmail!.EndsWith(".invalid"))
                || (row.User!.DisplayName.Contains(wanted) && row.User.DeletedAt == null)
            )
        );
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
        var paidBack = await db
            .CounterRefunds.Where(row => reservationIds.Contains(row.ReservationId))
            .GroupBy(row => row.ReservationId)
            .Select(booking => new { ReservationId = booking.Key, Amount = booking.Sum(row => row.Amount) })
            .ToDictionaryAsync(booking => booking.ReservationId, booking => booking.Amount, cancellationToken);
        var balances = await db
            .GiftCardUses.Where(use => reservationIds.Contains(use.ReservationId))
            .Select(use => new
            {
                use.ReservationId,
                Balance = use.Card.Amount - db.VGiftCardUses.Where(other => other.CardId == use.CardId).Sum(other => other.Spent),
            })
            .ToDictionaryAsync(use => use.ReservationId, use => currency.Round(use.Balance), cancellationToken);
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
                    sales.TryGetValue(booking.ReservationId, out var sale)
                        ? ToPayment(sale, booking.Showtime.Cinema.TimeZone) with
                        {
                            GiftCardBalance = balances.TryGetValue(booking.ReservationId, out var balance) ? balance : null,
                        }
                        : null,
                    currency.Round(
                        sale is null
                            ? 0
                            : booking.RefundDue - (booking.GiftCard?.GivenBack ?? 0) - paidBack.GetValueOrDefault(booking.ReservationId)
                    ),
                    currency.Round(paidBack.GetValueOrDefault(booking.ReservationId))
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
