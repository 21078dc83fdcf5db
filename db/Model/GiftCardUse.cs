using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class GiftCardUse
{
    public int ReservationId { get; set; }

    public int CardId { get; set; }

    public decimal Amount { get; set; }

    public decimal GivenBack { get; set; }

    public DateTime UsedAt { get; set; }

    public virtual GiftCard Card { get; set; } = null!;

    public virtual Reservation Reservation { get; set; } = null!;
}
