using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class VTillShift
{
    public int ShiftId { get; set; }

    public int CinemaId { get; set; }

    public int UserId { get; set; }

    public string Till { get; set; } = null!;

    public decimal OpeningFloat { get; set; }

    public DateTime OpenedAt { get; set; }

    public DateTime? ClosedAt { get; set; }

    public decimal? Counted { get; set; }

    public decimal? Expected { get; set; }

    public long? Sales { get; set; }

    public decimal? CashSales { get; set; }

    public decimal? CashRefunds { get; set; }

    public decimal? CardSales { get; set; }

    public decimal? CardRefunds { get; set; }
}
