using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class SalesRollup
{
    public int ShowtimeId { get; set; }

    public DateOnly SaleDate { get; set; }

    public string SeatClass { get; set; } = null!;

    public int Tickets { get; set; }

    public decimal Revenue { get; set; }

    public virtual Showtime Showtime { get; set; } = null!;
}
