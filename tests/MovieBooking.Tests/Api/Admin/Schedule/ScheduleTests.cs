using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Admin;

[Collection(SharedApi.Two)]
public sealed class ScheduleTests(TestApi api)
{
    [Fact]
    public async Task A_day_has_every_screen_with_its_shows_and_their_buffers()
    {
        var cinema = await api.Given.CinemaAsync("America/New_York");
        var (first, empty) = (await api.Given.ScreenAsync(cinemaId: cinema), await api.Given.ScreenAsync("IMAX", cinema));
        var show = await ShowAsync(first, "2030-06-01 23:30", 60); // 19:30 there
        await ShowAsync(first, "2030-06-02 20:00", 60);
        var cancelled = await ShowAsync(first, "2030-06-01 16:00", 60);
        await api.Database.ShowtimeIsCancelledAsync(cancelled);
        await (await api.CustomerAsync()).ConfirmedAsync(show, await api.Given.SeatsAsync(show, "A1", "A2"));

        var day = await DayAsync(cinema, "2030-06-01");

        Assert.Equal(("2030-06-01T00:00:00-04:00", "2030-06-02T00:00:00-04:00"), (day.Text("dayStartsAt"), day.Text("dayEndsAt")));
        var screens = day.GetProperty("screens").EnumerateArray().ToList();
        Assert.Equal([first, empty], screens.Select(screen => screen.Has("screenId", "name", "format", "slots").Int("screenId")));
        Assert.Equal("IMAX", screens[1].Text("format"));
        Assert.Empty(screens[1].GetProperty("slots").EnumerateArray());
        var slot = Assert.Single(screens[0].GetProperty("slots").EnumerateArray());
        slot.Has("showtimeId", "movieId", "movieTitle", "startsAt", "endsAt", "freeFrom", "ticketsSold");
        Assert.Equal((show, 2), (slot.Int("showtimeId"), slot.Int("ticketsSold")));
        Assert.Equal(
            ("2030-06-01T19:30:00-04:00", "2030-06-01T20:30:00-04:00", "2030-06-01T20:45:00-04:00"),
            (slot.Text("startsAt"), slot.Text("endsAt"), slot.Text("freeFrom"))
        );
    }

    [Fact]
    public async Task A_show_over_midnight_is_on_both_days_with_its_buffer()
    {
        var screen = await api.Given.ScreenAsync(timeZone: "UTC");
        var cinema = await CinemaOfAsync(screen);
        var late = await ShowAsync(screen, "2030-06-01 23:00", 120);
        var buffer = await ShowAsync(screen, "2030-06-02 22:00", 110); // free from 00:05
        await ShowAsync(screen, "2030-06-03 22:00", 105); // free from 00:00

        Assert.Equal([late], await SlotsAsync(cinema, "2030-06-01"));
        Assert.Equal([late, buffer], await SlotsAsync(cinema, "2030-06-02"));
        Assert.Equal(2, (await SlotsAsync(cinema, "2030-06-03")).Length);
        Assert.Empty(await SlotsAsync(cinema, "2030-06-04"));
    }

    [Theory]
    [InlineData("America/New_York", "2030-03-10", "2030-03-10T00:00:00-05:00", "2030-03-11T00:00:00-04:00")] // 23 hours
    [InlineData("America/New_York", "2030-11-03", "2030-11-03T00:00:00-04:00", "2030-11-04T00:00:00-05:00")] // 25 hours
    [InlineData("America/Santiago", "2026-09-06", "2026-09-06T01:00:00-03:00", "2026-09-07T00:00:00-03:00")] // no midnight
    [InlineData("America/Havana", "2026-11-01", "2026-11-01T00:00:00-04:00", "2026-11-02T00:00:00-05:00")] // two of them
    public async Task The_day_is_as_long_as_the_cinemas_clocks_make_it(string zone, string date, string from, string until)
    {
        var day = await DayAsync(await api.Given.CinemaAsync(zone), date);

        Assert.Equal((from, until), (day.Text("dayStartsAt"), day.Text("dayEndsAt")));
    }

    [Fact]
    public async Task Both_hours_of_a_doubled_hour_are_on_the_day()
    {
        var screen = await api.Given.ScreenAsync(timeZone: "America/New_York");
        var first = await ShowAsync(screen, "2030-11-03 05:10", 30); // 01:10 -04:00
        var second = await ShowAsync(screen, "2030-11-03 06:10", 30); // 01:10 -05:00

        var day = await DayAsync(await CinemaOfAsync(screen), "2030-11-03");

        var slots = day.GetProperty("screens")[0].GetProperty("slots").EnumerateArray().ToList();
        Assert.Equal([first, second], slots.Select(slot => slot.Int("showtimeId")));
        Assert.Equal(["2030-11-03T01:10:00-04:00", "2030-11-03T01:10:00-05:00"], slots.Select(slot => slot.Text("startsAt")));
    }

    [Fact]
    public async Task Without_a_date_it_is_the_cinemas_today_and_an_unknown_cinema_is_not_found()
    {
        var admin = await api.AdminAsync();
        var cinema = await api.Given.CinemaAsync("Pacific/Kiritimati");

        var day = await admin.GetAsync($"{ManagerCalls.Admin}/schedule?cinemaId={cinema}").JsonAsync();

        Assert.Equal(DateOnly.FromDateTime(DateTime.UtcNow.AddHours(14)), DateOnly.Parse(day.Text("date"), null));
        await admin.GetAsync($"{ManagerCalls.Admin}/schedule?cinemaId=99999999").ProblemAsync(404, "not_found");
        await admin
            .GetAsync($"{ManagerCalls.Admin}/schedule?cinemaId={cinema}&date=9999-12-31")
            .ProblemAsync(400, "validation_failed", "date");
        await admin.GetAsync($"{ManagerCalls.Admin}/schedule").ProblemAsync(400, "validation_failed", "cinemaId");
    }

    private async Task<int[]> SlotsAsync(int cinema, string date) =>
        [
            .. (await DayAsync(cinema, date))
                .GetProperty("screens")
                .EnumerateArray()
                .SelectMany(screen => screen.GetProperty("slots").EnumerateArray())
                .Select(slot => slot.Int("showtimeId")),
        ];

    private async Task<JsonElement> DayAsync(int cinema, string date) =>
        (await (await api.AdminAsync()).DayAsync(cinema, date)).Has("cinema", "date", "dayStartsAt", "dayEndsAt", "screens");

    private Task<int> ShowAsync(int screen, string utc, int minutes) =>
        api.Given.ShowtimeAsync(
            screenId: screen,
            startsAt: DateTime.SpecifyKind(DateTime.Parse(utc, null), DateTimeKind.Utc),
            minutes: minutes
        );

    private Task<int> CinemaOfAsync(int screen) =>
        api.Database.ScalarAsync<int>("SELECT cinema_id FROM screens WHERE screen_id = @id", ("@id", screen));
}
