using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class Exchange
{
    public int ReservationId { get; set; }

    public int ReplacedReservationId { get; set; }

    public int UserId { get; set; }

    public DateTime ExchangedAt { get; set; }

    public virtual Reservation ReplacedReservation { get; set; } = null!;

    public virtual Reservation Reservation { get; set; } = null!;

    public virtual User User { get; set; } = null!;
}
