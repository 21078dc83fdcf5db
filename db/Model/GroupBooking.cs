using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class GroupBooking
{
    public int GroupId { get; set; }

    public int ShowtimeId { get; set; }

    public string Name { get; set; } = null!;

    public string? Contact { get; set; }

    public short Seats { get; set; }

    public int? UserId { get; set; }

    public DateTime MadeAt { get; set; }

    public virtual ICollection<SeatBlock> SeatBlocks { get; set; } = new List<SeatBlock>();

    public virtual Showtime Showtime { get; set; } = null!;

    public virtual User? User { get; set; }
}
