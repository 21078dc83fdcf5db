using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>The managers' pages of tonight, of admissions and of the import.</summary>
[Collection(SharedSite.Two)]
public sealed class ReportPageTests(TestSite site)
{
    /// <summary>The channels as files call them, and as the page does.</summary>
    private static readonly Dictionary<string, string> s_channels = new()
    {
        ["web"] = "On the web",
        ["counter"] = "At the counter",
        ["apiKey"] = "Other companies’ programs",
    };

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

        await ChooseAsync(page, "screen;movieTitle;startsAt\n" + string.Concat(Enumerable.Repeat("a;b;c\n", 1_000_000)));
        await Expect(page.GetByText("The file is longer than a million characters: split it.")).ToBeVisibleAsync();
        await Expect(page.GetByText("1 fault: nothing can be saved")).ToHaveCountAsync(0);
        await audit.AuditAsync("/admin/import, too long");

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

    [Fact]
    public async Task Channels_kinds_and_the_day_before_are_drawn_as_the_rows_have_them()
    {
        var (cinemaId, screen, title) = await HouseAsync();
        var database = site.Api.Database;
        var screenId = await database.ScalarAsync<int>("SELECT screen_id FROM screens WHERE name = @name", ("@name", screen));
        var movieId = await database.ScalarAsync<int>("SELECT movie_id FROM movies WHERE title = @title", ("@title", title));
        var showtimeId = await site.Api.Given.ShowtimeAsync(movieId, screenId, DateTime.UtcNow.AddHours(2));
        var child = await site.Api.Given.KindAsync(showtimeId, factor: 0.5m, name: "Child");
        var student = await site.Api.Given.KindAsync(showtimeId, factor: 0.75m, name: "Student");
        using var customer = await site.Api.CustomerAsync();
        var seats = await site.Api.Given.SeatsAsync(showtimeId, "C1", "C2", "C3", "C4", "D1", "D2", "E1");
        var family = await customer
            .PostAsJsonAsync(
                "/api/v1/reservations",
                new
                {
                    showtimeId,
                    seatIds = seats[..4],
                    kinds = new[] { new { seatId = seats[2], kindId = student }, new { seatId = seats[3], kindId = child } },
                }
            )
            .JsonAsync(HttpStatusCode.Created);
        await customer.ConfirmAsync(family).JsonAsync();
        using var staff = await site.Api.CashierAsync(cinemaId);
        await staff.SoldAsync(showtimeId, 16, "cash", seats[4..6]);
        using var program = await site.Api.ProgramAsync();
        var booked = await program
            .PostAsJsonAsync(
                "/api/v1/reservations",
                new
                {
                    showtimeId,
                    seatIds = seats[6..],
                    guest = new { email = TestApi.Email(), name = "Pat" },
                }
            )
            .JsonAsync(HttpStatusCode.Created);
        await program.ConfirmAsync(booked).JsonAsync();
        // Of the days before, the first alone is beside a period of one day.
        var day = await database.ScalarAsync<DateTime>(
            "SELECT MAX(sale_date) FROM sales_rollups WHERE showtime_id = @id",
            ("@id", showtimeId)
        );
        foreach (var (before, tickets) in new[] { (1, 3), (2, 50) })
        {
            await database.ExecuteAsync(
                "INSERT INTO sales_rollups (showtime_id, sale_date, seat_class, tickets, revenue) VALUES (@id, @day, 'standard', @tickets, 8 * @tickets)",
                ("@id", showtimeId),
                ("@day", day.AddDays(-before)),
                ("@tickets", tickets)
            );
        }

        var iso = DateOnly.FromDateTime(day).Iso();
        var page = await site.ManagerAsync($"/admin?cinema={cinemaId}&from={iso}&to={iso}");
        var audit = new AxeAudit(page);
        var channels = Card(page, "By channel");
        var drawn = await NumbersAsync(channels);
        Assert.Equal(
            await database.LinesAsync(
                """
                SELECT
                    CASE WHEN counter_sales.reservation_id IS NOT NULL THEN 'At the counter'
                        WHEN api_key_reservations.reservation_id IS NOT NULL THEN 'Other companies’ programs'
                        ELSE 'On the web' END,
                    COUNT(*),
                    CONCAT('$', CAST(SUM(tickets.price) AS DECIMAL(10, 2)))
                FROM tickets
                LEFT JOIN counter_sales ON counter_sales.reservation_id = tickets.reservation_id
                LEFT JOIN api_key_reservations ON api_key_reservations.reservation_id = tickets.reservation_id
                WHERE tickets.showtime_id = @id
                GROUP BY 1
                ORDER BY SUM(tickets.price) DESC
                """,
                ("@id", showtimeId)
            ),
            drawn
        );
        Assert.Equal(["100.00", "61.54", "30.77"], await BarsAsync(channels));
        var (name, lines) = await SavedAsync(page, "Export CSV of By channel");
        Assert.Equal($"channels-{iso}-{iso}.csv", name);
        Assert.Equal(
            drawn.Order(StringComparer.Ordinal),
            lines.Select(line => $"{s_channels[line[3]]} {line[4]} ${line[5]}").Order(StringComparer.Ordinal)
        );

        var periods = Card(page, "Beside the period before");
        Assert.Equal(
            await database.LinesAsync(
                """
                SELECT IF(sale_date = @day, 'This period', 'The period before, as many days'), CONCAT('$', CAST(SUM(revenue) AS DECIMAL(10, 2))), SUM(tickets)
                FROM sales_rollups
                WHERE showtime_id = @id AND sale_date >= @day - INTERVAL 1 DAY
                GROUP BY sale_date
                ORDER BY sale_date DESC
                """,
                ("@id", showtimeId),
                ("@day", day)
            ),
            await NumbersAsync(periods)
        );
        Assert.Equal(["100.00", "48.00"], await BarsAsync(periods));
        await Expect(Card(page, "Revenue by day").Locator("rect")).ToHaveCountAsync(1);
        var dayBefore = DateOnly.FromDateTime(day.AddDays(-1)).Iso();
        (name, lines) = await SavedAsync(page, "Export CSV of The period before");
        Assert.Equal($"sales-{dayBefore}-{dayBefore}.csv", name);
        var sales = Assert.Single(lines);
        Assert.Equal([dayBefore, "standard", "3", "24.00"], (string[])[sales[0], .. sales[4..7]]);
        await PictureAsync(page, "dashboard");
        await audit.AuditAsync("/admin, numbers open");

        await page.GotoAsync($"/admin/admissions?cinema={cinemaId}&from={iso}&to={DateOnly.FromDateTime(day.AddDays(1)).Iso()}");
        var kinds = Card(page, "Gross by kind");
        Assert.Equal(
            await database.LinesAsync(
                """
                SELECT ticket_kinds.name, COUNT(*), CONCAT('$', CAST(SUM(tickets.price) AS DECIMAL(10, 2)))
                FROM tickets
                INNER JOIN kind_tickets ON kind_tickets.ticket_id = tickets.ticket_id
                INNER JOIN ticket_kinds ON ticket_kinds.kind_id = kind_tickets.kind_id
                WHERE tickets.showtime_id = @id
                GROUP BY 1
                ORDER BY 1
                """,
                ("@id", showtimeId)
            ),
            await NumbersAsync(kinds)
        );
        Assert.Equal(["66.67", "100.00"], await BarsAsync(kinds));
        await PictureAsync(page, "kinds");
        await audit.AuditAsync("/admin/admissions, numbers open");
        audit.IsClean();
    }

