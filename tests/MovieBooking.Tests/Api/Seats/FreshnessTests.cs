using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>What is kept for many readers is never older than what the reader did, or was told, before.</summary>
public sealed class FreshnessTests(TestApi api) : IClassFixture<TestApi>
{
    private const int Writes = 200;

    [Fact]
    public async Task Whoever_has_written_reads_it_and_so_does_everybody_after_him()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var movie = $"/api/v1/movies/{await MovieOfAsync(showtimeId)}";
        var seatId = await api.Given.SeatAsync(showtimeId, "D4");
        using var customer = await api.CustomerAsync();
        using var stranger = api.CreateClient();
        using var end = new CancellationTokenSource();
        // Others who look all the time: reads are under way whenever something is written.
        var others = Enumerable.Range(0, 2).Select(_ => PollAsync(stranger, showtimeId, movie, end.Token)).ToList();

        for (var write = 0; write < Writes; write++)
        {
            await customer.LockAsync(showtimeId, seatId).JsonAsync();
            Assert.Equal("selected", await customer.StatusOfAsync(showtimeId, "D4"));
            Assert.Equal("locked", await stranger.StatusOfAsync(showtimeId, "D4"));
            Assert.Equal(95, await SeatsLeftAsync(stranger, movie));

            await customer.UnlockAsync(showtimeId, seatId).IsEmptyAsync();
            Assert.Equal("available", await customer.StatusOfAsync(showtimeId, "D4"));
            Assert.Equal("available", await stranger.StatusOfAsync(showtimeId, "D4"));
            Assert.Equal(96, await SeatsLeftAsync(stranger, movie));
        }

