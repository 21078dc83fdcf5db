using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>The counter without a mouse: only keys are pressed, from the top of the page.</summary>
[Collection(SharedSite.Two)]
public sealed class CounterKeyboardTests(TestSite site)
{
    [Fact]
    public async Task The_keyboard_alone_opens_a_till_pays_a_booking_back_and_sells_two_adults()
    {
        var (cinemaId, showtimeId) = await site.Api.NearShowAsync();
        using var colleague = await site.Api.CashierAsync(cinemaId);
        var sold = (await colleague.SoldAsync(showtimeId, 16, "cash", await site.Api.Given.SeatsAsync(showtimeId, "C1", "C2"))).GetProperty(
            "reservation"
        );
        var page = (await site.ClerkAsync(cinemaId)).Page;
        await page.GotoAsync("/box-office");
        var show = page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Listitem).GetByRole(AriaRole.Button);
        await Expect(show).ToBeFocusedAsync();

        await page.EnterAsync(page.Button("Till: closed"));
        await page.TabToAsync(page.GetByLabel("Float"));
        await page.Keyboard.TypeAsync("50");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Button("Till: open")).ToBeVisibleAsync();

        await page.EnterAsync(page.Button("Bookings"));
        await page.TabToAsync(page.GetByLabel("Ticket, reference, email or name"));
        await page.Keyboard.TypeAsync(sold.Text("reference"));
        await page.Keyboard.PressAsync("Enter");
        var booking = page.GetByRole(AriaRole.Region, new() { Name = "Sold at the counter" });
        await Expect(booking).ToBeVisibleAsync();
        await page.EnterAsync(page.Button("Cancel 2 of 2, pay back $16.00"));
        await Expect(booking).ToContainTextAsync("Done. Pay back $16.00 in cash.");
        await Expect(booking).ToContainTextAsync("Cancelled");

        await page.EnterAsync(page.Button("Sell"));
        await page.EnterAsync(show);
        await Expect(page.Button("Best seats for 2 people")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Seats to sell" }).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await Expect(page.Button("Cash, exact")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Button("Next customer")).ToBeFocusedAsync();

        // Two tickets stand, two are given back, and the till that paid has the difference.
        Assert.Equal(
            ["2 2 0.00"],
            await site.Api.Database.LinesAsync(
                """
                SELECT
                    (SELECT COUNT(*) FROM tickets WHERE showtime_id = @show),
                    (SELECT COUNT(*) FROM cancelled_tickets WHERE reservation_id = @booking),
                    (
                        SELECT expected - 50 + 16 - (SELECT SUM(price) FROM tickets WHERE showtime_id = @show)
                        FROM v_till_shifts
                        WHERE cinema_id = @cinema AND opening_float = 50
                    )
                """,
                ("@show", showtimeId),
                ("@booking", sold.Int("reservationId")),
                ("@cinema", cinemaId)
            )
        );
    }
}
