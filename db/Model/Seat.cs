using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class Seat
{
    public int SeatId { get; set; }

    public int ScreenId { get; set; }

    public string SeatLabel { get; set; } = null!;

    public string SeatRow { get; set; } = null!;

    public byte SeatColumn { get; set; }

    public string SeatClass { get; set; } = null!;

    public bool OutOfService { get; set; }

    public string Accessibility { get; set; } = null!;

    public virtual ICollection<CancelledTicket> CancelledTickets { get; set; } = new List<CancelledTicket>();

    public virtual Screen Screen { get; set; } = null!;

    public virtual ICollection<SeatBlock> SeatBlocks { get; set; } = new List<SeatBlock>();

    public virtual ICollection<SeatLock> SeatLocks { get; set; } = new List<SeatLock>();

    public virtual ICollection<Ticket> Tickets { get; set; } = new List<Ticket>();
}
