using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>What the counter pays back when the refund policy does not allow it any more.</summary>
[Collection(SharedSite.Two)]
public sealed class CounterRefundPageTests(TestSite site)
{
    [Fact]
    public async Task Past_the_time_of_the_refund_policy_the_page_wants_a_reason_and_pays_back_with_one()
    {
        var (cinemaId, showtimeId) = await site.Api.NearShowAsync();
        using var colleague = await site.Api.CashierAsync(cinemaId);
        var sold = await colleague.SoldAsync(showtimeId, 16, "cash", await site.Api.Given.SeatsAsync(showtimeId, "C1", "C2"));
        var id = sold.GetProperty("reservation").Int("reservationId");
        await site.Api.Database.ExecuteAsync("UPDATE reservations SET refund_minutes = 180 WHERE reservation_id = @id", ("@id", id));
        var person = await site.ClerkAsync(cinemaId);
        var page = person.Page;
        var audit = new AxeAudit(page);
        await site.OpenTillAsync(person, cinemaId);

        await page.GotoAsync("/box-office?view=bookings");
        await page.GetByLabel("Ticket, reference, email or name").FillAsync(sold.GetProperty("reservation").Text("reference"));
        await page.Button("Find").ClickAsync();
        var booking = page.GetByRole(AriaRole.Region, new() { Name = "Sold at the counter" });
        await booking.GetByRole(AriaRole.Button, new() { Name = "Cancel 2 of 2" }).ClickAsync();
        var reason = booking.GetByLabel("Reason, if the cinema cancels");
        await Expect(booking.GetByText("The time of the refund policy is over: without a reason it cannot be cancelled."))
            .ToBeVisibleAsync();
        await Expect(reason).ToHaveAttributeAsync("aria-invalid", "true");
        await page.AuditAsync(audit, "booking, past the refund period");
        Assert.Equal(["confirmed 2 - - -"], await RowsAsync(id));

        await reason.FillAsync("No heating");
        await page.Button("Cancel 2 of 2, pay back $16.00").ClickAsync();
        await Expect(booking).ToContainTextAsync("Done. Pay back $16.00 in cash.");
        await Expect(reason).ToHaveCountAsync(0);
        await page.AuditAsync(audit, "booking, cancelled");
        Assert.Equal(["cancelled 0 cash 16.00 34.00"], await RowsAsync(id));
        using var admin = await site.Api.AdminAsync();
        Assert.Contains("cancelled status tickets refundDue reason", await admin.AuditAsync("reservation", id));
        audit.IsClean();
    }

    /// <summary>The booking, what was paid back of it, and what the till that paid should hold now.</summary>
    private Task<IReadOnlyList<string>> RowsAsync(int reservationId) =>
        site.Api.Database.LinesAsync(
            """
            SELECT
                reservations.status,
                (SELECT COUNT(*) FROM tickets WHERE tickets.reservation_id = reservations.reservation_id),
                counter_refunds.method,
                counter_refunds.amount,
                v_till_shifts.expected
            FROM reservations
            LEFT JOIN counter_refunds ON counter_refunds.reservation_id = reservations.reservation_id
            LEFT JOIN v_till_shifts ON v_till_shifts.shift_id = counter_refunds.shift_id
            WHERE reservations.reservation_id = @id
            """,
            ("@id", reservationId)
        );
}
