using System.Net;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Admin;

[Collection(SharedApi.Two)]
public sealed class ShowtimeWriteTests(TestApi api)
{
    private static readonly DateOnly s_day = Given.Today.AddDays(20);

    [Fact]
    public async Task A_time_without_an_offset_is_the_cinemas_clock_and_the_end_is_the_start_and_the_length()
    {
        var (movie, screen) = (await api.Given.MovieAsync(durationMinutes: 100), await ScreenAsync("Asia/Kathmandu"));
        var admin = await api.AdminAsync();

        using var answer = await admin.ScheduleAsync(movie, screen, $"{s_day:yyyy-MM-dd}T19:30");
        var showtime = (await Task.FromResult(answer).JsonAsync(HttpStatusCode.Created)).IsShowtime();

        Assert.Equal($"{s_day:yyyy-MM-dd}T19:30:00+05:45", showtime.Text("startsAt"));
        Assert.Equal($"{s_day:yyyy-MM-dd}T21:10:00+05:45", showtime.Text("endsAt"));
        Assert.Equal($"{ManagerCalls.Admin}/showtimes/{showtime.Int("showtimeId")}", answer.Headers.Location?.ToString());
        Assert.Equal($"{s_day:yyyy-MM-dd}T13:45:00 {s_day:yyyy-MM-dd}T15:25:00 {s_day:yyyy-MM-dd}", await RowAsync(showtime));
        Assert.Equal(["created movieId screenId startsAt endsAt status"], await admin.AuditAsync("showtime", showtime.Int("showtimeId")));
        var again = await admin.GetAsync(answer.Headers.Location).JsonAsync();
        Assert.Equal(showtime.GetRawText(), again.IsShowtime().GetRawText());
    }

