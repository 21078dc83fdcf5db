using MovieBooking.Api.Movies;
using MovieBooking.Api.Showtimes;

namespace MovieBooking.Api.Admin.Schedule;

/// <summary>What of a screen its schedule needs.</summary>
internal sealed record ScheduleScreen(int ScreenId, int CinemaId, string Name, ScreenFormat Format, string TimeZone);

/// <summary>What of a movie its schedule needs.</summary>
/// <param name="MovieId">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="DurationMinutes">How long a show takes.</param>
/// <param name="LastDay">The last local day on which a show may start.</param>
/// <param name="Status">A closed movie cannot be scheduled.</param>
internal sealed record ScheduleMovie(int MovieId, string Title, int DurationMinutes, DateOnly LastDay, MovieStatus Status);

/// <summary>A show that is to be scheduled, or moved when it has an id already. Times are UTC.</summary>
internal sealed record PlannedShow(ScheduleMovie Movie, ScheduleScreen Screen, DateTime StartsAt, int? ShowtimeId = null)
{
    public DateTime EndsAt => StartsAt.AddMinutes(Movie.DurationMinutes);

    /// <summary>The cinema's day of the start.</summary>
    public DateOnly LocalDate => DateOnly.FromDateTime(StartsAt.In(Screen.TimeZone).DateTime);
}

/// <summary>When a screen is in use. Times are UTC.</summary>
internal sealed record OccupiedSlot(int ScreenId, int? ShowtimeId, string MovieTitle, DateTime StartsAt, DateTime EndsAt);
