using System.Globalization;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Admin;

/// <summary>Each test reads a cinema of its own, so that it sees its own sales alone.</summary>
public sealed class AnalyticsTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task Sales_are_summed_by_day_format_and_class_and_cancelled_ones_are_taken_back()
    {
        var cinemaId = await api.Given.CinemaAsync("UTC");
        var flat = await api.Given.ShowtimeAsync(screenId: await api.Given.ScreenAsync("2D", cinemaId));
        var imax = await api.Given.ShowtimeAsync(screenId: await api.Given.ScreenAsync("IMAX", cinemaId));
        var customer = await api.CustomerAsync();
        await customer.ConfirmedAsync(flat, await api.Given.SeatsAsync(flat, "A1", "A2", "F1"));
        await customer.ConfirmedAsync(imax, await api.Given.SeatsAsync(imax, "F1"));
        await customer.CancelAsync(await customer.ConfirmedAsync(flat, await api.Given.SeatsAsync(flat, "B1"))).JsonAsync();
        await customer.PendingAsync(flat, await api.Given.SeatsAsync(flat, "C1"));

        var report = await ReadAsync($"cinemaId={cinemaId}");

        report.Has(
            "from",
            "to",
            "currency",
            "today",
            "week",
            "month",
            "total",
            "period",
            "before",
            "averagePrice",
            "occupancy",
            "byFormat",
            "byClass",
            "daily"
        );
        foreach (var span in new[] { "today", "week", "month", "total", "period" })
        {
            Assert.Equal((56.00m, 4), SalesOf(report.GetProperty(span).Has("revenue", "tickets")));
        }

        Assert.Equal(("USD", 14.00m), (report.Text("currency"), report.Money("averagePrice")));
        Assert.Equal([("2D", 32.00m, 3, 10.67m), ("3D", 0m, 0, null), ("IMAX", 24.00m, 1, 24.00m)], Parts(report, "byFormat", "format"));
        Assert.Equal([("standard", 16.00m, 2, 8.00m), ("premium", 40.00m, 2, 20.00m)], Parts(report, "byClass", "seatClass"));
        var daily = report.GetProperty("daily").EnumerateArray().Select(day => day.Has("date", "revenue", "tickets")).ToList();
        Assert.Equal(30, daily.Count);
        Assert.Equal((report.Text("from"), report.Text("to")), (daily[0].Text("date"), daily[^1].Text("date")));
        Assert.Equal((56.00m, 4), SalesOf(daily[^1]));
        Assert.All(daily[..^1], day => Assert.Equal((0m, 0), SalesOf(day)));
    }

    [Fact]
    public async Task A_period_counts_its_first_and_last_day_and_nothing_beside_them()
    {
        var cinemaId = await api.Given.CinemaAsync();
        var showtimeId = await api.Given.ShowtimeAsync(screenId: await api.Given.ScreenAsync(cinemaId: cinemaId));
        foreach (
            var (day, tickets) in new[] { ("2024-02-27", 1), ("2024-02-28", 2), ("2024-02-29", 4), ("2024-03-01", 8), ("2024-03-02", 16) }
        )
        {
            await SellAsync(showtimeId, day, tickets);
        }

        var report = await ReadAsync($"cinemaId={cinemaId}&from=2024-02-28&to=2024-03-01");

        Assert.Equal((112.00m, 14), SalesOf(report.GetProperty("period")));
        Assert.Equal((8.00m, 1), SalesOf(report.GetProperty("before")));
        Assert.Equal((248.00m, 31), SalesOf(report.GetProperty("total")));
        Assert.Equal((0m, 0), SalesOf(report.GetProperty("month")));
        Assert.Equal(
            [("2024-02-28", 2), ("2024-02-29", 4), ("2024-03-01", 8)],
            report.GetProperty("daily").EnumerateArray().Select(day => (day.Text("date"), day.Int("tickets")))
        );
    }

    [Fact]
    public async Task A_cinema_without_sales_has_zeros_and_no_average()
    {
        var report = await ReadAsync($"cinemaId={await api.Given.CinemaAsync()}");

        Assert.Equal((0m, 0), SalesOf(report.GetProperty("total")));
        Assert.True(report.IsNull("averagePrice"));
    }

    [Theory]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Pacific/Pago_Pago")]
    public async Task Today_is_the_cinemas_day(string timeZone)
    {
        var cinemaId = await api.Given.CinemaAsync(timeZone);
        var showtimeId = await api.Given.ShowtimeAsync(screenId: await api.Given.ScreenAsync(cinemaId: cinemaId));
        var zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        var today = TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, zone).Date;
        await SellAsync(showtimeId, today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), 3);
        await SellAsync(showtimeId, today.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), 5);

        Assert.Equal((24.00m, 3), SalesOf((await ReadAsync($"cinemaId={cinemaId}")).GetProperty("today")));
    }

    [Theory]
    [InlineData("from=2026-02-30", "from")]
    [InlineData("to=now", "to")]
    [InlineData("from=0001-01-01", "from")]
    [InlineData("to=9999-12-31", "to")]
    [InlineData("from=2026-03-01&to=2026-02-01", "to")]
    [InlineData("from=2024-01-01&to=2026-02-01", "from")]
    [InlineData("cinemaId=x", "cinemaId")]
    public async Task A_query_that_breaks_a_rule_names_its_parameter(string query, string field) =>
        await (await api.AdminAsync()).GetAsync($"/api/v1/admin/analytics?{query}").ProblemAsync(400, "validation_failed", field);

    [Fact]
    public async Task An_unknown_cinema_is_404() =>
        await (await api.AdminAsync()).GetAsync("/api/v1/admin/analytics?cinemaId=999999").ProblemAsync(404, "not_found");

    private async Task<JsonElement> ReadAsync(string query) =>
        await (await api.AdminAsync()).GetAsync($"/api/v1/admin/analytics?{query}").JsonAsync();

    private Task<int> SellAsync(int showtimeId, string day, int tickets) =>
        api.Database.ExecuteAsync(
            "INSERT INTO sales_rollups (showtime_id, sale_date, seat_class, tickets, revenue) VALUES (@showtime_id, @day, 'standard', @tickets, @revenue)",
            ("@showtime_id", showtimeId),
            ("@day", day),
            ("@tickets", tickets),
            ("@revenue", tickets * 8.00m)
        );

    private static (decimal Revenue, int Tickets) SalesOf(JsonElement sales) => (sales.Money("revenue"), sales.Int("tickets"));

    private static IEnumerable<(string Part, decimal Revenue, int Tickets, decimal? Average)> Parts(
        JsonElement report,
        string list,
        string name
    ) =>
        report
            .GetProperty(list)
            .EnumerateArray()
            .Select(part => part.Has(name, "revenue", "tickets", "averagePrice"))
            .Select(part =>
                (
                    part.Text(name),
                    part.Money("revenue"),
                    part.Int("tickets"),
                    part.IsNull("averagePrice") ? (decimal?)null : part.Money("averagePrice")
                )
            );
}
