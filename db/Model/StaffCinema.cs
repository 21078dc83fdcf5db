using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class StaffCinema
{
    public int UserId { get; set; }

    public int CinemaId { get; set; }

    public DateTime AddedAt { get; set; }

    public virtual Cinema Cinema { get; set; } = null!;

    public virtual User User { get; set; } = null!;
}
