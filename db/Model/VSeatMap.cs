using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class VSeatMap
{
    public int ShowtimeId { get; set; }

    public int SeatVersion { get; set; }

    public int SeatId { get; set; }

    public string SeatLabel { get; set; } = null!;

    public string SeatRow { get; set; } = null!;

    public byte SeatColumn { get; set; }

    public string SeatClass { get; set; } = null!;

    public string Accessibility { get; set; } = null!;

    public string? SeatStatus { get; set; }

    public int? LockedByUserId { get; set; }

    public int? PendingReservationId { get; set; }

    public DateTime? HoldExpiresAt { get; set; }

    public long? LockedForMicroseconds { get; set; }

    public decimal? FixedPrice { get; set; }
}
