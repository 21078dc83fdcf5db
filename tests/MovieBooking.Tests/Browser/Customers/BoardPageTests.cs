using System.Globalization;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>The board in the foyer.</summary>
[Collection(SharedSite.One)]
public sealed class BoardPageTests(TestSite site, ITestOutputHelper output)
{
    // Twice as many are followed: 600 are an hour of the board's clock, and minutes of ours.
    private static readonly int s_polls = int.Parse(
        Environment.GetEnvironmentVariable("BOARD_POLLS") ?? "40",
        NumberStyles.None,
        CultureInfo.InvariantCulture
    );

    [Fact]
    public async Task The_board_follows_what_is_sold_moved_and_called_off()
    {
        var (cinemaId, screens) = await CinemaAsync(3);
        var shows = new List<int>();
        foreach (var (number, screenId) in screens.Index())
        {
            shows.Add(await site.Api.Given.ShowtimeAsync(screenId: screenId, startsAt: DateTime.UtcNow.AddHours(2 + number)));
        }

        var page = await site.OpenAsync(Path(cinemaId));
        var rows = page.GetByRole(AriaRole.Listitem);
        await Expect(rows).ToHaveCountAsync(3);
        await Expect(rows.First).ToContainTextAsync("Seats free");
        await Expect(rows.First)
            .ToContainTextAsync(
                await site.Api.Database.ScalarAsync<string>("SELECT name FROM screens WHERE screen_id = @id", ("@id", screens[0]))
            );
        await Expect(page.GetByRole(AriaRole.Navigation)).ToHaveCountAsync(0);

        await OutOfServiceAsync(screens[0], 90);
        await Expect(rows.First).ToContainTextAsync("Last seats");
        await OutOfServiceAsync(screens[0], 96);
        await Expect(rows.First).ToContainTextAsync("Sold out");
        await site.Api.Database.ExecuteAsync("UPDATE showtimes SET status = 'cancelled' WHERE showtime_id = @id", ("@id", shows[2]));
        await Expect(rows).ToHaveCountAsync(2);
        var later = DateTime.UtcNow.AddHours(4);
        await site.Api.Database.ExecuteAsync(
            "UPDATE showtimes SET start_time = @start, end_time = @start + INTERVAL 100 MINUTE WHERE showtime_id = @id",
            ("@start", later),
            ("@id", shows[0])
        );
        await Expect(rows.Last).ToContainTextAsync("Sold out");

        var audit = new AxeAudit(page);
        await audit.AuditAsync("/board");
        audit.IsClean();
        await PictureAsync(page, "board");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
    }

    [Fact]
    public async Task The_board_turns_its_pages_says_when_it_is_old_and_stays_small()
    {
        var (cinemaId, screens) = await CinemaAsync(12);
        foreach (var (number, screenId) in screens.Index())
        {
            await site.Api.Given.ShowtimeAsync(screenId: screenId, startsAt: DateTime.UtcNow.AddMinutes(120 + number));
        }

        var page = await site.NewPageAsync(
            new()
            {
                ViewportSize = new() { Width = 1280, Height = 720 },
            }
        );
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await page.Clock.InstallAsync(new() { TimeDate = DateTime.UtcNow });
        await page.GotoAsync(Path(cinemaId));
        var list = page.GetByRole(AriaRole.List, new() { Name = "Next shows" });
        await Expect(page.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(12);
        await PictureAsync(page, "board-long");

        // Every row comes, and then the first again.
        var tops = new List<double>();
        do
        {
            await page.Clock.RunForAsync(10_000);
            tops.Add(await list.EvaluateAsync<double>("list => list.scrollTop"));
        } while (tops[^1] > 0 && tops.Count < 12);
        Assert.True(tops.Count > 1 && tops[^1] == 0, string.Join(' ', tops));
        await page.Button("Pause").ClickAsync();
        await page.Clock.RunForAsync(30_000);
        Assert.Equal(0, await list.EvaluateAsync<double>("list => list.scrollTop"));

        // Something changes before each of many polls.
        var answered = 0;
        page.RequestFinished += (_, request) => answered += request.Url.Contains("/showtimes", StringComparison.Ordinal) ? 1 : 0;
        await FollowAsync(s_polls);
        var before = await HeapAsync(page);
        await FollowAsync(s_polls);
        // The browser tells of the last answer a little later than it takes it.
        await Wait.UntilAsync(() => Task.FromResult(answered >= 2 * s_polls));
        var after = await HeapAsync(page);
        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{before:N0} bytes after {s_polls} changes, {after:N0} after {2 * s_polls}")
        );
        Assert.InRange(after - before, double.MinValue, 500_000);

        await page.Context.SetOfflineAsync(true);
        await page.Clock.RunForAsync(40_000);
        await Expect(page.GetByText("no news for a while")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(12);
        var audit = new AxeAudit(page);
        await audit.AuditAsync("/board, old");
        audit.IsClean();
        await page.Context.SetOfflineAsync(false);
        await page.Clock.RunForAsync(6_000);
        await Expect(page.GetByText("no news for a while")).ToHaveCountAsync(0);

        async Task FollowAsync(int polls)
        {
            for (var poll = 0; poll < polls; poll++)
            {
                await OutOfServiceAsync(screens[0], poll % 2);
                for (var (before, seconds) = (answered, 0); answered == before && seconds < 60; seconds++)
                {
                    await page.Clock.RunForAsync(1_000);
                }
            }
        }
    }

    [Fact]
    public async Task A_board_that_waits_is_refused_or_has_no_shows_says_so()
    {
        var (cinemaId, _) = await CinemaAsync(1);
        var page = await site.NewPageAsync();
        var audit = new AxeAudit(page);
        await audit.AuditUnansweredAsync(Path(cinemaId), $"**/api/v1/cinemas/{cinemaId}**");

        await Expect(page.GetByText("No more shows for now")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(0);
        await Expect(page.Button("Full screen")).ToBeVisibleAsync();
        await audit.AuditAsync("/board, no shows");
        audit.IsClean();
    }

    [Fact]
    public async Task The_board_keeps_its_screen_lit_and_fills_it_on_demand()
    {
        var (cinemaId, screens) = await CinemaAsync(1);
        await site.Api.Given.ShowtimeAsync(screenId: screens[0], startsAt: DateTime.UtcNow.AddHours(2));
        var page = await site.NewPageAsync();
        await page.AddInitScriptAsync(
            """
            window.locks = []
            const request = async (type) => {
              locks.push(type)
              return { release: async () => {} }
            }
            Object.defineProperty(navigator, 'wakeLock', { value: { request } })
            """
        );
        await page.GotoAsync(Path(cinemaId));

        await page.Button("Full screen").ClickAsync();
        await page.WaitForFunctionAsync("document.fullscreenElement === document.documentElement");
        Assert.Equal(["screen"], await page.EvaluateAsync<string[]>("locks"));
        // As a browser says when the page is seen again, which has taken the lock.
        await page.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))");
        Assert.Equal(["screen", "screen"], await page.EvaluateAsync<string[]>("locks"));
    }

