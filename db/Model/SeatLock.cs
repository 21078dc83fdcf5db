using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class SeatLock
{
    public int ShowtimeId { get; set; }

    public int SeatId { get; set; }

    public int UserId { get; set; }

    public decimal Price { get; set; }

    public DateTime HeldSince { get; set; }

    public DateTime ExpiresAt { get; set; }

    public virtual Seat Seat { get; set; } = null!;

    public virtual Showtime Showtime { get; set; } = null!;

    public virtual User User { get; set; } = null!;
}
