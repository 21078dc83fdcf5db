using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class Reservation
{
    public int ReservationId { get; set; }

    public string Reference { get; set; } = null!;

    public int? UserId { get; set; }

    public string? GuestEmail { get; set; }

    public string? GuestName { get; set; }

    public int ShowtimeId { get; set; }

    public string Status { get; set; } = null!;

    public DateTime CreatedAt { get; set; }

    public DateTime? ExpiresAt { get; set; }

    public DateTime? ConfirmedAt { get; set; }

    public DateTime? CancelledAt { get; set; }

    public DateOnly? SaleDate { get; set; }

    public int RefundMinutes { get; set; }

    public string RefundFeeKind { get; set; } = null!;

    public decimal RefundFee { get; set; }

    public DateTime? BookedStartTime { get; set; }

    public virtual ApiKeyReservation? ApiKeyReservation { get; set; }

    public virtual ICollection<CancelledTicket> CancelledTickets { get; set; } = new List<CancelledTicket>();

    public virtual CounterSale? CounterSale { get; set; }

    public virtual ICollection<Exchange> ExchangeReplacedReservations { get; set; } = new List<Exchange>();

    public virtual Exchange? ExchangeReservation { get; set; }

    public virtual GiftCardUse? GiftCardUse { get; set; }

    public virtual ICollection<Payment> Payments { get; set; } = new List<Payment>();

    public virtual Showtime Showtime { get; set; } = null!;

    public virtual ICollection<Ticket> Tickets { get; set; } = new List<Ticket>();

    public virtual User? User { get; set; }

    public virtual VoucherUse? VoucherUse { get; set; }
}
