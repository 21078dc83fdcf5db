using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class VTopPerformingMovie
{
    public int? MovieId { get; set; }

    public string? Title { get; set; }

    public string? Genre { get; set; }

    public string? PosterUrl { get; set; }

    public long? Showtimes { get; set; }

    public decimal? Capacity { get; set; }

    public decimal? Tickets { get; set; }

    public decimal? Revenue { get; set; }

    public decimal? Occupancy { get; set; }

    public double? RevenueScore { get; set; }

    public double? OccupancyScore { get; set; }

    public double? VolumeScore { get; set; }

    public double? Score { get; set; }
}
