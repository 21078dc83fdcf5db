using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class ApiKey
{
    public int KeyId { get; set; }

    public string Name { get; set; } = null!;

    public string Prefix { get; set; } = null!;

    public byte[] KeyHash { get; set; } = null!;

    public string Scopes { get; set; } = null!;

    public DateTime CreatedAt { get; set; }

    public DateTime? ExpiresAt { get; set; }

    public DateTime? RevokedAt { get; set; }

    public virtual ICollection<ApiKeyReservation> ApiKeyReservations { get; set; } = new List<ApiKeyReservation>();

    public virtual ApiKeyUse? ApiKeyUse { get; set; }

    public virtual ICollection<AuditLog> AuditLogs { get; set; } = new List<AuditLog>();

    public virtual ICollection<Webhook> Webhooks { get; set; } = new List<Webhook>();

    public virtual ICollection<Cinema> Cinemas { get; set; } = new List<Cinema>();
}
