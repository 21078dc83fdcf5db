using System.Globalization;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>Every page that a manager meets, by axe: WCAG 2.2 A and AA, and best practice.</summary>
public sealed class ManagerAccessibilityTests(TestSite site) : IClassFixture<TestSite>
{
    [Fact]
    public async Task Managers_pages_have_no_faults()
    {
        var programme = await Programme.GivenAsync(site);
        using var customer = await site.Api.CustomerAsync();
        await customer.ConfirmedAsync(programme.ShowtimeId, await site.Api.Given.SeatsAsync(programme.ShowtimeId, "A1", "F1"));
        var page = await site.ManagerAsync("/admin");
        await Expect(page.GetByText("$24.00").First).ToBeVisibleAsync();
        var audit = new AxeAudit(page);
        await audit.LookAsync("/admin");

        foreach (var path in (string[])["/admin/movies", "/admin/showtimes", "/admin/top-movies", "/admin/audit-log"])
        {
            await page.GotoAsync(path);
            await Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await Expect(page.Locator(".shimmer")).ToHaveCountAsync(0);
            await audit.LookAsync(path);
        }

        await page.GotoAsync($"/admin/movies/{programme.NewMovieId.ToString(CultureInfo.InvariantCulture)}");
        await Expect(page.GetByLabel("Title")).ToHaveValueAsync(programme.NewMovie);
        await audit.LookAsync("/admin/movies/:id");

        await page.GotoAsync("/admin/movies/new");
        await page.Button("Add a showtime").ClickAsync();
        await page.Button("Save movie").ClickAsync();
        await Expect(page.Locator("[aria-invalid=true]").First).ToBeVisibleAsync();
        await audit.LookAsync("/admin/movies/new, wrong");

        audit.IsClean();
    }

    [Fact]
    public async Task The_schedule_has_no_faults_with_a_conflict_on_it()
    {
        var programme = await Programme.GivenAsync(site);
        var page = await site.ManagerAsync(programme.Address);
        await Expect(page.Slot(programme.Screen, Programme.Running, "6:00 PM")).ToBeVisibleAsync();
        var audit = new AxeAudit(page);
        await audit.LookAsync("schedule");

        await page.Button("Add showtime").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Add a showtime" })).ToBeVisibleAsync();
        await audit.LookAsync("schedule, adding");

        await page.GotoAsync(programme.Address);
        await page.Button("Repeat").ClickAsync();
        await page.Button("The week from this day").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Checkbox).First).ToBeVisibleAsync();
        await audit.LookAsync("schedule, repeating");

        audit.IsClean();
    }
}
