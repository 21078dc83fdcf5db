using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class Passkey
{
    public int PasskeyId { get; set; }

    public int UserId { get; set; }

    public byte[] CredentialId { get; set; } = null!;

    public byte[] PublicKey { get; set; } = null!;

    public long SignCount { get; set; }

    public string Name { get; set; } = null!;

    public DateTime CreatedAt { get; set; }

    public DateTime? LastUsedAt { get; set; }

    public virtual User User { get; set; } = null!;
}
