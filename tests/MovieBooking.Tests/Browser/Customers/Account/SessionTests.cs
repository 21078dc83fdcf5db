using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>Whoever is signed in stays so, whatever the browser does meanwhile.</summary>
[Collection(SharedSite.Two)]
public sealed partial class SessionTests(TestSite site)
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
                var cookies = await page.Context.CookiesAsync([$"{site.Address}api/v1/auth/refresh"]);
                var cookie = Assert.Single(cookies, one => one.Name.EndsWith("_refresh", StringComparison.Ordinal));
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

    [Fact]
    public async Task An_open_booking_leads_to_sign_in_once_when_another_tab_signs_out_however_late_that_page_comes()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var visitor = await Visitor.SignedInAsync(site);
        var page = visitor.Page;
        var booking = await visitor.Client.ConfirmedAsync(showtimeId, await site.Api.Given.SeatAsync(showtimeId, "E5"));
        await visitor.OpenTicketAsync(booking);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You’re booked" })).ToBeVisibleAsync();
        // Until it comes the booking's page stays, and is drawn again with every address.
        var late = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync(
            "**/assets/sign-in-*.js",
            async route =>
            {
                await late.Task;
                await route.ContinueAsync();
            }
        );
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/tickets");
        await other.GetByRole(AriaRole.Button, new() { Name = "Account of Vera Vale" }).ClickAsync();
        await other.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" }).ClickAsync();
        await Expect(other.GetByRole(AriaRole.Heading, new() { Name = "Now showing" })).ToBeVisibleAsync();

        await Expect(page.GetByText("You are signed out.", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Loading your booking" })).ToBeVisibleAsync();
        late.SetResult();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in", Level = 1 })).ToBeVisibleAsync();
        Assert.Equal($"?redirect=%2Freservations%2F{booking.Int("reservationId")}", new Uri(page.Url).Query);
    }

    [Fact]
    public async Task Whoever_signs_in_during_a_pause_is_told_when_to_come_back()
    {
        var email = TestApi.Email();
        await site.Api.RegisterAsync(email);
        await site
            .Api.CreateClient()
            .PostAsJsonAsync("/api/v1/auth/login", new { email, password = "not the password" })
            .ProblemAsync(401, "invalid_credentials");
        await site.Api.Database.ExecuteAsync(
            """
            UPDATE sign_in_failures INNER JOIN users USING (user_id)
            SET failures = 9, retry_at = UTC_TIMESTAMP(6) + INTERVAL 10 MINUTE
            WHERE users.email = @email
            """,
            ("@email", email)
        );
        var page = await site.NewPageAsync();
        await page.GotoAsync("/sign-in");
        var form = page.GetByRole(AriaRole.Main);
        await form.GetByLabel("Email").FillAsync(email);
        await form.GetByLabel("Password", new() { Exact = true }).FillAsync(TestApi.Password);

        await form.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();

        await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync(ComeBack());
        await Expect(form.GetByRole(AriaRole.Link, new() { Name = "Choose a new one" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_session_elsewhere_is_seen_and_ended_on_the_accounts_page()
    {
        var visitor = await Visitor.SignedInAsync(site);
        var phone = site.Api.CreateClient();
        phone.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "Mozilla/5.0 (iPhone) Version/18.1 Mobile/15E148 Safari/604.1");
        var session = await phone
            .PostAsJsonAsync("/api/v1/auth/login", new { email = visitor.Email, password = TestApi.Password })
            .JsonAsync();
        await visitor.Page.GotoAsync("/account");
        var list = visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Where you are signed in" });
        await Expect(list.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "This device" })).ToHaveCountAsync(1);

        await list.GetByRole(AriaRole.Button, new() { Name = "Sign out Safari on iPhone" }).ClickAsync();

        await Expect(list.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(1);
        await Expect(list.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await phone
            .PostAsJsonAsync("/api/v1/auth/refresh", new { refreshToken = session.Text("refreshToken") })
            .ProblemAsync(401, "invalid_refresh_token");
    }

    [GeneratedRegex("Too many wrong passwords were tried. You can try again at [0-9]+:[0-9]{2}:[0-9]{2}", RegexOptions.None, 1000)]
    private static partial Regex ComeBack();
}
