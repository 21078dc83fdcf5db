using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Admin;

[Collection(SharedApi.One)]
public sealed class RepeatTests(TestApi api)
{
    private static readonly DateOnly s_monday = NextMonday();

    [Fact]
    public async Task A_days_programme_is_repeated_on_other_days()
    {
        var (cinema, screen, movie, admin) = await CinemaAsync("UTC");
        await admin.ScheduledAsync(movie, screen, At(s_monday, "18:00"));
        await admin.ScheduledAsync(movie, screen, At(s_monday, "23:30"));

        var result = (await admin.RepeatAsync(Request(cinema, s_monday, "day", s_monday.AddDays(2), s_monday.AddDays(1))).JsonAsync()).Has(
            "dryRun",
            "showtimes",
            "conflicts",
            "refused"
        );

        Assert.False(result.GetProperty("dryRun").GetBoolean());
        Assert.Equal(
            [At(s_monday, "18:00"), At(s_monday, "23:30"), At(s_monday.AddDays(1), "18:00"), At(s_monday.AddDays(1), "23:30"), .. Both(2)],
            await StartsAsync(screen)
        );
        Assert.All(
            result.GetProperty("showtimes").EnumerateArray(),
            show => show.Has("showtimeId", "movieId", "movieTitle", "screenId", "startsAt", "endsAt")
        );
        var first = result.GetProperty("showtimes")[0].Int("showtimeId");
        Assert.Equal(["created movieId screenId startsAt endsAt status"], await admin.AuditAsync("showtime", first));

        string[] Both(int days) => [At(s_monday.AddDays(days), "18:00"), At(s_monday.AddDays(days), "23:30")];
    }

    [Fact]
    public async Task A_weeks_programme_is_repeated_on_other_weeks()
    {
        var (cinema, screen, movie, admin) = await CinemaAsync("UTC");
        await admin.ScheduledAsync(movie, screen, At(s_monday, "18:00"));
        await admin.ScheduledAsync(movie, screen, At(s_monday.AddDays(6), "20:00"));
        await admin.ScheduledAsync(movie, screen, At(s_monday.AddDays(-1), "20:00"));

        await admin.RepeatAsync(Request(cinema, s_monday, "week", s_monday.AddDays(7), s_monday.AddDays(14))).JsonAsync();

        Assert.Equal(
            [
                At(s_monday.AddDays(-1), "20:00"),
                At(s_monday, "18:00"),
                At(s_monday.AddDays(6), "20:00"),
                At(s_monday.AddDays(7), "18:00"),
                At(s_monday.AddDays(13), "20:00"),
                At(s_monday.AddDays(14), "18:00"),
                At(s_monday.AddDays(20), "20:00"),
            ],
            await StartsAsync(screen)
        );
    }

    [Fact]
    public async Task With_a_conflict_nothing_is_saved_and_a_dry_run_tells_the_same_beforehand()
    {
        var (cinema, screen, movie, admin) = await CinemaAsync("UTC");
        var other = await api.Given.ScreenAsync(cinemaId: cinema);
        await admin.ScheduledAsync(movie, screen, At(s_monday, "18:00"));
        await admin.ScheduledAsync(movie, other, At(s_monday, "10:00"));
        await admin.ScheduledAsync(movie, screen, At(s_monday.AddDays(2), "19:00"));
        var before = await StartsAsync(screen);

        var preview = await admin.RepeatAsync(Request(cinema, s_monday, "day", true, s_monday.AddDays(1), s_monday.AddDays(2))).JsonAsync();
        var problem = await admin
            .RepeatAsync(Request(cinema, s_monday, "day", s_monday.AddDays(1), s_monday.AddDays(2)))
            .ProblemAsync(409, "schedule_conflict");

        Assert.True(preview.GetProperty("dryRun").GetBoolean());
        Assert.Equal(4, preview.GetProperty("showtimes").GetArrayLength());
        Assert.All(preview.GetProperty("showtimes").EnumerateArray(), show => Assert.True(show.IsNull("showtimeId")));
        var conflict = Assert.Single(preview.Conflicts()).IsConflict();
        Assert.Equal($"{At(s_monday.AddDays(2), "18:00")}:00+00:00", conflict.Text("startsAt"));
        Assert.Equal(conflict.GetRawText(), Assert.Single(problem.Conflicts()).GetRawText());
        Assert.Equal(before, await StartsAsync(screen));
        Assert.Single(await StartsAsync(other));
    }

