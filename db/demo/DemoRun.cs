namespace MovieBooking.Db.Demo;

/// <summary>A demo movie as it stands in the database, with the run it has there.</summary>
internal sealed record DemoRun(int MovieId, DemoMovie Movie, DateOnly Release, DateOnly Close)
{
    public bool PlaysOn(DateOnly day) => Release <= day && day <= Close;
}

/// <summary>A demo screen as it stands in the database.</summary>
internal sealed record DemoRoom(int ScreenId, string Format, DemoCinema Cinema);

/// <summary>A showtime of the plan: nothing here is in the database yet.</summary>
internal sealed record PlannedShow(DemoRun Run, DemoRoom Room, DateTime LocalStart, DateTime StartUtc)
{
    public DateTime EndUtc => StartUtc.AddMinutes(Run.Movie.Minutes);
    public DateOnly LocalDate => DateOnly.FromDateTime(LocalStart);
}
