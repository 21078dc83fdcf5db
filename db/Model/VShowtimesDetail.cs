using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class VShowtimesDetail
{
    public int ShowtimeId { get; set; }

    public string Status { get; set; } = null!;

    public DateTime StartTime { get; set; }

    public DateTime EndTime { get; set; }

    public DateOnly LocalDate { get; set; }

    public int MovieId { get; set; }

    public string MovieTitle { get; set; } = null!;

    public string MovieStatus { get; set; } = null!;

    public int ScreenId { get; set; }

    public string ScreenName { get; set; } = null!;

    public string Format { get; set; } = null!;

    public int CinemaId { get; set; }

    public string CinemaName { get; set; } = null!;

    public string Address { get; set; } = null!;

    public string City { get; set; } = null!;

    public string TimeZone { get; set; } = null!;

    public decimal? StandardPrice { get; set; }

    public decimal? PremiumPrice { get; set; }

    public long? SeatsAvailable { get; set; }
}
