using FluentValidation;
using MovieBooking.Api.Admin.Access;
using MovieBooking.Api.Showtimes;

namespace MovieBooking.Api.Admin.Schedule;

/// <summary>How much of a programme to repeat.</summary>
public enum RepeatPeriod
{
    Day,
    Week,
}

/// <summary>Which programme to repeat, and when.</summary>
/// <param name="CinemaId" example="1">The cinema.</param>
/// <param name="From" example="2026-11-30">The day to repeat, or the first day of the week.</param>
/// <param name="Period">day (the default), or week: seven days from there.</param>
/// <param name="To" example="[&quot;2026-12-01&quot;, &quot;2026-12-02&quot;]">1 to 31 days to repeat it on; the first days of weeks for a week.</param>
/// <param name="DryRun">Only say what would be scheduled and what is in the way.</param>
public sealed record RepeatRequest(int CinemaId, DateOnly From, RepeatPeriod? Period, IReadOnlyList<DateOnly> To, bool? DryRun)
    : INamesCinemas
{
    IEnumerable<int> INamesCinemas.CinemaIds => [CinemaId];

    internal int Days => Period == RepeatPeriod.Week ? 7 : 1;

    internal sealed class Validator : AbstractValidator<RepeatRequest>
    {
        private const int MostDays = 31;

        public Validator()
        {
            RuleFor(request => request.CinemaId).GreaterThan(0);
            RuleFor(request => request.From)
                .InclusiveBetween(ScheduleRules.FirstDay, ScheduleRules.LastDay)
                .WithMessage(_ => Texts.Problems["Days"]);
            RuleFor(request => request.To)
                .Cascade(CascadeMode.Stop)
                .NotEmpty()
                .Must(days => days.Count <= MostDays)
                .WithMessage(_ => Texts.Problems["MostDays", MostDays])
                .Must(days => days.All(day => day >= ScheduleRules.FirstDay && day <= ScheduleRules.LastDay))
                .WithMessage(_ => Texts.Problems["Days"])
                .Must(days => days.Distinct().Count() == days.Count)
                .WithMessage(_ => Texts.Problems["DaysOnce"])
                .Must((request, days) => days.All(day => Math.Abs(day.DayNumber - request.From.DayNumber) >= request.Days))
                .WithMessage(_ => Texts.Problems["DaysApart"]);
        }
    }
}

/// <summary>A show that is scheduled, or would be.</summary>
/// <param name="ShowtimeId" example="1">The showtime; null in a dry run.</param>
/// <param name="MovieId" example="1">The movie.</param>
/// <param name="MovieTitle" example="The Long Exposure">Its title.</param>
/// <param name="ScreenId" example="1">The screen.</param>
/// <param name="StartsAt" example="2026-12-01T19:30:00-05:00">The start.</param>
/// <param name="EndsAt" example="2026-12-01T21:22:00-05:00">The end.</param>
public sealed record RepeatedShow(
    int? ShowtimeId,
    int MovieId,
    string MovieTitle,
    int ScreenId,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt
)
{
    internal static RepeatedShow Of(PlannedShow show, int? showtimeId) =>
        new(
            showtimeId,
            show.Movie.MovieId,
            show.Movie.Title,
            show.Screen.ScreenId,
            show.StartsAt.In(show.Screen.TimeZone),
            show.EndsAt.In(show.Screen.TimeZone)
        );
}

/// <summary>A show that cannot be repeated, whatever else is on the screen.</summary>
/// <param name="ScreenId" example="1">The screen.</param>
/// <param name="MovieTitle" example="The Long Exposure">The movie.</param>
/// <param name="Date" example="2026-12-01">The day on which it would start.</param>
/// <param name="Time" example="02:30:00">The time of day, the cinema's.</param>
/// <param name="Code" example="after_close_date">after_close_date, movie_closed, show_started (the time is past), or validation_failed (the clocks skip that time).</param>
public sealed record RefusedShow(int ScreenId, string MovieTitle, DateOnly Date, TimeOnly Time, string Code);

/// <summary>What a repetition scheduled, or would.</summary>
/// <param name="DryRun">Whether nothing was saved.</param>
/// <param name="Showtimes">The shows, in order of screen and time.</param>
/// <param name="Conflicts">In a dry run: what is in the way.</param>
/// <param name="Refused">In a dry run: the shows that cannot be repeated for another reason.</param>
public sealed record RepeatResult(
    bool DryRun,
    IReadOnlyList<RepeatedShow> Showtimes,
    IReadOnlyList<ScheduleConflict> Conflicts,
    IReadOnlyList<RefusedShow> Refused
);
