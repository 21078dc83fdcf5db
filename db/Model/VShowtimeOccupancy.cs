using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class VShowtimeOccupancy
{
    public int ShowtimeId { get; set; }

    public int CinemaId { get; set; }

    public DateOnly LocalDate { get; set; }

    public DateTime StartTime { get; set; }

    public long? Seats { get; set; }

    public decimal? Tickets { get; set; }
}
