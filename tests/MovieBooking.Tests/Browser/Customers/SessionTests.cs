using System.Net.Http.Json;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>Whoever is signed in stays so, whatever the browser does meanwhile.</summary>
[Collection(SharedSite.Two)]
public sealed class SessionTests(TestSite site)
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_page_that_is_left_while_its_session_is_renewed_stays_signed_in()
    {
        var page = (await Visitor.SignedInAsync(site)).Page;
        var account = page.GetByRole(AriaRole.Button, new() { Name = "Account of Vera Vale" });
        var exchanged = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync(
            "**/auth/refresh?*",
            async _ =>
            {
                // The server exchanges the token, and its answer is still on its way when the page is gone.
                var cookie = Assert.Single(await page.Context.CookiesAsync([$"{site.Address}api/v1/auth/refresh"]));
                await site.Api.CreateClient().PostAsJsonAsync("/api/v1/auth/refresh", new { refreshToken = cookie.Value }).JsonAsync();
                exchanged.SetResult();
            },
            new() { Times = 1 }
        );

        await page.GotoAsync("/");
        await exchanged.Task.WaitAsync(s_timeout);
        await page.ReloadAsync();
        await Expect(account).ToBeVisibleAsync();

        // With a token that is the session's newest, not one that was merely let through.
        await page.ReloadAsync();
        await Expect(account).ToBeVisibleAsync();
    }
}
