using FluentValidation;
using MovieBooking.Api.Seats;
using MovieBooking.Api.Showtimes;

namespace MovieBooking.Api.Reservations;

/// <summary>
/// pending: its seats are kept until expiresAt; confirmed: they are yours, pay at the cinema; cancelled;
/// expired: not confirmed in time.
/// </summary>
public enum ReservationStatus
{
    Pending,
    Confirmed,
    Cancelled,
    Expired,
}

/// <summary>A seat of a reservation.</summary>
/// <param name="TicketId" example="1">Its id.</param>
/// <param name="SeatId" example="53">The seat.</param>
/// <param name="SeatLabel" example="E5">The seat's row and number.</param>
/// <param name="SeatClass">The seat's class.</param>
/// <param name="Price" example="8.00">What it costs.</param>
public sealed record Ticket(int TicketId, int SeatId, string SeatLabel, SeatClass SeatClass, decimal Price);

/// <summary>A booking.</summary>
/// <param name="ReservationId" example="1">Its id.</param>
/// <param name="Reference" example="K7PX4MRW2T">The code to show at the cinema.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Showtime">The showtime.</param>
/// <param name="Tickets">Its seats; those it had, once cancelled or expired.</param>
/// <param name="Total" example="16.00">What the tickets cost together.</param>
/// <param name="RefundDue" example="0.00">What is due back for a cancelled booking.</param>
/// <param name="Currency" example="USD">The currency (ISO 4217).</param>
/// <param name="CreatedAt" example="2026-11-22T12:00:00-05:00">When it was made.</param>
/// <param name="ExpiresAt">Until when it must be confirmed; null once it is, or is cancelled.</param>
/// <param name="ConfirmedAt">When it was confirmed, or null.</param>
/// <param name="CancelledAt">When it was cancelled, or null.</param>
public sealed record Reservation(
    int ReservationId,
    string Reference,
    ReservationStatus Status,
    Showtime Showtime,
    IReadOnlyList<Ticket> Tickets,
    decimal Total,
    decimal RefundDue,
    string Currency,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? ConfirmedAt,
    DateTimeOffset? CancelledAt
);

/// <summary>What to book.</summary>
/// <param name="ShowtimeId" example="1">The showtime.</param>
/// <param name="SeatIds" example="[53, 54]">1 to 10 seats of its screen: free ones, or ones you hold.</param>
public sealed record CreateReservationRequest(int ShowtimeId, IReadOnlyList<int> SeatIds)
{
    internal sealed class Validator : AbstractValidator<CreateReservationRequest>
    {
        public Validator()
        {
            RuleFor(request => request.ShowtimeId).GreaterThan(0);
            RuleFor(request => request.SeatIds).NotEmpty().SeatList();
        }
    }
}
