using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Admin;

[Collection(SharedApi.One)]
public sealed class ScreenSeatTests(TestApi api)
{
    [Fact]
    public async Task A_seat_out_of_service_cannot_be_had_until_it_is_back()
    {
        var (admin, customer, screenId) = (await api.AdminAsync(), await api.CustomerAsync(), await api.Given.ScreenAsync());
        var showtimeId = await api.Given.ShowtimeAsync(screenId: screenId);
        var seat = await api.Given.SeatAsync(showtimeId, "A1");

        var broken = await SetAsync(admin, screenId, seat).JsonAsync();

        Assert.Equal(["A1"], OutOfService(broken));
        Assert.Equal("unavailable", await customer.StatusOfAsync(showtimeId, "A1"));
        Assert.Equal(["A1 unavailable"], (await customer.LockAsync(showtimeId, seat).ProblemAsync(409, "seats_taken")).LostSeats());
        Assert.Equal(["A1 unavailable"], (await customer.ReserveAsync(showtimeId, seat).ProblemAsync(409, "seats_taken")).LostSeats());
        Assert.Equal(95, (await customer.SeatMapAsync(showtimeId)).GetProperty("showtime").Int("seatsAvailable"));

        Assert.Empty(OutOfService(await SetAsync(admin, screenId).JsonAsync()));
        await customer.LockAsync(showtimeId, seat).JsonAsync();
        Assert.Equal(["updated outOfService", "updated outOfService"], await admin.AuditAsync("screen", screenId));
    }

    [Fact]
    public async Task Coming_shows_of_the_screen_are_told_and_no_others()
    {
        var (admin, screenId) = (await api.AdminAsync(), await api.Given.ScreenAsync());
        var past = await api.Given.ShowtimeAsync(screenId: screenId, startsAt: DateTime.UtcNow.AddHours(-3));
        var next = await api.Given.ShowtimeAsync(screenId: screenId, startsAt: DateTime.UtcNow.AddHours(3));
        var later = await api.Given.ShowtimeAsync(screenId: screenId, startsAt: DateTime.UtcNow.AddDays(30));
        var elsewhere = await api.Given.ShowtimeAsync();
        var seat = await api.Given.SeatAsync(next, "A1");

        await SetAsync(admin, screenId, seat).JsonAsync();
        await SetAsync(admin, screenId, seat).JsonAsync();

        Assert.Equal(
            (0, 1, 1, 0),
            (await VersionAsync(past), await VersionAsync(next), await VersionAsync(later), await VersionAsync(elsewhere))
        );
    }

    [Fact]
    public async Task Holds_on_it_end_and_bookings_of_it_stay_and_are_listed()
    {
        var (admin, holder, buyer, payer) = (
            await api.AdminAsync(),
            await api.CustomerAsync(),
            await api.CustomerAsync(),
            await api.CustomerAsync()
        );
        var screenId = await api.Given.ScreenAsync();
        var showtimeId = await api.Given.ShowtimeAsync(screenId: screenId);
        var seats = await api.Given.SeatsAsync(showtimeId, "A1", "A2", "A3", "A4");
        await holder.LockSeatsAsync(showtimeId, seats[0], seats[3]).JsonAsync();
        var sold = await buyer.ConfirmedAsync(showtimeId, seats[1]);
        var pending = await payer.PendingAsync(showtimeId, seats[2]);

        var broken = await SetAsync(admin, screenId, seats[..3]).JsonAsync();

        Assert.Equal("unavailable", await holder.StatusOfAsync(showtimeId, "A1"));
        Assert.Equal("selected", await holder.StatusOfAsync(showtimeId, "A4"));
        Assert.Equal(["A2 confirmed", "A3 pending"], Affected(broken));
        Assert.Equal(
            sold.Text("reference"),
            broken
                .GetProperty("affectedBookings")[0]
                .Has("showtimeId", "movieTitle", "startsAt", "seatId", "seatLabel", "reservationId", "reference", "status")
                .Text("reference")
        );
        Assert.Equal("confirmed", (await payer.ConfirmAsync(pending).JsonAsync()).Text("status"));
        await buyer.CancelAsync(sold).JsonAsync();
        var read = await admin.GetAsync($"{ManagerCalls.Admin}/screens/{screenId}/seats").JsonAsync();
        Assert.Equal(["A3 confirmed"], Affected(read));
        Assert.Equal("unavailable", await buyer.StatusOfAsync(showtimeId, "A2"));
    }

    [Fact]
    public async Task A_seat_of_another_screen_and_a_bad_list_are_refused()
    {
        var (admin, screenId) = (await api.AdminAsync(), await api.Given.ScreenAsync());
        var elsewhere = await api.Given.SeatAsync(await api.Given.ShowtimeAsync(), "A1");

        await SetAsync(admin, screenId, elsewhere).ProblemAsync(400, "validation_failed", "outOfService");
        await SetAsync(admin, screenId, 7, 7).ProblemAsync(400, "validation_failed", "outOfService");
        await admin
            .PutAsJsonAsync($"{ManagerCalls.Admin}/screens/{screenId}/seats", new { })
            .ProblemAsync(400, "validation_failed", "outOfService");
        Assert.Empty(await admin.AuditAsync("screen", screenId));
    }

