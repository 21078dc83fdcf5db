namespace MovieBooking.Db.Demo;

internal sealed record DemoScreen(string Name, string Format);

/// <summary>
/// A cinema of the demo; <c>Draw</c> tells how busy it is beside the others, 1 being average. Who cancels does so until
/// <c>RefundMinutes</c> before the start, and leaves it a <c>RefundPercent</c>.
/// </summary>
internal sealed record DemoCinema(
    string Name,
    string Address,
    string City,
    string TimeZone,
    double Draw,
    DemoScreen[] Screens,
    int RefundMinutes = 0,
    int RefundPercent = 0
)
{
    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    public DateOnly LocalDate(DateTime utc) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, Zone));
}

/// <summary>Five invented cinemas with ten screens, in five time zones; two of them never change their clocks.</summary>
internal static class DemoCinemas
{
    public static readonly DemoCinema[] All =
    [
        new(
            "The Halcyon",
            "418 Lantern Street",
            "New York",
            "America/New_York",
            1.2,
            [new("Screen 1", "IMAX"), new("Screen 2", "3D"), new("Screen 3", "2D")]
        ),
        new("Lakeshore Lumiere", "77 Breakwater Avenue", "Chicago", "America/Chicago", 1, [new("Screen 1", "3D"), new("Screen 2", "2D")]),
        new("Sundial Picture House", "1260 Saguaro Row", "Phoenix", "America/Phoenix", 0.8, [new("Screen 1", "3D"), new("Screen 2", "2D")]),
        new(
            "Golden Pier Cinema",
            "9 Boardwalk Terrace",
            "Los Angeles",
            "America/Los_Angeles",
            1.1,
            [new("Screen 1", "IMAX"), new("Screen 2", "2D")],
            RefundMinutes: 60,
            RefundPercent: 10
        ),
        new("Makai Palace", "35 Plumeria Lane", "Honolulu", "Pacific/Honolulu", 0.75, [new("Screen 1", "2D")]),
    ];

    /// <summary>The programme's day, from which the movies' dates count, is the first cinema's.</summary>
    public static DateOnly Today(DateTime utcNow) => All[0].LocalDate(utcNow);
}
