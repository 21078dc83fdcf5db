using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class Reconciliation
{
    public int ReconciliationId { get; set; }

    public DateTime Since { get; set; }

    public DateTime StartedAt { get; set; }

    public DateTime? FinishedAt { get; set; }

    public int Intents { get; set; }

    public virtual ICollection<PaymentDifference> PaymentDifferences { get; set; } = new List<PaymentDifference>();
}
