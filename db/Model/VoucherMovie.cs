using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class VoucherMovie
{
    public int VoucherId { get; set; }

    public int MovieId { get; set; }

    public virtual Voucher Voucher { get; set; } = null!;
}
