using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class ApiKeyReservation
{
    public int ReservationId { get; set; }

    public int KeyId { get; set; }

    public virtual ApiKey Key { get; set; } = null!;

    public virtual Reservation Reservation { get; set; } = null!;
}
