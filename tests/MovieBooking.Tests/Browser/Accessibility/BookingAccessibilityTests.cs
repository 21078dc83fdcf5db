using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>The pages of somebody with an account and bookings, by axe.</summary>
[Collection(SharedSite.Two)]
public sealed class BookingAccessibilityTests(TestSite site)
{
    [Fact]
    public async Task An_account_has_no_faults_with_and_without_bookings()
    {
        // What is on stands below an empty list; without posters, with titles in their place.
        for (var movie = 0; movie < 5; movie++)
        {
            await site.Api.Given.MovieAsync(Given.Unique("Extraordinary"));
        }

        var visitor = await Visitor.SignedInAsync(site);
        var page = visitor.Page;
        var audit = new AxeAudit(page);

        await page.GotoAsync("/tickets");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No show ahead" })).ToBeVisibleAsync();
        await audit.AuditAsync("/tickets, none");
        await audit.AuditUnansweredAsync("/tickets", "**/api/v1/reservations?*");

        await page.GotoAsync("/account");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
        await Expect(page.Locator("[aria-invalid=true]").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Account of" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Menu)).ToBeVisibleAsync();
        await audit.AuditAsync("/account, wrong, menu open");

        var showtimeId = await site.Api.Given.ShowtimeAsync();
        await visitor.Client.ConfirmedAsync(showtimeId, await site.Api.Given.SeatsAsync(showtimeId, "A1", "A2"));
        var cancelled = await visitor.Client.ConfirmedAsync(showtimeId, await site.Api.Given.SeatAsync(showtimeId, "C1"));
        await visitor.Client.CancelAsync(cancelled).JsonAsync();
        await visitor.Client.PendingAsync(showtimeId, await site.Api.Given.SeatAsync(showtimeId, "E5"));
        foreach (var path in (string[])["/", "/tickets"])
        {
            await page.GotoAsync(path);
            await Expect(page.GetByRole(AriaRole.Complementary, new() { Name = "Unfinished booking" })).ToBeVisibleAsync();
            await audit.AuditAsync($"{path}, unfinished and booked");
        }

        audit.IsClean();
    }

    [Fact]
    public async Task Checkout_and_ticket_have_no_faults()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var visitor = await Visitor.SignedInAsync(site);
        var page = visitor.Page;
        var audit = new AxeAudit(page);
        var pending = await visitor.Client.PendingAsync(showtimeId, await site.Api.Given.SeatsAsync(showtimeId, "E5", "F5"));
        await audit.AuditUnansweredAsync(
            $"/checkout/{pending.Int("reservationId")}",
            $"**/api/v1/reservations/{pending.Int("reservationId")}"
        );

        await visitor.OpenCheckoutAsync(pending);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Confirm booking" })).ToBeVisibleAsync();
        await audit.AuditAsync("checkout");
        await page.RouteAsync("**/confirm", route => route.FulfillAsync(new() { Status = 409 }));
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm booking" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await audit.AuditAsync("checkout, refused");

        var booked = await visitor.Client.ConfirmAsync(pending).JsonAsync();
        await visitor.OpenTicketAsync(booked);
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "QR code" })).ToBeVisibleAsync();
        await audit.AuditAsync("ticket");
        await audit.AuditOfflineAsync("ticket");

        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel single tickets" }).ClickAsync();
        var choice = page.GetByRole(AriaRole.Dialog, new() { Name = "Which tickets?" });
        await choice.GetByRole(AriaRole.Checkbox, new() { Name = "E5" }).CheckAsync();
        await audit.AuditAsync("ticket, choosing");
        await choice.GetByRole(AriaRole.Button, new() { Name = "Cancel 1 ticket" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Cancelled" })).ToBeVisibleAsync();
        await site.Api.Database.ExecuteAsync(
            "UPDATE reservations SET booked_start_time = booked_start_time - INTERVAL 1 HOUR WHERE reservation_id = @id",
            ("@id", booked.Int("reservationId"))
        );
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "This show has moved" })).ToBeVisibleAsync();
        await audit.AuditAsync("ticket, partly cancelled and moved");

        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel booking" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("due back");
        await audit.AuditAsync("ticket, cancelling");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel booking" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Booking cancelled" })).ToBeVisibleAsync();
        await audit.AuditAsync("ticket, cancelled");

        var late = await visitor.Client.PendingAsync(showtimeId, await site.Api.Given.SeatAsync(showtimeId, "E5"));
        await site.Api.Database.TimeRunsOutAsync(showtimeId);
        await visitor.OpenCheckoutAsync(late);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Time ran out" })).ToBeVisibleAsync();
        await audit.AuditAsync("checkout, expired");

        audit.IsClean();
    }
}
