using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>What plays at one cinema.</summary>
public sealed class CinemaTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task A_cinema_tells_where_it_is_and_on_which_of_its_days_something_can_be_booked()
    {
        var cinemaId = await api.Given.CinemaAsync("Asia/Tokyo", "Palace & Garden");
        var screenId = await api.Given.ScreenAsync(cinemaId: cinemaId);
        var evening = Tomorrow.AddHours(20);
        await api.Given.ShowtimeAsync(screenId: screenId, startsAt: evening);
        await api.Given.ShowtimeAsync(screenId: screenId, startsAt: evening.AddDays(-5));
        await api.Given.ShowtimeAsync(screenId: screenId, startsAt: evening.AddDays(3));
        await api.Given.ShowtimeAsync(await api.Given.MovieAsync(status: "closed"), screenId, evening.AddDays(4));
        await api.Database.ShowtimeIsCancelledAsync(await api.Given.ShowtimeAsync(screenId: screenId, startsAt: evening.AddDays(5)));

        var cinema = await api.CreateClient().GetAsync($"/api/v1/cinemas/{cinemaId}").JsonAsync();

        cinema
            .Has("cinemaId", "name", "address", "city", "timeZone", "refundPolicy", "currency", "days")
            .GetProperty("refundPolicy")
            .IsRefundPolicy();
        Assert.Equal(
            ("Palace & Garden", "1 Main Street", "Springfield", "Asia/Tokyo"),
            (cinema.Text("name"), cinema.Text("address"), cinema.Text("city"), cinema.Text("timeZone"))
        );
        Assert.Equal(
            [$"{evening:yyyy-MM-dd}", $"{evening.AddDays(3):yyyy-MM-dd}"],
            cinema.GetProperty("days").EnumerateArray().Select(day => day.GetString())
        );
    }

    [Fact]
    public async Task A_cinemas_showtimes_are_those_of_its_day_across_movies_in_order_of_time()
    {
        var cinemaId = await api.Given.CinemaAsync("UTC");
        var (first, second) = (await api.Given.MovieAsync("Night Train"), await api.Given.MovieAsync("Slow Boat"));
        var (flat, imax) = (await api.Given.ScreenAsync("2D", cinemaId), await api.Given.ScreenAsync("IMAX", cinemaId));
        await api.Given.ShowtimeAsync(first, flat, Tomorrow.AddHours(20));
        await api.Given.ShowtimeAsync(second, imax, Tomorrow.AddHours(18));
        await api.Given.ShowtimeAsync(second, flat, Tomorrow.AddHours(15));
        await api.Given.ShowtimeAsync(first, imax, Tomorrow.AddDays(1).AddHours(18));
        await api.Given.ShowtimeAsync(first);

        Assert.Equal(["Slow Boat 15", "Slow Boat 18", "Night Train 20", "Night Train 18"], await ShowtimesAsync(cinemaId, ""));
        Assert.Equal(["Slow Boat 15", "Slow Boat 18", "Night Train 20"], await ShowtimesAsync(cinemaId, $"?date={Tomorrow:yyyy-MM-dd}"));
        Assert.Equal(["Slow Boat 18"], await ShowtimesAsync(cinemaId, $"?date={Tomorrow:yyyy-MM-dd}&format=IMAX&movieId={second}"));
        Assert.Equal(["Night Train 20"], await ShowtimesAsync(cinemaId, $"?date={Tomorrow:yyyy-MM-dd}&page=2&pageSize=2"));
        Assert.Empty(await ShowtimesAsync(cinemaId, "?date=0001-01-01"));
        Assert.Empty(await ShowtimesAsync(cinemaId, "?date=9999-12-31"));
    }

    [Fact]
    public async Task A_late_show_is_on_the_day_on_which_it_starts_at_the_cinema()
    {
        var cinemaId = await api.Given.CinemaAsync("Pacific/Kiritimati");
        var screenId = await api.Given.ScreenAsync(cinemaId: cinemaId);
        // Half past eight in the morning of the next day there, 14 hours ahead.
        var showtimeId = await api.Given.ShowtimeAsync(screenId: screenId, startsAt: Tomorrow.AddHours(18.5));
        await api.Database.ExecuteAsync(
            "UPDATE showtimes SET local_date = @day WHERE showtime_id = @id",
            ("@day", Tomorrow.AddDays(1)),
            ("@id", showtimeId)
        );

        Assert.Empty(await ShowtimesAsync(cinemaId, $"?date={Tomorrow:yyyy-MM-dd}"));
        Assert.Single(await ShowtimesAsync(cinemaId, $"?date={Tomorrow.AddDays(1):yyyy-MM-dd}"));
    }

    [Fact]
    public async Task An_unknown_cinema_is_not_found_and_a_bad_filter_names_its_field()
    {
        var client = api.CreateClient();
        var cinemaId = await api.Given.CinemaAsync();

        await client.GetAsync("/api/v1/cinemas/999999").ProblemAsync(404, "not_found");
        await client.GetAsync("/api/v1/cinemas/999999/showtimes").ProblemAsync(404, "not_found");
        await client.GetAsync($"/api/v1/cinemas/{cinemaId}/showtimes?date=tomorrow").ProblemAsync(400, "validation_failed", "date");
        await client.GetAsync($"/api/v1/cinemas/{cinemaId}/showtimes?format=4D").ProblemAsync(400, "validation_failed", "format");
        await client.GetAsync($"/api/v1/cinemas/{cinemaId}/showtimes?pageSize=101").ProblemAsync(400, "validation_failed", "pageSize");
    }

    private static DateTime Tomorrow => Given.Today.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    /// <summary>Each showtime: its movie and the hour at which it starts.</summary>
    private async Task<string[]> ShowtimesAsync(int cinemaId, string query)
    {
        var page = await api.CreateClient().GetAsync($"/api/v1/cinemas/{cinemaId}/showtimes{query}").JsonAsync();
        return [.. page.Items().Select(showtime => $"{showtime.IsShowtime().Text("movieTitle")} {showtime.Time("startsAt").Hour}")];
    }
}
