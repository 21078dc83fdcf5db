using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class VTotalSale
{
    public int CinemaId { get; set; }

    public decimal? Tickets { get; set; }

    public decimal? Revenue { get; set; }
}
