namespace MovieBooking.Db.Demo;

/// <summary>Puts the plan of each screen's days into the database, beside what is there.</summary>
internal static class DemoSchedule
{
    public const int DaysBack = 90;
    private const int DaysAhead = 14;

    /// <summary>The programme of an empty database, past days included.</summary>
    public static async Task FillAsync(DemoSession session, DateTime now) =>
        await PlanAsync(session, now, DaysBack, DateTime.MinValue, await DemoProgramme.AllRunsAsync(session));

    /// <summary>What is missing from now on.</summary>
    /// <returns>How many showtimes it added.</returns>
    public static async Task<int> TopUpAsync(DemoSession session, DateTime now) =>
        await PlanAsync(session, now, 0, now, await DemoProgramme.OpenRunsAsync(session));

    /// <summary>
    /// Plans the days, through each cinema's today + 14, on which a screen has no showtime at all. A day that has one,
    /// even a cancelled one, was planned before, and what an admin did to it since stays as it is.
    /// </summary>
    private static async Task<int> PlanAsync(DemoSession session, DateTime now, int daysBack, DateTime notBefore, List<DemoRun> runs)
    {
        // In the order that every batch of showtimes takes them; see trg_showtime_no_overlap.
        await session.QueryAsync("SELECT screens.screen_id FROM screens ORDER BY screens.screen_id FOR UPDATE", row => row.GetInt32(0));
        var buffer = await session.ScalarAsync("SELECT fn_buffer_minutes()");
        var existing = await ExistingAsync(session, now.AddDays(-3));

        var added = new List<PlannedShow>();
        foreach (var room in await DemoCatalogue.RoomsAsync(session))
        {
            var today = room.Cinema.LocalDate(now);
            var there = existing[room.ScreenId].ToList();
            for (var offset = -daysBack; offset <= DaysAhead; offset++)
            {
                var day = today.AddDays(offset);
                if (there.All(show => show.LocalDate != day))
                {
                    added.AddRange(
                        DayPlan.For(room, day, runs, buffer).Where(show => show.StartUtc > notBefore && Fits(show, there, buffer))
                    );
                }
            }
        }

        await session.InsertAsync(
            "showtimes (movie_id, screen_id, start_time, end_time, local_date)",
            added.Select(show => new object?[] { show.Run.MovieId, show.Room.ScreenId, show.StartUtc, show.EndUtc, show.LocalDate })
        );
        return added.Count;
    }

    private static async Task<ILookup<int, Existing>> ExistingAsync(DemoSession session, DateTime since)
    {
        var rows = await session.QueryAsync(
            """
            SELECT
                showtimes.screen_id,
                showtimes.start_time,
                showtimes.end_time,
                showtimes.local_date,
                showtimes.status = 'scheduled'
            FROM showtimes
            WHERE showtimes.start_time >= ?
            """,
            row =>
                (
                    ScreenId: row.GetInt32(0),
                    Show: new Existing(row.GetDateTime(1), row.GetDateTime(2), row.GetDateOnly(3), row.GetBoolean(4))
                ),
            since
        );
        return rows.ToLookup(row => row.ScreenId, row => row.Show);
    }

    /// <summary>An admin's late show of the evening before may reach into the day.</summary>
    private static bool Fits(PlannedShow show, List<Existing> there, int buffer) =>
        !there.Any(other =>
            other.IsScheduled && other.Start < show.EndUtc.AddMinutes(buffer) && other.End > show.StartUtc.AddMinutes(-buffer)
        );

    private sealed record Existing(DateTime Start, DateTime End, DateOnly LocalDate, bool IsScheduled);
}
