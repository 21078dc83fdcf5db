using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>A voucher, from the manager who makes it to the customer who is charged what the checkout showed.</summary>
[Collection(SharedSite.Two)]
public sealed class VoucherPageTests(TestSite site)
{
    [Fact]
    public async Task A_manager_makes_a_voucher_and_a_customer_is_charged_what_the_checkout_shows()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var manager = await site.ManagerAsync("/admin/vouchers");
        var managers = new AxeAudit(manager);
        var name = Given.Unique("Christmas");
        await manager.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await manager.GetByLabel("Percent", new() { Exact = true }).FillAsync("200");
        await manager.Button("Make the voucher").ClickAsync();
        await Expect(manager.GetByText("Enter a percentage up to 100.")).ToBeVisibleAsync();
        await managers.AuditAsync("/admin/vouchers, wrong");
        await manager.GetByLabel("Percent", new() { Exact = true }).FillAsync("33.3");
        await manager.Button("Make the voucher").ClickAsync();
        await Expect(manager.GetByRole(AriaRole.Heading, new() { Name = $"The code of {name}" })).ToBeFocusedAsync();
        await managers.AuditAsync("/admin/vouchers, made");
        var code = await manager.GetByRole(AriaRole.List, new() { Name = "Codes" }).GetByRole(AriaRole.Listitem).InnerTextAsync();
        await manager.Button("I have them").ClickAsync();

        var visitor = await Visitor.SignedInAsync(site);
        var booking = await visitor.Client.PendingAsync(showtimeId, await site.Api.Given.SeatsAsync(showtimeId, "E5", "E6"));
        await visitor.OpenCheckoutAsync(booking);
        var page = visitor.Page;
        var audit = new AxeAudit(page);
        var field = page.GetByLabel("Voucher code");
        await field.FillAsync("7K2M-QX0D-4TVB-1HNS-9XQ4");
        await field.PressAsync("Enter");
        await Expect(page.GetByText("There is no voucher with this code, or it is no longer good.")).ToBeVisibleAsync();
        await audit.AuditAsync("checkout, wrong voucher");
        await field.FillAsync(code.ToLowerInvariant());
        await field.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Voucher" })).ToBeFocusedAsync();
        await Expect(page.GetByText($"Saved by voucher …{code[^4..]}")).ToBeVisibleAsync();
        await Expect(page.GetByText("$10.67").First).ToBeVisibleAsync();
        await audit.AuditAsync("checkout, voucher");
        await page.Button("Remove the voucher").ClickAsync();
        await Expect(page.GetByText("$16.00").First).ToBeVisibleAsync();
        await page.GetByLabel("Voucher code").FillAsync(code);
        await page.Button("Use the voucher").ClickAsync();
        await Expect(page.GetByText("$10.67").First).ToBeVisibleAsync();
        await page.Button("Confirm booking").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You’re booked" })).ToBeVisibleAsync();
        await Expect(page.GetByText($"Saved by voucher …{code[^4..]}")).ToBeVisibleAsync();
        await Expect(page.GetByText("$10.67").First).ToBeVisibleAsync();
        var charged = await visitor.Client.GetAsync($"/api/v1/reservations/{booking.Int("reservationId")}").JsonAsync();
        Assert.Equal(("confirmed", 10.67m), (charged.Text("status"), charged.Money("total")));

        await manager.ReloadAsync();
        var row = manager.GetByRole(AriaRole.Row).Filter(new() { HasText = name });
        await Expect(row).ToContainTextAsync("$5.33");
        await row.GetByRole(AriaRole.Button, new() { Name = "Uses" }).ClickAsync();
        await Expect(manager.GetByRole(AriaRole.Row).Filter(new() { HasText = booking.Text("reference") })).ToContainTextAsync("confirmed");
        await managers.AuditAsync("/admin/vouchers, uses");
        await row.GetByRole(AriaRole.Button, new() { Name = "End" }).ClickAsync();
        await manager.Button("End the voucher").ClickAsync();
        await Expect(row).ToContainTextAsync("Ended");
        managers.IsClean();
        audit.IsClean();
    }
}
