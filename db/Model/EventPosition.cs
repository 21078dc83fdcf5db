using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class EventPosition
{
    public sbyte Id { get; set; }

    public long LastPosition { get; set; }

    public long PurgedPosition { get; set; }
}
