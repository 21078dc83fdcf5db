using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

public sealed partial class BookingTests(TestSite site) : IClassFixture<TestSite>
{
    [Fact]
    public async Task A_person_books_a_seat_and_a_second_one_is_refused_it()
    {
        var movieId = await site.Api.Given.MovieAsync("The Last Reel");
        var showtimeId = await site.Api.Given.ShowtimeAsync(movieId);
        var seatId = await site.Api.Given.SeatAsync(showtimeId, "E5");

        // Somebody new finds the movie, picks a seat, and only then makes an account.
        // With all that moves, as most people see it.
        var page = await site.NewPageAsync(new() { ReducedMotion = ReducedMotion.NoPreference });
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "The Last Reel" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The Last Reel", Level = 1 })).ToBeVisibleAsync();
        await page.Locator($"a[href='/showtimes/{showtimeId}']").ClickAsync();
        await Seat(page).ClickAsync();
        await Expect(page.GetByText("not held yet")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Continue" }).ClickAsync();
        await RegisterAsync(page);

        // Back on the map, the seat is held.
        await Expect(Seat(page)).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(page.GetByRole(AriaRole.Timer)).ToBeVisibleAsync();
        Assert.Equal(1, await HoldsAsync(seatId));

        // A second person sees it held, and is refused it by the server as well.
        var rival = await site.OpenAsync($"/showtimes/{showtimeId}");
        await Expect(Seat(rival)).ToHaveAccessibleNameAsync(HeldBySomeoneElse());
        await Expect(Seat(rival)).ToHaveAttributeAsync("aria-disabled", "true");
        Assert.Equal("locked", await RefusedAsync(showtimeId, seatId));

        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(page.GetByText("$8.00").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm booking" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(ReservationPage());
        var reference = await ReferenceAsync(seatId);
        await Expect(page.GetByText(reference).First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "E5" })).ToBeVisibleAsync();
        Assert.Equal("sold", await RefusedAsync(showtimeId, seatId));

        await page.GetByRole(AriaRole.Link, new() { Name = "My tickets" }).First.ClickAsync();
        await Expect(page.GetByText("The Last Reel").First).ToBeVisibleAsync();
    }

    private static ILocator Seat(IPage page) => page.GetByRole(AriaRole.Button, new() { NameRegex = SeatName() });

    private static async Task RegisterAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { NameRegex = Register() }).ClickAsync();
        // The page before asks guests for a name, too.
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Register" })).ToBeVisibleAsync();
        await page.GetByLabel("Name").FillAsync("Vera Vale");
        await page.GetByLabel("Email").FillAsync(TestApi.Email());
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(TestApi.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
    }

    /// <summary>Why somebody else cannot have the seat.</summary>
    private async Task<string?> RefusedAsync(int showtimeId, int seatId)
    {
        using var rival = await site.Api.CustomerAsync();
        using var answer = await rival.PostAsync($"/api/v1/showtimes/{showtimeId}/seats/{seatId}/lock", content: null);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("seats_taken", problem.GetProperty("code").GetString());
        return problem.GetProperty("seats")[0].GetProperty("reason").GetString();
    }

    private Task<int> HoldsAsync(int seatId) =>
        site.Api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM seat_locks WHERE seat_id = @seat_id", ("@seat_id", seatId));

    /// <summary>The reference of the confirmed booking of a seat.</summary>
    private Task<string> ReferenceAsync(int seatId) =>
        site.Api.Database.ScalarAsync<string>(
            """
            SELECT reservations.reference
            FROM reservations
            INNER JOIN tickets ON tickets.reservation_id = reservations.reservation_id
            WHERE tickets.seat_id = @seat_id AND reservations.status = 'confirmed'
            """,
            ("@seat_id", seatId)
        );

    [GeneratedRegex("^Row E, seat 5, ", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SeatName();

    [GeneratedRegex("held by someone else$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HeldBySomeoneElse();

    [GeneratedRegex("Register|Create an account", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Register();

    [GeneratedRegex("/reservations/[0-9]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReservationPage();
}
