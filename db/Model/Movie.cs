using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class Movie
{
    public int MovieId { get; set; }

    public string Title { get; set; } = null!;

    public short DurationMinutes { get; set; }

    public string Rating { get; set; } = null!;

    public DateOnly ReleaseDate { get; set; }

    public DateOnly? ScheduledCloseDate { get; set; }

    public string MovieStatus { get; set; } = null!;

    public string? Description { get; set; }

    public string? Director { get; set; }

    public string? CastMembers { get; set; }

    public string? Genre { get; set; }

    public string? PosterUrl { get; set; }

    public int Version { get; set; }

    public string SearchText { get; set; } = null!;

    public virtual ICollection<Showtime> Showtimes { get; set; } = new List<Showtime>();

    public virtual WaitingRoom? WaitingRoom { get; set; }
}
