using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>Kinds of tickets, from the manager who adds one to the family that is charged what it saw.</summary>
[Collection(SharedSite.Two)]
public sealed class TicketKindPageTests(TestSite site)
{
    [Fact]
    public async Task Two_adults_and_a_child_are_charged_what_the_checkout_shows()
    {
        var cinemaId = await site.Api.Given.CinemaAsync();
        var showtimeId = await site.Api.Given.ShowtimeAsync(screenId: await site.Api.Given.ScreenAsync(cinemaId: cinemaId));
        var manager = await site.ManagerAsync($"/admin/cinemas?cinema={cinemaId}");
        await AddAsync(manager, "Child", "up to 11", "66.7", "any rating");
        // What premium seats cost here others change.
        await Expect(Row(manager, "up to 11"))
            .ToContainTextAsync(new Regex(@"66\.7 % of the full price\$5\.34\$\d+\.\d\d", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await AddAsync(manager, "Toddler", "up to 3", "10", "G");
        await Expect(Row(manager, "up to 3")).ToContainTextAsync("films rated up to G");
        var managers = new AxeAudit(manager);
        await managers.AuditAsync("/admin/cinemas, kinds of tickets");
        managers.IsClean();

        var visitor = await Visitor.SignedInAsync(site);
        var booking = await visitor.Client.PendingAsync(showtimeId, await site.Api.Given.SeatsAsync(showtimeId, "E5", "E6", "E7"));
        await visitor.OpenCheckoutAsync(booking);
        var page = visitor.Page;
        var last = page.GetByLabel("Ticket for seat E7");
        await Expect(last).ToHaveValueAsync("0");
        // What cannot be had is said before anybody pays.
        await Expect(page.GetByText("Not for this film, because of its rating: Toddler (up to 3).")).ToBeVisibleAsync();
        await Expect(last.Locator("option", new() { HasText = "Toddler" })).ToBeDisabledAsync();

        await last.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");

        await Expect(page.GetByText("$21.34").First).ToBeVisibleAsync();
        await Expect(last.Locator("option:checked")).ToHaveTextAsync("Child (up to 11), $5.34");
        var audit = new AxeAudit(page);
        await audit.AuditAsync("checkout, kinds of tickets");
        audit.IsClean();
        await page.Button("Confirm booking").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You’re booked" })).ToBeVisibleAsync();
        await Expect(page.GetByText("standard, Child").First).ToBeVisibleAsync();
        await Expect(page.GetByText("$21.34").First).ToBeVisibleAsync();

        var charged = await visitor.Client.GetAsync($"/api/v1/reservations/{booking.Int("reservationId")}").JsonAsync();
        Assert.Equal(("confirmed", 21.34m), (charged.Text("status"), charged.Money("total")));
    }

    private static ILocator Row(IPage manager, string text) => manager.GetByRole(AriaRole.Row).Filter(new() { HasText = text });

    private static async Task AddAsync(IPage manager, string name, string note, string percent, string rating)
    {
        var form = manager.GetByRole(AriaRole.Form, new() { Name = "New kind of tickets" });
        await form.GetByLabel("Name of the kind").FillAsync(name);
        await form.GetByLabel("For whom").FillAsync(note);
        await form.GetByLabel("Percent of the full price").FillAsync(percent);
        await form.GetByLabel("Films rated up to").SelectOptionAsync(new SelectOptionValue { Label = rating });
        await form.GetByRole(AriaRole.Button, new() { Name = "Save kind" }).ClickAsync();
    }
}
