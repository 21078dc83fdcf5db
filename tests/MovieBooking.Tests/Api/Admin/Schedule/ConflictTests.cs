using System.Net;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Admin;

/// <summary>New shows of an hour beside one that runs from 18:00 to 20:00 (UTC): 15 minutes lie between two shows.</summary>
[Collection(SharedApi.Two)]
public sealed class ConflictTests(TestApi api)
{
    private static readonly DateTime s_day = new(DateTime.UtcNow.Year + 1, 3, 3, 0, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("18:00:00", 60, "overlap")] // the same start
    [InlineData("18:30:00", 60, "overlap")] // inside
    [InlineData("17:00:00", 240, "overlap")] // around
    [InlineData("19:59:59", 60, "overlap")]
    [InlineData("20:00:00", 60, "buffer")]
    [InlineData("20:14:59", 60, "buffer")]
    [InlineData("20:15:00", 60, null)]
    [InlineData("20:15:01", 60, null)]
    [InlineData("16:44:59", 60, null)]
    [InlineData("16:45:00", 60, null)]
    [InlineData("16:45:01", 60, "buffer")]
    [InlineData("17:00:00", 60, "buffer")]
    [InlineData("17:00:01", 60, "overlap")]
    public async Task Fifteen_minutes_lie_between_two_shows(string time, int minutes, string? kind)
    {
        var screen = await api.Given.ScreenAsync();
        await NeighbourAsync(screen, s_day.AddHours(18), 120);

        await ExpectAsync(screen, s_day.Add(TimeSpan.Parse(time, null)), minutes, kind);
    }

    [Theory]
    [InlineData(25, "overlap")] // 23:00 to 02:00, and 01:00
    [InlineData(26, "buffer")]
    [InlineData(27, null)]
    public async Task Midnight_makes_no_difference(int hour, string? kind)
    {
        var screen = await api.Given.ScreenAsync();
        await NeighbourAsync(screen, s_day.AddHours(23), 180);

        await ExpectAsync(screen, s_day.AddHours(hour), 60, kind);
    }

    [Fact]
    public async Task Another_screen_and_a_cancelled_show_are_in_nobodys_way()
    {
        var screen = await api.Given.ScreenAsync();
        var neighbour = await NeighbourAsync(screen, s_day.AddHours(18), 120);
        await ExpectAsync(await api.Given.ScreenAsync(), s_day.AddHours(18), 60, null);

        await api.Database.ShowtimeIsCancelledAsync(neighbour);

        await ExpectAsync(screen, s_day.AddHours(18), 60, null);
    }

    [Fact]
    public async Task A_conflict_names_the_movie_its_times_the_next_free_start_and_the_free_screens()
    {
        var cinema = await api.Given.CinemaAsync("America/New_York");
        var (screen, busy, free) = (await ScreenAsync(cinema), await ScreenAsync(cinema), await ScreenAsync(cinema));
        await ScreenAsync(await api.Given.CinemaAsync());
        await NeighbourAsync(screen, s_day.AddHours(18), 120, "Night Train");
        // Between this one and the first there are 89 minutes: too few for an hour with its two buffers.
        await NeighbourAsync(screen, s_day.AddHours(21.5).AddMinutes(-1), 60);
        await NeighbourAsync(busy, s_day.AddHours(20), 60);
        var movie = await MovieAsync(60);

        var problem = await (await api.AdminAsync())
            .ScheduleAsync(movie, screen, s_day.AddHours(19.5))
            .ProblemAsync(409, "schedule_conflict");

        var conflict = Assert.Single(problem.Conflicts()).IsConflict();
        Assert.Equal(screen, conflict.Int("screenId"));
        Assert.Equal("overlap", conflict.Text("kind"));
        Assert.Equal("Night Train", conflict.Text("movieTitle"));
        // With the cinema's offset.
        Assert.Equal(Local("14:30:00"), conflict.Text("startsAt"));
        Assert.Equal(Local("13:00:00"), conflict.Text("conflictStartsAt"));
        Assert.Equal(Local("15:00:00"), conflict.Text("conflictEndsAt"));
        Assert.Equal(Local("17:44:00"), conflict.Text("nextFreeStartsAt"));
        Assert.Equal([free], conflict.GetProperty("freeScreens").EnumerateArray().Select(other => other.Int("screenId")));
    }

    [Fact]
    public async Task No_start_is_proposed_after_the_movie_has_closed()
    {
        var screen = await api.Given.ScreenAsync(timeZone: "UTC");
        var movie = await MovieAsync(60);
        await api.Database.ExecuteAsync(
            "UPDATE movies SET scheduled_close_date = @day WHERE movie_id = @id",
            ("@day", DateOnly.FromDateTime(s_day)),
            ("@id", movie)
        );
        await NeighbourAsync(screen, s_day.AddHours(22), 120);

        var problem = await (await api.AdminAsync())
            .ScheduleAsync(movie, screen, s_day.AddHours(23))
            .ProblemAsync(409, "schedule_conflict");

        Assert.True(Assert.Single(problem.Conflicts()).IsNull("nextFreeStartsAt"));
    }

