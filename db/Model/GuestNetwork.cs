using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class GuestNetwork
{
    public byte[] GuestAddress { get; set; } = null!;

    public DateTime BookedAt { get; set; }
}
