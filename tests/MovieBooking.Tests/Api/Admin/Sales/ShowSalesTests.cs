using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Admin;

/// <summary>The reports by show: tonight's, and the distributors'.</summary>
public sealed class ShowSalesTests(TestApi api) : IClassFixture<TestApi>
{
    private const string Analytics = "/api/v1/admin/analytics";

    [Fact]
    public async Task Each_show_of_the_day_tells_what_is_sold_held_and_in()
    {
        var cinemaId = await api.Given.CinemaAsync("UTC", "=The \"Foyer\"");
        var screenId = await api.Given.ScreenAsync(cinemaId: cinemaId);
        var noon = DateTime.UtcNow.Date.AddDays(3).AddHours(12);
        var showtimeId = await api.Given.ShowtimeAsync(screenId: screenId, startsAt: noon);
        await api.Given.ShowtimeAsync(screenId: screenId, startsAt: noon.AddDays(1));
        await api.Given.ShowtimeAsync(startsAt: noon);
        var (customer, admin) = (await api.CustomerAsync(), await api.AdminAsync());
        await customer.ConfirmedAsync(showtimeId, await api.Given.SeatsAsync(showtimeId, "A1", "A2", "F1"));
        await customer.CancelAsync(await customer.ConfirmedAsync(showtimeId, await api.Given.SeatsAsync(showtimeId, "B1"))).JsonAsync();
        await customer.PendingAsync(showtimeId, await api.Given.SeatsAsync(showtimeId, "C1", "C2"));
        await customer.LockAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "D1")).JsonAsync();
        await api.Database.ExecuteAsync(
            "UPDATE tickets SET admitted_at = UTC_TIMESTAMP(6), admitted_door = 'Door 1' WHERE showtime_id = @id AND seat_id = @seat",
            ("@id", showtimeId),
            ("@seat", await api.Given.SeatAsync(showtimeId, "A1"))
        );
        var date = noon.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        var day = await admin.GetAsync($"{Analytics}/shows?cinemaId={cinemaId}&date={date}").JsonAsync();

        Assert.Equal((date, "USD"), (day.Text("date"), day.Text("currency")));
        var show = Assert.Single(day.GetProperty("items").EnumerateArray());
        Assert.Equal(
            (showtimeId, 96, 3, 3, 1, 32.00m),
            (show.Int("showtimeId"), show.Int("seats"), show.Int("sold"), show.Int("held"), show.Int("admitted"), show.Money("revenue"))
        );
        var file = await admin.GetStringAsync($"{Analytics}/shows.csv?cinemaId={cinemaId}&date={date}");
        Assert.Contains($"{showtimeId},{noon:yyyy-MM-ddTHH:mm:ss}+00:00,", file, StringComparison.Ordinal);
        Assert.Contains(",2D,scheduled,96,3,3,1,32.00,USD", file, StringComparison.Ordinal);

        var today = await admin.GetAsync($"{Analytics}/shows?cinemaId={cinemaId}").JsonAsync();
        Assert.Empty(today.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Distributors_are_told_admissions_and_gross_by_movie_week_and_cinema()
    {
        var (cinemaId, elsewhere) = (await api.Given.CinemaAsync("UTC", "North"), await api.Given.CinemaAsync("UTC", "South"));
        var movieId = await api.Given.MovieAsync("=Night \"Train\"");
        var screenId = await api.Given.ScreenAsync(cinemaId: cinemaId);
        var start = DateTime.UtcNow.Date.AddDays(2).AddHours(12);
        var shows = new List<int>();
        foreach (var days in new[] { 0, 6, 7 })
        {
            shows.Add(await api.Given.ShowtimeAsync(movieId, screenId, start.AddDays(days)));
        }

        shows.Add(await api.Given.ShowtimeAsync(movieId, await api.Given.ScreenAsync(cinemaId: elsewhere), start));
        var calledOff = await api.Given.ShowtimeAsync(movieId, screenId, start.AddDays(1));
        await api.Database.ExecuteAsync("UPDATE showtimes SET status = 'cancelled' WHERE showtime_id = @id", ("@id", calledOff));
        var (customer, admin) = (await api.CustomerAsync(), await api.AdminAsync());
        foreach (var showtimeId in shows)
        {
            await customer.ConfirmedAsync(showtimeId, await api.Given.SeatsAsync(showtimeId, "A1", "F1"));
        }

        // A child and a student come to the one in the south, and one of them does not after all.
        var (child, student) = (
            await api.Given.KindAsync(shows[3], factor: 0.5m, name: "Child"),
            await api.Given.KindAsync(shows[3], factor: 0.7m, name: "Student")
        );
        var family = await api.Given.SeatsAsync(shows[3], "B1", "B2", "B3");
        var kinds = new[]
        {
            new { seatId = family[0], kindId = child },
            new { seatId = family[1], kindId = student },
            new { seatId = family[2], kindId = student },
        };
        var booking = await customer
            .PostAsJsonAsync(
                "/api/v1/reservations",
                new
                {
                    showtimeId = shows[3],
                    seatIds = family,
                    kinds,
                }
            )
            .JsonAsync(HttpStatusCode.Created);
        booking = await customer.ConfirmAsync(booking).JsonAsync();
        int[] ticketIds = [booking.GetProperty("tickets")[2].Int("ticketId")];
        await customer
            .PostAsJsonAsync($"/api/v1/reservations/{booking.Int("reservationId")}/tickets/cancel", new { ticketIds })
            .JsonAsync();

        var (from, to) = (Day(start), Day(start.AddDays(9)));
        var query = $"from={from}&to={to}&movieId={movieId}";
        var report = await admin.GetAsync($"{Analytics}/admissions?{query}").JsonAsync();

        Assert.Equal(
            [
                $"{from} {Day(start.AddDays(6))} North 2 4 48.00",
                $"{from} {Day(start.AddDays(6))} South 1 4 33.60 Child 1 4.00, Student 1 5.60",
                $"{Day(start.AddDays(7))} {to} North 1 2 24.00",
            ],
            report
                .GetProperty("items")
                .EnumerateArray()
                .Select(line =>
                    $"{line.Text("weekFrom")} {line.Text("weekTo")} {line.Text("cinemaName")} {line.Int("shows")} {line.Int("admissions")} {line.Money("gross")} {Kinds(line)}".TrimEnd()
                )
        );
        Assert.Equal((10, 105.60m), (report.Int("admissions"), report.Money("gross")));
        var alone = await admin.GetAsync($"{Analytics}/admissions?{query}&cinemaId={elsewhere}").JsonAsync();
        Assert.Equal(4, alone.Int("admissions"));

        var file = await admin.GetStringAsync($"{Analytics}/admissions.csv?{query}");
        Assert.Contains(
            $"{from},{Day(start.AddDays(6))},{movieId},\"'=Night \"\"Train\"\"\",{cinemaId},North,,2,4,48.00,USD",
            file,
            StringComparison.Ordinal
        );
        Assert.Contains($",{elsewhere},South,,1,2,24.00,USD", file, StringComparison.Ordinal);
        Assert.Contains($",{elsewhere},South,Child,1,1,4.00,USD", file, StringComparison.Ordinal);
        Assert.Contains($",{elsewhere},South,Student,1,1,5.60,USD", file, StringComparison.Ordinal);
        admin.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue("es"));
        var pdf = await admin.GetByteArrayAsync($"{Analytics}/admissions.pdf?{query}");
        Assert.StartsWith("%PDF-", Encoding.ASCII.GetString(pdf), StringComparison.Ordinal);
        using var document = UglyToad.PdfPig.PdfDocument.Open(pdf);
        var text = string.Join(' ', document.GetPage(1).GetWords().Select(word => word.Text));
        Assert.Contains("Espectadores y recaudación", text, StringComparison.Ordinal);
        Assert.Contains("North 2 4", text, StringComparison.Ordinal);
        Assert.Contains("– Child 1", text, StringComparison.Ordinal);
    }

    private static string Kinds(JsonElement line) =>
        string.Join(
            ", ",
            line.GetProperty("kinds").EnumerateArray().Select(kind => $"{kind.Text("kind")} {kind.Int("admissions")} {kind.Money("gross")}")
        );

    [Theory]
    [InlineData("shows", 400, "validation_failed", "cinemaId")]
    [InlineData("shows?cinemaId=999999", 404, "not_found", null)]
    [InlineData("shows.csv?cinemaId=999999", 404, "not_found", null)]
    [InlineData("shows?cinemaId=1&date=2026-02-30", 400, "validation_failed", "date")]
    [InlineData("shows?cinemaId=1&date=0001-01-01", 400, "validation_failed", "date")]
    [InlineData("admissions?from=2026-02-30", 400, "validation_failed", "from")]
    [InlineData("admissions?from=2020-01-01&to=2026-01-01", 400, "validation_failed", "from")]
    [InlineData("admissions?from=2026-01-02&to=2026-01-01", 400, "validation_failed", "to")]
    [InlineData("admissions.csv?cinemaId=999999", 404, "not_found", null)]
    [InlineData("admissions.pdf?cinemaId=999999", 404, "not_found", null)]
    public async Task What_cannot_be_reported_is_refused(string query, int status, string code, string? field)
    {
        using var admin = await api.AdminAsync();

        await admin.GetAsync($"{Analytics}/{query}").ProblemAsync(status, code, field);
    }

    private static string Day(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
