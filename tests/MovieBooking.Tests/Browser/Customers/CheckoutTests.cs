using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

[Collection(SharedSite.Two)]
public sealed partial class CheckoutTests(TestSite site)
{
    [Fact]
    public async Task An_unfinished_booking_can_be_resumed_from_every_page_but_its_own_checkout()
    {
        var (visitor, booking) = await WithPendingAsync();
        var banner = visitor.Page.GetByRole(AriaRole.Complementary, new() { Name = "Unfinished booking" });
        string[] pages = ["/", "/movies", "/tickets", "/account", $"/showtimes/{booking.GetProperty("showtime").Int("showtimeId")}"];
        foreach (var path in pages)
        {
            await visitor.Page.GotoAsync(path);
            await Expect(banner.GetByRole(AriaRole.Timer)).ToBeVisibleAsync();
        }

        await banner.GetByRole(AriaRole.Link, new() { Name = "Resume" }).ClickAsync();

        await Expect(visitor.Page).ToHaveURLAsync(Checkout());
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Almost yours" })).ToBeVisibleAsync();
        await Expect(banner).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Back_forward_and_reload_lose_no_booking()
    {
        var (visitor, booking) = await WithPendingAsync();
        var page = visitor.Page;
        await page.GotoAsync("/movies");
        await Expect(page.GetByRole(AriaRole.Complementary, new() { Name = "Unfinished booking" })).ToBeVisibleAsync();
        await visitor.OpenCheckoutAsync(booking);
        var confirm = page.GetByRole(AriaRole.Button, new() { Name = "Confirm booking" });

        await Expect(confirm).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(confirm).ToBeVisibleAsync();
        await page.GoBackAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Movies", Level = 1 })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Complementary, new() { Name = "Unfinished booking" })).ToBeVisibleAsync();
        await page.GoForwardAsync();
        await confirm.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You’re booked" })).ToBeVisibleAsync();

        // The checkout is done: going back to it leads on to the ticket.
        await visitor.OpenCheckoutAsync(booking);
        await Expect(page).ToHaveURLAsync(Ticket());
    }

    [Fact]
    public async Task A_busy_box_office_is_asked_once_more_with_the_same_key_and_books_once()
    {
        var (visitor, booking) = await WithPendingAsync();
        var keys = await TroubleAsync(visitor.Page, times: 1);
        await visitor.OpenCheckoutAsync(booking);

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Confirm booking" }).ClickAsync();

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "You’re booked" })).ToBeVisibleAsync();
        Assert.Equal(2, keys.Count);
        Assert.Single(keys.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_box_office_that_stays_busy_says_so_and_the_next_try_is_the_same_request()
    {
        var (visitor, booking) = await WithPendingAsync();
        var keys = await TroubleAsync(visitor.Page, times: 2);
        await visitor.OpenCheckoutAsync(booking);
        var confirm = visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Confirm booking" });

        await confirm.ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The box office is very busy");
        await confirm.ClickAsync();

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "You’re booked" })).ToBeVisibleAsync();
        Assert.Equal(3, keys.Count);
        Assert.Single(keys.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_a_connection_the_page_says_so_and_goes_on_when_it_is_back()
    {
        var (visitor, booking) = await WithPendingAsync();
        var page = visitor.Page;
        await visitor.OpenCheckoutAsync(booking);
        var confirm = page.GetByRole(AriaRole.Button, new() { Name = "Confirm booking" });
        await Expect(confirm).ToBeVisibleAsync();

        await page.Context.SetOfflineAsync(true);
        await Expect(page.GetByText("You are offline. What you see may be old")).ToBeVisibleAsync();
        await confirm.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("You are offline");

        await page.Context.SetOfflineAsync(false);
        await Expect(page.GetByText("You are offline. What you see may be old")).ToBeHiddenAsync();
        await confirm.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You’re booked" })).ToBeVisibleAsync();
    }

    private async Task<(Visitor Visitor, System.Text.Json.JsonElement Booking)> WithPendingAsync()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var visitor = await Visitor.SignedInAsync(site);
        return (visitor, await visitor.Client.PendingAsync(showtimeId, await site.Api.Given.SeatAsync(showtimeId, "E5")));
    }

    /// <summary>Answers the first confirmations with 503; gives the keys that came.</summary>
    private static async Task<ConcurrentQueue<string>> TroubleAsync(IPage page, int times)
    {
        var keys = new ConcurrentQueue<string>();
        await page.RouteAsync(
            Confirmation(),
            async route =>
            {
                keys.Enqueue((await route.Request.HeaderValueAsync("Idempotency-Key"))!);
                if (keys.Count > times)
                {
                    await route.ContinueAsync();
                    return;
                }

                await route.FulfillAsync(
                    new()
                    {
                        Status = 503,
                        ContentType = "application/problem+json",
                        Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Retry-After"] = "1" },
                        Body = """{"code":"busy","title":"The system is busy; try again shortly.","status":503}""",
                    }
                );
            }
        );
        return keys;
    }

    [GeneratedRegex("/confirm$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Confirmation();

    [GeneratedRegex("/checkout/[0-9]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Checkout();

    [GeneratedRegex("/reservations/[0-9]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ticket();
}
