using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class VActiveShowtime
{
    public int ShowtimeId { get; set; }

    public DateTime StartTime { get; set; }

    public DateOnly LocalDate { get; set; }

    public int MovieId { get; set; }

    public int CinemaId { get; set; }

    public string Format { get; set; } = null!;
}
