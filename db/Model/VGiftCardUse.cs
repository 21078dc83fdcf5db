using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class VGiftCardUse
{
    public int ReservationId { get; set; }

    public int CardId { get; set; }

    public decimal Amount { get; set; }

    public decimal GivenBack { get; set; }

    public DateTime UsedAt { get; set; }

    public decimal Spent { get; set; }
}
