using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class VMovieDailySale
{
    public int MovieId { get; set; }

    public DateOnly SaleDate { get; set; }

    public decimal? Tickets { get; set; }

    public decimal? Revenue { get; set; }
}
