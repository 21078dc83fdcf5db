using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MovieBooking.Api.Auth;
using MovieBooking.Api.WaitingList;
using MovieBooking.Tests.Support;
using MySqlConnector;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>Waiting for seats of a sold-out show, as a guest and as a customer, and booking them when one's turn comes.</summary>
[Collection(SharedSite.Two)]
public sealed class WaitingListPageTests(TestSite site)
{
    [Fact]
    public async Task A_guest_joins_and_books_what_the_mail_leads_to()
    {
        var (showtimeId, release) = await SoldOutAsync("E5", "E6");
        var email = TestApi.Email();
        var page = await site.OpenAsync($"/showtimes/{showtimeId}");
        var audit = new AxeAudit(page);
        var list = page.GetByRole(AriaRole.Region, new() { Name = "Waiting list" });

        await list.GetByRole(AriaRole.Button, new() { Name = "Join the waiting list" }).ClickAsync();
        await Expect(list.GetByLabel("Name")).ToHaveAttributeAsync("aria-invalid", "true");
        await list.GetByLabel("Name").FillAsync("Gus Guest");
        await list.GetByLabel("Email").FillAsync(email);
        await audit.AuditAsync("sold out");
        await ShootAsync(page, "sold out");
        await list.GetByRole(AriaRole.Button, new() { Name = "Join the waiting list" }).ClickAsync();
        await Expect(list).ToContainTextAsync("You wait for 2 seats: place 1.");
        await page.ReloadAsync();
        await Expect(list).ToContainTextAsync("place 1");
        await audit.AuditAsync("waiting");
        await ShootAsync(page, "waiting");

        await release();
        await page.ReloadAsync();
        await Expect(list).ToContainTextAsync("It is your turn");
        await Expect(list).ToContainTextAsync("Look into your mail");
        await audit.AuditAsync("offered");
        await ShootAsync(page, "offered");
        audit.IsClean();

        // The mail's link, on another device.
        var reservationId = await site.Api.Database.ScalarAsync<int>(
            "SELECT reservation_id FROM reservations WHERE guest_email = @email",
            ("@email", email)
        );
        var token = site.Api.Services.GetRequiredService<AccessTokens>().MintForGuest(reservationId, DateTimeOffset.UtcNow);
        var later = await site.OpenAsync($"/reservations/{reservationId}#access={token}");
        await later.GetByRole(AriaRole.Button, new() { Name = "Confirm booking" }).ClickAsync();
        await Expect(later.GetByRole(AriaRole.Heading, new() { Name = "You’re booked", Level = 1 })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_customer_finds_the_seats_held_keeps_them_elsewhere_on_the_site_and_gives_them_back()
    {
        var (showtimeId, release) = await SoldOutAsync("E5");
        var visit = await SeatMapVisit.SignedInAsync(site, showtimeId);
        var page = visit.Page;
        var list = page.GetByRole(AriaRole.Region, new() { Name = "Waiting list" });
        await list.GetByLabel("Seats").SelectOptionAsync("1");
        await list.GetByRole(AriaRole.Button, new() { Name = "Join the waiting list" }).ClickAsync();
        await Expect(list).ToContainTextAsync("You wait for 1 seat: place 1.");
        await page.GotoAsync("/account");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Waiting lists" })).ToContainTextAsync("1 seat, place 1");

        await release();
        await page.GotoAsync($"/showtimes/{showtimeId}");
        await visit.ExpectAsync("E5", "your seat");
        await Expect(list).ToContainTextAsync("It is your turn");
        await page.GetByRole(AriaRole.Link, new() { Name = "Movies" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Movies", Level = 1 })).ToBeVisibleAsync();
        await page.GoBackAsync();
        await visit.ExpectAsync("E5", "your seat");
        await list.GetByRole(AriaRole.Button, new() { Name = "Give the seats back" }).ClickAsync();
        await visit.ExpectAsync("E5", "available");
    }

    [Fact]
    public async Task Managers_see_who_waits()
    {
        var programme = await Programme.GivenAsync(site);
        await site.Api.Database.KeepSeatsAsync(programme.ShowtimeId);
        await site
            .Api.CreateClient()
            .PostAsJsonAsync(
                $"/api/v1/showtimes/{programme.ShowtimeId}/waiting-list",
                new { seats = 3, guest = new { email = TestApi.Email(), name = "Gus Guest" } }
            )
            .JsonAsync(HttpStatusCode.Created);
        var page = await site.ManagerAsync(programme.Address);
        var audit = new AxeAudit(page);

        await page.Slot(programme.Screen, Programme.Running, "6:00 PM").ClickAsync();
        await page.GetByText("Waiting list", new() { Exact = true }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Gus Guest" })).ToContainTextAsync("3 seats");
        await Expect(page.GetByRole(AriaRole.Definition).Filter(new() { HasText = "3" }).First).ToBeVisibleAsync();
        await audit.AuditAsync("a showtime's waiting list");
        await ShootAsync(page, "manager");
        audit.IsClean();
    }

    /// <summary>Where somebody wants to look: <c>WAITING_SHOTS=/tmp/shots dotnet test --filter WaitingListPageTests</c>.</summary>
    private static async Task ShootAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("WAITING_SHOTS") is { } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }

    /// <summary>A show of few seats that somebody has; and how they come free and are offered.</summary>
    private async Task<(int ShowtimeId, Func<Task> Release)> SoldOutAsync(params string[] labels)
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        await site.Api.Database.KeepSeatsAsync(showtimeId, labels);
        var buyer = await site.Api.CustomerAsync();
        var sold = await buyer.ConfirmedAsync(showtimeId, await site.Api.Given.SeatsAsync(showtimeId, labels));
        return (showtimeId, ReleaseAsync);

        async Task ReleaseAsync()
        {
            await buyer.CancelAsync(sold).JsonAsync();
            buyer.Dispose();
            await using MySqlConnection connection = await site.Api.Database.Source.OpenConnectionAsync();
            await site.Api.Services.GetRequiredService<SeatOffers>().RunAsync(connection, CancellationToken.None);
        }
    }
}
