using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>What others do, and what one does in another tab, while the map is open.</summary>
[Collection(SharedSite.One)]
public sealed class LiveSeatTests(TestSite site)
{
    [Fact]
    public async Task Two_browsers_see_each_others_seats()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var vera = await SeatMapVisit.SignedInAsync(site, showtimeId);
        var stranger = await SeatMapVisit.AnonymousAsync(site, showtimeId);
        await Expect(stranger.Page.GetByText("Live: seats change")).ToBeVisibleAsync();
        await stranger.Seat("A1").FocusAsync();

        await vera.HoldAsync("E5", "E6");
        await stranger.ExpectAsync("E5", "held by someone else");
        await stranger.ExpectAsync("E6", "held by someone else");
        await vera.Seat("E6").ClickAsync();
        await stranger.ExpectAsync("E6", "available");
        await vera.Choice.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await vera.Page.GetByRole(AriaRole.Button, new() { Name = "Confirm booking" }).ClickAsync();
        await stranger.ExpectAsync("E5", "taken");

        // None of it moved the focus or was spoken.
        await Expect(stranger.Seat("A1")).ToBeFocusedAsync();
        await Expect(stranger.Page.GetByTestId("announcements")).ToBeEmptyAsync();
    }

    [Fact]
    public async Task The_loss_of_a_chosen_seat_is_told_the_others_stay_and_the_nearest_is_offered()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var visit = await SeatMapVisit.AnonymousAsync(site, showtimeId);
        await visit.Seat("E5").ClickAsync();
        await visit.Seat("E6").ClickAsync();
        await Expect(visit.Choice).ToContainTextAsync("not held yet");

        using var rival = await site.Api.CustomerAsync();
        await rival.LockAsync(showtimeId, await site.Api.Given.SeatAsync(showtimeId, "E5"));

        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("E5 was taken by someone else. Your other seats stay.");
        await visit.ExpectAsync("E6", "your seat");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Take E4" }).ClickAsync();
        await visit.ExpectAsync("E4", "your seat");
        await Expect(visit.Seat("E4")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_seat_one_is_on_is_told_when_it_goes()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var visit = await SeatMapVisit.AnonymousAsync(site, showtimeId);
        await visit.Seat("E5").FocusAsync();

        using var rival = await site.Api.CustomerAsync();
        await rival.LockAsync(showtimeId, await site.Api.Given.SeatAsync(showtimeId, "E5"));

        await Expect(visit.Page.GetByTestId("announcements")).ToContainTextAsync("Row E, seat 5 was just taken.");
        await Expect(visit.Seat("E5")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_seat_that_somebody_takes_in_the_middle_of_choosing_leaves_the_others_held()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var visit = await SeatMapVisit.SignedInAsync(site, showtimeId);
        await visit.HoldAsync("E5");
        var lost = await site.Api.Given.SeatAsync(showtimeId, "E6");
        using var rival = await site.Api.CustomerAsync();

        // The rival is faster by the length of the wire: the request for E6 meets a 409.
        await visit.Page.RouteAsync(
            "**/seats/lock",
            async route =>
            {
                if (route.Request.PostData!.Contains($"[{lost}]", StringComparison.Ordinal))
                {
                    await rival.LockAsync(showtimeId, lost);
                }

                await route.ContinueAsync();
            }
        );
        await visit.Seat("E6").ClickAsync();
        await visit.Seat("E7").ClickAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("E6 was taken by someone else.");
        await visit.ExpectAsync("E6", "held by someone else");
        await visit.ExpectHeldAsync("E5");
        await visit.ExpectHeldAsync("E7");
        Assert.Equal(3, await HoldsAsync(showtimeId));
    }

    [Fact]
    public async Task A_hold_that_runs_out_is_told_and_can_be_taken_again()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var visit = await SeatMapVisit.SignedInAsync(site, showtimeId);
        await visit.HoldAsync("E5", "E6");
        await site.Api.Database.ExecuteAsync(
            "UPDATE seat_locks SET expires_at = UTC_TIMESTAMP(6) + INTERVAL 8 SECOND WHERE showtime_id = @showtime_id",
            ("@showtime_id", showtimeId)
        );
        await visit.OpenAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Alert))
            .ToContainTextAsync("Your time ran out, so E5 and E6 went back on sale.", new() { Timeout = 30_000 });
        await visit.ExpectAsync("E5", "available");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Take E5" }).ClickAsync();
        await visit.ExpectHeldAsync("E5");
    }

    [Fact]
    public async Task A_device_whose_clock_is_an_hour_wrong_counts_down_right()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var page = await site.NewPageAsync();
        await page.Clock.InstallAsync(new() { TimeDate = DateTime.UtcNow.AddHours(1) });
        await SeatMapVisit.SignInAsync(page);
        var visit = new SeatMapVisit(page, showtimeId);
        await visit.OpenAsync();
        await visit.HoldAsync("E5");
        await Expect(page.GetByRole(AriaRole.Timer, new() { Name = "Time left: 14:" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Choosing_before_signing_in_holds_what_is_still_free_and_tells_what_is_not()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var visit = await SeatMapVisit.AnonymousAsync(site, showtimeId);
        await visit.Seat("E5").ClickAsync();
        await visit.Seat("E6").ClickAsync();
        await Expect(visit.Choice).ToContainTextAsync("not held yet");
        Assert.Equal(0, await HoldsAsync(showtimeId));

        await visit.Page.GotoAsync($"/sign-in?redirect=/showtimes/{showtimeId}");
        using var rival = await site.Api.CustomerAsync();
        await rival.LockAsync(showtimeId, await site.Api.Given.SeatAsync(showtimeId, "E6"));
        var email = TestApi.Email();
        await site.Api.RegisterAsync(email);
        await visit.Page.GetByLabel("Email").FillAsync(email);
        await visit.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(TestApi.Password);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();

        await visit.ExpectHeldAsync("E5");
        await visit.ExpectAsync("E6", "held by someone else");
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("E6 was taken by someone else.");
        await Expect(visit.Page.GetByRole(AriaRole.Timer)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Reloading_and_going_back_keep_the_seats_and_leaving_gives_them_back()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var visit = await SeatMapVisit.SignedInAsync(site, showtimeId);
        await visit.HoldAsync("E5");

        await visit.Page.ReloadAsync();
        await visit.ExpectHeldAsync("E5");
        await visit.Choice.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Confirm booking" })).ToBeVisibleAsync();
        await visit.Page.GoBackAsync();
        await visit.ExpectAsync("E5", "your seat");

        await visit.HoldAsync("E6");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Movies", Exact = true }).First.ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Movies", Level = 1 })).ToBeVisibleAsync();
        var stranger = await SeatMapVisit.AnonymousAsync(site, showtimeId);
        await stranger.ExpectAsync("E6", "available");
        await stranger.ExpectAsync("E5", "held by someone else");
    }

    [Fact]
    public async Task Two_tabs_agree_and_leaving_one_frees_nothing_while_the_other_shows_the_map()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var first = await SeatMapVisit.SignedInAsync(site, showtimeId);
        await first.HoldAsync("E5");
        var second = await first.SecondTabAsync();
        await second.ExpectHeldAsync("E5");

        await second.HoldAsync("E6");
        await first.ExpectAsync("E6", "your seat");
        await first.Seat("E5").ClickAsync();
        await second.ExpectAsync("E5", "available");
        await Expect(second.Page.GetByRole(AriaRole.Alert)).ToBeHiddenAsync();

        await first.Page.GetByRole(AriaRole.Link, new() { Name = "Movies", Exact = true }).First.ClickAsync();
        await Expect(first.Page.GetByRole(AriaRole.Heading, new() { Name = "Movies", Level = 1 })).ToBeVisibleAsync();
        await second.HoldAsync("E7");
        Assert.Equal(2, await HoldsAsync(showtimeId));
    }

    private Task<int> HoldsAsync(int showtimeId) =>
        site.Api.Database.ScalarAsync<int>(
            "SELECT COUNT(*) FROM seat_locks WHERE showtime_id = @showtime_id",
            ("@showtime_id", showtimeId)
        );
}
