using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

[Collection(SharedSite.One)]
public sealed partial class TicketTests(TestSite site)
{
    [Fact]
    public async Task A_ticket_goes_into_the_calendar_as_a_file()
    {
        var (visitor, _) = await WithTicketAsync("E5");

        var file = await visitor.Page.RunAndWaitForDownloadAsync(() =>
            visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Add to calendar" }).ClickAsync()
        );

        Assert.Matches("^ticket-[0-9A-Z]{10}\\.ics$", file.SuggestedFilename);
        var text = await File.ReadAllTextAsync(await file.PathAsync());
        Assert.StartsWith("BEGIN:VCALENDAR", text, StringComparison.Ordinal);
        Assert.Contains("STATUS:CONFIRMED", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tickets_are_saved_as_a_file_that_is_read_without_a_network()
    {
        var (visitor, _) = await WithTicketAsync("E5");

        var file = await visitor.Page.RunAndWaitForDownloadAsync(() =>
            visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Save as PDF" }).ClickAsync()
        );

        Assert.Matches("^tickets-[0-9A-Z]{10}\\.pdf$", file.SuggestedFilename);
        Assert.StartsWith("%PDF-", await File.ReadAllTextAsync(await file.PathAsync(), Encoding.Latin1), StringComparison.Ordinal);

        var small = await visitor.Page.RunAndWaitForDownloadAsync(() =>
            visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Save on phone" }).ClickAsync()
        );
        using var pages = UglyToad.PdfPig.PdfDocument.Open(await small.PathAsync());
        Assert.Equal(320, Math.Round(pages.GetPage(1).Width));
    }

    [Fact]
    public async Task Tickets_go_into_the_wallets_of_phones()
    {
        var (visitor, _) = await WithTicketAsync("E5", "E6");
        var page = visitor.Page;

        var bundle = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Button, new() { Name = "Add to Apple Wallet" }).ClickAsync()
        );

        Assert.Matches("^tickets-[0-9A-Z]{10}\\.pkpasses$", bundle.SuggestedFilename);
        await using var passes = await System.IO.Compression.ZipFile.OpenReadAsync(await bundle.PathAsync());
        Assert.Equal(["E5.pkpass", "E6.pkpass"], passes.Entries.Select(entry => entry.FullName));

        await page.GetByRole(AriaRole.Button, new() { Name = "Add to Google Wallet" }).ClickAsync();
        var links = page.GetByRole(AriaRole.Region, new() { Name = "Add to Google Wallet" }).GetByRole(AriaRole.Link);
        await Expect(links).ToHaveTextAsync(["Seat E5", "Seat E6"]);
        await Expect(links.First).ToHaveAttributeAsync("href", SaveLink());
        var audit = new AxeAudit(page);
        await audit.AuditAsync("links to Google Wallet");
        audit.IsClean();
    }

    [Fact]
    public async Task Each_ticket_has_a_code_of_its_own_one_at_a_time_on_the_screen_and_all_on_paper()
    {
        var (visitor, _) = await WithTicketAsync("E5", "E6");
        var (page, codes) = (visitor.Page, visitor.Page.GetByRole(AriaRole.Img, new() { NameRegex = Code() }));
        await Expect(codes).ToHaveAccessibleNameAsync("QR code of Seat E5");
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Ticket 1 of 2" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Next ticket" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(codes).ToHaveAccessibleNameAsync("QR code of Seat E6");
        // At the end nothing happens, and whoever pressed it is still there.
        await page.Keyboard.PressAsync("Enter");
        await Expect(codes).ToHaveAccessibleNameAsync("QR code of Seat E6");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Next ticket" })).ToBeFocusedAsync();

        var booking = await visitor.Client.GetAsync($"/api/v1{new Uri(page.Url).AbsolutePath}").JsonAsync();
        Assert.Equal(booking.GetProperty("tickets")[1].Text("token"), await ScannedAsync(codes));
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(codes).ToHaveCountAsync(2);
        Assert.Equal(booking.GetProperty("tickets")[0].Text("token"), await ScannedAsync(codes.First));
    }

    [Fact]
    public async Task A_ticket_for_ten_prints_on_one_page_without_the_things_to_press()
    {
        var (visitor, _) = await WithTicketAsync([.. Enumerable.Range(1, 10).Select(number => $"E{number}")]);

        foreach (var format in new[] { "A4", "Letter" })
        {
            var paper = Encoding.Latin1.GetString(await visitor.Page.PdfAsync(new() { Format = format }));
            Assert.Single(PageOfPdf().Matches(paper));
        }

        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        await Expect(visitor.Page.GetByRole(AriaRole.Img, new() { NameRegex = Code() })).ToHaveCountAsync(10);
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel booking" })).ToBeHiddenAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Banner)).ToBeHiddenAsync();
        await Expect(visitor.Page.Locator("html")).ToHaveCSSAsync("color", "rgb(0, 0, 0)");
    }

