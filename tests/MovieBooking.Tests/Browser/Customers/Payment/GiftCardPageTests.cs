using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>A gift card, from the admin who issues it to the customer who pays with it.</summary>
[Collection(SharedSite.Two)]
public sealed class GiftCardPageTests(TestSite site)
{
    [Fact]
    public async Task An_admin_issues_a_card_and_a_customer_pays_with_it_what_the_checkout_shows()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var admin = await site.ManagerAsync("/admin/gift-cards");
        var admins = new AxeAudit(admin);
        var name = Given.Unique("Christmas");
        await admin.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await admin.GetByLabel("What each is worth").FillAsync("ten");
        await admin.Button("Issue").ClickAsync();
        await Expect(admin.GetByText("Enter a number.")).ToBeVisibleAsync();
        await admins.AuditAsync("/admin/gift-cards, wrong");
        await admin.GetByLabel("What each is worth").FillAsync("10,50");
        await admin.Button("Issue").ClickAsync();
        await Expect(admin.GetByRole(AriaRole.Heading, new() { Name = $"The code of {name}" })).ToBeFocusedAsync();
        await admins.AuditAsync("/admin/gift-cards, issued");
        var code = await admin.GetByRole(AriaRole.List, new() { Name = "Codes" }).GetByRole(AriaRole.Listitem).InnerTextAsync();
        await admin.Button("I have them").ClickAsync();

        var visitor = await Visitor.SignedInAsync(site);
        var booking = await visitor.Client.PendingAsync(showtimeId, await site.Api.Given.SeatsAsync(showtimeId, "E5", "E6"));
        await visitor.OpenCheckoutAsync(booking);
        var page = visitor.Page;
        var audit = new AxeAudit(page);
        var field = page.GetByLabel("Gift card code");
        await field.FillAsync("7K2M-QX0D-4TVB-1HNS-9XQ4");
        await field.PressAsync("Enter");
        await Expect(page.GetByText("There is no gift card with this code, or it is no longer good.")).ToBeVisibleAsync();
        await audit.AuditAsync("checkout, wrong gift card");
        await field.FillAsync(code.ToLowerInvariant());
        await field.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Gift card" })).ToBeFocusedAsync();
        await Expect(page.GetByText("$0.00 is left on it.")).ToBeVisibleAsync();
        var prices = page.GetByRole(AriaRole.Table, new() { Name = "Seats and prices" });
        await Expect(prices).ToContainTextAsync("-$10.50");
        await Expect(prices).ToContainTextAsync("To pay$5.50");
        await Expect(page.GetByText("Show your reference at the box office and pay $5.50 there.")).ToBeVisibleAsync();
        await audit.AuditAsync("checkout, gift card");
        await page.Button("Remove the gift card").ClickAsync();
        await Expect(prices).Not.ToContainTextAsync("To pay");
        await page.GetByLabel("Gift card code").FillAsync(code);
        await page.GetByLabel("Gift card code").PressAsync("Enter");
        await Expect(prices).ToContainTextAsync("To pay$5.50");
        await page.Button("Confirm booking").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You’re booked" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Show the reference at the box office and pay $5.50 there.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = $"Gift card …{code[^4..]}" })).ToBeVisibleAsync();

        await admin.ReloadAsync();
        var row = admin.GetByRole(AriaRole.Row).Filter(new() { HasText = name });
        await Expect(row).ToContainTextAsync("$10.50$10.50$0.00");
        await row.GetByRole(AriaRole.Button, new() { Name = "Bookings" }).ClickAsync();
        await Expect(admin.GetByRole(AriaRole.Row).Filter(new() { HasText = booking.Text("reference") })).ToContainTextAsync("confirmed");
        await admins.AuditAsync("/admin/gift-cards, bookings");
        await row.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await admin.Button("Cancel the gift card").ClickAsync();
        await Expect(row).ToContainTextAsync("Cancelled");
        admins.IsClean();
        audit.IsClean();
    }
}
