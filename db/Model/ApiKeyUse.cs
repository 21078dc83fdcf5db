using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class ApiKeyUse
{
    public int KeyId { get; set; }

    public DateTime LastUsedAt { get; set; }

    public virtual ApiKey Key { get; set; } = null!;
}
