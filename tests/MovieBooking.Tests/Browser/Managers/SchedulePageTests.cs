using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

[Collection(SharedSite.One)]
public sealed class SchedulePageTests(TestSite site)
{
    [Fact]
    public async Task A_conflict_names_the_movie_and_is_resolved_by_another_time()
    {
        var programme = await Programme.GivenAsync(site);
        var page = await site.PlanAtSevenAsync(programme);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync($"“{Programme.Running}” is on this screen then");
        Assert.Equal(0, await ShowtimesAsync(programme.NewMovieId));

        await page.Button("Change the time to 7:55 PM").ClickAsync();

        await Expect(page.Slot(programme.Screen, programme.NewMovie, "7:55 PM")).ToBeVisibleAsync();
        Assert.Equal(1, await ShowtimesAsync(programme.NewMovieId));
    }

    [Fact]
    public async Task A_conflict_is_resolved_by_another_screen()
    {
        var programme = await Programme.GivenAsync(site);
        var page = await site.PlanAtSevenAsync(programme);

        await page.Button($"Change to {programme.OtherScreen} (IMAX)").ClickAsync();

        await Expect(page.Slot(programme.OtherScreen, programme.NewMovie, "7:00 PM")).ToBeVisibleAsync();
        Assert.Equal(1, await ShowtimesAsync(programme.NewMovieId));
    }

    [Fact]
    public async Task A_show_that_only_comes_too_close_has_the_same_ways_on()
    {
        var programme = await Programme.GivenAsync(site);

        var page = await site.PlanAsync(programme, "19:45");

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync($"“{Programme.Running}” is too close");
        await Expect(page.Button($"Change to {programme.OtherScreen} (IMAX)")).ToBeVisibleAsync();
        await page.Button("Change the time to 7:55 PM").ClickAsync();
        await Expect(page.Slot(programme.Screen, programme.NewMovie, "7:55 PM")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_conflict_is_resolved_by_not_planning_the_show()
    {
        var programme = await Programme.GivenAsync(site);
        var page = await site.PlanAtSevenAsync(programme);

        await page.Button("Cancel").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Add a showtime" })).ToHaveCountAsync(0);
        await Expect(page.Button("Add showtime")).ToBeFocusedAsync();
        Assert.Equal(0, await ShowtimesAsync(programme.NewMovieId));
    }

    [Fact]
    public async Task A_show_is_dragged_to_another_time_and_one_that_would_overlap_asks()
    {
        var programme = await Programme.GivenAsync(site);
        using var admin = await site.Api.AdminAsync();
        await admin.ScheduledAsync(programme.NewMovieId, programme.ScreenId, $"{Programme.Day.Iso()}T21:00");
        var page = await site.ManagerAsync(programme.Address);

        await DragAsync(page, page.Slot(programme.Screen, programme.NewMovie, "9:00 PM"), hours: 1);
        await Expect(page.Slot(programme.Screen, programme.NewMovie, "10:00 PM")).ToBeVisibleAsync();

        await DragAsync(page, page.Slot(programme.Screen, programme.NewMovie, "10:00 PM"), hours: -3);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(Programme.Running);
        await page.Button("Cancel").ClickAsync();
        await Expect(page.Slot(programme.Screen, programme.NewMovie, "10:00 PM")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_week_is_repeated_once_what_is_in_the_way_is_left_out()
    {
        var programme = await Programme.GivenAsync(site);
        using var admin = await site.Api.AdminAsync();
        // The next week has another show on that screen at that time.
        await admin.ScheduledAsync(programme.NewMovieId, programme.ScreenId, $"{Programme.Day.AddDays(7).Iso()}T17:00");
        var page = await site.ManagerAsync(programme.Address);

        await page.Button("Repeat").ClickAsync();
        await page.Button("The week from this day").ClickAsync();
        await page.GetByRole(AriaRole.Checkbox).Nth(0).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox).Nth(1).CheckAsync();
        await page.Button("See what is in the way").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "1 conflict" })).ToBeVisibleAsync();
        await Expect(page.GetByText($"“{programme.NewMovie}” is on this screen then")).ToBeVisibleAsync();
        Assert.Equal(2, await ShowtimesOnAsync(programme.ScreenId));

        await page.GetByRole(AriaRole.Button, new() { Name = "Leave out" }).ClickAsync();
        await page.Button("Add 1 showtime").ClickAsync();

        await Expect(page.GetByText("1 showtime is added.").First).ToBeVisibleAsync();
        Assert.Equal(3, await ShowtimesOnAsync(programme.ScreenId));
    }

