using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

public sealed class ShowtimeTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task A_showtime_says_where_when_and_from_what_price()
    {
        var cinemaId = await api.Given.CinemaAsync("Asia/Tokyo");
        var screenId = await api.Given.ScreenAsync("IMAX", cinemaId);
        var movieId = await api.Given.MovieAsync("Slow Boat");
        var showtimeId = await api.Given.ShowtimeAsync(
            movieId,
            screenId,
            new DateTime(2030, 3, 1, 10, 30, 0, DateTimeKind.Utc),
            minutes: 90
        );

        var showtime = (await GetAsync(showtimeId)).IsShowtime();

        Assert.Equal(
            (showtimeId, movieId, "Slow Boat"),
            (showtime.Int("showtimeId"), showtime.Int("movieId"), showtime.Text("movieTitle"))
        );
        Assert.Equal("scheduled", showtime.Text("status"));
        Assert.Equal("2030-03-01T19:30:00+09:00", showtime.Text("startsAt"));
        Assert.Equal("2030-03-01T21:00:00+09:00", showtime.Text("endsAt"));
        Assert.Equal("IMAX", showtime.GetProperty("screen").Text("format"));
        Assert.Equal(
            (cinemaId, "Asia/Tokyo"),
            (showtime.GetProperty("cinema").Int("cinemaId"), showtime.GetProperty("cinema").Text("timeZone"))
        );
        Assert.Equal(12.00m, showtime.Money("priceFrom"));
        Assert.Equal(96, showtime.Int("seatsAvailable"));
    }

    [Theory]
    [InlineData("2030-03-10T06:30:00Z", "2030-03-10T01:30:00-05:00", "2030-03-10T03:30:00-04:00")]
    [InlineData("2030-11-03T05:30:00Z", "2030-11-03T01:30:00-04:00", "2030-11-03T01:30:00-05:00")]
    public async Task A_show_over_the_change_of_clocks_has_both_offsets(string start, string startsAt, string endsAt)
    {
        var utc = DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
        var showtime = await GetAsync(await api.Given.ShowtimeAsync(startsAt: utc, minutes: 60));

        Assert.Equal((startsAt, endsAt), (showtime.Text("startsAt"), showtime.Text("endsAt")));
    }

    [Fact]
    public async Task A_past_and_a_cancelled_showtime_can_still_be_read()
    {
        var past = await api.Given.ShowtimeAsync(startsAt: DateTime.UtcNow.AddDays(-3));
        var cancelled = await api.Given.ShowtimeAsync();
        await api.Database.ShowtimeIsCancelledAsync(cancelled);

        Assert.Equal("scheduled", (await GetAsync(past)).IsShowtime().Text("status"));
        Assert.Equal("cancelled", (await GetAsync(cancelled)).IsShowtime().Text("status"));
    }

    [Fact]
    public async Task Seats_available_count_neither_sold_held_nor_broken_ones()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seats = await api.Given.SeatsAsync(showtimeId, "A1", "A2", "B1", "C1", "C2", "C3");
        var customer = await api.CustomerAsync();
        await customer.ConfirmedAsync(showtimeId, seats[0], seats[1]);
        await customer.LockAsync(showtimeId, seats[2]).JsonAsync();
        await customer.PendingAsync(showtimeId, seats[3], seats[4]);
        await api.Database.SeatGoesOutOfServiceAsync(seats[5]);

        Assert.Equal(90, (await GetAsync(showtimeId)).Int("seatsAvailable"));

        await api.Database.TimeRunsOutAsync(showtimeId);
        Assert.Equal(93, (await GetAsync(showtimeId)).Int("seatsAvailable"));
    }

    [Fact]
    public async Task An_unknown_showtime_is_404() =>
        await api.CreateClient().GetAsync("/api/v1/showtimes/999999").ProblemAsync(404, "not_found");

    [Fact]
    public async Task Cinemas_are_listed_with_their_time_zone()
    {
        var name = Given.Unique("The Lantern");
        var cinemaId = await api.Given.CinemaAsync("Europe/Berlin", name);

        var page = (await api.CreateClient().GetAsync("/api/v1/cinemas?pageSize=100").JsonAsync()).Has(
            "items",
            "page",
            "pageSize",
            "total"
        );

        var cinema = Assert.Single(page.Items(), item => item.Int("cinemaId") == cinemaId).IsCinema();
        Assert.Equal((name, "1 Main Street"), (cinema.Text("name"), cinema.Text("address")));
        Assert.Equal(("Springfield", "Europe/Berlin"), (cinema.Text("city"), cinema.Text("timeZone")));
        Assert.Equal(page.Items().Length, page.Int("total"));
    }

    [Fact]
    public async Task Cinemas_and_genres_keep_to_the_rules_of_pages()
    {
        await api.CreateClient().GetAsync("/api/v1/cinemas?page=0").ProblemAsync(400, "validation_failed", "page");
        await api.CreateClient().GetAsync("/api/v1/genres?pageSize=1000").ProblemAsync(400, "validation_failed", "pageSize");
    }

    private Task<JsonElement> GetAsync(int showtimeId) => api.CreateClient().GetAsync($"/api/v1/showtimes/{showtimeId}").JsonAsync();
}