    [Theory]
    // New York puts its clocks forward on 10 March 2030 and back on 3 November.
    [InlineData("2030-03-09", "2030-03-10", "18:00", "2030-03-10T18:00:00-04:00")]
    [InlineData("2030-11-02", "2030-11-03", "18:00", "2030-11-03T18:00:00-05:00")]
    // Twice on that day: the one with the offset of the show that is repeated.
    [InlineData("2030-11-02", "2030-11-03", "01:30", "2030-11-03T01:30:00-04:00")]
    [InlineData("2030-11-04", "2030-11-03", "01:30", "2030-11-03T01:30:00-05:00")]
    public async Task Shows_keep_their_time_on_the_cinemas_clock(string from, string to, string time, string startsAt)
    {
        var (cinema, screen, movie, admin) = await CinemaAsync("America/New_York");
        await admin.ScheduledAsync(movie, screen, $"{from}T{time}");

        var result = await admin.RepeatAsync(Request(cinema, DateOnly.Parse(from, null), "day", DateOnly.Parse(to, null))).JsonAsync();

        Assert.Equal(startsAt, Assert.Single(result.GetProperty("showtimes").EnumerateArray()).Text("startsAt"));
        var day = await admin.DayAsync(cinema, to);
        Assert.Equal(startsAt, day.GetProperty("screens")[0].GetProperty("slots")[0].Text("startsAt"));
    }

    [Fact]
    public async Task A_time_that_the_clocks_skip_and_a_day_after_the_movies_last_are_refused_and_listed()
    {
        var (cinema, screen, movie, admin) = await CinemaAsync("America/New_York");
        await admin.ScheduledAsync(movie, screen, "2030-03-09T02:30");
        var day = new DateOnly(2030, 3, 9);
        var close = new DateOnly(2030, 3, 11);
        await api.Database.ExecuteAsync(
            "UPDATE movies SET scheduled_close_date = @day WHERE movie_id = @id",
            ("@day", close),
            ("@id", movie)
        );

        await admin.RepeatAsync(Request(cinema, day, "day", day.AddDays(1))).ProblemAsync(400, "validation_failed", "to");
        await admin.RepeatAsync(Request(cinema, day, "day", close, close.AddDays(1))).ProblemAsync(409, "after_close_date");
        var preview = await admin
            .RepeatAsync(Request(cinema, day, "day", true, day.AddDays(1), close, close.AddDays(1), new DateOnly(2020, 1, 1)))
            .JsonAsync();

        Assert.Equal(
            ["2020-01-01 show_started", "2030-03-10 validation_failed", "2030-03-12 after_close_date"],
            preview
                .GetProperty("refused")
                .EnumerateArray()
                .Select(show => $"{show.Has("screenId", "movieTitle", "date", "time", "code").Text("date")} {show.Text("code")}")
        );
        Assert.Single(preview.GetProperty("showtimes").EnumerateArray());
        Assert.Single(await StartsAsync(screen));
    }