    [Fact]
    public async Task Wheelchair_and_companion_places_are_on_the_map_and_are_found_for_nobody_in_particular()
    {
        var (admin, customer, screenId) = (await api.AdminAsync(), await api.CustomerAsync(), await api.Given.ScreenAsync());
        var showtimeId = await api.Given.ShowtimeAsync(screenId: screenId, startsAt: DateTime.UtcNow.AddDays(2));
        var seats = await api.Given.SeatsAsync(showtimeId, "F6", "F7", "A1");

        await PutAsync(
                admin,
                screenId,
                new
                {
                    outOfService = seats[2..],
                    wheelchair = seats[..1],
                    companion = seats[1..2],
                }
            )
            .JsonAsync();

        var map = await customer.SeatMapAsync(showtimeId);
        Assert.Equal(("wheelchair", "companion"), (map.Seat("F6").Text("accessibility"), map.Seat("F7").Text("accessibility")));
        Assert.False(map.Seat("F8").TryGetProperty("accessibility", out _));
        var best = await customer.GetAsync($"/api/v1/showtimes/{showtimeId}/seats/best?count=1").JsonAsync();
        Assert.Equal("F5", best.GetProperty("seats")[0].Text("label"));

        var refused = await customer.LockAsync(showtimeId, seats[1]).ProblemAsync(409, "companion_place");
        Assert.Equal(map.GetProperty("showtime").Time("startsAt").AddHours(-1), refused.Time("retryAt"));
        await customer.LockSeatsAsync(showtimeId, seats[0], seats[1]).JsonAsync();

        // Who names only what is out of service changes nothing else.
        await SetAsync(admin, screenId).JsonAsync();
        Assert.Equal("wheelchair", (await customer.SeatMapAsync(showtimeId)).Seat("F6").Text("accessibility"));
        await PutAsync(admin, screenId, new { outOfService = Array.Empty<int>(), companion = seats[..1] }).JsonAsync();
        Assert.Equal("companion", (await customer.SeatMapAsync(showtimeId)).Seat("F6").Text("accessibility"));
        Assert.Equal(
            ["updated outOfService", "updated outOfService wheelchair companion", "updated wheelchair companion"],
            (await admin.AuditAsync("screen", screenId)).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_place_is_for_a_wheelchair_or_a_companion_and_of_this_screen()
    {
        var (admin, screenId) = (await api.AdminAsync(), await api.Given.ScreenAsync());
        var own = await api.Given.SeatAsync(await api.Given.ShowtimeAsync(screenId: screenId), "A1");
        var elsewhere = await api.Given.SeatAsync(await api.Given.ShowtimeAsync(), "A1");
        int[] none = [];

        await PutAsync(admin, screenId, new { outOfService = none, wheelchair = (int[])[elsewhere] })
            .ProblemAsync(400, "validation_failed", "wheelchair");
        await PutAsync(admin, screenId, new { outOfService = none, companion = (int[])[elsewhere] })
            .ProblemAsync(400, "validation_failed", "companion");
        await PutAsync(admin, screenId, new { outOfService = none, wheelchair = (int[])[own, own] })
            .ProblemAsync(400, "validation_failed", "wheelchair");
        await PutAsync(
                admin,
                screenId,
                new
                {
                    outOfService = none,
                    wheelchair = (int[])[own],
                    companion = (int[])[own],
                }
            )
            .ProblemAsync(400, "validation_failed", "companion");
        Assert.Empty(await admin.AuditAsync("screen", screenId));
    }

    [Fact]
    public async Task A_seat_that_breaks_while_people_book_it_is_booked_before_or_not_at_all()
    {
        var (admin, screenId) = (await api.AdminAsync(), await api.Given.ScreenAsync());
        var showtimeId = await api.Given.ShowtimeAsync(screenId: screenId);
        var seats = await api.Given.SeatsAsync(showtimeId, [.. Enumerable.Range(1, 12).Select(column => $"C{column}")]);
        var customers = await Task.WhenAll(seats.Select(_ => api.CustomerAsync()));

        var bookings = customers.Select((customer, index) => customer.ReserveAsync(showtimeId, seats[index])).ToList();
        var broken = await SetAsync(admin, screenId, seats).JsonAsync();
        var answers = await Task.WhenAll(bookings);

        // Whoever was booked before is listed; everybody else was refused.
        Assert.Equal(answers.Count(answer => answer.IsSuccessStatusCode), Affected(broken).Count());
        foreach (var answer in answers.Where(answer => !answer.IsSuccessStatusCode))
        {
            await answer.ProblemAsync(409, "seats_taken");
        }
    }

    private static Task<HttpResponseMessage> SetAsync(HttpClient admin, int screenId, params int[] outOfService) =>
        PutAsync(admin, screenId, new { outOfService });

    private static Task<HttpResponseMessage> PutAsync(HttpClient admin, int screenId, object seats) =>
        admin.PutAsJsonAsync($"{ManagerCalls.Admin}/screens/{screenId}/seats", seats);

    private Task<int> VersionAsync(int showtimeId) =>
        api.Database.ScalarAsync<int>("SELECT seat_version FROM showtimes WHERE showtime_id = @id", ("@id", showtimeId));

    private static IEnumerable<string> OutOfService(JsonElement screen) =>
        screen
            .Has("screenId", "seats", "affectedBookings")
            .GetProperty("seats")
            .EnumerateArray()
            .Select(seat => seat.Has("seatId", "label", "row", "column", "seatClass", "outOfService"))
            .Where(seat => seat.GetProperty("outOfService").GetBoolean())
            .Select(seat => seat.Text("label"));

    private static IEnumerable<string> Affected(JsonElement screen) =>
        screen.GetProperty("affectedBookings").EnumerateArray().Select(one => $"{one.Text("seatLabel")} {one.Text("status")}");
}
