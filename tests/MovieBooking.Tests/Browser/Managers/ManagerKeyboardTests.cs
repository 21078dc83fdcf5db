using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>Fares and cinemas, managed without a mouse: only keys are pressed, from the top of the page.</summary>
[Collection(SharedSite.Two)]
public sealed class ManagerKeyboardTests(TestSite site)
{
    [Fact]
    public async Task The_keyboard_alone_sets_a_price()
    {
        var page = await site.ManagerAsync("/admin/fares");
        await Expect(page.Button("Save prices")).ToBeVisibleAsync();

        await page.TabToAsync(page.GetByLabel("Premium"));
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("18.50");
        await page.TabToAsync(page.Button("Save prices"));
        await page.Keyboard.PressAsync("Space");

        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "Premium $18.50" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_keyboard_alone_adds_a_cinema_a_screen_and_a_broken_seat()
    {
        var name = Given.Unique("Key House");
        var page = await site.ManagerAsync("/admin/cinemas");
        await page.TabToAsync(page.Button("Add a cinema"));
        await page.Keyboard.PressAsync("Enter");
        foreach (
            var (label, text) in new[]
            {
                ("Name", name),
                ("Address", "5 Key Street"),
                ("City", "Springfield"),
                ("Time zone", "Europe/Lisbon"),
            }
        )
        {
            await page.TabToAsync(page.GetByLabel(label, new() { Exact = true }));
            await page.Keyboard.TypeAsync(text);
        }

        await page.Keyboard.PressAsync("Enter");
        var screen = page.GetByRole(AriaRole.Form, new() { Name = "New screen" });
        await Expect(screen).ToBeVisibleAsync();
        await page.TabToAsync(screen.GetByLabel("Screen name"));
        await page.Keyboard.TypeAsync("Hall 1");
        await page.TabToAsync(screen.GetByLabel("Format"));
        await page.Keyboard.TypeAsync("IMAX");
        await page.TabToAsync(screen.GetByRole(AriaRole.Button));
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Button("B2 out of service")).ToBeVisibleAsync();
        await page.TabToAsync(page.Button("B2 out of service"));
        await page.Keyboard.PressAsync("Space");
        await page.TabToAsync(page.Button("Save seats"));
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByText("The seats of Hall 1 are saved.").First).ToBeVisibleAsync();
        Assert.Equal(
            "IMAX B2",
            await site.Api.Database.ScalarAsync<string>(
                """
                SELECT GROUP_CONCAT(screens.format, ' ', seats.seat_label)
                FROM seats
                INNER JOIN screens ON screens.screen_id = seats.screen_id
                INNER JOIN cinemas ON cinemas.cinema_id = screens.cinema_id
                WHERE cinemas.name = @name AND seats.out_of_service
                """,
                ("@name", name)
            )
        );
    }
}
