using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class PaymentDifference
{
    public int PaymentDifferenceId { get; set; }

    public int ReconciliationId { get; set; }

    public string Kind { get; set; } = null!;

    public string? IntentId { get; set; }

    public int? ReservationId { get; set; }

    public decimal? Expected { get; set; }

    public decimal? Found { get; set; }

    public string Currency { get; set; } = null!;

    public virtual Reconciliation Reconciliation { get; set; } = null!;
}
