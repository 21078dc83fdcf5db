using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>The map when things go wrong: it says what happened and what to do, and loses nothing.</summary>
public sealed class SeatMapFailureTests(TestSite site) : IClassFixture<TestSite>
{
    [Fact]
    public async Task The_map_outlives_a_restart_of_the_server()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var visit = await SeatMapVisit.AnonymousAsync(site, showtimeId);
        await visit.Seat("E5").ClickAsync();
        await Expect(visit.Page.GetByText("Live: seats change")).ToBeVisibleAsync();

        await site.StopAsync();
        await Expect(visit.Choice).ToContainTextAsync("Live changes are interrupted");
        await visit.ExpectAsync("E5", "your seat");
        site.StartAgain();
        using var rival = await site.Api.CustomerAsync();
        await rival.LockAsync(showtimeId, await site.Api.Given.SeatAsync(showtimeId, "E6"));

        await Expect(visit.Page.GetByText("Live: seats change")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await visit.ExpectAsync("E6", "held by someone else");
        await visit.ExpectAsync("E5", "your seat");
    }

    [Fact]
    public async Task A_choice_made_while_the_server_is_overloaded_is_held_when_it_answers()
    {
        var visit = await SeatMapVisit.SignedInAsync(site, await site.Api.Given.ShowtimeAsync());
        var refusals = 0;
        await visit.Page.RouteAsync("**/seats/lock", route => refusals++ == 0 ? route.FulfillAsync(Refusal(503)) : route.ContinueAsync());
        await visit.Seat("E5").ClickAsync();

        await Expect(visit.Page.GetByText("Your choice is kept and sent again.").First).ToBeVisibleAsync();
        await visit.ExpectHeldAsync("E5");
        await Expect(visit.Page.GetByRole(AriaRole.Timer)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_map_that_may_not_be_read_says_so_and_can_be_asked_for_again()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var page = await site.NewPageAsync();
        await page.RouteAsync($"**/showtimes/{showtimeId}/seats", route => route.FulfillAsync(Refusal(429)));
        await page.GotoAsync($"/showtimes/{showtimeId}");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Too many attempts");

        await page.UnrouteAllAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(new SeatMapVisit(page, showtimeId).Map).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("""{"version":"x"}""")]
    [InlineData("""{"version":9,"seats":[{"seatId":1}]}""")]
    public async Task After_garbage_in_the_stream_the_map_is_read_again(string garbage)
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var visit = new SeatMapVisit(await site.NewPageAsync(), showtimeId);
        // A line that says what the test says and never breaks, so that nothing but the garbage can lead to a reading.
        await visit.Page.AddInitScriptAsync(
            """
            const real = window.fetch
            window.fetch = (input, init) => {
              if (!new Request(input, init).url.endsWith('/seats/events')) return real(input, init)
              const line = new ReadableStream({
                start: (words) => (window.say = (data) => words.enqueue(new TextEncoder().encode(`data: ${data}\n\n`))),
              })
              return Promise.resolve(new Response(line, { headers: { 'Content-Type': 'text/event-stream' } }))
            }
            """
        );
        await visit.OpenAsync();
        await SayAsync("""{"version":0,"seats":[]}""");
        await Expect(visit.Page.GetByText("Live: seats change")).ToBeVisibleAsync();
        using var rival = await site.Api.CustomerAsync();
        await rival.LockAsync(showtimeId, await site.Api.Given.SeatAsync(showtimeId, "E6")).JsonAsync();
        await SayAsync("""{"version":0,"seats":[]}""");
        await visit.ExpectAsync("E6", "available");

        await SayAsync(garbage);

        await visit.ExpectAsync("E6", "held by someone else");
        await visit.ExpectAsync("E5", "available");
        await Expect(visit.Page.GetByText("Live: seats change")).ToBeVisibleAsync();

        Task SayAsync(string data) => visit.Page.EvaluateAsync("data => window.say(data)", data);
    }

    [Fact]
    public async Task A_showtime_that_does_not_exist_is_a_page_with_a_way_on()
    {
        var page = await site.OpenAsync("/showtimes/999999");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "This reel is missing" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "See what is on" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_showtime_that_is_cancelled_while_one_looks_is_told_with_a_way_on()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var visit = await SeatMapVisit.SignedInAsync(site, showtimeId);
        await visit.HoldAsync("E5");
        await site.Api.Database.ShowtimeIsCancelledAsync(showtimeId);

        var alert = visit.Page.GetByRole(AriaRole.Alert);
        await Expect(alert).ToContainTextAsync("This showtime was cancelled");
        await Expect(alert.GetByRole(AriaRole.Link, new() { Name = "Other showtimes" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_show_that_has_started_cannot_be_chosen_from()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        await site.Api.Database.ShowStartsAsync(showtimeId);
        var visit = await SeatMapVisit.AnonymousAsync(site, showtimeId);
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This show has started");
        await visit.Seat("E5").ClickAsync();
        await visit.ExpectAsync("E5", "available");
    }

    [Fact]
    public async Task Seats_are_held_where_storage_is_switched_off()
    {
        var page = await site.NewPageAsync();
        await page.AddInitScriptAsync(
            """
            for (const area of ['localStorage', 'sessionStorage'])
              Object.defineProperty(window, area, { get() { throw new DOMException('denied', 'SecurityError') } })
            """
        );
        var visit = new SeatMapVisit(page, await site.Api.Given.ShowtimeAsync());
        await visit.OpenAsync();
        await visit.Seat("E5").ClickAsync();
        await visit.ExpectAsync("E5", "your seat");
        await Expect(visit.Choice).ToContainTextAsync("not held yet");
    }

    private static RouteFulfillOptions Refusal(int status) =>
        new()
        {
            Status = status,
            ContentType = "application/problem+json",
            Headers = [new("Retry-After", "1")],
            Body = """{"code":"busy","title":"Busy","status":503}""",
        };
}
