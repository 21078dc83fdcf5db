using System.Security.Cryptography;
using System.Text;
using MovieBooking.Api.Http;
using MovieBooking.Api.Reservations;
using MovieBooking.Api.Seats;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;

namespace MovieBooking.Api.Door;

/// <summary>A show's tickets, for a door that may lose its network.</summary>
/// <param name="Showtime">The show.</param>
/// <param name="MadeAt" example="2026-11-22T18:55:00Z">The moment that the list is right for.</param>
/// <param name="Tickets">The tickets of confirmed bookings, by seat.</param>
public sealed record DoorList(DoorShowtime Showtime, DateTimeOffset MadeAt, IReadOnlyList<DoorListTicket> Tickets);

/// <summary>A ticket that lets somebody in, unless it did already.</summary>
/// <param name="TicketId" example="1">The ticket.</param>
/// <param name="Reference" example="K7PX4MRW2T">Its booking.</param>
/// <param name="SeatLabel" example="E5">Its seat.</param>
/// <param name="SeatClass" example="standard">The seat's class.</param>
/// <param name="Kind" example="Child">What kind of ticket it is; null: the full price.</param>
/// <param name="AdmittedAt" example="2026-11-22T19:21:00+01:00">Since when somebody is in with it; null: nobody is.</param>
/// <param name="Door" example="Door 1">At which door they came in.</param>
/// <param name="Codes" example="[&quot;5b1f5e6f9a4c0c1f1c0d3f0d0d2d4c6a8e9b7f6a5d4c3b2a1908f7e6d5c4b3a2&quot;]">
/// The SHA-256, in hexadecimal, of what its QR code says: of one code for each key that is still good.
/// </param>
public sealed record DoorListTicket(
    int TicketId,
    string Reference,
    string SeatLabel,
    SeatClass SeatClass,
    string? Kind,
    DateTimeOffset? AdmittedAt,
    string? Door,
    IReadOnlyList<string> Codes
);

/// <summary>Reads the lists. A code is in one as its hash: a list makes no ticket.</summary>
internal sealed class DoorLists(BookingTransaction booking, TicketTokens tokens, TimeProvider clock)
{
    public Task<DoorList> ReadAsync(int showtimeId, CancellationToken cancellationToken) =>
        booking.RunRepeatableAsync(
            async transaction =>
            {
                var now = clock.GetUtcNow();
                var showtime = await Admissions.ShowtimeAsync(transaction, showtimeId, cancellationToken);
                var tickets = await transaction.QueryAsync(
                    """
                    SELECT
                        tickets.ticket_id,
                        reservations.reference,
                        seats.seat_label,
                        tickets.seat_class,
                        ticket_kinds.name,
                        tickets.admitted_at,
                        tickets.admitted_door,
                        cinemas.time_zone
                    FROM tickets FORCE INDEX (uk_tickets_showtime_seat)
                    INNER JOIN reservations ON reservations.reservation_id = tickets.reservation_id
                    INNER JOIN seats ON seats.seat_id = tickets.seat_id
                    INNER JOIN screens ON screens.screen_id = seats.screen_id
                    INNER JOIN cinemas ON cinemas.cinema_id = screens.cinema_id
                    LEFT JOIN kind_tickets ON kind_tickets.ticket_id = tickets.ticket_id
                    LEFT JOIN ticket_kinds ON ticket_kinds.kind_id = kind_tickets.kind_id
                    WHERE tickets.showtime_id = @showtime_id
                        AND reservations.status = 'confirmed'
                    ORDER BY tickets.seat_id
                    """,
                    row => new DoorListTicket(
                        row.GetInt32(0),
                        row.GetString(1),
                        row.GetString(2),
                        Word.Parse<SeatClass>(row.GetString(3)),
                        row[4] as string,
                        row.IsDBNull(5) ? null : row.GetDateTime(5).In(row.GetString(7)),
                        row[6] as string,
                        Codes(new TicketClaim(row.GetInt32(0), showtimeId))
                    ),
                    cancellationToken,
                    ("@showtime_id", showtimeId)
                );
                return new DoorList(showtime, now, tickets);
            },
            cancellationToken
        );

    private IReadOnlyList<string> Codes(TicketClaim claim) =>
        [.. tokens.All(claim).Select(token => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))))];
}
