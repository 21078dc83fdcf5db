using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class GuestHold
{
    public byte[] GuestAddress { get; set; } = null!;

    public DateTime EndsAt { get; set; }

    public int ReservationId { get; set; }

    public short Seats { get; set; }
}