    [Fact]
    public async Task Cancelling_asks_first_and_says_what_is_due_back()
    {
        var (visitor, showtimeId) = await WithTicketAsync("E5", "F5");
        var page = visitor.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel booking" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Cancel this booking?" });
        await Expect(dialog).ToContainTextAsync("$24.00 is due back to you");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel booking" }).ClickAsync();

        var heading = page.GetByRole(AriaRole.Heading, new() { Name = "Booking cancelled" });
        await Expect(heading).ToBeFocusedAsync();
        await Expect(page.GetByText("$24.00 is due back to you if you have paid already.").First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { NameRegex = Code() })).ToBeHiddenAsync();
        Assert.Equal("available", await visitor.Client.StatusOfAsync(showtimeId, "E5"));
    }

    /// <summary>By the keyboard alone: what the cinema keeps is said at the checkout, and what comes back before anything is cancelled.</summary>
    [Fact]
    public async Task Single_tickets_are_given_back_for_what_the_checkout_promised()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        await RefundAsync(showtimeId, minutes: 60, "percent", 12.5m);
        var visitor = await Visitor.SignedInAsync(site);
        var page = visitor.Page;
        await visitor.OpenCheckoutAsync(
            await visitor.Client.PendingAsync(showtimeId, await site.Api.Given.SeatsAsync(showtimeId, "E5", "E6", "F5"))
        );
        await Expect(page.GetByText("the cinema then keeps 12.5%: $4.00 for the whole booking.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm booking" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel single tickets" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Which tickets?" });
        await dialog.GetByRole(AriaRole.Checkbox, new() { Name = "E6" }).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(dialog.GetByRole(AriaRole.Status)).ToContainTextAsync("$7.00 is due back to you");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel 1 ticket" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You’re booked" })).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Cancelled" })).ToContainTextAsync("E6");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "E6" })).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "Total $24.00" })).ToBeVisibleAsync();
        Assert.Equal("available", await visitor.Client.StatusOfAsync(showtimeId, "E6"));
        var cancelled = page.GetByText("E6: ");
        await Expect(cancelled).ToBeVisibleAsync();
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(cancelled).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Of_a_show_that_has_moved_everything_comes_back_and_after_the_limit_else_nothing()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        await RefundAsync(showtimeId, minutes: 43_200, "percent", 50);
        var visitor = await Visitor.SignedInAsync(site);
        var page = visitor.Page;
        var booking = await visitor.Client.ConfirmedAsync(showtimeId, await site.Api.Given.SeatsAsync(showtimeId, "E5", "F5"));
        await visitor.OpenTicketAsync(booking);
        await Expect(page.GetByText("It could be cancelled until")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Cancel booking" })).ToHaveCountAsync(0);

        await site.Api.Database.ExecuteAsync(
            "UPDATE showtimes SET start_time = start_time + INTERVAL 20 MINUTE, end_time = end_time + INTERVAL 20 MINUTE WHERE showtime_id = @id",
            ("@id", showtimeId)
        );
        await page.ReloadAsync();

        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "This show has moved" })).ToContainTextAsync("Your seats are kept");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel booking" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Cancel this booking?" });
        await Expect(dialog).ToContainTextAsync("$24.00 is due back to you");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel booking" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Booking cancelled" })).ToBeFocusedAsync();
    }

    private Task<int> RefundAsync(int showtimeId, int minutes, string feeKind, decimal fee) =>
        site.Api.Database.ExecuteAsync(
            """
            UPDATE cinemas
            SET refund_minutes = @minutes, refund_fee_kind = @kind, refund_fee = @fee
            WHERE cinema_id = (
                SELECT screens.cinema_id
                FROM screens
                INNER JOIN showtimes ON showtimes.screen_id = screens.screen_id
                WHERE showtimes.showtime_id = @id
            )
            """,
            ("@minutes", minutes),
            ("@kind", feeKind),
            ("@fee", fee),
            ("@id", showtimeId)
        );

    [Fact]
    public async Task Somebody_elses_booking_is_a_page_not_found_with_a_way_on()
    {
        var (_, showtimeId) = await WithTicketAsync("E5");
        using var other = await site.Api.CustomerAsync();
        var theirs = await other.ConfirmedAsync(showtimeId, await site.Api.Given.SeatAsync(showtimeId, "A1"));
        var visitor = await Visitor.SignedInAsync(site);

        await visitor.OpenTicketAsync(theirs);

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This reel is missing");
        await Expect(visitor.Page).ToHaveTitleAsync("Page not found · MovieBooking");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "See what is on" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Now showing", Level = 1 })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_link_to_a_ticket_leads_through_sign_in_and_back_to_it()
    {
        var (visitor, _) = await WithTicketAsync("E5");
        var elsewhere = await site.OpenAsync(new Uri(visitor.Page.Url).AbsolutePath);

        await Expect(elsewhere.GetByRole(AriaRole.Link, new() { Name = "Find your booking" })).ToBeVisibleAsync();
        await elsewhere.GetByLabel("Email").FillAsync(visitor.Email);
        await elsewhere.GetByLabel("Password", new() { Exact = true }).FillAsync(TestApi.Password);
        await elsewhere.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();

        await Expect(elsewhere.GetByRole(AriaRole.Heading, new() { Name = "You’re booked" })).ToBeVisibleAsync();
        Assert.Equal(visitor.Page.Url, elsewhere.Url);
    }

    /// <summary>Somebody who looks at the ticket of these seats, tomorrow's show.</summary>
    private async Task<(Visitor Visitor, int ShowtimeId)> WithTicketAsync(params string[] labels)
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var visitor = await Visitor.SignedInAsync(site);
        await visitor.OpenTicketAsync(await visitor.Client.ConfirmedAsync(showtimeId, await site.Api.Given.SeatsAsync(showtimeId, labels)));
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "You’re booked" })).ToBeVisibleAsync();
        return (visitor, showtimeId);
    }

    /// <summary>What a reader of codes sees in the picture on the page.</summary>
    private static async Task<string?> ScannedAsync(ILocator code) => await CodeReader.ReadAsync(await code.ScreenshotAsync());

    [GeneratedRegex(@"/Type\s*/Page[^s]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PageOfPdf();

    [GeneratedRegex("^QR code", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"^https://pay\.google\.com/gp/v/save/[\w.-]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SaveLink();
}
