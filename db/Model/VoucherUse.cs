using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class VoucherUse
{
    public int ReservationId { get; set; }

    public int CodeId { get; set; }

    public decimal Discount { get; set; }

    public DateTime UsedAt { get; set; }

    public virtual VoucherCode Code { get; set; } = null!;

    public virtual Reservation Reservation { get; set; } = null!;
}
