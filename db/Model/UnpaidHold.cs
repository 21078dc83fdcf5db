using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class UnpaidHold
{
    public int ShowtimeId { get; set; }

    public int UserId { get; set; }

    public short Times { get; set; }

    public DateTime LapsedAt { get; set; }

    public virtual Showtime Showtime { get; set; } = null!;
}
