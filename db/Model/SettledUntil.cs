using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class SettledUntil
{
    public sbyte SettledUntilId { get; set; }

    public DateTime SettledUntil1 { get; set; }
}
