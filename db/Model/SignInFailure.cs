using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class SignInFailure
{
    public byte[] TriedAs { get; set; } = null!;

    public int? UserId { get; set; }

    public short Failures { get; set; }

    public DateTime FailedAt { get; set; }

    public DateTime? RetryAt { get; set; }
}
