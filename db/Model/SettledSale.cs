using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class SettledSale
{
    public int CinemaId { get; set; }

    public long Tickets { get; set; }

    public decimal Revenue { get; set; }

    public virtual Cinema Cinema { get; set; } = null!;
}
