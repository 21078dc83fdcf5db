using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class Payment
{
    public int PaymentId { get; set; }

    public int ReservationId { get; set; }

    public int MovieId { get; set; }

    public string Provider { get; set; } = null!;

    public string? IntentId { get; set; }

    public string Status { get; set; } = null!;

    public string Currency { get; set; } = null!;

    public decimal Amount { get; set; }

    public decimal Captured { get; set; }

    public decimal Refunded { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime UpdatedAt { get; set; }

    public DateTime? CapturedAt { get; set; }

    public DateTime? PlacedAt { get; set; }

    public string? ReturnedBecause { get; set; }

    public string? DeclineCode { get; set; }

    public int? OpenReservationId { get; set; }

    public int? PlacedReservationId { get; set; }

    public virtual ICollection<Refund> Refunds { get; set; } = new List<Refund>();

    public virtual Reservation Reservation { get; set; } = null!;
}
