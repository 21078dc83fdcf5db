using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>Another show at the counter, and a child who may not see it.</summary>
[Collection(SharedSite.Two)]
public sealed class ExchangePageTests(TestSite site)
{
    private const string Forbidden = "Not for this film, because of its rating: Child.";

    [Fact]
    public async Task Tickets_are_exchanged_for_another_show_whose_film_has_no_tickets_for_children()
    {
        var (cinemaId, family, child) = await FamilyShowAsync();
        var thrillerId = await site.Api.Given.MovieAsync(Given.Unique("Thriller"));
        var thriller = await site.Api.Given.ShowtimeAsync(
            thrillerId,
            await site.Api.Given.ScreenAsync("3D", cinemaId),
            DateTime.UtcNow.AddHours(4)
        );
        var clerk = await site.ClerkAsync(cinemaId);
        await site.OpenTillAsync(clerk, cinemaId);
        using var colleague = await site.Api.CashierAsync(cinemaId);
        var seats = await site.Api.Given.SeatsAsync(family, "C1", "C2");
        var sold = (
            await colleague
                .SellAsync(
                    family,
                    new
                    {
                        seatIds = seats,
                        kinds = new[] { new { seatId = seats[1], kindId = child } },
                        method = "cash",
                        total = 12,
                        given = 12,
                    }
                )
                .JsonAsync(System.Net.HttpStatusCode.Created)
        ).GetProperty("reservation");
        var page = clerk.Page;

        await page.GotoAsync("/box-office?view=bookings");
        await page.GetByLabel("Ticket, reference, email or name").FillAsync(sold.Text("reference"));
        await page.Button("Find").ClickAsync();
        await page.Button("Change seats").ClickAsync();
        await page.Button("Another show").ClickAsync();
        await page.GetByRole(AriaRole.Main)
            .GetByRole(AriaRole.Listitem)
            .Filter(new() { HasText = "Thriller" })
            .GetByRole(AriaRole.Button)
            .ClickAsync();
        await Seat(page, "Row D, seat 1").ClickAsync();
        await Seat(page, "Row D, seat 2").ClickAsync();

        // The child's ticket becomes an adult's, which is said beside the sum, before anybody pays.
        await Expect(page.GetByText(Forbidden)).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Ticket for seat D2").Locator("option:checked")).ToHaveTextAsync("Adult, $10.00");
        var settlement = page.GetByRole(AriaRole.Region, new() { Name = "Settlement" });
        await Expect(settlement).ToContainTextAsync("Credited, paid at the counter-$12.00");
        await Expect(settlement.Locator("[aria-live] .display")).ToHaveTextAsync("$8.00");
        await page.Button("Cash, exact").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "New seats: D1, D2" })).ToContainTextAsync("Paid in cash$8.00");
        await Expect(page.Locator(".printed-ticket svg")).ToHaveCountAsync(2);
        Assert.Equal(
            ["0 2 20.00 2 58.00"],
            await site.Api.Database.LinesAsync(
                """
                SELECT
                    (SELECT COUNT(*) FROM tickets WHERE showtime_id = @family),
                    (SELECT COUNT(*) FROM tickets WHERE showtime_id = @thriller AND ticket_id NOT IN (SELECT ticket_id FROM kind_tickets)),
                    (SELECT CAST(SUM(price) AS DECIMAL(10, 2)) FROM tickets WHERE showtime_id = @thriller),
                    (SELECT COUNT(*) FROM cancelled_tickets WHERE reservation_id = @booking),
                    (SELECT CAST(expected AS DECIMAL(10, 2)) FROM v_till_shifts WHERE cinema_id = @cinema AND opening_float = 50)
                """,
                ("@family", family),
                ("@thriller", thriller),
                ("@booking", sold.Int("reservationId")),
                ("@cinema", cinemaId)
            )
        );
    }

    [Fact]
    public async Task A_child_above_the_rating_is_refused_with_the_reason_before_anybody_pays()
    {
        var (cinemaId, family, child) = await FamilyShowAsync();
        await site.Api.Database.ExecuteAsync(
            "UPDATE movies SET rating = 'R' WHERE movie_id = (SELECT movie_id FROM showtimes WHERE showtime_id = @id)",
            ("@id", family)
        );
        var clerk = await site.ClerkAsync(cinemaId);
        await site.OpenTillAsync(clerk, cinemaId);
        var page = clerk.Page;
        var audit = new AxeAudit(page);

        await page.GotoAsync($"/box-office?show={family}");
        await Seat(page, "Row D, seat 1").ClickAsync();
        await Expect(page.GetByText(Forbidden)).ToBeVisibleAsync();
        var option = page.GetByLabel("Ticket for seat D1").Locator("option", new() { HasText = "Child: not for this film" });
        await Expect(option).ToBeDisabledAsync();
        await page.AuditAsync(audit, "no child");
        audit.IsClean();

        // Whoever asks all the same is told which rule it is.
        using var colleague = await site.Api.CashierAsync(cinemaId);
        var seatId = await site.Api.Given.SeatAsync(family, "D1");
        var problem = await colleague
            .SellAsync(
                family,
                new
                {
                    seatIds = (int[])[seatId],
                    kinds = new[] { new { seatId, kindId = child } },
                    method = "cash",
                    total = 4,
                    given = 4,
                }
            )
            .ProblemAsync(409, "kind_not_offered");
        Assert.Equal("rating", problem.GetProperty("refusedKind").Text("rule"));
        Assert.Equal("available", await site.Api.CreateClient().StatusOfAsync(family, "D1"));
    }

    /// <summary>A film for all, and children at half the price up to PG.</summary>
    private async Task<(int CinemaId, int ShowtimeId, int KindId)> FamilyShowAsync()
    {
        var (cinemaId, showtimeId) = await site.Api.NearShowAsync();
        var kindId = await site.Api.Given.KindAsync(showtimeId, factor: 0.5m, name: "Child");
        await site.Api.Database.ExecuteAsync("UPDATE ticket_kinds SET highest_rating = 'PG' WHERE kind_id = @id", ("@id", kindId));
        await site.Api.Database.ExecuteAsync(
            "UPDATE movies SET rating = 'G' WHERE movie_id = (SELECT movie_id FROM showtimes WHERE showtime_id = @id)",
            ("@id", showtimeId)
        );
        return (cinemaId, showtimeId, kindId);
    }

    private static ILocator Seat(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = $"{name}," });
}
