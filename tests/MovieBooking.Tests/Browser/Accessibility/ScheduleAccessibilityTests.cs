using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>The schedule and all that can be open on it, by axe.</summary>
[Collection(SharedSite.Two)]
public sealed class ScheduleAccessibilityTests(TestSite site)
{
    [Fact]
    public async Task The_schedule_has_no_faults_with_a_conflict_on_it()
    {
        var programme = await Programme.GivenAsync(site);
        var page = await site.PlanAtSevenAsync(programme);
        var audit = new AxeAudit(page);
        await audit.AuditAsync("conflict");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The screen is not free");

        await page.Button("Cancel").ClickAsync();
        await page.Button("Repeat").ClickAsync();
        await page.Button("The week from this day").ClickAsync();
        await page.GetByRole(AriaRole.Checkbox).First.CheckAsync();
        using var admin = await site.Api.AdminAsync();
        await admin.ScheduledAsync(programme.NewMovieId, programme.ScreenId, $"{Programme.Day.AddDays(7).Iso()}T17:00");
        await page.Button("See what is in the way").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "1 conflict" })).ToBeVisibleAsync();
        await audit.AuditAsync("repeating, conflict");

        audit.IsClean();
    }

    [Fact]
    public async Task The_schedule_has_no_faults_with_a_sold_show_about_to_be_deleted()
    {
        var programme = await Programme.GivenAsync(site);
        using var customer = await site.Api.CustomerAsync();
        await customer.ConfirmedAsync(programme.ShowtimeId, await site.Api.Given.SeatsAsync(programme.ShowtimeId, "E5", "E6"));
        var page = await site.ManagerAsync(programme.Address);
        await Expect(page.Slot(programme.Screen, Programme.Running, "6:00 PM")).ToBeVisibleAsync();
        var audit = new AxeAudit(page);
        await audit.AuditAsync("day");
        await audit.AuditOfflineAsync("day");

        await page.Slot(programme.Screen, Programme.Running, "6:00 PM").ClickAsync();
        await page.Button("Delete").ClickAsync();
        await page.Button("Delete showtime").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("People have booked this");
        await audit.AuditAsync("deleting");

        await audit.AuditUnansweredAsync(programme.Address, "**/api/v1/admin/schedule?*");
        audit.IsClean();
    }

    [Fact]
    public async Task A_week_has_no_faults_and_leads_to_its_days_and_to_the_next_week()
    {
        var programme = await Programme.GivenAsync(site);
        var page = await site.ManagerAsync(programme.Address);
        await Expect(page.Slot(programme.Screen, Programme.Running, "6:00 PM")).ToBeVisibleAsync();
        await page.Button("Week").PressAsync("Enter");
        var main = page.GetByRole(AriaRole.Main);
        var days = main.GetByRole(AriaRole.Heading, new() { Level = 2 }).GetByRole(AriaRole.Link);
        await Expect(days).ToHaveCountAsync(7);
        await Expect(page.Button("Week")).ToBeFocusedAsync();
        await Expect(main.GetByText(Programme.Running)).ToHaveCountAsync(1);
        var audit = new AxeAudit(page);
        await audit.AuditAsync("week");
        audit.IsClean();

        await page.Button("The week after").ClickAsync();
        await Expect(main.GetByText(Programme.Running)).ToHaveCountAsync(0);
        await page.Button("The week before").ClickAsync();
        var day = main.GetByRole(AriaRole.Listitem).Filter(new() { HasText = Programme.Running }).First;
        await day.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.Slot(programme.Screen, Programme.Running, "6:00 PM")).ToBeVisibleAsync();
    }
}
