namespace MovieBooking.Db.Demo;

/// <summary>
/// One screen's shows of one local day: from the morning on weekends, else from noon, with the last start late in the
/// evening. The same screen, day and movies always give the same plan.
/// </summary>
internal static class DayPlan
{
    private const int Step = 5;

    public static IEnumerable<PlannedShow> For(DemoRoom room, DateOnly day, IReadOnlyList<DemoRun> runs, int bufferMinutes)
    {
        var playing = runs.Where(run => run.PlaysOn(day)).ToList();
        if (playing.Count == 0)
        {
            yield break;
        }

        var random = new Random(room.ScreenId * 7919 + day.DayNumber);
        var start = day.ToDateTime(Opening(day.DayOfWeek)).AddMinutes(random.Next(12) * Step);
        var lastStart = day.ToDateTime(new TimeOnly(23, 0));
        DemoRun? before = null;
        while (start <= lastStart)
        {
            var run = Choose(random, playing, before, room, start);
            yield return new PlannedShow(run, room, start, ToUtc(room.Cinema.Zone, start));
            before = run;
            var minutes = run.Movie.Minutes + bufferMinutes + random.Next(3) * Step;
            start = start.AddMinutes((minutes + Step - 1) / Step * Step);
        }
    }

    private static TimeOnly Opening(DayOfWeek day) => day is DayOfWeek.Saturday or DayOfWeek.Sunday ? new(10, 15) : new(12, 0);

    /// <summary>What people want plays more often, but everything plays, and nothing twice in a row.</summary>
    private static DemoRun Choose(Random random, List<DemoRun> playing, DemoRun? before, DemoRoom room, DateTime start)
    {
        var weighted = playing
            .Where(run => playing.Count == 1 || run != before)
            .Select(run => (run, weight: 0.06 + Demand.Share(run, room.Format, start)))
            .ToList();
        var point = random.NextDouble() * weighted.Sum(item => item.weight);
        foreach (var (run, weight) in weighted)
        {
            point -= weight;
            if (point < 0)
            {
                return run;
            }
        }

        return weighted[^1].run;
    }

    /// <summary>A wall-clock time that a change of clocks skips is taken an hour later; of a doubled one, the second.</summary>
    private static DateTime ToUtc(TimeZoneInfo zone, DateTime local) =>
        TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(local) ? local.AddHours(1) : local, zone);
}
