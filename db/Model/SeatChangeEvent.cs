using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class SeatChangeEvent
{
    public int ShowtimeId { get; set; }

    public int SeatVersion { get; set; }

    public long EventId { get; set; }
}
