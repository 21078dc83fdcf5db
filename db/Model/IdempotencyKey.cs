using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class IdempotencyKey
{
    public string Caller { get; set; } = null!;

    public string Route { get; set; } = null!;

    public string IdempotencyKey1 { get; set; } = null!;

    public byte[] RequestHash { get; set; } = null!;

    public short Status { get; set; }

    public string? Location { get; set; }

    public string Body { get; set; } = null!;

    public DateTime CreatedAt { get; set; }
}
