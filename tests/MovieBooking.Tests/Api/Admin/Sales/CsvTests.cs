using System.Globalization;
using System.Net.Http.Headers;
using CsvHelper;
using CsvHelper.Configuration;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Admin;

[Collection(SharedApi.One)]
public sealed class CsvTests(TestApi api)
{
    [Fact]
    public async Task Sales_are_a_line_for_each_day_cinema_format_and_class()
    {
        var cinemaId = await api.Given.CinemaAsync("UTC", "Fünf, \"Kino\"");
        var showtimeId = await api.Given.ShowtimeAsync(screenId: await api.Given.ScreenAsync("3D", cinemaId));
        var customer = await api.CustomerAsync();
        await customer.ConfirmedAsync(showtimeId, await api.Given.SeatsAsync(showtimeId, "A1", "A2", "F1"));
        await customer.CancelAsync(await customer.ConfirmedAsync(showtimeId, await api.Given.SeatsAsync(showtimeId, "A3"))).JsonAsync();
        var today = Given.Today;

        var file = await ReadAsync($"analytics/sales.csv?cinemaId={cinemaId}&from={today:yyyy-MM-dd}&to={today:yyyy-MM-dd}");

        Assert.Equal($"sales-{today:yyyy-MM-dd}-{today:yyyy-MM-dd}.csv", file.Name);
        Assert.Equal(
            [
                "date|cinemaId|cinema|format|seatClass|tickets|revenue|averagePrice|currency",
                $"{today:yyyy-MM-dd}|{cinemaId}|Fünf, \"Kino\"|3D|standard|2|20.00|10.00|USD",
                $"{today:yyyy-MM-dd}|{cinemaId}|Fünf, \"Kino\"|3D|premium|1|20.00|20.00|USD",
            ],
            file.Lines
        );
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://example.com\")")]
    [InlineData("+1+1")]
    [InlineData("-2")]
    [InlineData("@SUM(A1)")]
    [InlineData("\uff1d1+1")]
    public async Task What_a_spreadsheet_would_run_is_text(string title)
    {
        var movieId = await api.Given.MovieAsync(title);
        await api.Given.ShowtimeAsync(movieId, startsAt: DateTime.UtcNow.AddDays(-1));

        var file = await ReadAsync("analytics/top_movies.csv?limit=100");

        Assert.Equal("top-movies.csv", file.Name);
        Assert.Equal("place|movieId|title", string.Join('|', file.Lines[0].Split('|')[..3]));
        Assert.Contains(
            $"|{movieId}|'{title}|",
            Assert.Single(file.Lines, line => line.Contains($"|{movieId}|", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_schedule_has_the_cinemas_times_and_what_is_sold()
    {
        var cinemaId = await api.Given.CinemaAsync("Asia/Kolkata");
        var screenId = await api.Given.ScreenAsync(cinemaId: cinemaId);
        var movieId = await api.Given.MovieAsync();
        var start = DateTime.UtcNow.Date.AddDays(2).AddHours(10);
        var showtimeId = await api.Given.ShowtimeAsync(movieId, screenId, DateTime.SpecifyKind(start, DateTimeKind.Utc), minutes: 90);
        await (await api.CustomerAsync()).ConfirmedAsync(showtimeId, await api.Given.SeatsAsync(showtimeId, "A1", "A2"));
        var day = start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        var file = await ReadAsync($"schedule.csv?cinemaId={cinemaId}&from={day}&to={day}");

        Assert.Equal($"schedule-{day}-{day}.csv", file.Name);
        Assert.Equal("date|cinema|screen|format|showtimeId|movieTitle|startsAt|endsAt|ticketsSold", file.Lines[0]);
        Assert.EndsWith($"|{day}T15:30:00+05:30|{day}T17:00:00+05:30|2", Assert.Single(file.Lines.Skip(1)), StringComparison.Ordinal);
        Assert.Single((await ReadAsync($"schedule.csv?cinemaId={cinemaId}&from={start.AddDays(1):yyyy-MM-dd}")).Lines);
    }

    [Fact]
    public async Task The_audit_log_has_a_line_for_each_field_that_changed()
    {
        var movie = await MovieWriteTests.CreatedAsync(api, ("title", "=1+1"));

        var file = await ReadAsync($"audit-log.csv?entity=movie&entityId={movie.Int("movieId")}");

        Assert.Equal("audit-log.csv", file.Name);
        Assert.Equal("auditId|occurredAt|email|apiKey|action|entity|entityId|entityLabel|field|before|after", file.Lines[0]);
        Assert.Contains(
            file.Lines,
            line => line.EndsWith($"|created|movie|{movie.Int("movieId")}|'=1+1|title||'=1+1", StringComparison.Ordinal)
        );
        Assert.True(file.Lines.Count > 5);
        Assert.Single((await ReadAsync("audit-log.csv?from=2200-01-01")).Lines);
    }

    [Theory]
    [InlineData("analytics/sales.csv?from=2024-01-01&to=2026-02-01", 400, "from")]
    [InlineData("analytics/sales.csv?cinemaId=999999", 404, null)]
    [InlineData("analytics/top_movies.csv?limit=0", 400, "limit")]
    [InlineData("schedule.csv?cinemaId=999999", 404, null)]
    [InlineData("schedule.csv?cinemaId=1&from=2026-01-02&to=2026-01-01", 400, "to")]
    [InlineData("schedule.csv?cinemaId=1&from=2026-01-01&to=2026-04-01", 400, "to")]
    [InlineData("audit-log.csv?entityId=1", 400, "entity")]
    [InlineData("audit-log.csv?action=looked", 400, "action")]
    public async Task A_file_that_cannot_be_made_is_a_problem(string file, int status, string? field) =>
        await (await api.AdminAsync())
            .GetAsync($"{ManagerCalls.Admin}/{file}")
            .ProblemAsync(status, status == 404 ? "not_found" : "validation_failed", field);

    private async Task<(string? Name, IReadOnlyList<string> Lines)> ReadAsync(string file)
    {
        using var answer = await (await api.AdminAsync()).GetAsync(
            $"{ManagerCalls.Admin}/{file}",
            HttpCompletionOption.ResponseHeadersRead
        );
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(new MediaTypeHeaderValue("text/csv", "utf-8"), answer.Content.Headers.ContentType);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        // The mark by which Excel knows UTF-8.
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        using var text = new StreamReader(new MemoryStream(bytes));
        using var parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture));
        List<string> lines = [];
        while (await parser.ReadAsync())
        {
            lines.Add(string.Join('|', parser.Record!));
        }

        return (answer.Content.Headers.ContentDisposition?.FileNameStar ?? answer.Content.Headers.ContentDisposition?.FileName, lines);
    }
}
