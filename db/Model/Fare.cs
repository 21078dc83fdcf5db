using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class Fare
{
    public string SeatClass { get; set; } = null!;

    public DateOnly ValidFrom { get; set; }

    public decimal Price { get; set; }
}
