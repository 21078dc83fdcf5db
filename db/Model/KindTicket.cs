using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class KindTicket
{
    public int TicketId { get; set; }

    public int KindId { get; set; }

    public decimal FullPrice { get; set; }

    public virtual TicketKind Kind { get; set; } = null!;
}
