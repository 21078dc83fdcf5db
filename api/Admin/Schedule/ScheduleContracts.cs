using FluentValidation;
using MovieBooking.Api.Admin.Access;
using MovieBooking.Api.Showtimes;

namespace MovieBooking.Api.Admin.Schedule;

/// <summary>How a show stands in another's way.</summary>
public enum ConflictKind
{
    /// <summary>They run at the same time.</summary>
    Overlap,

    /// <summary>Less than 15 minutes lie between them.</summary>
    Buffer,
}

/// <summary>A show that cannot take place as planned, because of one in its way.</summary>
/// <param name="ScreenId" example="1">The screen.</param>
/// <param name="StartsAt" example="2026-12-01T19:30:00-05:00">When the planned show would start.</param>
/// <param name="Kind">overlap: both run at once; buffer: less than 15 minutes lie between them.</param>
/// <param name="MovieTitle" example="Night Train">The movie in the way.</param>
/// <param name="ConflictStartsAt" example="2026-12-01T18:00:00-05:00">When the show in the way starts.</param>
/// <param name="ConflictEndsAt" example="2026-12-01T20:00:00-05:00">When it ends.</param>
/// <param name="NextFreeStartsAt" example="2026-12-01T20:15:00-05:00">The nearest later start on this screen; null when there is none within a week, or before the movie closes.</param>
/// <param name="FreeScreens">The cinema's screens that are free at the planned time.</param>
public sealed record ScheduleConflict(
    int ScreenId,
    DateTimeOffset StartsAt,
    ConflictKind Kind,
    string MovieTitle,
    DateTimeOffset ConflictStartsAt,
    DateTimeOffset ConflictEndsAt,
    DateTimeOffset? NextFreeStartsAt,
    IReadOnlyList<ShowtimeScreen> FreeScreens
);

/// <summary>Where and when a show is to start.</summary>
/// <param name="ScreenId" example="1">The screen.</param>
/// <param name="StartsAt" example="2026-12-01T19:30:00">The start (ISO 8601): with an offset a moment; without one the cinema's wall clock.</param>
public sealed record PlannedStart(int ScreenId, string StartsAt)
{
    internal sealed class Validator : AbstractValidator<PlannedStart>
    {
        public Validator()
        {
            RuleFor(start => start.ScreenId).GreaterThan(0);
            RuleFor(start => start.StartsAt).NotEmpty().MaximumLength(40);
        }
    }
}

/// <summary>Which day of which cinema to show.</summary>
/// <param name="CinemaId" example="1">The cinema.</param>
/// <param name="Date" example="2026-12-01">The cinema's day; its today when left out.</param>
internal sealed record ScheduleQuery(int CinemaId, DateOnly? Date) : INamesCinemas
{
    IEnumerable<int> INamesCinemas.CinemaIds => [CinemaId];

    public sealed class Validator : AbstractValidator<ScheduleQuery>
    {
        public Validator()
        {
            RuleFor(query => query.CinemaId).GreaterThan(0);
            RuleFor(query => query.Date)
                .InclusiveBetween(ScheduleRules.FirstDay, ScheduleRules.LastDay)
                .WithMessage(_ => Texts.Problems["Days"]);
        }
    }
}

/// <summary>Which days of a cinema to write down.</summary>
/// <param name="CinemaId" example="1">The cinema.</param>
/// <param name="From" example="2026-11-22">The first day: the cinema's today when left out.</param>
/// <param name="To" example="2026-11-28">The last day: six days after the first when left out. At most 62 days in all.</param>
internal sealed record ScheduleFileQuery(int CinemaId, DateOnly? From, DateOnly? To) : INamesCinemas
{
    IEnumerable<int> INamesCinemas.CinemaIds => [CinemaId];

    private const int LongestPeriod = 62;

    /// <summary>The days that are meant on a day.</summary>
    public (DateOnly From, DateOnly To) Days(DateOnly today)
    {
        var from = From ?? (To < today ? To.Value : today);
        return (from, To ?? from.AddDays(6));
    }

    public sealed class Validator : AbstractValidator<ScheduleFileQuery>
    {
        public Validator()
        {
            RuleFor(query => query.From).InclusiveBetween(ScheduleRules.FirstDay, ScheduleRules.LastDay);
            RuleFor(query => query.To).InclusiveBetween(ScheduleRules.FirstDay, ScheduleRules.LastDay);
            RuleFor(query => query.To).GreaterThanOrEqualTo(query => query.From).When(query => query.From is not null);
            RuleFor(query => query.To)
                .Must((query, to) => to is null || to.Value.DayNumber - (query.From ?? to).Value.DayNumber < LongestPeriod)
                .WithMessage(_ => Texts.Problems["MostPeriod", LongestPeriod]);
        }
    }
}

/// <summary>The days that a schedule can have: those that a movie can be released on.</summary>
internal static class ScheduleRules
{
    public static readonly DateOnly FirstDay = new(1888, 1, 1);
    public static readonly DateOnly LastDay = new(2200, 12, 31);
}

/// <summary>A show on a screen, and how long it keeps the screen.</summary>
/// <param name="ShowtimeId" example="1">The showtime.</param>
/// <param name="MovieId" example="1">The movie.</param>
/// <param name="MovieTitle" example="The Long Exposure">Its title.</param>
/// <param name="StartsAt" example="2026-12-01T19:30:00-05:00">The start; on the day before for a show that runs past midnight.</param>
/// <param name="EndsAt" example="2026-12-01T21:22:00-05:00">The end.</param>
/// <param name="FreeFrom" example="2026-12-01T21:37:00-05:00">When the next show may start: 15 minutes later.</param>
/// <param name="TicketsSold" example="42">How many tickets are sold.</param>
public sealed record ScheduleSlot(
    int ShowtimeId,
    int MovieId,
    string MovieTitle,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    DateTimeOffset FreeFrom,
    int TicketsSold
);

/// <summary>A screen and its shows.</summary>
/// <param name="ScreenId" example="1">The screen.</param>
/// <param name="Name" example="Screen 1">Its name in the cinema.</param>
/// <param name="Format">How it shows movies.</param>
/// <param name="Slots">Its shows that touch the day, in order.</param>
public sealed record ScreenSchedule(int ScreenId, string Name, ScreenFormat Format, IReadOnlyList<ScheduleSlot> Slots);

/// <summary>A day of a cinema: every screen with its shows.</summary>
/// <param name="Cinema">The cinema.</param>
/// <param name="Date" example="2026-12-01">Its day.</param>
/// <param name="DayStartsAt" example="2026-12-01T00:00:00-05:00">When the day begins.</param>
/// <param name="DayEndsAt" example="2026-12-02T00:00:00-05:00">When the next begins: 23 to 25 hours later.</param>
/// <param name="Screens">Its screens by name, also those without a show.</param>
public sealed record DaySchedule(
    Cinema Cinema,
    DateOnly Date,
    DateTimeOffset DayStartsAt,
    DateTimeOffset DayEndsAt,
    IReadOnlyList<ScreenSchedule> Screens
);