        await end.CancelAsync();
        await Task.WhenAll(others);
    }

    /// <summary>Those who come too late are refused by the map that is kept; a seat given back is theirs at once all the same.</summary>
    [Fact]
    public async Task Whoever_comes_too_late_is_told_so_until_the_seat_is_given_back()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var (first, second) = (await api.Given.SeatAsync(showtimeId, "D4"), await api.Given.SeatAsync(showtimeId, "D5"));
        using var customer = await api.CustomerAsync();
        using var other = await api.CustomerAsync();

        for (var write = 0; write < 50; write++)
        {
            await customer.LockAsync(showtimeId, first).JsonAsync();
            Assert.Equal("locked", await other.StatusOfAsync(showtimeId, "D4"));
            Assert.Equal(
                ["D4 locked"],
                (await other.LockSeatsAsync(showtimeId, second, first).ProblemAsync(409, "seats_taken")).LostSeats()
            );
            Assert.Equal("available", await other.StatusOfAsync(showtimeId, "D5"));

            await customer.UnlockAsync(showtimeId, first).IsEmptyAsync();
            await other.LockSeatsAsync(showtimeId, second, first).JsonAsync();
            await other.UnlockSeatsAsync(showtimeId, second, first).IsEmptyAsync();
        }
    }

    [Fact]
    public async Task An_exchange_is_on_the_maps_of_both_shows_when_it_is_answered()
    {
        var (cinemaId, showtimeId) = await api.NearShowAsync();
        var screenId = await api.Given.ScreenAsync(cinemaId: cinemaId);
        var otherId = await api.Given.ShowtimeAsync(screenId: screenId, startsAt: DateTime.UtcNow.AddHours(2));
        using var staff = await api.StaffAsync(cinemaId);
        using var stranger = api.CreateClient();
        var sold = (await staff.SoldAsync(showtimeId, 8, "card", await api.Given.SeatAsync(showtimeId, "A1"))).GetProperty("reservation");
        Assert.Equal("sold", await stranger.StatusOfAsync(showtimeId, "A1"));
        Assert.Equal("available", await stranger.StatusOfAsync(otherId, "A2"));

        await staff
            .ExchangeAsync(
                sold.Int("reservationId"),
                new
                {
                    ticketIds = (int[])[sold.GetProperty("tickets")[0].Int("ticketId")],
                    showtimeId = otherId,
                    seatIds = await api.Given.SeatsAsync(otherId, "A2"),
                    method = "card",
                    total = 8,
                    credit = 8,
                }
            )
            .JsonAsync(HttpStatusCode.Created);

        Assert.Equal("available", await stranger.StatusOfAsync(showtimeId, "A1"));
        Assert.Equal("sold", await stranger.StatusOfAsync(otherId, "A2"));
    }

    [Fact]
    public async Task Each_step_of_a_booking_is_on_the_map_when_it_is_answered()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        using var customer = await api.CustomerAsync();
        using var stranger = api.CreateClient();
        Assert.Equal("available", await stranger.StatusOfAsync(showtimeId, "A1"));

        var reservation = await customer.PendingAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1"));
        Assert.Equal("locked", await stranger.StatusOfAsync(showtimeId, "A1"));
        await customer.ConfirmAsync(reservation).JsonAsync();
        Assert.Equal("sold", await stranger.StatusOfAsync(showtimeId, "A1"));
        await customer.CancelAsync(reservation).JsonAsync();
        Assert.Equal("available", await stranger.StatusOfAsync(showtimeId, "A1"));
    }

    [Fact]
    public async Task What_somebody_changes_past_the_application_is_seen_too()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seatId = await api.Given.SeatAsync(showtimeId, "B2");
        using var stranger = api.CreateClient();
        Assert.Equal("available", await stranger.StatusOfAsync(showtimeId, "B2"));

        await using (var connection = await api.Database.Source.OpenConnectionAsync())
        {
            await connection.ExecuteAsync("UPDATE seats SET out_of_service = TRUE WHERE seat_id = @id", ("@id", seatId));
        }

        await Wait.UntilAsync(async () => await stranger.StatusOfAsync(showtimeId, "B2") == "unavailable");
    }

    [Fact]
    public async Task A_hold_that_runs_out_is_free_for_whoever_asks_after_its_moment()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        using var stranger = api.CreateClient();
        for (var time = 0; time < 10; time++)
        {
            // Another one each time: who lets a seat go again and again has to wait.
            using var customer = await api.CustomerAsync();
            await customer.LockAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "B2")).JsonAsync();
            await api.Database.ExecuteAsync(
                "UPDATE seat_locks SET expires_at = UTC_TIMESTAMP(6) + INTERVAL 150000 MICROSECOND WHERE showtime_id = @id",
                ("@id", showtimeId)
            );
            var isOver = false;
            while (!isOver)
            {
                isOver = await api.Database.ScalarAsync<bool>(
                    "SELECT UTC_TIMESTAMP(6) > expires_at FROM seat_locks WHERE showtime_id = @id",
                    ("@id", showtimeId)
                );
                var status = await stranger.StatusOfAsync(showtimeId, "B2");
                Assert.True(!isOver || status == "available", $"{status} after its time");
            }
        }
    }

    [Fact]
    public async Task Whoever_is_told_of_a_change_finds_it_on_the_map()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seatId = await api.Given.SeatAsync(showtimeId, "C3");
        using var client = api.CreateClient();
        await using var stream = await SeatStream.OpenAsync(client, showtimeId);
        await stream.NextAsync();
        var userId = await api.Given.UserAsync();

        // Past this application, as another instance would.
        await using var connection = await api.Database.Source.OpenConnectionAsync();
        foreach (var (call, status) in new[] { ("sp_lock_seats", "locked"), ("sp_unlock_seats", "available") })
        {
            await client.SeatMapAsync(showtimeId);
            await connection.ExecuteAsync(
                $"CALL {call}(@user_id, @showtime_id, @seat_ids)",
                ("@user_id", userId),
                ("@showtime_id", showtimeId),
                ("@seat_ids", $"[{seatId}]")
            );
            await stream.UntilAsync(seatId, status);
            Assert.Equal(status, await client.StatusOfAsync(showtimeId, "C3"));
        }
    }

    [Fact]
    public async Task What_a_manager_changes_is_on_map_and_pages_when_it_is_answered()
    {
        var screenId = await api.Given.ScreenAsync();
        var movieId = await api.Given.MovieAsync();
        var day = Given.Today.AddDays(5).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        using var admin = await api.AdminAsync();
        using var stranger = api.CreateClient();
        var showtimeId = await admin.ScheduledAsync(movieId, screenId, $"{day}T18:00");
        var seatId = await api.Given.SeatAsync(showtimeId, "A1");
        Assert.Equal("available", await stranger.StatusOfAsync(showtimeId, "A1"));

        await admin.PutAsJsonAsync($"{ManagerCalls.Admin}/screens/{screenId}/seats", new { outOfService = new[] { seatId } }).JsonAsync();
        Assert.Equal("unavailable", await stranger.StatusOfAsync(showtimeId, "A1"));

        var fares = new
        {
            validFrom = Given.Today,
            fares = new[] { new { seatClass = "standard", price = 9.25m } },
            multipliers = Array.Empty<object>(),
        };
        await admin.PutAsJsonAsync($"{ManagerCalls.Admin}/fares", fares).JsonAsync();
        Assert.Equal(9.25m, (await stranger.SeatMapAsync(showtimeId)).Seat("A2").Money("price"));
        Assert.Equal(9.25m, (await MovieAsync(stranger, movieId)).Single().Money("priceFrom"));

        await admin.MoveAsync(showtimeId, movieId, screenId, $"{day}T20:30").JsonAsync();
        Assert.StartsWith(
            $"{day}T20:30",
            (await stranger.SeatMapAsync(showtimeId)).GetProperty("showtime").Text("startsAt"),
            StringComparison.Ordinal
        );
        Assert.StartsWith($"{day}T20:30", (await MovieAsync(stranger, movieId)).Single().Text("startsAt"), StringComparison.Ordinal);

        await admin.DeleteAsync($"{ManagerCalls.Admin}/showtimes/{showtimeId}").IsEmptyAsync();
        Assert.Empty(await MovieAsync(stranger, movieId));
        await stranger.GetAsync($"/api/v1/showtimes/{showtimeId}/seats").ProblemAsync(404, "not_found");
    }

    private static async Task PollAsync(HttpClient client, int showtimeId, string movie, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await client.SeatMapAsync(showtimeId);
            await client.GetAsync(movie, CancellationToken.None).JsonAsync();
        }
    }

    private async Task<int> MovieOfAsync(int showtimeId) =>
        await api.Database.ScalarAsync<int>("SELECT movie_id FROM showtimes WHERE showtime_id = @id", ("@id", showtimeId));

    private static async Task<int> SeatsLeftAsync(HttpClient client, string movie) =>
        (await client.GetAsync(movie).JsonAsync()).GetProperty("showtimes")[0].Int("seatsAvailable");

    private static async Task<JsonElement[]> MovieAsync(HttpClient client, int movieId) =>
        [.. (await client.GetAsync($"/api/v1/movies/{movieId}").JsonAsync()).GetProperty("showtimes").EnumerateArray()];
}
