using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;

namespace MovieBooking.Api.Admin.Schedule;

/// <summary>From what a manager asks for to planned shows; every field that is wrong is named.</summary>
internal static class ShowStarts
{
    /// <summary>The one show of a request with screenId and startsAt.</summary>
    public static PlannedShow Plan(
        this ScheduleMovie movie,
        IReadOnlyDictionary<int, ScheduleScreen> screens,
        PlannedStart start,
        int? showtimeId = null
    )
    {
        Dictionary<string, string[]> errors = new(StringComparer.Ordinal);
        var show = Plan(movie, screens, start, "", errors);
        return show is null ? throw new Refusal(Problems.Invalid(errors)) : show with { ShowtimeId = showtimeId };
    }

    /// <summary>The shows of a request with a list of them, showtimes.</summary>
    public static IReadOnlyList<PlannedShow> Plan(
        this ScheduleMovie movie,
        IReadOnlyDictionary<int, ScheduleScreen> screens,
        IReadOnlyList<PlannedStart> starts
    )
    {
        Dictionary<string, string[]> errors = new(StringComparer.Ordinal);
        var shows = starts.Select((start, index) => Plan(movie, screens, start, $"showtimes[{index}].", errors)).OfType<PlannedShow>();
        PlannedShow[] planned = [.. shows];
        return errors.Count > 0 ? throw new Refusal(Problems.Invalid(errors)) : planned;
    }

    private static PlannedShow? Plan(
        ScheduleMovie movie,
        IReadOnlyDictionary<int, ScheduleScreen> screens,
        PlannedStart start,
        string path,
        Dictionary<string, string[]> errors
    )
    {
        if (!screens.TryGetValue(start.ScreenId, out var screen))
        {
            errors.Add($"{path}screenId", [Texts.Problems["NoSuchScreen"]]);
            return null;
        }

        if (!CinemaTime.TryToUtc(start.StartsAt, screen.TimeZone, out var startsAt, out var rule))
        {
            errors.Add($"{path}startsAt", [rule]);
            return null;
        }

        return new PlannedShow(movie, screen, startsAt);
    }
}
