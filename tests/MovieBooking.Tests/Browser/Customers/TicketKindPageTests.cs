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

    [Fact]
    public async Task A_cheap_Tuesday_and_a_matinee_are_kept_as_they_were_typed()
    {
        var cinemaId = await site.Api.Given.CinemaAsync();
        var manager = await site.ManagerAsync($"/admin/cinemas?cinema={cinemaId}");
        var form = manager.GetByRole(AriaRole.Form, new() { Name = "New kind of tickets" });
        await form.GetByLabel("Name of the kind").FillAsync("Cheap Tuesday");
        await form.GetByLabel("Price", new() { Exact = true }).SelectOptionAsync("fixed");
        await form.GetByLabel("Price in USD").FillAsync("five");
        foreach (var day in await form.GetByRole(AriaRole.Checkbox).AllAsync())
        {
            await day.UncheckAsync();
        }

        await SaveAsync(form);
        await Expect(form.GetByText("Enter a price.")).ToBeVisibleAsync();
        await Expect(form.GetByText("Choose a day.")).ToBeVisibleAsync();
        await form.GetByLabel("Price in USD").FillAsync("5");
        await Expect(form.GetByText("Today in 2D: standard $5.00")).ToBeVisibleAsync();
        await form.GetByLabel("Tuesday").CheckAsync();
        await SaveAsync(form);
        await Expect(Row(manager, "Cheap Tuesday")).ToContainTextAsync("$5.00 for a standard seat; Tuesday$5.00–");

        await form.GetByLabel("Name of the kind").FillAsync("Matinee");
        await form.GetByLabel("Percent of the full price").FillAsync("75");
        await form.GetByLabel("Shows from").FillAsync("17:00");
        await form.GetByLabel("Shows before").FillAsync("17:00");
        await SaveAsync(form);
        await Expect(form.GetByText("Enter a later time.")).ToBeVisibleAsync();
        await form.GetByLabel("Shows from").FillAsync("11:30");
        await SaveAsync(form);
        await Expect(Row(manager, "Matinee")).ToContainTextAsync("75 % of the full price; from 11:30; before 17:00");
        Assert.Equal(["Cheap Tuesday - 5.00 2 - -", "Matinee 0.75 - 127 11:30:00 17:00:00"], await KindsAsync(cinemaId));

        // What is changed begins as it is.
        await manager.Button("Change Cheap Tuesday").ClickAsync();
        var changed = manager.GetByRole(AriaRole.Form, new() { Name = "Change Cheap Tuesday" });
        await Expect(changed.GetByLabel("Price in USD")).ToHaveValueAsync("5");
        await Expect(changed.GetByRole(AriaRole.Checkbox, new() { Checked = true })).ToHaveCountAsync(1);
        await changed.GetByLabel("Wednesday").CheckAsync();
        await SaveAsync(changed);
        await Expect(Row(manager, "Cheap Tuesday")).ToContainTextAsync("Tuesday, Wednesday");
        Assert.Equal(["Matinee 0.75 - 127 11:30:00 17:00:00", "Cheap Tuesday - 5.00 6 - -"], await KindsAsync(cinemaId));
    }

    /// <summary>The kinds that a cinema sells, as the rows have them: Monday is the first bit of the days.</summary>
    private Task<IReadOnlyList<string>> KindsAsync(int cinemaId) =>
        site.Api.Database.LinesAsync(
            """
            SELECT name, factor, fixed_price, weekdays, starts_from, starts_before
            FROM ticket_kinds
            WHERE cinema_id = @id AND ended_at IS NULL
            ORDER BY kind_id
            """,
            ("@id", cinemaId)
        );

    private static Task SaveAsync(ILocator form) => form.GetByRole(AriaRole.Button, new() { Name = "Save kind" }).ClickAsync();

    private static ILocator Row(IPage manager, string text) => manager.GetByRole(AriaRole.Row).Filter(new() { HasText = text });

    private static async Task AddAsync(IPage manager, string name, string note, string percent, string rating)
    {
        var form = manager.GetByRole(AriaRole.Form, new() { Name = "New kind of tickets" });
        await form.GetByLabel("Name of the kind").FillAsync(name);
        await form.GetByLabel("For whom").FillAsync(note);
        await form.GetByLabel("Percent of the full price").FillAsync(percent);
        await form.GetByLabel("Films rated up to").SelectOptionAsync(new SelectOptionValue { Label = rating });
        await SaveAsync(form);
    }
}
