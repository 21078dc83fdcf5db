using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class ExternalLogin
{
    public string Provider { get; set; } = null!;

    public string Subject { get; set; } = null!;

    public int UserId { get; set; }

    public DateTime CreatedAt { get; set; }

    public virtual User User { get; set; } = null!;
}
