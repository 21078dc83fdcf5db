using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class SecondFactor
{
    public int UserId { get; set; }

    public byte[] SealedSecret { get; set; } = null!;

    public DateTime CreatedAt { get; set; }

    public DateTime? ConfirmedAt { get; set; }

    public long LastStep { get; set; }

    public virtual ICollection<RecoveryCode> RecoveryCodes { get; set; } = new List<RecoveryCode>();

    public virtual User User { get; set; } = null!;
}