    [Fact]
    public async Task The_board_is_loaded_anew_on_a_new_day_and_not_because_its_own_clock_is_wrong()
    {
        var (cinemaId, screens) = await CinemaAsync(1);
        await site.Api.Given.ShowtimeAsync(screenId: screens[0], startsAt: DateTime.UtcNow.AddHours(2));
        var page = await site.NewPageAsync();
        var (loads, answers, later) = (0, 0, TimeSpan.Zero);
        page.Load += (_, _) => loads++;
        await page.RouteAsync(
            $"**/api/v1/cinemas/{cinemaId}**",
            async route =>
            {
                var answer = await route.FetchAsync();
                var time = long.Parse(answer.Headers["x-server-time"], CultureInfo.InvariantCulture) + (long)later.TotalMilliseconds;
                var headers = new Dictionary<string, string>(answer.Headers)
                {
                    ["x-server-time"] = time.ToString(CultureInfo.InvariantCulture),
                };
                await route.FulfillAsync(new() { Response = answer, Headers = headers });
                answers++;
            }
        );
        await page.Clock.InstallAsync(new() { TimeDate = DateTime.UtcNow.AddDays(3) });
        await page.GotoAsync(Path(cinemaId));
        await Expect(page.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(1);
        await FollowAsync();
        Assert.Equal(1, loads);

        // It was noon.
        later = TimeSpan.FromHours(13);
        await page.Clock.FastForwardAsync((long)later.TotalMilliseconds);
        await Expect(page.GetByText("No more shows for now")).ToBeVisibleAsync();
        await Wait.UntilAsync(() => Task.FromResult(loads > 1));
        await FollowAsync();
        Assert.Equal(2, loads);

        async Task FollowAsync()
        {
            for (var until = answers + 6; answers < until; )
            {
                await page.Clock.RunForAsync(1_000);
            }
        }
    }

    private static string Path(int cinemaId) => string.Create(CultureInfo.InvariantCulture, $"/board/{cinemaId}");

    /// <summary>A cinema where it is noon, so that what starts within hours starts today.</summary>
    private async Task<(int CinemaId, int[] Screens)> CinemaAsync(int screens)
    {
        var east = 12 - DateTime.UtcNow.Hour;
        // The names of these zones count the other way.
        var cinemaId = await site.Api.Given.CinemaAsync(
            string.Create(CultureInfo.InvariantCulture, $"Etc/GMT{(east > 0 ? "-" : "+")}{Math.Abs(east)}"),
            Given.Unique("Foyer")
        );
        var ids = new int[screens];
        for (var number = 0; number < screens; number++)
        {
            ids[number] = await site.Api.Given.ScreenAsync(cinemaId: cinemaId);
        }

        return (cinemaId, ids);
    }

    private async Task OutOfServiceAsync(int screenId, int seats) =>
        await site.Api.Database.ExecuteAsync(
            """
            UPDATE seats
            INNER JOIN (SELECT seat_id, ROW_NUMBER() OVER (ORDER BY seat_id) AS place FROM seats WHERE screen_id = @screen) AS placed
                ON placed.seat_id = seats.seat_id
            SET seats.out_of_service = placed.place <= @seats
            """,
            ("@screen", screenId),
            ("@seats", seats)
        );

    /// <summary>Bytes in use once what nobody needs is gone.</summary>
    private static async Task<double> HeapAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("HeapProfiler.collectGarbage");
        var used = (await session.SendAsync("Runtime.getHeapUsage"))!.Value.GetProperty("usedSize").GetDouble();
        await session.DetachAsync();
        return used;
    }

    /// <summary>For whoever wants to look: into the directory that the environment names.</summary>
    private static Task PictureAsync(IPage page, string name) =>
        Environment.GetEnvironmentVariable("BOARD_SHOTS") is { } folder
            ? page.ScreenshotAsync(new() { Path = System.IO.Path.Combine(folder, $"{name}.png") })
            : Task.CompletedTask;
}