    [Fact]
    public async Task Deleting_a_sold_showtime_says_what_it_cancels_and_does_it_when_confirmed()
    {
        var programme = await Programme.GivenAsync(site);
        using var customer = await site.Api.CustomerAsync();
        await customer.ConfirmedAsync(programme.ShowtimeId, await site.Api.Given.SeatsAsync(programme.ShowtimeId, "E5", "E6"));
        var page = await site.ManagerAsync(programme.Address);

        await page.Slot(programme.Screen, Programme.Running, "6:00 PM").ClickAsync();
        await page.Button("Delete").ClickAsync();
        await page.Button("Delete showtime").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("People have booked this");
        await Expect(dialog).ToContainTextAsync("Bookings1Tickets2Money due back$16.00");
        Assert.Equal("scheduled", await StatusAsync(programme.ShowtimeId));

        await page.Button("Delete and cancel the bookings").ClickAsync();

        await Expect(page.Slot(programme.Screen, Programme.Running, "6:00 PM")).ToHaveCountAsync(0);
        Assert.Equal("cancelled", await StatusAsync(programme.ShowtimeId));
    }

    [Fact]
    public async Task Seats_are_kept_back_and_released_and_customers_see_it()
    {
        var programme = await Programme.GivenAsync(site);
        var page = await site.ManagerAsync(programme.Address);
        await page.Slot(programme.Screen, Programme.Running, "6:00 PM").ClickAsync();
        await page.GetByText("Seats kept back").ClickAsync();

        await page.Button("E5, free").ClickAsync();
        await page.Button("E6, free").ClickAsync();
        await page.Button("Keep back").ClickAsync();
        await Expect(page.GetByText("Say why.")).ToBeVisibleAsync();
        await page.GetByLabel("Reason").FillAsync("Press");
        await page.Button("Keep back").ClickAsync();

        await Expect(page.Button("E5, kept back: Press")).ToBeVisibleAsync();
        var audit = new AxeAudit(page);
        await audit.AuditAsync("/admin/schedule, seats kept back");
        audit.IsClean();
        var customer = await SeatMapVisit.AnonymousAsync(site, programme.ShowtimeId);
        await customer.ExpectAsync("E5", "held by someone else");
        await page.Button("E5, kept back: Press").ClickAsync();
        await page.Button("Release 1 seat").ClickAsync();
        await Expect(page.Button("E5, free")).ToBeVisibleAsync();
        await Expect(page.Button("E6, kept back: Press")).ToBeVisibleAsync();
        await customer.ExpectAsync("E5", "available");
    }

    [Fact]
    public async Task The_keyboard_alone_moves_a_show()
    {
        var programme = await Programme.GivenAsync(site);
        var page = await site.ManagerAsync(programme.Address);

        await page.Slot(programme.Screen, Programme.Running, "6:00 PM").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByLabel("Time", new() { Exact = true })).ToBeFocusedAsync();
        await page.GetByLabel("Time", new() { Exact = true }).FillAsync("18:30");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Slot(programme.Screen, Programme.Running, "6:30 PM")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_day_is_saved_for_a_spreadsheet()
    {
        var programme = await Programme.GivenAsync(site);
        var page = await site.ManagerAsync(programme.Address);

        var download = await page.RunAndWaitForDownloadAsync(() => page.Button("Export CSV").ClickAsync());

        Assert.Equal($"schedule-{Programme.Day.Iso()}-{Programme.Day.Iso()}.csv", download.SuggestedFilename);
        var lines = await File.ReadAllLinesAsync(await download.PathAsync());
        Assert.Equal(2, lines.Length);
        Assert.Contains($",{programme.Screen},2D,{programme.ShowtimeId},{Programme.Running},", lines[1], StringComparison.Ordinal);
    }

    private static async Task DragAsync(IPage page, ILocator slot, double hours)
    {
        var box = (await slot.BoundingBoxAsync())!;
        // A show of 100 minutes tells how wide an hour is.
        var (x, y) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync((float)(x + (box.Width / 100 * 60 * hours)), y, new MouseMoveOptions { Steps = 5 });
        await page.Mouse.UpAsync();
    }

    private Task<int> ShowtimesAsync(int movieId) =>
        site.Api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM showtimes WHERE movie_id = @id", ("@id", movieId));

    private Task<int> ShowtimesOnAsync(int screenId) =>
        site.Api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM showtimes WHERE screen_id = @id", ("@id", screenId));

    private Task<string> StatusAsync(int showtimeId) =>
        site.Api.Database.ScalarAsync<string>("SELECT status FROM showtimes WHERE showtime_id = @id", ("@id", showtimeId));
}
