using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class WaitingEntry
{
    public int EntryId { get; set; }

    public int ShowtimeId { get; set; }

    public int? UserId { get; set; }

    public string? GuestEmail { get; set; }

    public string? GuestName { get; set; }

    public byte[]? GuestAddress { get; set; }

    public sbyte Seats { get; set; }

    public string Language { get; set; } = null!;

    public string Status { get; set; } = null!;

    public DateTime JoinedAt { get; set; }

    public DateTime? OfferedAt { get; set; }

    public DateTime? OfferUntil { get; set; }

    public int? ReservationId { get; set; }

    public virtual User? User { get; set; }
}
