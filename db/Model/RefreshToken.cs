using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class RefreshToken
{
    public byte[] TokenHash { get; set; } = null!;

    public Guid FamilyId { get; set; }

    public int UserId { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime ExpiresAt { get; set; }

    public DateTime? UsedAt { get; set; }

    public DateTime? RevokedAt { get; set; }

    public byte[]? PredecessorHash { get; set; }

    public string? DeviceApp { get; set; }

    public string? DeviceSystem { get; set; }

    public DateTime? SignedInAt { get; set; }

    public int? PasskeyId { get; set; }

    public virtual User User { get; set; } = null!;
}
