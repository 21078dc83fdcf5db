using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class CounterSale
{
    public int ReservationId { get; set; }

    public int CinemaId { get; set; }

    public int UserId { get; set; }

    public int? ShiftId { get; set; }

    public string Method { get; set; } = null!;

    public decimal Amount { get; set; }

    public decimal? Given { get; set; }

    public DateTime SoldAt { get; set; }

    public virtual Cinema Cinema { get; set; } = null!;

    public virtual ICollection<CounterRefund> CounterRefunds { get; set; } = new List<CounterRefund>();

    public virtual Reservation Reservation { get; set; } = null!;

    public virtual TillShift? Shift { get; set; }

    public virtual User User { get; set; } = null!;
}
