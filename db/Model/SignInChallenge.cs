using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class SignInChallenge
{
    public byte[] TokenHash { get; set; } = null!;

    public int UserId { get; set; }

    public DateTime? CredentialsChangedAt { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime ExpiresAt { get; set; }

    public sbyte Tries { get; set; }

    public DateTime? UsedAt { get; set; }

    public virtual User User { get; set; } = null!;
}
