using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class HoldRule
{
    public sbyte HoldRulesId { get; set; }

    public short ShowtimeLimit { get; set; }

    public int AccessibleReleaseMinutes { get; set; }

    public short OfferMinutes { get; set; }
}