    [Fact]
    public async Task An_offset_is_honoured_and_the_day_is_the_cinemas()
    {
        var (movie, screen) = (await api.Given.MovieAsync(), await ScreenAsync("Asia/Kathmandu"));

        var showtime = await (await api.AdminAsync())
            .ScheduleAsync(movie, screen, $"{s_day:yyyy-MM-dd}T23:00-05:00")
            .JsonAsync(HttpStatusCode.Created);

        Assert.Equal($"{s_day.AddDays(1):yyyy-MM-dd}T09:45:00+05:45", showtime.Text("startsAt"));
        Assert.EndsWith($" {s_day.AddDays(1):yyyy-MM-dd}", await RowAsync(showtime), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "movieId", "screenId", "startsAt")]
    [InlineData("""{"movieId": MOVIE, "screenId": SCREEN}""", "startsAt")]
    [InlineData("""{"movieId": MOVIE, "screenId": SCREEN, "startsAt": "tonight"}""", "startsAt")]
    [InlineData("""{"movieId": MOVIE, "screenId": SCREEN, "startsAt": "2030-02-30T20:00"}""", "startsAt")]
    [InlineData("""{"movieId": MOVIE, "screenId": SCREEN, "startsAt": 20}""", "startsAt")]
    [InlineData("""{"movieId": MOVIE, "screenId": SCREEN, "startsAt": "2030-03-10T02:30"}""", "startsAt")] // skipped
    [InlineData("""{"movieId": MOVIE, "screenId": SCREEN, "startsAt": "2030-11-03T01:30"}""", "startsAt")] // comes twice
    [InlineData("""{"movieId": 99999999, "screenId": SCREEN, "startsAt": "2030-03-01T20:00"}""", "movieId")]
    [InlineData("""{"movieId": MOVIE, "screenId": 99999999, "startsAt": "2030-03-01T20:00"}""", "screenId")]
    [InlineData("""{"movieId": MOVIE, "screenId": SCREEN, "startsAt": "2030-03-01T20:00", "endsAt": "2030-03-01T19:00"}""", "endsAt")]
    public async Task Bad_input_names_its_fields_and_writes_nothing(string body, params string[] fields)
    {
        var (movie, screen) = (await api.Given.MovieAsync(), await ScreenAsync("America/New_York"));
        var json = body.Replace("MOVIE", $"{movie}", StringComparison.Ordinal).Replace("SCREEN", $"{screen}", StringComparison.Ordinal);
        var admin = await api.AdminAsync();

        foreach (var field in fields)
        {
            await admin
                .PostAsync($"{ManagerCalls.Admin}/showtimes", new StringContent(json, null, "application/json"))
                .ProblemAsync(400, "validation_failed", field);
        }

        Assert.Equal(0, await api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM showtimes WHERE movie_id = @id", ("@id", movie)));
    }

    [Fact]
    public async Task A_show_may_start_on_the_movies_last_day_at_the_cinema_and_no_later()
    {
        var (movie, screen, admin) = (await api.Given.MovieAsync(), await ScreenAsync("America/New_York"), await api.AdminAsync());
        await api.Database.ExecuteAsync(
            "UPDATE movies SET scheduled_close_date = @day WHERE movie_id = @id",
            ("@day", s_day),
            ("@id", movie)
        );

        // Five hours later by UTC, and still the last day there.
        await admin.ScheduledAsync(movie, screen, $"{s_day:yyyy-MM-dd}T23:59");
        await admin.ScheduleAsync(movie, screen, $"{s_day.AddDays(1):yyyy-MM-dd}T04:00").ProblemAsync(409, "after_close_date");
    }

    [Fact]
    public async Task A_closed_movie_and_a_time_that_is_past_are_refused()
    {
        var (screen, admin) = (await ScreenAsync("UTC"), await api.AdminAsync());
        var closed = await api.Given.MovieAsync(status: "closed");

        await admin.ScheduleAsync(closed, screen, $"{s_day:yyyy-MM-dd}T20:00").ProblemAsync(409, "movie_closed");
        await admin.ScheduleAsync(await api.Given.MovieAsync(), screen, DateTime.UtcNow.AddMinutes(-1)).ProblemAsync(409, "show_started");
    }

    [Fact]
    public async Task A_showtime_moves_to_another_time_screen_and_movie_while_nobody_has_a_seat()
    {
        var cinema = await api.Given.CinemaAsync("UTC");
        var (first, second) = (await api.Given.ScreenAsync(cinemaId: cinema), await api.Given.ScreenAsync("IMAX", cinema));
        var (movie, other) = (await api.Given.MovieAsync(durationMinutes: 100), await api.Given.MovieAsync(durationMinutes: 60));
        var admin = await api.AdminAsync();
        var id = await admin.ScheduledAsync(movie, first, $"{s_day:yyyy-MM-dd}T20:00");
        var version = await VersionAsync(id);

        var moved = (await admin.MoveAsync(id, other, second, $"{s_day:yyyy-MM-dd}T20:10").JsonAsync()).IsShowtime();

        Assert.Equal(other, moved.Int("movieId"));
        Assert.Equal(second, moved.GetProperty("screen").Int("screenId"));
        Assert.Equal($"{s_day:yyyy-MM-dd}T20:10:00 {s_day:yyyy-MM-dd}T21:10:00 {s_day:yyyy-MM-dd}", await RowAsync(moved));
        Assert.Equal(version + 1, await VersionAsync(id));
        Assert.Equal("updated movieId screenId startsAt endsAt", (await admin.AuditAsync("showtime", id))[0]);
    }

    [Theory]
    [InlineData("hold")]
    [InlineData("pending")]
    [InlineData("sold")]
    public async Task With_seats_taken_only_the_time_changes(string taken)
    {
        var cinema = await api.Given.CinemaAsync("UTC");
        var (screen, other) = (await api.Given.ScreenAsync(cinemaId: cinema), await api.Given.ScreenAsync(cinemaId: cinema));
        var (movie, admin, customer) = (await api.Given.MovieAsync(), await api.AdminAsync(), await api.CustomerAsync());
        var id = await admin.ScheduledAsync(movie, screen, $"{s_day:yyyy-MM-dd}T20:00");
        await TakeAsync(customer, id, await api.Given.SeatAsync(id, "A1"), taken);

        await admin.MoveAsync(id, movie, other, $"{s_day:yyyy-MM-dd}T20:00").ProblemAsync(409, "showtime_has_bookings");
        await admin
            .MoveAsync(id, await api.Given.MovieAsync(), screen, $"{s_day:yyyy-MM-dd}T20:00")
            .ProblemAsync(409, "showtime_has_bookings");
        var moved = await admin.MoveAsync(id, movie, screen, $"{s_day:yyyy-MM-dd}T21:00").JsonAsync();

        Assert.Equal($"{s_day:yyyy-MM-dd}T21:00:00+00:00", moved.Text("startsAt"));
        Assert.Equal(screen, moved.GetProperty("screen").Int("screenId"));

        // What has run out stands in nobody's way.
        if (taken != "sold")
        {
            await api.Database.TimeRunsOutAsync(id);
            await admin.MoveAsync(id, movie, other, $"{s_day:yyyy-MM-dd}T20:00").JsonAsync();
        }
    }

    [Fact]
    public async Task A_move_is_refused_into_another_show_another_cinema_the_past_and_when_it_is_too_late()
    {
        var (movie, screen, admin) = (await api.Given.MovieAsync(), await ScreenAsync("UTC"), await api.AdminAsync());
        var id = await admin.ScheduledAsync(movie, screen, $"{s_day:yyyy-MM-dd}T12:00");
        await admin.ScheduledAsync(movie, screen, $"{s_day:yyyy-MM-dd}T20:00");
        var before = await api.Database.LinesAsync("SELECT * FROM showtimes WHERE showtime_id = @id", ("@id", id));

        var problem = await admin.MoveAsync(id, movie, screen, $"{s_day:yyyy-MM-dd}T19:00").ProblemAsync(409, "schedule_conflict");
        Assert.Equal("overlap", Assert.Single(problem.Conflicts()).IsConflict().Text("kind"));
        await admin
            .MoveAsync(id, movie, await ScreenAsync("UTC"), $"{s_day:yyyy-MM-dd}T12:00")
            .ProblemAsync(400, "validation_failed", "screenId");
        await admin.MoveAsync(id, movie, screen, "2020-01-01T12:00").ProblemAsync(409, "show_started");
        await admin.MoveAsync(id, movie, screen, $"{s_day.AddYears(9):yyyy-MM-dd}T12:00").ProblemAsync(409, "after_close_date");
        await admin.MoveAsync(99_999_999, movie, screen, $"{s_day:yyyy-MM-dd}T12:00").ProblemAsync(404, "not_found");
        Assert.Equal(before, await api.Database.LinesAsync("SELECT * FROM showtimes WHERE showtime_id = @id", ("@id", id)));

        await api.Database.ShowtimeIsCancelledAsync(id);
        await admin.MoveAsync(id, movie, screen, $"{s_day:yyyy-MM-dd}T13:00").ProblemAsync(409, "showtime_cancelled");
        var started = await api.Given.ShowtimeAsync(movie, screen);
        await api.Database.ShowStartsAsync(started);
        await admin.MoveAsync(started, movie, screen, $"{s_day:yyyy-MM-dd}T13:00").ProblemAsync(409, "show_started");
    }

    [Fact]
    public async Task A_show_of_a_movie_that_has_closed_moves_but_never_into_the_past_or_after_the_last_day()
    {
        var (movie, screen, admin) = (await api.Given.MovieAsync(), await ScreenAsync("UTC"), await api.AdminAsync());
        var id = await admin.ScheduledAsync(movie, screen, $"{s_day:yyyy-MM-dd}T12:00");
        await api.Database.ExecuteAsync("UPDATE movies SET movie_status = 'closed' WHERE movie_id = @id", ("@id", movie));
        var before = await api.Database.LinesAsync("SELECT * FROM showtimes WHERE showtime_id = @id", ("@id", id));

        await admin.MoveAsync(id, movie, screen, "2020-01-01T12:00").ProblemAsync(409, "show_started");
        await admin.MoveAsync(id, movie, screen, $"{s_day.AddYears(9):yyyy-MM-dd}T12:00").ProblemAsync(409, "after_close_date");
        Assert.Equal(before, await api.Database.LinesAsync("SELECT * FROM showtimes WHERE showtime_id = @id", ("@id", id)));

        await admin.MoveAsync(id, movie, screen, $"{s_day:yyyy-MM-dd}T13:00").JsonAsync();
    }

    [Fact]
    public async Task A_show_does_not_stand_in_its_own_way()
    {
        var (movie, screen, admin) = (await api.Given.MovieAsync(), await ScreenAsync("UTC"), await api.AdminAsync());
        var id = await admin.ScheduledAsync(movie, screen, $"{s_day:yyyy-MM-dd}T12:00");

        var check = await admin
            .CheckAsync(
                new
                {
                    movieId = movie,
                    screenId = screen,
                    startsAt = $"{s_day:yyyy-MM-dd}T12:05",
                    showtimeId = id,
                }
            )
            .JsonAsync();
        Assert.Empty(check.Conflicts());
        await admin.MoveAsync(id, movie, screen, $"{s_day:yyyy-MM-dd}T12:05").JsonAsync();
    }

    private static async Task TakeAsync(HttpClient customer, int showtimeId, int seatId, string how)
    {
        switch (how)
        {
            case "hold":
                await customer.LockAsync(showtimeId, seatId).JsonAsync();
                break;
            case "pending":
                await customer.PendingAsync(showtimeId, seatId);
                break;
            default:
                await customer.ConfirmedAsync(showtimeId, seatId);
                break;
        }
    }

    private Task<int> ScreenAsync(string timeZone) => api.Given.ScreenAsync(timeZone: timeZone);

    private Task<int> VersionAsync(int id) =>
        api.Database.ScalarAsync<int>("SELECT seat_version FROM showtimes WHERE showtime_id = @id", ("@id", id));

    private async Task<string> RowAsync(JsonElement showtime) =>
        (
            await api.Database.LinesAsync(
                "SELECT start_time, end_time, local_date FROM showtimes WHERE showtime_id = @id",
                ("@id", showtime.Int("showtimeId"))
            )
        )[0];
}
