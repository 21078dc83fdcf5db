using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class AccountToken
{
    public byte[] TokenHash { get; set; } = null!;

    public string Purpose { get; set; } = null!;

    public int UserId { get; set; }

    public string? NewEmail { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime ExpiresAt { get; set; }

    public DateTime? UsedAt { get; set; }

    public virtual User User { get; set; } = null!;
}
