using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class AuditLog
{
    public long AuditId { get; set; }

    public DateTime OccurredAt { get; set; }

    public int? UserId { get; set; }

    public string? UserEmail { get; set; }

    public int? KeyId { get; set; }

    public string Action { get; set; } = null!;

    public string Entity { get; set; } = null!;

    public string EntityId { get; set; } = null!;

    public string? EntityLabel { get; set; }

    public string Changes { get; set; } = null!;

    public int? CinemaId { get; set; }

    public virtual ApiKey? Key { get; set; }
}
