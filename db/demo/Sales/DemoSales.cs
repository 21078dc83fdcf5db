using System.Security.Cryptography;

namespace MovieBooking.Db.Demo;

/// <summary>Sells the programme and writes it down as the booking procedures would have.</summary>
internal static class DemoSales
{
    private const string ReferenceLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <returns>How many tickets stand.</returns>
    public static async Task<int> InsertAsync(DemoSession session, DateTime now)
    {
        var bookings = await DemoBookings.SellAsync(session, now);
        var prices = await PricesAsync(session);
        // The database has no bookings yet, so numbering them here costs nobody a number.
        var firstTicket = new int[bookings.Count];
        for (var index = 1; index < bookings.Count; index++)
        {
            firstTicket[index] = firstTicket[index - 1] + bookings[index - 1].Seats.Length;
        }

        var sold = bookings
            .SelectMany(
                (booking, index) =>
                    booking.Seats.Select(
                        (seat, place) =>
                            new Sold(
                                firstTicket[index] + place + 1,
                                index + 1,
                                booking,
                                seat,
                                prices[(seat.SeatClass, booking.Show.Room.Format, DateOnly.FromDateTime(booking.Show.LocalStart))]
                            )
                    )
            )
            .ToLookup(ticket => ticket.Booking.CancelledUtc is null);

        await InsertReservationsAsync(session, bookings);
        await InsertTicketsAsync(session, sold[true]);
        await InsertCancelledAsync(session, sold[false]);
        await InsertRollupsAsync(session, sold[true]);
        return sold[true].Count();
    }

    private static async Task<Dictionary<(string, string, DateOnly), decimal>> PricesAsync(DemoSession session)
    {
        var rows = await session.QueryAsync(
            """
            SELECT
                classes.seat_class,
                days.format,
                days.local_date,
                fn_seat_price(classes.seat_class, days.format, days.local_date)
            FROM (
                SELECT DISTINCT screens.format, showtimes.local_date
                FROM showtimes
                INNER JOIN screens
                    ON screens.screen_id = showtimes.screen_id
            ) AS days
            CROSS JOIN (SELECT DISTINCT fares.seat_class FROM fares) AS classes
            """,
            row => (Key: (row.GetString(0), row.GetString(1), row.GetDateOnly(2)), Price: row.GetDecimal(3))
        );
        return rows.ToDictionary(row => row.Key, row => row.Price);
    }

    private static Task InsertReservationsAsync(DemoSession session, List<DemoBooking> bookings)
    {
        var references = References(bookings.Count);
        return session.InsertAsync(
            "reservations (reservation_id, reference, user_id, showtime_id, status, created_at, confirmed_at, "
                + "cancelled_at, sale_date)",
            bookings.Select(
                (booking, index) =>
                    new object?[]
                    {
                        index + 1,
                        references[index],
                        booking.UserId,
                        booking.Show.ShowtimeId,
                        booking.CancelledUtc is null ? "confirmed" : "cancelled",
                        booking.BookedUtc.AddMinutes(-2),
                        booking.BookedUtc,
                        booking.CancelledUtc,
                        booking.SaleDate,
                    }
            )
        );
    }

    private static string[] References(int count)
    {
        var references = new HashSet<string>(count, StringComparer.Ordinal);
        while (references.Count < count)
        {
            references.Add(RandomNumberGenerator.GetString(ReferenceLetters, 10));
        }

        return [.. references];
    }

    private static Task InsertTicketsAsync(DemoSession session, IEnumerable<Sold> sold) =>
        session.InsertAsync(
            "tickets (ticket_id, reservation_id, showtime_id, seat_id, seat_class, price)",
            sold.Select(ticket =>
                new object?[]
                {
                    ticket.TicketId,
                    ticket.ReservationId,
                    ticket.Booking.Show.ShowtimeId,
                    ticket.Seat.SeatId,
                    ticket.Seat.SeatClass,
                    ticket.Price,
                }
            )
        );

    private static Task InsertCancelledAsync(DemoSession session, IEnumerable<Sold> cancelled) =>
        session.InsertAsync(
            "cancelled_tickets (ticket_id, reservation_id, showtime_id, seat_id, seat_class, price, refund_due, cancelled_at)",
            cancelled.Select(ticket =>
                new object?[]
                {
                    ticket.TicketId,
                    ticket.ReservationId,
                    ticket.Booking.Show.ShowtimeId,
                    ticket.Seat.SeatId,
                    ticket.Seat.SeatClass,
                    ticket.Price,
                    ticket.Price,
                    ticket.Booking.CancelledUtc,
                }
            )
        );

    private static Task InsertRollupsAsync(DemoSession session, IEnumerable<Sold> sold) =>
        session.InsertAsync(
            "sales_rollups (showtime_id, sale_date, seat_class, tickets, revenue)",
            sold.GroupBy(ticket => (ticket.Booking.Show.ShowtimeId, ticket.Booking.SaleDate, ticket.Seat.SeatClass))
                .OrderBy(group => group.Key)
                .Select(group =>
                    new object?[]
                    {
                        group.Key.ShowtimeId,
                        group.Key.SaleDate,
                        group.Key.SeatClass,
                        group.Count(),
                        group.Sum(ticket => ticket.Price),
                    }
                )
        );

    private sealed record Sold(int TicketId, int ReservationId, DemoBooking Booking, DemoSeat Seat, decimal Price);
}
