using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class PriceCurrency
{
    public sbyte PriceCurrencyId { get; set; }

    public string Code { get; set; } = null!;

    public sbyte MinorUnits { get; set; }
}
