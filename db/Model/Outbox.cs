using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class Outbox
{
    public long MessageId { get; set; }

    public string Kind { get; set; } = null!;

    public int? ReservationId { get; set; }

    public string? Recipient { get; set; }

    public string? Payload { get; set; }

    public string? OnceKey { get; set; }

    public string Status { get; set; } = null!;

    public DateTime CreatedAt { get; set; }

    public DateTime NextAttemptAt { get; set; }

    public int Attempts { get; set; }

    public string? LastError { get; set; }

    public DateTime? FinishedAt { get; set; }

    public string? Language { get; set; }
}
