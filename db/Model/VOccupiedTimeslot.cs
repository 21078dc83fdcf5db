using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class VOccupiedTimeslot
{
    public int CinemaId { get; set; }

    public int ScreenId { get; set; }

    public string ScreenName { get; set; } = null!;

    public string Format { get; set; } = null!;

    public int ShowtimeId { get; set; }

    public int MovieId { get; set; }

    public string MovieTitle { get; set; } = null!;

    public DateOnly LocalDate { get; set; }

    public DateTime StartTime { get; set; }

    public DateTime EndTime { get; set; }

    public DateTime? FreeFrom { get; set; }
}