    [Fact]
    public async Task Of_fifty_overlapping_shows_at_once_one_is_scheduled()
    {
        var (screen, movie, admin) = (await api.Given.ScreenAsync(), await MovieAsync(60), await api.AdminAsync());

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(minute => admin.ScheduleAsync(movie, screen, s_day.AddHours(12).AddMinutes(minute)))
        );

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
        {
            await refused.ProblemAsync(409, "schedule_conflict");
        }

        Assert.Equal(1, await api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM showtimes WHERE screen_id = @id", ("@id", screen)));
        Assert.Equal(
            1,
            await api.Database.ScalarAsync<int>(
                """
                SELECT COUNT(*) FROM audit_log
                WHERE entity = 'showtime' AND entity_id = (SELECT showtime_id FROM showtimes WHERE screen_id = @id)
                """,
                ("@id", screen)
            )
        );
    }

    /// <summary>The explanation and the judge, the trigger, must agree: on random programmes, down to the second.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_explanation_agrees_with_the_trigger(int seed)
    {
        var random = new Random(seed);
        var (screen, movie, admin) = (await api.Given.ScreenAsync(), await MovieAsync(60), await api.AdminAsync());
        for (var number = 0; number < 40; number++)
        {
            var startsAt = s_day.AddMinutes(random.Next(36 * 60)).AddSeconds(random.Next(3) - 1);
            var check = await admin.CheckAsync(Check(movie, screen, startsAt)).JsonAsync();

            var error = await Race.ErrorOfAsync(api.Given.ShowtimeAsync(movie, screen, startsAt, minutes: 60));

            Assert.Equal(
                error switch
                {
                    45030 => "overlap",
                    45031 => "buffer",
                    _ => null,
                },
                check.Conflicts().Select(conflict => conflict.IsConflict().Text("kind")).FirstOrDefault()
            );
            if (check.Conflicts() is [{ } first, ..] && !first.IsNull("nextFreeStartsAt"))
            {
                var free = first.Time("nextFreeStartsAt").UtcDateTime;
                Assert.Empty((await admin.CheckAsync(Check(movie, screen, free)).JsonAsync()).Conflicts());
            }
        }
    }

    /// <summary>Through check-conflicts, and then through the trigger.</summary>
    private async Task ExpectAsync(int screen, DateTime startsAt, int minutes, string? kind)
    {
        var (movie, admin) = (await MovieAsync(minutes), await api.AdminAsync());
        var before = await CountAsync(screen);

        var check = (await admin.CheckAsync(Check(movie, screen, startsAt)).JsonAsync()).Has("conflicts").Conflicts();
        Assert.Equal(kind is null ? [] : [kind], check.Select(conflict => conflict.IsConflict().Text("kind")));
        Assert.Equal(before, await CountAsync(screen));

        if (kind is null)
        {
            await admin.ScheduleAsync(movie, screen, startsAt).JsonAsync(HttpStatusCode.Created);
        }
        else
        {
            var problem = await admin.ScheduleAsync(movie, screen, startsAt).ProblemAsync(409, "schedule_conflict");
            Assert.Equal([kind], problem.Conflicts().Select(conflict => conflict.Text("kind")));
        }

        Assert.Equal(kind is null ? before + 1 : before, await CountAsync(screen));
    }

    private static object Check(int movieId, int screenId, DateTime startsAt) =>
        new
        {
            movieId,
            screenId,
            startsAt = ManagerCalls.Iso(startsAt),
        };

    private Task<int> ScreenAsync(int cinemaId) => api.Given.ScreenAsync(cinemaId: cinemaId);

    private async Task<int> NeighbourAsync(int screen, DateTime startsAt, int minutes, string? title = null) =>
        await api.Given.ShowtimeAsync(await api.Given.MovieAsync(title), screen, startsAt, minutes: minutes);

    /// <summary>A movie that is open for two years.</summary>
    private async Task<int> MovieAsync(int minutes)
    {
        var movie = await api.Given.MovieAsync(durationMinutes: minutes);
        await api.Database.ExecuteAsync(
            "UPDATE movies SET scheduled_close_date = release_date + INTERVAL 2 YEAR WHERE movie_id = @id",
            ("@id", movie)
        );
        return movie;
    }

    private Task<int> CountAsync(int screen) =>
        api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM showtimes WHERE screen_id = @id AND status = 'scheduled'", ("@id", screen));

    private static string Local(string time) => $"{s_day:yyyy-MM-dd}T{time}-05:00";
}
