using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class TillShift
{
    public int ShiftId { get; set; }

    public int CinemaId { get; set; }

    public int UserId { get; set; }

    public string Till { get; set; } = null!;

    public decimal OpeningFloat { get; set; }

    public DateTime OpenedAt { get; set; }

    public DateTime? ClosedAt { get; set; }

    public decimal? Expected { get; set; }

    public decimal? Counted { get; set; }

    public int? OpenUserId { get; set; }

    public virtual Cinema Cinema { get; set; } = null!;

    public virtual ICollection<CounterRefund> CounterRefunds { get; set; } = new List<CounterRefund>();

    public virtual ICollection<CounterSale> CounterSales { get; set; } = new List<CounterSale>();

    public virtual User User { get; set; } = null!;
}
