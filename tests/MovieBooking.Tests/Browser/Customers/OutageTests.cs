using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>The API asks to wait, or says nothing at all: the page says what to do, and nothing is lost.</summary>
public sealed class OutageTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Confirmation = "**/confirm";
    private const int Timeout = 10_000;

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Too_many_confirmations_are_told_when_to_try_again_and_the_booking_waits()
    {
        var (page, confirm) = await CheckoutAsync();
        await page.RouteAsync(Confirmation, route => route.FulfillAsync(TooMany(40)), new() { Times = 1 });

        await confirm.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Too many attempts. Please try again in 40 seconds.");
        await Expect(page.GetByRole(AriaRole.Timer)).ToBeVisibleAsync();

        await confirm.ClickAsync();
        await ExpectBookedAsync(page);
    }

    [Fact]
    public async Task Too_many_sign_ins_are_told_when_to_try_again_and_the_form_keeps_what_was_typed()
    {
        var email = TestApi.Email();
        await site.Api.RegisterAsync(email);
        var page = await site.OpenAsync("/sign-in");
        await page.RouteAsync("**/auth/login?*", route => route.FulfillAsync(TooMany(30)), new() { Times = 1 });
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(TestApi.Password);
        var signIn = page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true });

        await signIn.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Too many attempts. Please try again in 30 seconds.");
        await Expect(page.GetByLabel("Email")).ToHaveValueAsync(email);

        await signIn.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Account of Some Body" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Too_many_choices_of_seats_are_told_when_to_try_again_and_lose_no_seat_that_is_held()
    {
        var visit = await SeatMapVisit.SignedInAsync(site, await site.Api.Given.ShowtimeAsync());
        await visit.HoldAsync("E5");
        await visit.Page.RouteAsync("**/seats/lock", route => route.FulfillAsync(TooMany(60)), new() { Times = 1 });

        await visit.Seat("E6").ClickAsync();
        await Expect(visit.Page.GetByText("Too many attempts. Please try again in 60 seconds.").First).ToBeVisibleAsync();
        await visit.ExpectAsync("E6", "available");
        await visit.ExpectHeldAsync("E5");

        await visit.HoldAsync("E6");
    }

    [Fact]
    public async Task An_overloaded_box_office_is_named_and_asked_again_until_the_map_is_there()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var visit = new SeatMapVisit(await site.NewPageAsync(), showtimeId);
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = 0;
        await visit.Page.RouteAsync(
            $"**/showtimes/{showtimeId}/seats",
            async route =>
            {
                if (asked++ == 0)
                {
                    await route.FulfillAsync(Refusal(503, 1));
                    return;
                }

                await seen.Task;
                await route.ContinueAsync();
            }
        );

        await visit.Page.GotoAsync($"/showtimes/{showtimeId}");
        await Expect(visit.Page.GetByText("The box office is very busy. Trying again…")).ToBeVisibleAsync();
        seen.SetResult();

        await Expect(visit.Map).ToBeVisibleAsync();
    }

    [Fact]
    public async Task After_ten_seconds_of_silence_the_page_says_so_and_the_same_button_books()
    {
        var (page, confirm) = await CheckoutAsync();

        await SilenceAsync(page, Confirmation, () => confirm.ClickAsync());
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Ten seconds went by without a word. Try again");

        await confirm.ClickAsync();
        await ExpectBookedAsync(page);
    }

    [Fact]
    public async Task A_confirmation_whose_answer_never_comes_is_found_to_be_done()
    {
        var (page, confirm) = await CheckoutAsync();

        await SilenceAsync(page, Confirmation, () => confirm.ClickAsync(), route => route.FetchAsync());

        await ExpectBookedAsync(page);
    }

    [Fact]
    public async Task A_map_that_does_not_come_in_ten_seconds_can_be_asked_for_again()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var visit = new SeatMapVisit(await site.NewPageAsync(), showtimeId);
        await visit.Page.Clock.InstallAsync();

        await SilenceAsync(
            visit.Page,
            $"**/showtimes/{showtimeId}/seats",
            async () =>
            {
                await visit.Page.GotoAsync($"/showtimes/{showtimeId}");
                // Until its buttons work, the page is the one that the build prepared, and nobody waits for the map.
                await Expect(visit.Page.GetByRole(AriaRole.Switch, new() { Name = "House lights" })).ToBeEnabledAsync();
                await Expect(visit.Page.GetByText("Loading the seat map")).ToBeVisibleAsync();
            }
        );
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The box office does not answer");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(visit.Map).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_choice_that_is_not_answered_in_ten_seconds_is_kept_and_sent_again()
    {
        var visit = await SeatMapVisit.WithAccountAsync(site, await site.Api.Given.ShowtimeAsync());
        await visit.Page.Clock.InstallAsync();
        await visit.OpenAsync();

        await SilenceAsync(visit.Page, "**/seats/lock", () => visit.Seat("E5").ClickAsync());

        await Expect(visit.Page.GetByText("The box office does not answer. Your choice is kept and sent again.").First).ToBeVisibleAsync();
        await visit.ExpectHeldAsync("E5");
    }

    /// <summary>What is asked for is heard, or not, and never answered; ten seconds go by.</summary>
    private static async Task SilenceAsync(IPage page, string url, Func<Task> ask, Func<IRoute, Task>? hear = null)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync(
            url,
            async route =>
            {
                await (hear?.Invoke(route) ?? Task.CompletedTask);
                asked.SetResult();
            },
            new() { Times = 1 }
        );
        await ask();
        await asked.Task.WaitAsync(s_timeout);
        await page.Clock.FastForwardAsync(Timeout);
    }

    private async Task<(IPage Page, ILocator Confirm)> CheckoutAsync()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var visitor = await Visitor.SignedInAsync(site);
        var booking = await visitor.Client.PendingAsync(showtimeId, await site.Api.Given.SeatAsync(showtimeId, "E5"));
        await visitor.Page.Clock.InstallAsync();
        await visitor.OpenCheckoutAsync(booking);
        return (visitor.Page, visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Confirm booking" }));
    }

    private static Task ExpectBookedAsync(IPage page) =>
        Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You’re booked" })).ToBeVisibleAsync();

    private static RouteFulfillOptions TooMany(int seconds) => Refusal(429, seconds);

    private static RouteFulfillOptions Refusal(int status, int seconds) =>
        new()
        {
            Status = status,
            ContentType = "application/problem+json",
            Headers = [new("Retry-After", $"{seconds}")],
            Body = $$"""{"code":"{{(status == 429 ? "too_many_requests" : "busy")}}","title":"Later.","status":{{status}}}""",
        };
}
