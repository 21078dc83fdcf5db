using System.Text.Json;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>What opens without a network: tickets that were seen, to whoever saw them, and nothing else.</summary>
[Collection(SharedSite.Two)]
public sealed class OfflineTests(TestSite site)
{
    private static readonly BrowserNewContextOptions s_options = new() { ServiceWorkers = ServiceWorkerPolicy.Allow };

    [Fact]
    public async Task A_ticket_once_seen_opens_without_a_network_and_no_seat_map_does()
    {
        var (visitor, booking) = await WithTicketAsync();
        var page = visitor.Page;
        var showtimeId = booking.GetProperty("showtime").Int("showtimeId");
        await page.GotoAsync($"/showtimes/{showtimeId}");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Row A, seat 1," })).ToBeVisibleAsync();

        await page.Context.SetOfflineAsync(true);
        await visitor.OpenTicketAsync(booking);

        await Expect(Code(page)).ToBeVisibleAsync();
        await Expect(page.GetByText("Kept on this device")).ToBeVisibleAsync();
        await Expect(page.GetByText("You are offline.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Cancel booking" })).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByText("My tickets").ClickAsync();
        await Expect(page.GetByText(booking.Text("reference"))).ToBeVisibleAsync();

        await page.GotoAsync($"/showtimes/{showtimeId}");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("You are offline");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Row A, seat 1," })).ToHaveCountAsync(0);

        // Back online it is the same person, and the booking as it is now.
        await visitor.OpenTicketAsync(booking);
        await Expect(page.GetByText("Kept on this device")).ToBeVisibleAsync();
        await visitor.Client.CancelAsync(booking).JsonAsync();
        await page.Context.SetOfflineAsync(false);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Booking cancelled" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Account of Vera Vale" })).ToBeVisibleAsync();
        Assert.Null(await KeptAsync(page));
    }

    [Fact]
    public async Task Signing_out_clears_it_and_the_next_person_sees_nothing_of_it()
    {
        var (visitor, booking) = await WithTicketAsync();
        var page = visitor.Page;
        Assert.Contains(booking.Text("reference"), await KeptAsync(page), StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Button, new() { Name = "Account of Vera Vale" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.GetByText("You are signed out.", new() { Exact = true })).ToBeVisibleAsync();
        await page.Context.SetOfflineAsync(true);
        await visitor.OpenTicketAsync(booking);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in", Level = 1 })).ToBeVisibleAsync();
        Assert.Null(await KeptAsync(page));
        Assert.Empty(await CachedApiAnswersAsync(page));

        // Somebody who was signed in here before, and whose session nobody ended on this device.
        await page.EvaluateAsync(
            "([key, value]) => localStorage.setItem(key, value)",
            new[] { "kept-bookings", JsonSerializer.Serialize(new { owner = 1, bookings = new[] { new { at = 1, booking } } }) }
        );
        await page.Context.SetOfflineAsync(false);
        var next = TestApi.Email();
        await site.Api.RegisterAsync(next);
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("Email").FillAsync(next);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(TestApi.Password);
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Account of Some Body" })).ToBeVisibleAsync();
        await page.Context.SetOfflineAsync(true);
        await visitor.OpenTicketAsync(booking);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in", Level = 1 })).ToBeVisibleAsync();
        await Expect(page.GetByText(booking.Text("reference"))).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_session_that_ended_elsewhere_takes_its_tickets_along()
    {
        var (visitor, booking) = await WithTicketAsync();
        var page = visitor.Page;
        await site.Api.Database.ExecuteAsync(
            "UPDATE refresh_tokens SET revoked_at = UTC_TIMESTAMP(6) WHERE user_id = (SELECT user_id FROM users WHERE email = @email)",
            ("@email", visitor.Email)
        );

        await page.ReloadAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in", Level = 1 })).ToBeVisibleAsync();
        Assert.Null(await KeptAsync(page));
        await page.Context.SetOfflineAsync(true);
        await visitor.OpenTicketAsync(booking);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in", Level = 1 })).ToBeVisibleAsync();
    }

    /// <summary>Somebody who has looked at a ticket, on a device that has had the time to keep the app.</summary>
    private async Task<(Visitor Visitor, JsonElement Booking)> WithTicketAsync()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var visitor = await Visitor.SignedInAsync(site, s_options);
        var booking = await visitor.Client.ConfirmedAsync(showtimeId, await site.Api.Given.SeatAsync(showtimeId, "E5"));
        await visitor.OpenTicketAsync(booking);
        await Expect(Code(visitor.Page)).ToBeVisibleAsync();
        Assert.True(await visitor.Page.EvaluateAsync<bool>("navigator.serviceWorker.ready.then(({ active }) => active !== null)"));
        return (visitor, booking);
    }

    private static ILocator Code(IPage page) => page.GetByRole(AriaRole.Img, new() { Name = "QR code of Seat E5" });

    private static Task<string?> KeptAsync(IPage page) => page.EvaluateAsync<string?>("localStorage.getItem('kept-bookings')");

    /// <summary>The service worker keeps the app's files and nothing else.</summary>
    private static Task<string[]> CachedApiAnswersAsync(IPage page) =>
        page.EvaluateAsync<string[]>(
            """
            async () => {
              const addresses = []
              for (const name of await caches.keys())
                for (const { url } of await (await caches.open(name)).keys()) addresses.push(new URL(url).pathname)
              if (!addresses.includes('/index.html')) throw new Error('The app is not kept.')
              return addresses.filter((address) => !/^\/(assets\/|index\.html$|house-lights\.js$|favicon\.svg$|manifest\.webmanifest$)/.test(address))
            }
            """
        );
}
