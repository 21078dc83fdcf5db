using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>The counter: a till, two adults by the keyboard alone, tickets on paper, and money back.</summary>
[Collection(SharedSite.Two)]
public sealed partial class BoxOfficePageTests(TestSite site)
{
    [Fact]
    public async Task Two_adults_are_sold_by_three_keys_printed_cancelled_and_counted()
    {
        var cinemaId = await site.Api.Given.CinemaAsync(name: Given.Unique("Counter Cinema"));
        var screenId = await site.Api.Given.ScreenAsync(cinemaId: cinemaId);
        var movieId = await site.Api.Given.MovieAsync(Given.Unique("The Long Exposure"));
        var showtimeId = await site.Api.Given.ShowtimeAsync(movieId, screenId, DateTime.UtcNow.AddHours(2));
        await site.Api.Given.ShowtimeAsync(movieId, screenId, DateTime.UtcNow.AddHours(5));
        await site.Api.Given.KindAsync(showtimeId, factor: 0.5m, name: "Child");
        using var rival = await site.Api.CustomerAsync();
        await rival.ConfirmedAsync(showtimeId, await site.Api.Given.SeatsAsync(showtimeId, "C1", "C2", "C3"));
        var person = await site.ClerkAsync(cinemaId);
        var page = person.Page;
        var audit = new AxeAudit(page);

        await page.GotoAsync("/box-office");
        var shows = page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Listitem);
        await Expect(shows).ToHaveCountAsync(2);
        await Expect(shows.First).ToContainTextAsync("Plenty free");
        await page.AuditAsync(audit, "shows");

        // Cash is somebody's, who opens a till for it.
        await page.Button("Till: closed").ClickAsync();
        await page.Button("Open the till").ClickAsync();
        await Expect(page.GetByText("Write an amount as digits")).ToBeVisibleAsync();
        await page.AuditAsync(audit, "till, wrong");
        await page.GetByLabel("Float").FillAsync("50,00");
        await page.Button("Open the till").ClickAsync();
        await Expect(page.Button("Till: open")).ToBeVisibleAsync();