    [Theory]
    [InlineData("""{"cinemaId": CINEMA, "from": "2030-03-09", "to": []}""", "to")]
    [InlineData("""{"cinemaId": CINEMA, "from": "2030-03-09"}""", "to")]
    [InlineData("""{"cinemaId": CINEMA, "from": "2030-03-09", "to": ["2030-03-09"]}""", "to")]
    [InlineData("""{"cinemaId": CINEMA, "from": "2030-03-09", "to": ["2030-03-10", "2030-03-10"]}""", "to")]
    [InlineData("""{"cinemaId": CINEMA, "from": "2030-03-09", "period": "week", "to": ["2030-03-15"]}""", "to")]
    [InlineData("""{"cinemaId": CINEMA, "from": "2030-03-09", "to": ["9999-12-31"]}""", "to")]
    [InlineData("""{"cinemaId": CINEMA, "from": "2030-03-09", "to": ["tomorrow"]}""", "to[0]")]
    [InlineData("""{"cinemaId": CINEMA, "from": "0000-00-00", "to": ["2030-03-10"]}""", "from")]
    [InlineData("""{"cinemaId": CINEMA, "to": ["2030-03-10"]}""", "from")]
    [InlineData("""{"cinemaId": CINEMA, "from": "2030-03-09", "period": "month", "to": ["2030-03-10"]}""", "period")]
    [InlineData("""{"from": "2030-03-09", "to": ["2030-03-10"]}""", "cinemaId")]
    public async Task Bad_input_names_its_field(string body, string field)
    {
        var (cinema, _, _, admin) = await CinemaAsync("UTC");
        var json = body.Replace("CINEMA", $"{cinema}", StringComparison.Ordinal);

        await admin
            .PostAsync($"{ManagerCalls.Admin}/schedule/repeat", new StringContent(json, null, "application/json"))
            .ProblemAsync(400, "validation_failed", field);
    }

    [Fact]
    public async Task An_unknown_cinema_is_not_found_and_an_empty_day_repeats_nothing()
    {
        var (cinema, _, _, admin) = await CinemaAsync("UTC");

        await admin.RepeatAsync(Request(99_999_999, s_monday, "day", s_monday.AddDays(1))).ProblemAsync(404, "not_found");
        var result = await admin.RepeatAsync(Request(cinema, s_monday, "day", s_monday.AddDays(1))).JsonAsync();

        Assert.Empty(result.GetProperty("showtimes").EnumerateArray());
    }

    /// <summary>Both take all screens in one order: they queue, and whoever is second finds the slots taken.</summary>
    [Fact]
    public async Task Of_several_repetitions_at_once_one_is_saved()
    {
        var (cinema, screen, movie, admin) = await CinemaAsync("UTC");
        var other = await api.Given.ScreenAsync(cinemaId: cinema);
        await admin.ScheduledAsync(movie, screen, At(s_monday, "18:00"));
        await admin.ScheduledAsync(movie, other, At(s_monday, "18:00"));

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => admin.RepeatAsync(Request(cinema, s_monday, "day", s_monday.AddDays(1))))
        );

        Assert.Equal(1, answers.Count(answer => answer.IsSuccessStatusCode));
        foreach (var refused in answers.Where(answer => !answer.IsSuccessStatusCode))
        {
            await refused.ProblemAsync(409, "schedule_conflict");
        }

        Assert.Equal(2, (await StartsAsync(screen)).Count);
        Assert.Equal(2, (await StartsAsync(other)).Count);
    }

    private async Task<(int Cinema, int Screen, int Movie, HttpClient Admin)> CinemaAsync(string timeZone)
    {
        var cinema = await api.Given.CinemaAsync(timeZone);
        var movie = await api.Given.MovieAsync();
        await api.Database.ExecuteAsync("UPDATE movies SET scheduled_close_date = '2031-12-31' WHERE movie_id = @id", ("@id", movie));
        return (cinema, await api.Given.ScreenAsync(cinemaId: cinema), movie, await api.AdminAsync());
    }

    private static object Request(int cinemaId, DateOnly from, string period, params DateOnly[] to) =>
        Request(cinemaId, from, period, false, to);

    private static object Request(int cinemaId, DateOnly from, string period, bool dryRun, params DateOnly[] to) =>
        new
        {
            cinemaId,
            from,
            period,
            to,
            dryRun,
        };

    private Task<IReadOnlyList<string>> StartsAsync(int screen) =>
        api.Database.LinesAsync(
            "SELECT DATE_FORMAT(start_time, '%Y-%m-%dT%H:%i') FROM showtimes WHERE screen_id = @id ORDER BY start_time",
            ("@id", screen)
        );

    private static string At(DateOnly day, string time) => $"{day:yyyy-MM-dd}T{time}";

    private static DateOnly NextMonday()
    {
        var day = Given.Today.AddDays(7);
        return day.AddDays((DayOfWeek.Monday - day.DayOfWeek + 7) % 7);
    }
}
