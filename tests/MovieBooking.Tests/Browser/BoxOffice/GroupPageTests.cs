using System.Globalization;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>A class that pays later, at the counter: kept, sold ten at a time, kept longer, given back.</summary>
[Collection(SharedSite.Two)]
public sealed class GroupPageTests(TestSite site)
{
    [Fact]
    public async Task A_class_of_twelve_is_kept_sold_in_two_sales_and_released_by_the_keyboard()
    {
        var cinemaId = await site.Api.Given.CinemaAsync("UTC", Given.Unique("Group Cinema"));
        var screenId = await site.Api.Given.ScreenAsync(cinemaId: cinemaId);
        var movieId = await site.Api.Given.MovieAsync(Given.Unique("The Class"));
        var startsAt = DateTime.UtcNow.AddHours(3);
        var showtimeId = await site.Api.Given.ShowtimeAsync(movieId, screenId, startsAt);
        var person = await site.ClerkAsync(cinemaId);
        await site.OpenTillAsync(person, cinemaId);
        var page = person.Page;
        var audit = new AxeAudit(page);

        await page.GotoAsync("/box-office?view=groups");
        await Expect(page.GetByText("Nothing is kept for a group")).ToBeVisibleAsync();
        await page.Button("New group").PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The group’s show" })).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Listitem).GetByRole(AriaRole.Button).PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "A group for The Class" })).ToBeFocusedAsync();

        // Too many, no name and no day: each is said where it is wrong.
        await page.GetByLabel("How many people").FillAsync("97");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Only 96 seats are free.")).ToBeVisibleAsync();
        await page.Button("Keep the seats").PressAsync("Enter");
        await Expect(page.GetByText("Say who comes.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Choose a day.")).ToBeVisibleAsync();
        await page.AuditAsync(audit, "group, wrong");

        await page.GetByLabel("How many people").FillAsync("12");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("12 seats", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByLabel("Group", new() { Exact = true }).FillAsync("Class 4b");
        await page.GetByLabel("Contact").FillAsync("school@example.com");
        await UntilAsync(startsAt.AddHours(-1));
        await page.AuditAsync(audit, "group, new");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Groups" })).ToBeFocusedAsync();
        var group = page.GetByRole(AriaRole.List, new() { Name = "Groups" }).GetByRole(AriaRole.Listitem);
        await Expect(group).ToContainTextAsync("12 seats kept");
        await Expect(group).ToContainTextAsync("school@example.com");
        await page.AuditAsync(audit, "groups");
        Assert.Equal("locked", await site.Api.CreateClient().StatusOfAsync(showtimeId, "F6"));

        // Ten are one sale, and the next sale has what is left.
        await page.Button("Sell to Class 4b").PressAsync("Enter");
        var seats = page.GetByRole(AriaRole.List, new() { Name = "Seats to sell" }).GetByRole(AriaRole.Listitem);
        await Expect(seats).ToHaveCountAsync(10);
        await Expect(page.Button("Cash, exact")).ToBeFocusedAsync();
        await page.AuditAsync(audit, "group, sale");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Button("Next: 2 seats left")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(seats).ToHaveCountAsync(2);
        await page.Button("All groups").PressAsync("Enter");
        await Expect(group).ToContainTextAsync("2 of 12 seats still kept");

        await page.Button("Change Class 4b").PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Change Class 4b" })).ToBeFocusedAsync();
        await UntilAsync(startsAt.AddHours(1));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Seats are kept back until a moment later than now")).ToBeVisibleAsync();
        await page.AuditAsync(audit, "group, change");
        await UntilAsync(startsAt.AddMinutes(-30));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Groups" })).ToBeFocusedAsync();

        await page.Button("Release seats of Class 4b").PressAsync("Enter");
        await page.GetByRole(AriaRole.Checkbox).Last.PressAsync(" ");
        await page.AuditAsync(audit, "group, release");
        await page.Button("Release 1 seat").PressAsync("Enter");
        await Expect(group).ToContainTextAsync("1 of 12 seats still kept");
        Assert.Equal(
            ["10 1"],
            await site.Api.Database.LinesAsync(
                """
                SELECT
                    (SELECT COUNT(*) FROM tickets WHERE showtime_id = @id),
                    (SELECT COUNT(*) FROM seat_locks WHERE showtime_id = @id AND user_id = 0 AND expires_at > UTC_TIMESTAMP(6) + INTERVAL 2 HOUR)
                """,
                ("@id", showtimeId)
            )
        );
        audit.IsClean();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));

        async Task UntilAsync(DateTime moment)
        {
            await page.GetByLabel("Kept until").FillAsync(moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            await page.GetByLabel("Time", new() { Exact = true }).FillAsync(moment.ToString("HH:mm", CultureInfo.InvariantCulture));
        }
    }
}
