using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class OpenidRequest
{
    public byte[] RequestHash { get; set; } = null!;

    public string Provider { get; set; } = null!;

    public int? UserId { get; set; }

    public Guid? SessionId { get; set; }

    public DateTime? CredentialsChangedAt { get; set; }

    public DateTime ExpiresAt { get; set; }

    public virtual User? User { get; set; }
}
