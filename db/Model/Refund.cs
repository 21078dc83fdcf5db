using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class Refund
{
    public int RefundId { get; set; }

    public int PaymentId { get; set; }

    public decimal Amount { get; set; }

    public string Status { get; set; } = null!;

    public string? ProviderRefundId { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime NextAttemptAt { get; set; }

    public int Attempts { get; set; }

    public string? LastError { get; set; }

    public DateTime? FinishedAt { get; set; }

    public virtual Payment Payment { get; set; } = null!;
}
