using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class WebhookDelivery
{
    public long DeliveryId { get; set; }

    public int WebhookId { get; set; }

    public long Position { get; set; }

    public string Status { get; set; } = null!;

    public DateTime CreatedAt { get; set; }

    public DateTime TriedSince { get; set; }

    public DateTime NextAttemptAt { get; set; }

    public int Attempts { get; set; }

    public short? LastStatus { get; set; }

    public string? LastError { get; set; }

    public DateTime? FinishedAt { get; set; }

    public virtual Webhook Webhook { get; set; } = null!;
}
