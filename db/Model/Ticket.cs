using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class Ticket
{
    public int TicketId { get; set; }

    public int ReservationId { get; set; }

    public int ShowtimeId { get; set; }

    public int SeatId { get; set; }

    public string SeatClass { get; set; } = null!;

    public decimal Price { get; set; }

    public decimal RefundFee { get; set; }

    public DateTime? AdmittedAt { get; set; }

    public string? AdmittedDoor { get; set; }

    public virtual Reservation Reservation { get; set; } = null!;

    public virtual Seat Seat { get; set; } = null!;
}
