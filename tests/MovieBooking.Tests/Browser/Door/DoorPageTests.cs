using System.Globalization;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>The door on a phone, and who keeps it.</summary>
[Collection(SharedSite.Two)]
public sealed class DoorPageTests(TestSite site)
{
    private static readonly BrowserNewContextOptions s_phone = new()
    {
        ViewportSize = new() { Width = 390, Height = 844 },
        HasTouch = true,
        IsMobile = true,
    };

    [Fact]
    public async Task An_admin_finds_somebody_who_lets_people_in_from_a_phone()
    {
        var name = Given.Unique("Door Cinema");
        var cinemaId = await site.Api.Given.CinemaAsync(name: name);
        var screenId = await site.Api.Given.ScreenAsync(cinemaId: cinemaId);
        var showtimeId = await site.Api.Given.ShowtimeAsync(screenId: screenId, startsAt: DateTime.UtcNow.AddHours(2));
        using var customer = await site.Api.CustomerAsync();
        var booking = await customer.ConfirmedAsync(showtimeId, await site.Api.Given.SeatsAsync(showtimeId, "C1", "H1", "H2"));
        var read = await customer.GetAsync($"/api/v1/reservations/{booking.Int("reservationId")}").JsonAsync();
        var token = read.GetProperty("tickets")[0].Text("token");
        var person = await Visitor.SignedInAsync(site, s_phone);

        var manager = await site.ManagerAsync("/admin/people");
        var managers = new AxeAudit(manager);
        await manager.GetByLabel("Name or email address").FillAsync("nobody.at.all@example.com");
        await Expect(manager.GetByText("Nobody found")).ToBeVisibleAsync();
        await manager.GetByLabel("Name or email address").FillAsync(person.Email);
        var row = manager.GetByRole(AriaRole.Row).Filter(new() { HasText = person.Email });
        await Expect(row).ToContainTextAsync("Customer");
        await row.GetByRole(AriaRole.Button, new() { Name = "Change the role of" }).ClickAsync();
        var form = manager.GetByRole(AriaRole.Form, new() { Name = "Role of" });
        await form.GetByLabel("Role", new() { Exact = true }).SelectOptionAsync("staff");
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(form.GetByText("Choose a cinema.")).ToBeVisibleAsync();
        await managers.AuditAsync("/admin/people, wrong");
        await PictureAsync(manager, "people");
        await form.GetByLabel(name).CheckAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(row).ToContainTextAsync("Staff");
        await Expect(row).ToContainTextAsync(name);
        await row.GetByRole(AriaRole.Button, new() { Name = "Reset password of" }).ClickAsync();
        // Here none are sent; what comes of it else, RecoveryTests show.
        await Expect(manager.GetByText("No mails are sent here").First).ToBeVisibleAsync();
        await managers.AuditAsync("/admin/people");
        managers.IsClean();

        var page = person.Page;
        var door = new AxeAudit(page);
        await page.GotoAsync("/door");
        await page.GetByLabel("Showtime")
            .SelectOptionAsync(new SelectOptionValue { Value = showtimeId.ToString(CultureInfo.InvariantCulture) });
        var answer = page.GetByRole(AriaRole.Region, new() { Name = "Answer" });
        await Expect(answer).ToContainTextAsync("Scan a ticket");
        await Expect(page.GetByText("0 of 3 in")).ToBeVisibleAsync();
        await door.AuditAsync("/door, ready");

        // A hand scanner types and ends with Enter, and the field stays where the next one goes.
        var field = page.GetByLabel("Ticket or reference");
        await field.FocusAsync();
        await page.Keyboard.TypeAsync(token);
        await page.Keyboard.PressAsync("Enter");
        await Expect(answer).ToContainTextAsync("Valid");
        await Expect(answer).ToContainTextAsync("Seat C1, standard");
        await Expect(field).ToBeFocusedAsync();
        await Expect(page.GetByTestId("announcements")).ToHaveTextAsync("Valid. Seat C1, standard");
        await Expect(page.GetByText("1 of 3 in")).ToBeVisibleAsync();
        await PictureAsync(page, "valid");
        await door.AuditAsync("/door, valid");
        await page.Keyboard.TypeAsync(token);
        await page.Keyboard.PressAsync("Enter");
        await Expect(answer).ToContainTextAsync("Used already");
        await Expect(answer).ToContainTextAsync("Door 1");
        await PictureAsync(page, "used");
        await door.AuditAsync("/door, used");
        await page.Keyboard.TypeAsync(DoorDesk.Forged(token));
        await page.Keyboard.PressAsync("Enter");
        await Expect(answer).ToContainTextAsync("Forged");

        // The reference shows what is left of the booking, one by one or all.
        await field.FillAsync(booking.Text("reference"));
        await page.Button("Check").TapAsync();
        await Expect(page.Button("Admit H1")).ToBeVisibleAsync();
        await Expect(page.Button("Admit C1")).ToHaveCountAsync(0);
        await PictureAsync(page, "booking");
        await door.AuditAsync("/door, booking");
        await page.Button("Admit all 2").TapAsync();
        await Expect(answer).ToContainTextAsync("2 valid");
        await Expect(page.GetByText("3 of 3 in")).ToBeVisibleAsync();
        await page.Button("Undo H1").TapAsync();
        await Expect(answer).ToContainTextAsync("Undone");
        await Expect(page.GetByText("2 of 3 in")).ToBeVisibleAsync();

        // A camera that is refused is said, and the field stays.
        await page.Button("Camera").TapAsync();
        await Expect(page.GetByText("The camera cannot be used")).ToBeVisibleAsync();
        await Expect(field).ToBeVisibleAsync();
        await page.Button("Sound").TapAsync();
        await Expect(page.Button("Sound")).ToHaveAttributeAsync("aria-pressed", "false");
        await door.AuditAsync("/door, no camera");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));

        await row.GetByRole(AriaRole.Button, new() { Name = "Change the role of" }).ClickAsync();
        await form.GetByLabel("Role", new() { Exact = true }).SelectOptionAsync("customer");
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(row).ToContainTextAsync("Customer");
        await page.ReloadAsync();
        await Expect(page.GetByText("No door of yours")).ToBeVisibleAsync();
        await door.AuditAsync("/door, not theirs");
        door.IsClean();
    }

    /// <summary>For whoever wants to look: into the directory that the environment names.</summary>
    private static Task PictureAsync(IPage page, string name) =>
        Environment.GetEnvironmentVariable("DOOR_SHOTS") is { } folder
            ? page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true })
            : Task.CompletedTask;
}
