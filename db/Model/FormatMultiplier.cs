using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class FormatMultiplier
{
    public string Format { get; set; } = null!;

    public DateOnly ValidFrom { get; set; }

    public decimal Multiplier { get; set; }
}
