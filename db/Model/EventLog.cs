using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class EventLog
{
    public long EventId { get; set; }

    public long? Position { get; set; }

    public string Type { get; set; } = null!;

    public int ShowtimeId { get; set; }

    public int? CinemaId { get; set; }

    public int? ReservationId { get; set; }

    public string? Details { get; set; }

    public DateTime OccurredAt { get; set; }
}
