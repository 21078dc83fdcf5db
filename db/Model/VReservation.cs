using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class VReservation
{
    public int ReservationId { get; set; }

    public string Reference { get; set; } = null!;

    public int? UserId { get; set; }

    public string? GuestEmail { get; set; }

    public string? GuestName { get; set; }

    public int ShowtimeId { get; set; }

    public string? Status { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? ExpiresAt { get; set; }

    public DateTime? ConfirmedAt { get; set; }

    public DateTime? CancelledAt { get; set; }

    public int RefundMinutes { get; set; }

    public string RefundFeeKind { get; set; } = null!;

    public decimal RefundFee { get; set; }

    public DateTime? BookedStartTime { get; set; }
}
