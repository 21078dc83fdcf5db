using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class SeatBlock
{
    public int ShowtimeId { get; set; }

    public int SeatId { get; set; }

    public string Reason { get; set; } = null!;

    public int? GroupId { get; set; }

    public virtual GroupBooking? Group { get; set; }

    public virtual Seat Seat { get; set; } = null!;

    public virtual Showtime Showtime { get; set; } = null!;
}
