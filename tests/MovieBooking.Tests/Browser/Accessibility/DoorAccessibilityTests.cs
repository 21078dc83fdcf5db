using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>The door before there is anything to scan for, by axe.</summary>
[Collection(SharedSite.Two)]
public sealed class DoorAccessibilityTests(TestSite site)
{
    [Fact]
    public async Task A_door_without_a_show_or_an_answer_has_no_faults()
    {
        var cinemaId = await site.Api.Given.CinemaAsync();
        var screenId = await site.Api.Given.ScreenAsync(cinemaId: cinemaId);
        var page = (await site.ClerkAsync(cinemaId)).Page;
        var audit = new AxeAudit(page);
        await page.GotoAsync("/door");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No show now" })).ToBeVisibleAsync();
        await audit.AuditAsync("/door, no show");

        await site.Api.Given.ShowtimeAsync(screenId: screenId, startsAt: DateTime.UtcNow.AddHours(2));
        await page.ReloadAsync();
        await Expect(page.GetByLabel("Showtime")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Ticket or reference")).ToHaveCountAsync(0);
        await audit.AuditAsync("/door, none chosen");

        await audit.AuditUnansweredAsync("/door", "**/api/v1/door/**");
        audit.IsClean();
    }
}