        // From the list of shows: the show, the two, the money.
        var keys = 0;
        await Expect(shows.First.GetByRole(AriaRole.Button)).ToBeFocusedAsync();
        await PressAsync();
        await Expect(page.Button("Best seats for 2 people")).ToBeFocusedAsync();
        await PressAsync();
        await Expect(page.Button("Cash, exact")).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Seats to sell" }).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await page.AuditAsync(audit, "seats");
        await PressAsync();
        await Expect(page.Button("Next customer")).ToBeFocusedAsync();
        Assert.Equal(3, keys);
        await page.AuditAsync(audit, "sold");
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "QR code of seat" })).ToHaveCountAsync(0);
        await Expect(page.Locator(".printed-ticket svg")).ToHaveCountAsync(2);

        // Each ticket is a page of the roll; on a sheet they are on one.
        Assert.Equal(["227x369", "227x369"], await PaperAsync(page, "roll"));
        await page.GetByLabel("Paper").SelectOptionAsync("sheet");
        Assert.Equal(["595x842"], await PaperAsync(page, "sheet"));

        // With a voucher and a gift card: whatever is scanned goes to its field, and its Enter says what is left to pay.
        using var admin = await site.Api.AdminAsync();
        var (voucher, card) = (await admin.HalfPriceAsync(), await admin.GiftCardCodeAsync(5));
        await page.Button("Next customer").ClickAsync();
        await Expect(shows.First.GetByRole(AriaRole.Button)).ToBeFocusedAsync();
        keys = 0;
        await PressAsync();
        await Expect(page.Button("Best seats for 2 people")).ToBeFocusedAsync();
        await PressAsync();
        await Expect(page.Button("Cash, exact")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("TICKET");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("A code has 20 letters and digits")).ToBeVisibleAsync();
        await page.AuditAsync(audit, "code, wrong");
        await page.Keyboard.TypeAsync(voucher);
        await PressAsync();
        await Expect(page.GetByText($"Voucher …{voucher[^4..]}")).ToBeVisibleAsync();
        await Expect(page.Button("Cash, exact")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(card.ToLowerInvariant());
        await PressAsync();
        await Expect(page.GetByText("$0.00 is left on it then")).ToBeVisibleAsync();
        await Expect(page.Button("Cash, exact")).ToBeFocusedAsync();
        await page.AuditAsync(audit, "codes");
        var toPay = await page.GetByRole(AriaRole.Region, new() { Name = "Payment" }).Locator("[aria-live] .display").InnerTextAsync();
        await PressAsync();
        await Expect(page.Button("Next customer")).ToBeFocusedAsync();
        Assert.Equal(5, keys);
        var paid = page.GetByRole(AriaRole.Region, new() { Name = "Sold:" });
        await Expect(paid).ToContainTextAsync($"Gift card …{card[^4..]}$0.00 is left on it$5.00");
        await Expect(paid).ToContainTextAsync($"Paid in cash{toPay}");
        await Expect(page.Locator(".printed-ticket").Last).ToContainTextAsync($"Gift card …{card[^4..]} paid $5.00. Left on it: $0.00.");
        await page.GetByLabel("Paper").SelectOptionAsync("roll");
        Assert.Equal(["227x369", "227x369"], await PaperAsync(page, "roll with a card"));

        // A child and an adult, a seat that somebody else takes meanwhile, and a note that is too large.
        await page.Button("Next customer").ClickAsync();
        await Expect(shows.First.GetByRole(AriaRole.Button)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Seat(page, "Row D, seat 1").ClickAsync();
        await Seat(page, "Row D, seat 2").ClickAsync();
        await Seat(page, "Row D, seat 3").ClickAsync();
        await page.GetByLabel("Ticket for seat D1").SelectOptionAsync(new SelectOptionValue { Label = "Child, $4.00" });
        await rival.ConfirmedAsync(showtimeId, await site.Api.Given.SeatAsync(showtimeId, "D3"));
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Taken by someone else: D3.");
        await page.GetByLabel("Cash given").FillAsync("ten");
        await page.Button("Take cash").ClickAsync();
        await Expect(page.GetByText("Write an amount as digits, such as 16.00.")).ToBeVisibleAsync();
        await page.GetByLabel("Cash given").FillAsync("10");
        await page.Button("Take cash").ClickAsync();
        await Expect(page.GetByText("That is $2.00 too little.")).ToBeVisibleAsync();
        await page.AuditAsync(audit, "payment, wrong");
        await page.GetByLabel("Cash given").FillAsync("20,50");
        await page.GetByLabel("Cash given").PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Sold: D1, D2" })).ToContainTextAsync("$8.50");

        // They come back with one ticket.
        var reference = await site.Api.Database.ScalarAsync<string>(
            "SELECT reference FROM reservations WHERE showtime_id = @id ORDER BY reservation_id DESC LIMIT 1",
            ("@id", showtimeId)
        );
        await page.Button("Bookings").ClickAsync();
        await page.GetByLabel("Ticket, reference, email or name").FillAsync(reference);
        await page.Button("Find").ClickAsync();
        var booking = page.GetByRole(AriaRole.Region, new() { Name = "Sold at the counter" });
        await booking.GetByRole(AriaRole.Checkbox).Last.UncheckAsync();
        await page.AuditAsync(audit, "booking");
        await page.Button("Cancel 1 of 2, pay back $4.00").ClickAsync();
        await Expect(booking).ToContainTextAsync("Done. Pay back $4.00 in cash.");

        // The float and what both paid, less 4. Another test may have given premium seats another price.
        var taken = await site.Api.Database.ScalarAsync<decimal>(
            "SELECT SUM(amount) FROM counter_sales WHERE cinema_id = @id",
            ("@id", cinemaId)
        );
        await page.Button("Till: open").ClickAsync();
        await page.GetByLabel("Cash counted").FillAsync((50 + taken - 4).ToString("0.00", CultureInfo.InvariantCulture));
        await page.Button("Close the till").ClickAsync();
        var closed = page.GetByRole(AriaRole.Region, new() { Name = "Till 1 is closed" });
        await Expect(closed).ToContainTextAsync("Difference$0.00");
        await page.AuditAsync(audit, "till, closed");
        audit.IsClean();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));

        async Task PressAsync()
        {
            keys++;
            await page.Keyboard.PressAsync("Enter");
        }
    }

    [Fact]
    public async Task One_of_two_seats_becomes_a_premium_one_by_the_keyboard_for_the_difference_that_was_shown()
    {
        var cinemaId = await site.Api.Given.CinemaAsync(name: Given.Unique("Exchange Cinema"));
        var screenId = await site.Api.Given.ScreenAsync(cinemaId: cinemaId);
        var movieId = await site.Api.Given.MovieAsync(Given.Unique("Night Train"));
        var showtimeId = await site.Api.Given.ShowtimeAsync(movieId, screenId, DateTime.UtcNow.AddHours(2));
        await site.Api.Given.ShowtimeAsync(movieId, screenId, DateTime.UtcNow.AddHours(5));
        var person = await site.ClerkAsync(cinemaId);
        var page = person.Page;
        var audit = new AxeAudit(page);
        await site.OpenTillAsync(person, cinemaId);

        await page.GotoAsync("/box-office");
        await Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Listitem).First.GetByRole(AriaRole.Button)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByLabel("Class").SelectOptionAsync("standard");
        await page.Button("Best seats for 2 people").PressAsync("Enter");
        await Expect(page.Button("Cash, exact")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Button("Next customer")).ToBeFocusedAsync();
        var reference = await site.Api.Database.ScalarAsync<string>(
            "SELECT reference FROM reservations WHERE showtime_id = @id",
            ("@id", showtimeId)
        );

        await page.Button("Bookings").PressAsync("Enter");
        await page.GetByLabel("Ticket, reference, email or name").FillAsync(reference);
        await page.GetByLabel("Ticket, reference, email or name").PressAsync("Enter");
        await page.Button("Change seats").PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = $"Change seats of {reference}" })).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Checkbox).Last.PressAsync(" ");
        await Expect(page.GetByText("0 of 1 new seat chosen")).ToBeVisibleAsync();

        // Another show can be chosen first; this one will do.
        await page.Button("Another show").PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await page.AuditAsync(audit, "another show");
        await page.Button("Back to the seats").PressAsync("Enter");

        await Seat(page, "Row H, seat 1").PressAsync("Enter");
        var settlement = page.GetByRole(AriaRole.Region, new() { Name = "Settlement" });
        await Expect(settlement).ToContainTextAsync("Credited, paid at the counter-$8.00");
        await page.AuditAsync(audit, "settlement");
        var toPay = await settlement.Locator("[aria-live] .display").InnerTextAsync();
        await page.Button("Cash, exact").PressAsync("Enter");
        var exchanged = page.GetByRole(AriaRole.Region, new() { Name = "New seats: H1" });
        await Expect(exchanged).ToContainTextAsync($"Paid in cash{toPay}");
        await Expect(page.Button("Done")).ToBeFocusedAsync();
        await Expect(page.Locator(".printed-ticket svg")).ToHaveCountAsync(1);
        await page.AuditAsync(audit, "exchanged");
        var difference = await site.Api.Database.ScalarAsync<decimal>(
            "SELECT expected - opening_float - 16 FROM v_till_shifts WHERE cinema_id = @id",
            ("@id", cinemaId)
        );
        Assert.Equal(toPay, difference.ToString("$0.00", CultureInfo.InvariantCulture));

        // Each of the two bookings leads to the other.
        await page.Keyboard.PressAsync("Enter");
        await page.Button($"In place of {reference}").PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Exchanged for" })).ToBeVisibleAsync();
        audit.IsClean();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
    }

    private static ILocator Seat(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = $"{name}," });

    /// <summary>The pages that come out of the printer, in points.</summary>
    private static async Task<string[]> PaperAsync(IPage page, string name)
    {
        var pdf = await page.PdfAsync(new() { PreferCSSPageSize = true });
        if (Environment.GetEnvironmentVariable("COUNTER_SHOTS") is { } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}.pdf"), pdf);
            await page.EmulateMediaAsync(new() { Media = Media.Print });
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
            await page.EmulateMediaAsync(new() { Media = Media.Null });
        }

        return
        [
            .. MediaBox()
                .Matches(Encoding.Latin1.GetString(pdf))
                .Select(box => $"{Points(box.Groups["width"].Value)}x{Points(box.Groups["height"].Value)}"),
        ];
    }

    [GeneratedRegex(@"/MediaBox \[0 0 (?<width>[\d.]+) (?<height>[\d.]+)\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MediaBox();

    private static int Points(string text) => (int)Math.Round(double.Parse(text, CultureInfo.InvariantCulture));
}
