using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class VoucherTicket
{
    public int TicketId { get; set; }

    public int CodeId { get; set; }

    public decimal Discount { get; set; }

    public virtual VoucherCode Code { get; set; } = null!;
}
