using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class Webhook
{
    public int WebhookId { get; set; }

    public int KeyId { get; set; }

    public string Url { get; set; } = null!;

    public string Types { get; set; } = null!;

    public byte[] Secret { get; set; } = null!;

    public byte[]? PreviousSecret { get; set; }

    public DateTime? PreviousUntil { get; set; }

    public long LastPosition { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? DeletedAt { get; set; }

    public virtual ApiKey Key { get; set; } = null!;

    public virtual ICollection<WebhookDelivery> WebhookDeliveries { get; set; } = new List<WebhookDelivery>();
}
