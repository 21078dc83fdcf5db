using MovieBooking.Api.Showtimes;

namespace MovieBooking.Api.Admin.Schedule;

/// <summary>
/// Explains what is in the way of planned shows, and proposes other times and screens. The triggers of showtimes judge
/// (sp_require_free_screen); a test holds both to the same answers.
/// </summary>
/// <param name="Buffer">How long a screen stays empty between two shows.</param>
/// <param name="Screens">All screens of the cinemas concerned.</param>
/// <param name="Occupied">What is scheduled on them, up to the horizon.</param>
/// <param name="Horizon">Where knowledge ends: no start is proposed whose show comes near it.</param>
internal sealed record ConflictFinder(
    TimeSpan Buffer,
    IReadOnlyList<ScheduleScreen> Screens,
    IReadOnlyList<OccupiedSlot> Occupied,
    DateTime Horizon
)
{
    /// <summary>Every show in the way of a planned one; of two planned ones in each other's way, the later in the list has the conflict.</summary>
    public IReadOnlyList<ScheduleConflict> Find(IReadOnlyList<PlannedShow> shows)
    {
        // A show that moves does not stand in its own way.
        var moving = shows.Select(show => show.ShowtimeId).OfType<int>().ToHashSet();
        var fixedSlots = Occupied.Where(slot => slot.ShowtimeId is not { } id || !moving.Contains(id));
        var planned = shows.Select(Slot).ToList();
        var order = planned.Select((slot, index) => (slot, index)).ToDictionary(pair => pair.slot, pair => pair.index, Same);
        var slots = fixedSlots.Concat(planned).OrderBy(slot => slot.StartsAt).ToLookup(slot => slot.ScreenId);
        List<ScheduleConflict> conflicts = [];
        for (var index = 0; index < shows.Count; index++)
        {
            var (show, own) = (shows[index], planned[index]);
            var inTheWay = slots[own.ScreenId]
                .Where(slot => order.GetValueOrDefault(slot, -1) < index && Meet(slot, own.StartsAt, own.EndsAt))
                .OrderByDescending(slot => Overlap(slot, own))
                .ToList();
            if (inTheWay.Count == 0)
            {
                continue;
            }

            var nextFree = NextFree(slots[own.ScreenId].Where(slot => !ReferenceEquals(slot, own)), show);
            var freeScreens = Screens
                .Where(screen => screen.CinemaId == show.Screen.CinemaId && screen.ScreenId != own.ScreenId)
                .Where(screen => !slots[screen.ScreenId].Any(slot => Meet(slot, own.StartsAt, own.EndsAt)))
                .Select(screen => new ShowtimeScreen(screen.ScreenId, screen.Name, screen.Format))
                .ToList();
            conflicts.AddRange(inTheWay.Select(slot => Conflict(show, slot, nextFree, freeScreens)));
        }

        return conflicts;
    }

    private static IEqualityComparer<OccupiedSlot> Same => ReferenceEqualityComparer.Instance;

    private static OccupiedSlot Slot(PlannedShow show) =>
        new(show.Screen.ScreenId, show.ShowtimeId, show.Movie.Title, show.StartsAt, show.EndsAt);

    private bool Meet(OccupiedSlot slot, DateTime startsAt, DateTime endsAt) =>
        slot.StartsAt < endsAt + Buffer && slot.EndsAt + Buffer > startsAt;

    private static bool Overlap(OccupiedSlot slot, OccupiedSlot show) => slot.StartsAt < show.EndsAt && slot.EndsAt > show.StartsAt;

    private DateTime? NextFree(IEnumerable<OccupiedSlot> inOrder, PlannedShow show)
    {
        var start = show.StartsAt;
        var duration = show.EndsAt - show.StartsAt;
        foreach (var slot in inOrder)
        {
            if (Meet(slot, start, start + duration))
            {
                start = slot.EndsAt + Buffer;
            }
        }

        return start + duration + Buffer <= Horizon && (show with { StartsAt = start }).LocalDate <= show.Movie.LastDay ? start : null;
    }

    private static ScheduleConflict Conflict(
        PlannedShow show,
        OccupiedSlot slot,
        DateTime? nextFree,
        IReadOnlyList<ShowtimeScreen> freeScreens
    ) =>
        new(
            show.Screen.ScreenId,
            show.StartsAt.In(show.Screen.TimeZone),
            slot.StartsAt < show.EndsAt && slot.EndsAt > show.StartsAt ? ConflictKind.Overlap : ConflictKind.Buffer,
            slot.MovieTitle,
            slot.StartsAt.In(show.Screen.TimeZone),
            slot.EndsAt.In(show.Screen.TimeZone),
            nextFree?.In(show.Screen.TimeZone),
            freeScreens
        );
}
