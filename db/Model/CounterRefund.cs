using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class CounterRefund
{
    public int CounterRefundId { get; set; }

    public int ReservationId { get; set; }

    public int UserId { get; set; }

    public int? ShiftId { get; set; }

    public string Method { get; set; } = null!;

    public decimal Amount { get; set; }

    public DateTime RefundedAt { get; set; }

    public virtual CounterSale Reservation { get; set; } = null!;

    public virtual TillShift? Shift { get; set; }

    public virtual User User { get; set; } = null!;
}
