using System.Globalization;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>Somebody's booking in the hands of a manager.</summary>
[Collection(SharedSite.Two)]
public sealed class BookingPageTests(TestSite site)
{
    [Fact]
    public async Task A_manager_finds_a_booking_and_cancels_a_ticket_of_it_with_a_reason()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        using var customer = await site.Api.CustomerAsync();
        var booking = await customer.ConfirmedAsync(showtimeId, await site.Api.Given.SeatsAsync(showtimeId, "E5", "F5"));
        var page = await site.ManagerAsync("/admin/bookings");
        var audit = new AxeAudit(page);
        await page.GetByLabel("Reference or email address").FillAsync("nobody@example.com");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No booking found" })).ToBeVisibleAsync();
        await audit.AuditAsync("/admin/bookings, none");
        await page.GetByLabel("Reference or email address").FillAsync(booking.Text("reference"));
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = booking.Text("reference") })).ToBeVisibleAsync();
        await audit.AuditAsync("/admin/bookings, found");
        await page.GetByRole(AriaRole.Link, new() { Name = booking.Text("reference") }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Definition).Filter(new() { HasText = "At the cinema" })).ToBeVisibleAsync();
        var form = page.GetByRole(AriaRole.Region, new() { Name = "Cancel for the cinema" });
        await form.GetByRole(AriaRole.Button, new() { Name = "Cancel tickets" }).ClickAsync();
        await Expect(form.GetByText("Say why")).ToBeVisibleAsync();
        await audit.AuditAsync("/admin/bookings/:id, wrong");
        await form.GetByRole(AriaRole.Checkbox, new() { Name = "F5" }).CheckAsync();
        await form.GetByLabel("Reason").FillAsync("Broken seat");
        await form.GetByRole(AriaRole.Button, new() { Name = "Cancel tickets" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Cancel F5?" });
        var ticket = booking.GetProperty("tickets").EnumerateArray().Single(ticket => ticket.Text("seatLabel") == "F5");
        var price = string.Create(CultureInfo.InvariantCulture, $"${ticket.Money("price"):0.00}");
        await Expect(dialog).ToContainTextAsync($"{price} is due back");
        await audit.AuditAsync("/admin/bookings/:id, cancelling");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel for the cinema" }).ClickAsync();

        await Expect(page.GetByText($"F5 {price}; due back {price}")).ToBeVisibleAsync();
        await Expect(page.GetByText("Confirmed, partly cancelled")).ToBeVisibleAsync();
        Assert.Equal("available", await customer.StatusOfAsync(showtimeId, "F5"));
        await audit.AuditAsync("/admin/bookings/:id, partly cancelled");
        await audit.AuditUnansweredAsync($"/admin/bookings/{booking.Int("reservationId")}", "**/api/v1/admin/**");
        audit.IsClean();
    }

    [Fact]
    public async Task A_cinema_gets_a_refund_policy()
    {
        var cinemaId = await site.Api.Given.CinemaAsync();
        var page = await site.ManagerAsync($"/admin/cinemas?cinema={cinemaId.ToString(CultureInfo.InvariantCulture)}");
        await page.GetByLabel("Last minute to cancel").FillAsync("60");
        await page.GetByLabel("Fee").SelectOptionAsync("percent");
        await page.GetByLabel("Percent kept").FillAsync("101");
        await page.Button("Save cinema").ClickAsync();
        await Expect(page.GetByText("a percentage is 100 at most")).ToBeVisibleAsync();
        await page.GetByLabel("Percent kept").FillAsync("12.5");
        await page.Button("Save cinema").ClickAsync();
        await Expect(page.GetByText("is saved.").First).ToBeVisibleAsync();

        Assert.Equal(
            ["60 percent 12.50"],
            await site.Api.Database.LinesAsync(
                "SELECT refund_minutes, refund_fee_kind, refund_fee FROM cinemas WHERE cinema_id = @id",
                ("@id", cinemaId)
            )
        );
    }
}
