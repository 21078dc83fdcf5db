using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>The queue in front of the seats, as somebody meets it who wants some, and as managers open it.</summary>
[Collection(SharedSite.Two)]
public sealed class WaitingRoomTests(TestSite site)
{
    [Fact]
    public async Task A_place_is_kept_over_a_reload_and_shared_by_tabs_and_leads_to_the_seats_by_itself()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        using var admin = await site.Api.AdminAsync();
        await admin.OpenRoomAsync("showtimes", showtimeId, perMinute: 1).JsonAsync();
        for (var strangers = 0; strangers < 3; strangers++)
        {
            await site.Api.CreateClient().JoinQueueAsync(showtimeId).JsonAsync();
        }

        var visit = await SeatMapVisit.WithAccountAsync(site, showtimeId);
        var (page, audit) = (visit.Page, new AxeAudit(visit.Page));
        await page.GotoAsync($"/showtimes/{showtimeId}");
        await IsFourthAsync(page);
        await Expect(page.GetByTestId("announcements")).ToContainTextAsync("2 people are ahead of you");
        await page.ReloadAsync();
        await IsFourthAsync(page);
        var tab = await page.Context.NewPageAsync();
        await tab.GotoAsync($"/showtimes/{showtimeId}");
        await IsFourthAsync(tab);
        Assert.Equal(4, (await admin.RoomAsync("showtimes", showtimeId)).Int("waiting") + 1);
        await audit.AuditAsync("waiting");

        // Nearly three minutes pass; the page hears of it when it is looked at again, and then waits for its moment alone.
        await site.Api.Database.QueueMovesAsync(showtimeId, 176);
        await LookAgainAsync(page);
        await Expect(visit.Map).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Choose your seats" })).ToBeVisibleAsync();
        await Expect(page.GetByText("It is your turn", new() { Exact = true })).ToBeVisibleAsync();
        await audit.AuditAsync("admitted");
        await visit.HoldAsync("E5");
        await LookAgainAsync(tab);
        await new SeatMapVisit(tab, showtimeId).ExpectAsync("E5", "your seat");
        Assert.Equal(4, (await admin.RoomAsync("showtimes", showtimeId)).Int("admitted"));

        // The turn ends: what one holds one may book, and give back; for more one joins again.
        await site.Api.Database.QueueMovesAsync(showtimeId, 10 * 60);
        await LookAgainAsync(page);
        await Expect(page.GetByText("It is your turn", new() { Exact = true })).ToHaveCountAsync(0);
        await visit.Seat("E5").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your time to choose is over" })).ToBeVisibleAsync();
        await audit.AuditAsync("over");
        await page.Button("Join the queue again").ClickAsync();
        await Expect(visit.Map).ToBeVisibleAsync();
        audit.IsClean();
    }

    [Fact]
    public async Task A_room_that_opens_while_one_chooses_comes_in_between_and_closing_it_frees_the_way()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var visit = await SeatMapVisit.SignedInAsync(site, showtimeId);
        using var admin = await site.Api.AdminAsync();
        await admin.OpenRoomAsync("showtimes", showtimeId, perMinute: 1).JsonAsync();
        await site.Api.CreateClient().JoinQueueAsync(showtimeId).JsonAsync();

        await visit.Seat("E5").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "You are in the queue" })).ToBeVisibleAsync();

        await admin.CloseRoomAsync("showtimes", showtimeId).IsEmptyAsync();
        await LookAgainAsync(visit.Page);
        await visit.HoldAsync("E5");
    }

    [Fact]
    public async Task Managers_open_a_room_see_who_waits_and_close_it()
    {
        var programme = await Programme.GivenAsync(site);
        var page = await site.ManagerAsync(programme.Address);
        var audit = new AxeAudit(page);
        await page.Slot(programme.Screen, Programme.Running, "6:00 PM").ClickAsync();
        await page.GetByText("Waiting room", new() { Exact = true }).ClickAsync();
        await page.GetByLabel("People a minute").FillAsync("0");
        await page.Button("Open a waiting room").ClickAsync();
        await Expect(page.GetByText("a whole number from 1 to 10,000")).ToBeVisibleAsync();
        await page.GetByLabel("People a minute").FillAsync("1");
        await page.Button("Open a waiting room").ClickAsync();
        await Expect(page.Button("Close the room")).ToBeVisibleAsync();
        await site.Api.CreateClient().JoinQueueAsync(programme.ShowtimeId).JsonAsync();
        await site.Api.CreateClient().JoinQueueAsync(programme.ShowtimeId).JsonAsync();
        await Expect(page.GetByRole(AriaRole.Definition).First).ToHaveTextAsync("1");
        await audit.AuditAsync("a room of a showtime");

        await page.Button("Close the room").ClickAsync();
        await Expect(page.GetByText("The one who waits may book at once")).ToBeVisibleAsync();
        await page.Button("Close it").ClickAsync();
        await Expect(page.Button("Open a waiting room")).ToBeVisibleAsync();

        await page.GotoAsync($"/admin/movies/{programme.NewMovieId}");
        await page.Button("Open a waiting room").ClickAsync();
        await Expect(page.Button("Close the room")).ToBeVisibleAsync();
        await audit.AuditAsync("a room of a movie");
        audit.IsClean();
    }

    private static async Task IsFourthAsync(IPage page)
    {
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You are in the queue" })).ToBeVisibleAsync();
        await Expect(page.GetByTestId("ahead")).ToHaveTextAsync("2");
    }

    /// <summary>As if one came back to the tab.</summary>
    private static async Task LookAgainAsync(IPage page) =>
        await page.EvaluateAsync("() => { window.dispatchEvent(new Event('visibilitychange')) }");
}
