using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>Every page that a customer meets, by axe: WCAG 2.2 A and AA, and best practice.</summary>
public sealed class AccessibilityTests(TestSite site) : IClassFixture<TestSite>
{
    [Fact]
    public async Task Planted_faults_are_caught()
    {
        var page = await site.OpenAsync("/sign-in");
        await Expect(page.GetByLabel("Email")).ToBeVisibleAsync();
        Assert.Empty(await AxeAudit.FaultsAsync(page));

        await page.EvaluateAsync(
            """
            () => {
              document.querySelector('label').remove()
              document.querySelector('h1').style = 'color: #888; background: #777'
              const small = '<button aria-label="Small" style="width: 9px; height: 9px; padding: 0"></button>'
              document.querySelector('main').insertAdjacentHTML('beforeend', small + small)
            }
            """
        );

        var rules = (await AxeAudit.FaultsAsync(page)).Select(fault => fault.Split(':')[0]).ToArray();
        Assert.Contains("label", rules);
        Assert.Contains("color-contrast", rules);
        Assert.Contains("target-size", rules);
    }

    [Fact]
    public async Task Pages_to_look_around_have_no_faults()
    {
        var movieId = await site.Api.Given.MovieAsync("The Last Reel");
        await site.Api.Given.ShowtimeAsync(movieId);
        await site.Api.Given.ShowtimeAsync(movieId, format: "IMAX", startsAt: DateTime.UtcNow.AddDays(2));
        await site.Api.Given.MovieAsync("Paper Moons", Given.Today.AddDays(20));
        var page = await site.NewPageAsync();
        var audit = new AxeAudit(page);

        await page.GotoAsync("/");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "The Last Reel" }).First).ToBeVisibleAsync();
        await audit.LookAsync("home");

        await page.GotoAsync("/movies");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "The Last Reel" }).First).ToBeVisibleAsync();
        await audit.LookAsync("movies");

        await page.GotoAsync("/movies?q=nothing+has+this+name");
        await Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Heading, new() { Level = 2 }).First).ToBeVisibleAsync();
        await audit.LookAsync("movies, none found");

        await page.GotoAsync($"/movies/{movieId}");
        await Expect(page.Locator("a[href^='/showtimes/']").First).ToBeVisibleAsync();
        await audit.LookAsync("movie");

        await page.GotoAsync("/no/such/page");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "This reel is missing" })).ToBeVisibleAsync();
        await audit.LookAsync("not found");

        await page.RouteAsync("**/api/v1/movies**", route => route.FulfillAsync(new() { Status = 400 }));
        await page.GotoAsync("/movies");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await audit.LookAsync("movies, failed");

        audit.IsClean();
    }

    [Fact]
    public async Task Forms_have_no_faults_empty_or_wrong()
    {
        var page = await site.NewPageAsync();
        var audit = new AxeAudit(page);
        (string Path, string Send)[] forms =
        [
            ("/sign-in", "Sign in"),
            ("/register", "Create account"),
            ("/find-booking", "Find my booking"),
            ("/admin/sign-in", "Sign in"),
        ];
        foreach (var (path, send) in forms)
        {
            await page.GotoAsync(path);
            var button = page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = send, Exact = true });
            await Expect(button).ToBeVisibleAsync();
            await audit.LookAsync(path);

            await button.ClickAsync();
            await Expect(page.Locator("[aria-invalid=true]").First).ToBeVisibleAsync();
            await audit.LookAsync($"{path}, wrong");
        }

        audit.IsClean();
    }

    [Fact]
    public async Task The_seat_map_has_no_faults_in_its_states()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        using var stranger = await site.Api.CustomerAsync();
        await stranger.ConfirmedAsync(showtimeId, await site.Api.Given.SeatsAsync(showtimeId, "A1", "F1"));
        await stranger.LockSeatsAsync(showtimeId, await site.Api.Given.SeatsAsync(showtimeId, "B1", "G1")).JsonAsync();

        var visit = await SeatMapVisit.AnonymousAsync(site, showtimeId);
        var audit = new AxeAudit(visit.Page);
        await visit.ExpectAsync("B1", "held by someone else");
        await audit.LookAsync("seats, strangers'");

        await visit.Seat("E5").ClickAsync();
        await visit.Seat("E7").ClickAsync();
        await Expect(visit.Choice).ToContainTextAsync("not held yet");
        await visit.Page.GetByText("Choose from a list").ClickAsync();
        await audit.LookAsync("seats, chosen, list open");

        await visit.Choice.GetByRole(AriaRole.Link, new() { Name = "Continue" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Continue as a guest" }).ClickAsync();
        await Expect(visit.Page.Locator("[aria-invalid=true]").First).ToBeVisibleAsync();
        await audit.LookAsync("continue");

        var member = await SeatMapVisit.SignedInAsync(site, showtimeId);
        var second = new AxeAudit(member.Page);
        await member.HoldAsync("E5", "E7");
        await member.Page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
        await Expect(member.Page.GetByText("side by side")).ToBeVisibleAsync();
        await member.Page.GetByRole(AriaRole.Button, new() { Name = "Larger seats" }).ClickAsync();
        await second.LookAsync("seats, held, proposal, larger");

        await site.Api.Database.ShowStartsAsync(showtimeId);
        await member.Page.ReloadAsync();
        await Expect(member.Page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();
        await second.LookAsync("seats, over");

        Assert.Empty((string[])[.. audit.Faults, .. second.Faults]);
    }

    [Fact]
    public async Task Pages_of_ones_own_have_no_faults()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var visitor = await Visitor.SignedInAsync(site);
        var page = visitor.Page;
        var audit = new AxeAudit(page);

        await page.GotoAsync("/tickets");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No show ahead" })).ToBeVisibleAsync();
        await audit.LookAsync("tickets, none");

        await page.GotoAsync("/account");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Account", Level = 1 })).ToBeVisibleAsync();
        await audit.LookAsync("account");

        var booked = await visitor.Client.ConfirmedAsync(showtimeId, await site.Api.Given.SeatsAsync(showtimeId, "A1", "A2"));
        var cancelled = await visitor.Client.ConfirmedAsync(showtimeId, await site.Api.Given.SeatAsync(showtimeId, "C1"));
        await visitor.Client.CancelAsync(cancelled).JsonAsync();
        var pending = await visitor.Client.PendingAsync(showtimeId, await site.Api.Given.SeatAsync(showtimeId, "E5"));

        await visitor.OpenCheckoutAsync(pending);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Confirm booking" })).ToBeVisibleAsync();
        await audit.LookAsync("checkout");

        foreach (var path in (string[])["/", "/tickets"])
        {
            await page.GotoAsync(path);
            await Expect(page.GetByRole(AriaRole.Complementary, new() { Name = "Unfinished booking" })).ToBeVisibleAsync();
            await audit.LookAsync($"{path}, unfinished and booked");
        }

        await visitor.OpenTicketAsync(cancelled);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Booking cancelled" })).ToBeVisibleAsync();
        await audit.LookAsync("ticket, cancelled");

        await visitor.OpenTicketAsync(booked);
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "QR code" })).ToBeVisibleAsync();
        await audit.LookAsync("ticket");

        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel booking" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("due back");
        await audit.LookAsync("ticket, cancelling");

        await site.Api.Database.TimeRunsOutAsync(showtimeId);
        await visitor.OpenCheckoutAsync(pending);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Time ran out" })).ToBeVisibleAsync();
        await audit.LookAsync("checkout, expired");

        audit.IsClean();
    }
}
