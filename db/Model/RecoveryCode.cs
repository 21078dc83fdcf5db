using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class RecoveryCode
{
    public int UserId { get; set; }

    public byte[] CodeHash { get; set; } = null!;

    public DateTime? UsedAt { get; set; }

    public virtual SecondFactor User { get; set; } = null!;
}
