using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class GiftCard
{
    public int CardId { get; set; }

    public string Name { get; set; } = null!;

    public byte[] CodeHash { get; set; } = null!;

    public string Hint { get; set; } = null!;

    public decimal Amount { get; set; }

    public string Currency { get; set; } = null!;

    public DateTime? ExpiresAt { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? CancelledAt { get; set; }

    public virtual ICollection<GiftCardUse> GiftCardUses { get; set; } = new List<GiftCardUse>();
}
