using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>Somebody who looks at the seat map of a showtime, in a browser of their own.</summary>
internal sealed record SeatMapVisit(IPage Page, int ShowtimeId)
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(1);

    public ILocator Map => Page.GetByRole(AriaRole.Grid, new() { Name = "Seat map, screen at the top" });

    /// <summary>The bar at the foot of the page: what is chosen, what happened to it, and the way on.</summary>
    public ILocator Choice => Page.GetByRole(AriaRole.Region, new() { Name = "Your choice" });

    public static async Task<SeatMapVisit> AnonymousAsync(TestSite site, int showtimeId, BrowserNewContextOptions? options = null)
    {
        var visit = new SeatMapVisit(await site.NewPageAsync(options), showtimeId);
        await visit.OpenAsync();
        return visit;
    }

    /// <summary>With an account made for this visit.</summary>
    public static async Task<SeatMapVisit> SignedInAsync(TestSite site, int showtimeId, BrowserNewContextOptions? options = null)
    {
        var visit = await WithAccountAsync(site, showtimeId, options);
        await visit.OpenAsync();
        return visit;
    }

    /// <summary>The same, before the page is opened.</summary>
    public static async Task<SeatMapVisit> WithAccountAsync(TestSite site, int showtimeId, BrowserNewContextOptions? options = null)
    {
        var page = await site.NewPageAsync(options);
        await SignInAsync(page);
        return new SeatMapVisit(page, showtimeId);
    }

    /// <summary>Signs a browser in behind its page's back, as if it had been so for long.</summary>
    public static async Task SignInAsync(IPage page)
    {
        var account = new
        {
            email = TestApi.Email(),
            password = TestApi.Password,
            displayName = "Vera Vale",
        };
        var answer = await page.APIRequest.PostAsync("/api/v1/auth/register?useCookies=true", new() { DataObject = account });
        Assert.True(answer.Ok, await answer.TextAsync());
        await page.Context.AddInitScriptAsync("try { localStorage.setItem('was-signed-in', '1') } catch { }");
    }

    public async Task OpenAsync()
    {
        await Page.GotoAsync($"/showtimes/{ShowtimeId}");
        await Expect(Map).ToBeVisibleAsync();
    }

    /// <summary>Another tab of the same browser on the same map.</summary>
    public async Task<SeatMapVisit> SecondTabAsync()
    {
        var tab = new SeatMapVisit(await Page.Context.NewPageAsync(), ShowtimeId);
        await tab.OpenAsync();
        return tab;
    }

    /// <param name="label">For instance E5.</param>
    public ILocator Seat(string label) =>
        Map.GetByRole(
            AriaRole.Button,
            new() { NameRegex = new Regex($"^Row {label[0]}, seat {label[1..]}, ", RegexOptions.None, s_timeout) }
        );

    public Task ExpectAsync(string label, string state) =>
        Expect(Seat(label)).ToHaveAccessibleNameAsync(new Regex($", {state}$", RegexOptions.None, s_timeout));

    /// <summary>Chooses seats and waits until the server holds them.</summary>
    public async Task HoldAsync(params string[] labels)
    {
        foreach (var label in labels)
        {
            await Seat(label).ClickAsync();
        }

        foreach (var label in labels)
        {
            await ExpectHeldAsync(label);
        }
    }

    /// <summary>The seat is one's own, and the request that makes it so has been answered.</summary>
    public async Task ExpectHeldAsync(string label)
    {
        await ExpectAsync(label, "your seat");
        await Expect(Seat(label)).Not.ToHaveAttributeAsync("data-busy", "true");
    }
}
