using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class Screen
{
    public int ScreenId { get; set; }

    public int CinemaId { get; set; }

    public string Name { get; set; } = null!;

    public string Format { get; set; } = null!;

    public virtual Cinema Cinema { get; set; } = null!;

    public virtual ICollection<Seat> Seats { get; set; } = new List<Seat>();

    public virtual ICollection<Showtime> Showtimes { get; set; } = new List<Showtime>();
}
