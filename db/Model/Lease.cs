using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class Lease
{
    public string Name { get; set; } = null!;

    public string Holder { get; set; } = null!;

    public DateTime ExpiresAt { get; set; }
}
