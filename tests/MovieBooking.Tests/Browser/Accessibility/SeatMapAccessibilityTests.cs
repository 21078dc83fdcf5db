using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>The seat map and the page behind it, by axe.</summary>
[Collection(SharedSite.One)]
public sealed class SeatMapAccessibilityTests(TestSite site)
{
    [Fact]
    public async Task The_map_has_no_faults_before_anything_is_held()
    {
        var showtimeId = await ShowtimeWithEveryStateAsync();
        var visit = await SeatMapVisit.AnonymousAsync(site, showtimeId);
        var (page, audit) = (visit.Page, new AxeAudit(visit.Page));
        await audit.AuditUnansweredAsync($"/showtimes/{showtimeId}", $"**/showtimes/{showtimeId}/seats");

        await visit.OpenAsync();
        await visit.Seat("E5").ClickAsync();
        await visit.Seat("E7").ClickAsync();
        await Expect(visit.Choice).ToContainTextAsync("not held yet");
        await page.GetByText("Choose from a list").ClickAsync();
        await audit.AuditAsync("chosen, list open");
        await audit.AuditOfflineAsync("chosen");

        using var rival = await site.Api.CustomerAsync();
        await rival.LockAsync(showtimeId, await site.Api.Given.SeatAsync(showtimeId, "E5")).JsonAsync();
        await Expect(visit.Choice).ToContainTextAsync("E5 was taken by someone else");
        await audit.AuditAsync("a chosen seat is lost");

        await visit.Choice.GetByRole(AriaRole.Link, new() { Name = "Continue" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "How would you like to book?" })).ToBeVisibleAsync();
        await audit.AuditAsync("continue");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue as a guest" }).ClickAsync();
        await Expect(page.Locator("[aria-invalid=true]").First).ToBeVisibleAsync();
        await audit.AuditAsync("continue, wrong");

        audit.IsClean();
    }

    [Fact]
    public async Task The_map_has_no_faults_while_seats_are_held_and_when_the_show_is_over()
    {
        var showtimeId = await ShowtimeWithEveryStateAsync();
        var visit = await SeatMapVisit.SignedInAsync(site, showtimeId);
        var (page, audit) = (visit.Page, new AxeAudit(visit.Page));
        await visit.HoldAsync("F7", "E5", "E7");
        await Expect(visit.Choice).ToContainTextAsync("would be left alone");
        await visit.ExpectAsync("A1", "taken");
        await visit.ExpectAsync("B1", "held by someone else");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
        await Expect(page.GetByText("side by side")).ToBeVisibleAsync();
        await audit.AuditAsync("held, best seats proposed");

        await site.Api.Database.TimePassesAsync(showtimeId, minutes: 11);
        await page.SetViewportSizeAsync(390, 844);
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Larger seats" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "I need more time" })).ToBeVisibleAsync();
        await audit.AuditAsync("larger seats, time is running out");

        await page.GetByRole(AriaRole.Button, new() { Name = "I need more time" }).ClickAsync();
        await Expect(page.GetByText("more minutes").First).ToBeVisibleAsync();
        await audit.AuditAsync("more time, told");

        await page.RouteAsync("**/seats/events", route => route.AbortAsync());
        await page.ReloadAsync();
        await Expect(visit.Choice).ToContainTextAsync("Live changes are interrupted");
        await audit.AuditAsync("interrupted");

        await site.Api.Database.ShowStartsAsync(showtimeId);
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This show has started");
        await audit.AuditAsync("over");

        audit.IsClean();
    }

    /// <summary>Standard and premium seats that are free, taken, held by somebody, and out of service.</summary>
    private async Task<int> ShowtimeWithEveryStateAsync()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        using var stranger = await site.Api.CustomerAsync();
        await stranger.ConfirmedAsync(showtimeId, await site.Api.Given.SeatsAsync(showtimeId, "A1", "F1"));
        await stranger.LockSeatsAsync(showtimeId, await site.Api.Given.SeatsAsync(showtimeId, "B1", "G1")).JsonAsync();
        await site.Api.Database.SeatGoesOutOfServiceAsync(await site.Api.Given.SeatAsync(showtimeId, "C1"));
        await site.Api.Database.AccessiblePlacesAsync(showtimeId, wheelchair: "H1", companion: "H2");
        return showtimeId;
    }
}
