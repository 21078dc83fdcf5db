using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

[Collection(SharedSite.Two)]
public sealed partial class GuestTests(TestSite site)
{
    [Fact]
    public async Task A_guest_books_without_an_account_and_finds_the_booking_again()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var email = TestApi.Email();
        var page = await site.OpenAsync($"/showtimes/{showtimeId}");

        await Seat(page, "E", 5).ClickAsync();
        await ContinueAsGuestAsync(page, email);
        await Expect(page).ToHaveURLAsync(Checkout());
        // The way back in lies in this tab, also after a reload.
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Confirm booking" })).ToBeVisibleAsync();
        // On the map, one's own seat is one's own, not somebody else's.
        await page.GoBackAsync();
        await Expect(Seat(page, "E", 5)).ToHaveAccessibleNameAsync(YourSeat());
        await page.GetByRole(AriaRole.Link, new() { Name = "Resume" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm booking" }).ClickAsync();

        await Expect(Heading(page, "You’re booked")).ToBeVisibleAsync();
        var reference = await ReferenceAsync(email);
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "QR code of Seat E5" })).ToBeVisibleAsync();

        // Another device, another day: small letters and blanks as people copy them.
        var later = await site.OpenAsync("/find-booking");
        await FindAsync(later, reference, TestApi.Email());
        await Expect(later.GetByRole(AriaRole.Alert)).ToContainTextAsync("No booking has this reference and email address");
        await FindAsync(later, reference.ToLowerInvariant().Insert(5, " "), email);
        await Expect(Heading(later, "You’re booked")).ToBeVisibleAsync();
        await Expect(later.GetByText(reference).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_guest_whose_seat_was_taken_meanwhile_is_told_which_one_and_keeps_the_others()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var page = await site.OpenAsync($"/showtimes/{showtimeId}");
        await Seat(page, "E", 5).ClickAsync();
        await Seat(page, "E", 6).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Continue" }).ClickAsync();
        await Expect(Heading(page, "How would you like to book?")).ToBeVisibleAsync();

        using var rival = await site.Api.CustomerAsync();
        await rival.LockAsync(showtimeId, await site.Api.Given.SeatAsync(showtimeId, "E5")).JsonAsync();
        await SendAsync(page, TestApi.Email());

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("E5 was taken by someone else");
        await Expect(Seat(page, "E", 6)).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task A_guest_books_in_a_browser_without_storage()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var page = await site.NewPageAsync();
        await page.AddInitScriptAsync(
            """
            for (const name of ['localStorage', 'sessionStorage'])
              Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError') } })
            """
        );
        await page.GotoAsync($"/showtimes/{showtimeId}");

        await Seat(page, "C", 3).ClickAsync();
        await ContinueAsGuestAsync(page, TestApi.Email());
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm booking" }).ClickAsync();

        await Expect(Heading(page, "You’re booked")).ToBeVisibleAsync();
    }

    private static async Task ContinueAsGuestAsync(IPage page, string email)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Continue" }).ClickAsync();
        await SendAsync(page, email);
    }

    private static async Task SendAsync(IPage page, string email)
    {
        await page.GetByLabel("Name").FillAsync("Gus Guest");
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue as a guest" }).ClickAsync();
    }

    private static async Task FindAsync(IPage page, string reference, string email)
    {
        await page.GetByLabel("Reference").FillAsync(reference);
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Find my booking" }).ClickAsync();
    }

    private static ILocator Seat(IPage page, string row, int number) =>
        page.GetByRole(AriaRole.Gridcell).GetByRole(AriaRole.Button, new() { Name = $"Row {row}, seat {number}, " });

    private static ILocator Heading(IPage page, string name) => page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 });

    private Task<string> ReferenceAsync(string email) =>
        site.Api.Database.ScalarAsync<string>(
            "SELECT reference FROM reservations WHERE guest_email = @email AND status = 'confirmed'",
            ("@email", email)
        );

    [GeneratedRegex("your seat$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex YourSeat();

    [GeneratedRegex("/checkout/[0-9]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Checkout();
}
