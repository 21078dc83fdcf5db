using System.Globalization;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>Seats that staff keep back at the counter, on the map where they sell.</summary>
[Collection(SharedSite.Two)]
public sealed class BlockDeskTests(TestSite site)
{
    [Fact]
    public async Task Seats_are_kept_back_until_a_moment_sold_and_released_by_the_keyboard()
    {
        var cinemaId = await site.Api.Given.CinemaAsync(name: Given.Unique("Press Cinema"));
        var screenId = await site.Api.Given.ScreenAsync(cinemaId: cinemaId);
        var movieId = await site.Api.Given.MovieAsync(Given.Unique("The Premiere"));
        var startsAt = DateTime.UtcNow.AddHours(3);
        var showtimeId = await site.Api.Given.ShowtimeAsync(movieId, screenId, startsAt);
        using var customer = await site.Api.CustomerAsync();
        await customer.LockAsync(showtimeId, await site.Api.Given.SeatAsync(showtimeId, "E9")).JsonAsync();
        await site.Api.Database.ExecuteAsync(
            "CALL sp_hold_group(NULL, @show, @seats, UTC_TIMESTAMP(6) + INTERVAL 1 HOUR, 'Class 4b', NULL, @held_group_id)",
            ("@show", showtimeId),
            ("@seats", $"[{await site.Api.Given.SeatAsync(showtimeId, "E12")}]")
        );
        var person = await site.ClerkAsync(cinemaId);
        var page = person.Page;
        var audit = new AxeAudit(page);

        await page.GotoAsync("/box-office");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Listitem).GetByRole(AriaRole.Button).PressAsync("Enter");
        await Seat("E", 5).PressAsync("Enter");
        await page.Button("Keep seats back").PressAsync("Enter");
        var heading = page.GetByRole(AriaRole.Heading, new() { Name = "Keep seats back: The Premiere" });
        await Expect(heading).ToBeFocusedAsync();

        // What was chosen to be sold is still chosen; what a customer holds, or a group has, is not to be had.
        await Seat("E", 5).PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Enter");
        await Seat("E", 9).PressAsync("Enter");
        await Seat("E", 12).PressAsync("Enter");
        await Expect(page.GetByText("2 seats E5 and E6", new() { Exact = true })).ToBeVisibleAsync();
        await page.Button("Keep back").PressAsync("Enter");
        await Expect(page.GetByText("Say why.")).ToBeVisibleAsync();
        await page.AuditAsync(audit, "block, wrong");

