using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class TicketKind
{
    public int KindId { get; set; }

    public int CinemaId { get; set; }

    public string Name { get; set; } = null!;

    public string? Note { get; set; }

    public decimal? Factor { get; set; }

    public decimal? FixedPrice { get; set; }

    public sbyte Weekdays { get; set; }

    public TimeOnly? StartsFrom { get; set; }

    public TimeOnly? StartsBefore { get; set; }

    public string? HighestRating { get; set; }

    public short Position { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? EndedAt { get; set; }

    public string? ActiveName { get; set; }

    public virtual Cinema Cinema { get; set; } = null!;

    public virtual ICollection<KindTicket> KindTickets { get; set; } = new List<KindTicket>();
}
