using System.Globalization;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>The whole booking in the ways that people have of pointing at a seat.</summary>
[Collection(SharedSite.Two)]
public sealed class SeatMapTests(TestSite site)
{
    [Fact]
    public async Task A_seat_is_booked_by_keyboard_alone()
    {
        var visit = await SeatMapVisit.SignedInAsync(site, await site.Api.Given.ShowtimeAsync());
        var page = visit.Page;

        // The list comes before the map; the map is one stop, at the best free seat.
        await TabToAsync(page, page.GetByText("Choose from a list"));
        await page.Keyboard.PressAsync("Tab");
        await Expect(visit.Seat("F6")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("PageUp");
        await Expect(visit.Seat("A6")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+End");
        await Expect(visit.Seat("H12")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(visit.Seat("H12")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(visit.Seat("G1")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Space");
        await visit.ExpectHeldAsync("G1");
        await page.Keyboard.PressAsync("n");
        await Expect(visit.Seat("G2")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await visit.ExpectHeldAsync("G2");

        await TabToAsync(page, visit.Choice.GetByRole(AriaRole.Button, new() { Name = "Continue" }));
        await page.Keyboard.PressAsync("Enter");
        var confirm = page.GetByRole(AriaRole.Button, new() { Name = "Confirm booking" });
        await Expect(confirm).ToBeVisibleAsync();
        await TabToAsync(page, confirm);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You’re booked" })).ToBeVisibleAsync();
        Assert.Equal(2, await SoldAsync(visit.ShowtimeId));
    }

    [Fact]
    public async Task A_wheelchair_user_and_who_comes_along_book_the_places_made_for_them()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        await site.Api.Database.AccessiblePlacesAsync(showtimeId, wheelchair: "H1", companion: "H2");
        var visit = await SeatMapVisit.SignedInAsync(site, showtimeId);
        var page = visit.Page;
        await Expect(visit.Seat("H1")).ToHaveAccessibleNameAsync("Row H, seat 1, wheelchair place, premium, $16.00, available");

        await visit.Seat("H2").ClickAsync();
        await Expect(page.GetByText("This place goes with a wheelchair place").First).ToBeVisibleAsync();
        await visit.ExpectAsync("H2", "available");
        await visit.HoldAsync("H1", "H2");
        await Expect(visit.Choice).ToContainTextAsync("H1 has no chair");

        await visit.Choice.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm booking" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You’re booked" })).ToBeVisibleAsync();
        Assert.Equal(2, await SoldAsync(showtimeId));
    }

    [Fact]
    public async Task A_seat_is_booked_with_a_thumb_on_a_phone()
    {
        var phone = new BrowserNewContextOptions
        {
            ViewportSize = new() { Width = 390, Height = 844 },
            HasTouch = true,
            IsMobile = true,
        };
        var visit = await SeatMapVisit.SignedInAsync(site, await site.Api.Given.ShowtimeAsync(), phone);
        var page = visit.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Larger seats" }).TapAsync();
        var box = await visit.Seat("E6").BoundingBoxAsync();
        Assert.Equal((44, 44), (Math.Round(box!.Width), Math.Round(box.Height)));
        await visit.Seat("E6").TapAsync();
        await visit.ExpectHeldAsync("E6");

        // Only the map scrolls sideways, never the page.
        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await visit.Choice.GetByRole(AriaRole.Button, new() { Name = "Continue" }).TapAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm booking" }).TapAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You’re booked" })).ToBeVisibleAsync();
        Assert.Equal(1, await SoldAsync(visit.ShowtimeId));
    }

    [Fact]
    public async Task At_320_pixels_every_seat_is_24_pixels_and_the_page_does_not_scroll_sideways()
    {
        var narrow = new BrowserNewContextOptions
        {
            ViewportSize = new() { Width = 320, Height = 640 },
        };
        var visit = await SeatMapVisit.AnonymousAsync(site, await site.Api.Given.ShowtimeAsync(), narrow);
        foreach (var label in (string[])["A1", "D6", "H12"])
        {
            var box = await visit.Seat(label).BoundingBoxAsync();
            Assert.InRange(box!.Width, 24, 44);
            Assert.InRange(box.X, 0, 320 - box.Width);
        }

        Assert.Equal(320, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task The_best_seats_together_are_shown_and_taken_at_once()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var visit = await SeatMapVisit.SignedInAsync(site, showtimeId);

        await visit.Page.GetByLabel("How many people").SelectOptionAsync("3");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
        await Expect(visit.Page.GetByText("F5, F6 and F7, side by side, $48.00.")).ToBeVisibleAsync();
        await visit.ExpectAsync("F6", "available");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Take these seats" }).ClickAsync();

        foreach (var label in (string[])["F5", "F6", "F7"])
        {
            await visit.ExpectHeldAsync(label);
        }

        await Expect(visit.Seat("F5")).ToBeFocusedAsync();
        await Expect(visit.Choice).ToContainTextAsync("$48.00");
    }

    [Fact]
    public async Task A_seat_left_alone_is_told_and_never_refused()
    {
        var visit = await SeatMapVisit.SignedInAsync(site, await site.Api.Given.ShowtimeAsync());
        await visit.HoldAsync("E5", "E7");
        await Expect(visit.Choice).ToContainTextAsync("E6 would be left alone.");
        await visit.Seat("E7").ClickAsync();
        await Expect(visit.Choice).Not.ToContainTextAsync("left alone");
    }

    /// <summary>Presses Tab until the focus is there; fails when it comes round without having been there.</summary>
    private static async Task TabToAsync(IPage page, ILocator target)
    {
        for (var stop = 0; stop < 60; stop++)
        {
            if (
                await target.EvaluateAsync<bool>(
                    "element => element === document.activeElement || element.parentElement === document.activeElement"
                )
            )
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"Tab never reached {target}."));
    }

    private Task<int> SoldAsync(int showtimeId) =>
        site.Api.Database.ScalarAsync<int>(
            """
            SELECT COUNT(*)
            FROM tickets
            INNER JOIN reservations ON reservations.reservation_id = tickets.reservation_id
            WHERE tickets.showtime_id = @showtime_id AND reservations.status = 'confirmed'
            """,
            ("@showtime_id", showtimeId)
        );
}