        // A time of no day is no end that anybody meant.
        var until = startsAt.AddHours(-1);
        var wall = TimeZoneInfo.ConvertTimeFromUtc(until, TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));
        await page.GetByLabel("Reason").FillAsync("Press");
        await page.GetByLabel("At", new() { Exact = true }).FillAsync(wall.ToString("HH:mm", CultureInfo.InvariantCulture));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Choose a day.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("For sale again on")).ToBeFocusedAsync();
        await page.GetByLabel("For sale again on").FillAsync("2020-01-01");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Seats are kept back until a moment later than now")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("For sale again on")).ToBeFocusedAsync();
        await page.GetByLabel("For sale again on").FillAsync(wall.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.Keyboard.PressAsync("Enter");

        await Expect(heading).ToBeFocusedAsync();
        await Expect(page.GetByText("2 seats are kept back.", new() { Exact = true })).ToBeVisibleAsync();
        var kept = page.GetByRole(AriaRole.List, new() { Name = "Seats kept back" }).GetByRole(AriaRole.Listitem);
        await Expect(kept).ToHaveCountAsync(3);
        await Expect(kept.First).ToContainTextAsync("E5 Press for sale again on");
        await ExpectAsync("E", 5, "kept back");
        await ExpectAsync("E", 6, "kept back");
        await ExpectAsync("E", 12, "held by someone else");
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "What the seats mean" })).ToContainTextAsync("Kept back");
        await Expect(page.GetByRole(AriaRole.Button, new() { NameString = "Release E12" })).ToHaveCountAsync(0);
        var minute = until.ToString("yyyy-MM-dd HH:mm:00", CultureInfo.InvariantCulture);
        Assert.Equal([$"E5 Press {minute}", $"E6 Press {minute}", "E12 Class 4b -"], await BlocksAsync(showtimeId, minute));
        await page.AuditAsync(audit, "block");

        // Without an end: until the show starts, also where it was another before.
        await Seat("E", 6).PressAsync("Enter");
        await page.GetByLabel("Reason").FillAsync("House seats");
        await page.GetByLabel("For sale again on").FillAsync("");
        await page.GetByLabel("At", new() { Exact = true }).FillAsync("");
        await page.Button("Keep back").PressAsync("Enter");
        await Expect(kept.Nth(1)).ToContainTextAsync("E6 House seats");
        Assert.Equal([$"E5 Press {minute}", "E6 House seats start", "E12 Class 4b -"], await BlocksAsync(showtimeId, minute));

        // Released on the map, or in the list.
        await Seat("E", 6).PressAsync("Enter");
        await page.Button("Release 1 seat").PressAsync("Enter");
        await ExpectAsync("E", 6, "available");
        await Expect(kept).ToHaveCountAsync(2);
        Assert.Equal("available", await site.Api.CreateClient().StatusOfAsync(showtimeId, "E6"));

        // Whoever comes may have it after all: it says for whom it was kept.
        await page.Button("Back to the sale").PressAsync("Enter");
        await Expect(page.Button("Best seats for 2 people")).ToBeFocusedAsync();
        await ExpectAsync("E", 5, "kept back");
        await Seat("E", 5).PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Seats to sell" })).ToContainTextAsync("Press");
        await page.Button("Keep seats back").PressAsync("Enter");
        await page.Button("Release E5").PressAsync("Enter");
        await Expect(heading).ToBeFocusedAsync();
        await ExpectAsync("E", 5, "available");
        Assert.Equal(["E12 Class 4b -"], await BlocksAsync(showtimeId, minute));
        audit.IsClean();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));

        // The next customer is sold to, however one left.
        await page.GetByRole(AriaRole.Navigation, new() { Name = "At the counter" })
            .GetByRole(AriaRole.Button, new() { Name = "Sell", Exact = true })
            .PressAsync("Enter");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Listitem).GetByRole(AriaRole.Button).PressAsync("Enter");
        await Expect(page.Button("Best seats for 2 people")).ToBeVisibleAsync();

        ILocator Seat(string row, int number) => page.GetByRole(AriaRole.Button, new() { Name = $"Row {row}, seat {number}," });

        Task ExpectAsync(string row, int number, string state) =>
            Expect(Seat(row, number)).ToHaveAccessibleNameAsync($"Row {row}, seat {number}, standard, $8.00, {state}");
    }

    /// <summary>What the house keeps back: each seat, why, and until which moment.</summary>
    private Task<IReadOnlyList<string>> BlocksAsync(int showtimeId, string minute) =>
        site.Api.Database.LinesAsync(
            """
            SELECT
                seats.seat_label,
                seat_blocks.reason,
                CASE WHEN seat_locks.expires_at = @minute THEN @minute WHEN seat_locks.expires_at = showtimes.start_time THEN 'start' END
            FROM seat_locks
            INNER JOIN seat_blocks
                ON seat_blocks.showtime_id = seat_locks.showtime_id
                AND seat_blocks.seat_id = seat_locks.seat_id
            INNER JOIN seats
                ON seats.seat_id = seat_locks.seat_id
            INNER JOIN showtimes
                ON showtimes.showtime_id = seat_locks.showtime_id
            WHERE seat_locks.showtime_id = @id
                AND seat_locks.user_id = 0
            ORDER BY seats.seat_id
            """,
            ("@id", showtimeId),
            ("@minute", minute)
        );
}
