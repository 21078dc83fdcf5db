using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

[Collection(SharedApi.Two)]
public sealed class ReservationTests(TestApi api)
{
    [Fact]
    public async Task A_new_reservation_is_pending_for_15_minutes_and_can_be_read_where_it_says()
    {
        var showtimeId = await api.Given.ShowtimeAsync(screenId: await api.Given.ScreenAsync("IMAX", timeZone: "Europe/Berlin"));
        var seats = await api.Given.SeatsAsync(showtimeId, "E1", "F1");
        var customer = await api.CustomerAsync();
        var before = DateTimeOffset.UtcNow;

        using var answer = await customer.ReserveAsync(showtimeId, seats);
        var made = (await Task.FromResult(answer).JsonAsync(HttpStatusCode.Created)).IsReservation();

        Assert.Equal($"/api/v1/reservations/{made.Int("reservationId")}", answer.Headers.Location?.OriginalString);
        Assert.Equal(made.ToString(), (await customer.GetAsync(answer.Headers.Location).JsonAsync()).ToString());
        Assert.Equal("pending", made.Text("status"));
        Assert.Matches("^[23456789A-Z]{10}$", made.Text("reference"));
        Assert.Equal(showtimeId, made.GetProperty("showtime").Int("showtimeId"));
        Assert.Equal(
            [("E1", "standard", 12.00m, seats[0]), ("F1", "premium", 24.00m, seats[1])],
            made.GetProperty("tickets")
                .EnumerateArray()
                .Select(ticket => (ticket.Text("seatLabel"), ticket.Text("seatClass"), ticket.Money("price"), ticket.Int("seatId")))
        );
        Assert.Equal((36.00m, 0.00m, "USD"), (made.Money("total"), made.Money("refundDue"), made.Text("currency")));
        Assert.InRange(made.Time("createdAt"), before, DateTimeOffset.UtcNow);
        Assert.Equal(made.Time("createdAt").AddMinutes(15), made.Time("expiresAt"));
        Assert.Equal(made.GetProperty("showtime").Time("startsAt").Offset, made.Time("expiresAt").Offset);
        Assert.True(made.IsNull("confirmedAt") && made.IsNull("cancelledAt"));
    }

    [Fact]
    public async Task A_reservation_takes_just_the_holds_of_its_seats_at_the_price_they_fixed()
    {
        var showtimeId = await api.Given.ShowtimeAsync(startsAt: new DateTime(2041, 1, 10, 18, 0, 0, DateTimeKind.Utc));
        var seats = await api.Given.SeatsAsync(showtimeId, "A1", "A2", "A3");
        var customer = await api.CustomerAsync();
        await customer.LockAsync(showtimeId, seats[0]).JsonAsync();
        await customer.LockAsync(showtimeId, seats[2]).JsonAsync();
        await api.Database.ExecuteAsync("INSERT INTO fares (seat_class, valid_from, price) VALUES ('standard', '2041-01-01', 9.00)");

        var made = await customer.PendingAsync(showtimeId, seats[0], seats[1]);

        Assert.Equal([8.00m, 9.00m], made.GetProperty("tickets").EnumerateArray().Select(ticket => ticket.Money("price")));
        Assert.Equal(
            [
                [seats[2]],
            ],
            await api.Database.RowsAsync("SELECT seat_id FROM seat_locks WHERE showtime_id = @showtime_id", ("@showtime_id", showtimeId))
        );
    }

    [Fact]
    public async Task Seats_are_reserved_together_or_not_at_all()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seats = await api.Given.SeatsAsync(showtimeId, "B1", "B2", "B3");
        await (await api.CustomerAsync()).ConfirmedAsync(showtimeId, seats[1]);
        var customer = await api.CustomerAsync();
        var written = await api.Database.WrittenAsync();

        await customer.ReserveAsync(showtimeId, seats).ProblemAsync(409, "seats_taken");

        Assert.Equal(written, await api.Database.WrittenAsync());
    }

    [Fact]
    public async Task Ones_bookings_are_listed_newest_first_in_pages_and_nobody_elses()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seats = await api.Given.SeatsAsync(showtimeId, "C1", "C2", "C3", "C4");
        var customer = await api.CustomerAsync();
        var made = new int[3];
        for (var index = 0; index < made.Length; index++)
        {
            made[index] = (await customer.PendingAsync(showtimeId, seats[index])).Int("reservationId");
        }

        await (await api.CustomerAsync()).PendingAsync(showtimeId, seats[3]);

        var page = (await customer.GetAsync("/api/v1/reservations").JsonAsync()).Has("items", "page", "pageSize", "total");
        Assert.Equal(made.Reverse(), page.Items().Select(item => item.IsReservation().Int("reservationId")));
        Assert.Equal((1, 20, 3), (page.Int("page"), page.Int("pageSize"), page.Int("total")));
        var second = await customer.GetAsync("/api/v1/reservations?page=2&pageSize=2").JsonAsync();
        Assert.Equal(made[0], Assert.Single(second.Items()).Int("reservationId"));
        await customer.GetAsync("/api/v1/reservations?pageSize=101").ProblemAsync(400, "validation_failed", "pageSize");
    }

    [Fact]
    public async Task Whoever_polls_their_list_is_told_when_nothing_changed_and_no_cache_keeps_it()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        using var customer = await api.CustomerAsync();
        await customer.PendingAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "C1"));
        using var first = await customer.GetAsync("/api/v1/reservations");
        Task<HttpResponseMessage> PollAsync()
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/reservations");
            request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            return customer.SendAsync(request);
        }

        using var same = await PollAsync();
        await customer.PendingAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "C2"));
        using var changed = await PollAsync();

        Assert.Equal((304, 0), ((int)same.StatusCode, (await same.Content.ReadAsByteArrayAsync()).Length));
        Assert.Equal(2, (await changed.Content.ReadFromJsonAsync<JsonElement>()).Items().Length);
        Assert.All([first, same, changed], answer => Assert.Equal("no-store", answer.Headers.CacheControl?.ToString()));
    }

    [Theory]
    [InlineData("GET", "/api/v1/reservations")]
    [InlineData("GET", "/api/v1/reservations/1")]
    [InlineData("POST", "/api/v1/reservations/1/confirm")]
    [InlineData("POST", "/api/v1/reservations/1/cancel")]
    public Task Bookings_are_for_those_who_are_signed_in(string method, string path) =>
        api.CreateClient().SendAsync(new HttpRequestMessage(new HttpMethod(method), path)).ProblemAsync(401, "unauthenticated");

    [Fact]
    public async Task An_unknown_booking_or_showtime_is_404()
    {
        var customer = await api.CustomerAsync();

        await customer.GetAsync("/api/v1/reservations/999999").ProblemAsync(404, "not_found");
        await customer.PostAsync("/api/v1/reservations/999999/confirm", null).ProblemAsync(404, "not_found");
        await customer.PostAsync("/api/v1/reservations/999999/cancel", null).ProblemAsync(404, "not_found");
        await customer.ReserveAsync(999999, 1).ProblemAsync(404, "not_found");
    }
}
