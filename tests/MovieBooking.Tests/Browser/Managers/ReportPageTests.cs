using System.Globalization;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>The managers' pages of tonight, of admissions and of the import.</summary>
[Collection(SharedSite.Two)]
public sealed class ReportPageTests(TestSite site)
{
    [Fact]
    public async Task Tonight_follows_what_is_held_and_sold_and_distributors_get_their_files()
    {
        var (cinemaId, screen, title) = await HouseAsync();
        var start = DateTime.UtcNow.Date.AddDays(2).AddHours(18);
        var screenId = await site.Api.Database.ScalarAsync<int>("SELECT screen_id FROM screens WHERE name = @name", ("@name", screen));
        var movieId = await site.Api.Database.ScalarAsync<int>("SELECT movie_id FROM movies WHERE title = @title", ("@title", title));
        var showtimeId = await site.Api.Given.ShowtimeAsync(movieId, screenId, start);
        using var customer = await site.Api.CustomerAsync();
        await customer.ConfirmedAsync(showtimeId, await site.Api.Given.SeatsAsync(showtimeId, "A1", "F1"));
        var day = start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        var page = await site.ManagerAsync($"/admin/tonight?cinema={cinemaId}&day={day}");
        var audit = new AxeAudit(page);
        var main = page.GetByRole(AriaRole.Main);
        await Expect(main.GetByText("2 sold, 0 held, 94 left")).ToBeVisibleAsync();
        foreach (var seatId in await site.Api.Given.SeatsAsync(showtimeId, "B1", "B2", "B3"))
        {
            await customer.LockAsync(showtimeId, seatId).JsonAsync();
        }

        await Expect(main.GetByText("2 sold, 3 held, 91 left")).ToBeVisibleAsync();
        await main.Locator("summary").ClickAsync();
        await Expect(main.GetByRole(AriaRole.Row).Filter(new() { HasText = title })).ToContainTextAsync("$24.00");
        await audit.AuditAsync("/admin/tonight");
        await PictureAsync(page, "tonight");
        var file = await page.RunAndWaitForDownloadAsync(() => page.Button("Export CSV").ClickAsync());
        Assert.Equal($"shows-{day}.csv", file.SuggestedFilename);
        await page.GetByLabel("Day").FillAsync("2030-01-01");
        await Expect(page.GetByText("No show on this day")).ToBeVisibleAsync();

        await page.GotoAsync($"/admin/admissions?cinema={cinemaId}&from={day}&to={day}");
        await Expect(main.GetByText("2 admissions, $24.00 gross")).ToBeVisibleAsync();
        await main.Locator("summary").ClickAsync();
        await audit.AuditAsync("/admin/admissions");
        await PictureAsync(page, "admissions");
        file = await page.RunAndWaitForDownloadAsync(() => page.Button("Export CSV").ClickAsync());
        Assert.Equal($"admissions-{day}-{day}.csv", file.SuggestedFilename);
        file = await page.RunAndWaitForDownloadAsync(() => page.Button("Save as PDF").ClickAsync());
        Assert.Equal($"admissions-{day}-{day}.pdf", file.SuggestedFilename);
        using var pdf = UglyToad.PdfPig.PdfDocument.Open(await file.PathAsync());
        Assert.Contains(title, string.Join(' ', pdf.GetPage(1).GetWords().Select(word => word.Text)), StringComparison.Ordinal);
        audit.IsClean();
    }

    [Fact]
    public async Task A_file_is_looked_at_mended_and_saved()
    {
        var (cinemaId, screen, title) = await HouseAsync();
        var day = DateTime.UtcNow.AddDays(9).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var page = await site.ManagerAsync($"/admin/import?cinema={cinemaId}");
        var audit = new AxeAudit(page);
        await audit.AuditAsync("/admin/import");

        await ChooseAsync(page, $"screen;movieTitle;startsAt\n{screen};{title};{day} 18:00\nNowhere;{title};{day} 25:00\n");
        await Expect(page.GetByText("1 fault: nothing can be saved")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "3" })).ToContainTextAsync("no screen of this name");
        await Expect(page.GetByRole(AriaRole.Button, new() { NameString = "Add 1 showtime" })).ToHaveCountAsync(0);
        await audit.AuditAsync("/admin/import, wrong");
        await PictureAsync(page, "import-wrong");

        await ChooseAsync(page, $"screen;movieTitle;startsAt\n{screen};{title};{day} 18:00\n");
        await page.Button("Add 1 showtime").ClickAsync();
        await Expect(page.GetByText("1 showtime added.").First).ToBeVisibleAsync();
        await ChooseAsync(page, $"screen;movieTitle;startsAt\n{screen};{title};{day} 18:30\n");
        await Expect(page.GetByText("is on this screen then")).ToBeVisibleAsync();
        await audit.AuditAsync("/admin/import, conflict");

        await page.Button("Movies").ClickAsync();
        var movie = Given.Unique("Imported");
        await ChooseAsync(page, $"title,durationMinutes,rating,releaseDate\n{movie},112,PG-13,2026-12-04\n");
        await page.Button("Add 1 movie").ClickAsync();
        await Expect(page.GetByText("1 movie added.").First).ToBeVisibleAsync();
        Assert.Equal(1, await site.Api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM movies WHERE title = @title", ("@title", movie)));
        audit.IsClean();
    }

    private static Task ChooseAsync(IPage page, string csv) =>
        page.GetByLabel("CSV file")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "programme.csv",
                    MimeType = "text/csv",
                    Buffer = System.Text.Encoding.UTF8.GetBytes(csv),
                }
            );

    private async Task<(int CinemaId, string Screen, string Title)> HouseAsync()
    {
        var cinemaId = await site.Api.Given.CinemaAsync("UTC");
        var screenId = await site.Api.Given.ScreenAsync(cinemaId: cinemaId);
        var title = Given.Unique("Tide");
        await site.Api.Given.MovieAsync(title);
        return (
            cinemaId,
            await site.Api.Database.ScalarAsync<string>("SELECT name FROM screens WHERE screen_id = @id", ("@id", screenId)),
            title
        );
    }

    /// <summary>For whoever wants to look: into the directory that the environment names.</summary>
    private static Task PictureAsync(IPage page, string name) =>
        Environment.GetEnvironmentVariable("REPORT_SHOTS") is { } folder
            ? page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true })
            : Task.CompletedTask;
}