    private static ILocator Card(IPage page, string title) => page.GetByRole(AriaRole.Region, new() { Name = title, Exact = true });

    /// <summary>A file of a page: its name, and the cells of its lines but for the first.</summary>
    private static async Task<(string Name, string[][] Lines)> SavedAsync(IPage page, string button)
    {
        var file = await page.RunAndWaitForDownloadAsync(() => page.Button(button).ClickAsync());
        var lines = await File.ReadAllLinesAsync(await file.PathAsync());
        return (file.SuggestedFilename, [.. lines[1..].Select(line => line.Split(','))]);
    }

    /// <summary>The rows of the table behind a chart, once it is opened.</summary>
    private static async Task<string[]> NumbersAsync(ILocator card)
    {
        await card.Locator("summary").ClickAsync();
        await Expect(card.GetByRole(AriaRole.Rowheader).First).ToBeVisibleAsync();
        return await card.Locator("tbody tr")
            .EvaluateAllAsync<string[]>("rows => rows.map(({ cells }) => [...cells].map((cell) => cell.textContent).join(' '))");
    }

    /// <summary>How long the bars of a chart are, in percent of the longest that there can be.</summary>
    private static Task<string[]> BarsAsync(ILocator card) =>
        card.Locator("rect").EvaluateAllAsync<string[]>("bars => bars.map((bar) => Number(bar.getAttribute('width')).toFixed(2))");

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
