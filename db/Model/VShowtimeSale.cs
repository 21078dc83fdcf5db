using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class VShowtimeSale
{
    public int ShowtimeId { get; set; }

    public string Status { get; set; } = null!;

    public DateTime StartTime { get; set; }

    public DateOnly LocalDate { get; set; }

    public string MovieTitle { get; set; } = null!;

    public string ScreenName { get; set; } = null!;

    public string Format { get; set; } = null!;

    public int CinemaId { get; set; }

    public string CinemaName { get; set; } = null!;

    public string TimeZone { get; set; } = null!;

    public long? Seats { get; set; }

    public decimal? Sold { get; set; }

    public long? Held { get; set; }

    public long? Admitted { get; set; }

    public decimal? Revenue { get; set; }
}
