using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

[Collection(SharedApi.One)]
public sealed class SeatMapTests(TestApi api)
{
    [Theory]
    [InlineData("2D", "8.00", "16.00")]
    [InlineData("3D", "10.00", "20.00")]
    [InlineData("IMAX", "12.00", "24.00")]
    public async Task A_fresh_map_has_8_rows_of_12_free_seats_priced_by_class_and_format(string format, string standard, string premium)
    {
        var showtimeId = await api.Given.ShowtimeAsync(format: format);

        var map = (await api.CreateClient().SeatMapAsync(showtimeId)).IsSeatMap();

        Assert.Equal(showtimeId, map.GetProperty("showtime").Int("showtimeId"));
        Assert.Equal(("USD", 0), (map.Text("currency"), map.Int("version")));
        Assert.True(map.IsNull("holdExpiresAt") && map.IsNull("reservationId"));
        Assert.Equal((standard, "available"), (map.Seat("E12").GetProperty("price").GetRawText(), map.Seat("E12").Text("status")));
        Assert.Equal((premium, "available"), (map.Seat("F1").GetProperty("price").GetRawText(), map.Seat("F1").Text("status")));
    }

    [Fact]
    public async Task A_held_seat_is_selected_to_its_holder_and_locked_to_everybody_else()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var (holder, other) = (await api.CustomerAsync(), await api.CustomerAsync());

        var held = await holder.LockAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "C5")).JsonAsync();

        var own = await holder.SeatMapAsync(showtimeId);
        Assert.Equal("selected", own.Seat("C5").Text("status"));
        Assert.Equal(held.Text("expiresAt"), own.Text("holdExpiresAt"));
        Assert.True(own.IsNull("reservationId"));
        foreach (var client in new[] { other, api.CreateClient() })
        {
            var map = await client.SeatMapAsync(showtimeId);
            Assert.Equal(("locked", "available"), (map.Seat("C5").Text("status"), map.Seat("C6").Text("status")));
            Assert.True(map.IsNull("holdExpiresAt") && map.IsNull("reservationId"));
        }
    }

    [Fact]
    public async Task A_pending_seat_is_selected_to_its_owner_locked_to_others_and_sold_to_all_once_confirmed()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var (owner, stranger) = (await api.CustomerAsync(), api.CreateClient());

        var reservation = await owner.PendingAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "D4"));

        var own = await owner.SeatMapAsync(showtimeId);
        Assert.Equal("selected", own.Seat("D4").Text("status"));
        Assert.Equal(reservation.Int("reservationId"), own.Int("reservationId"));
        Assert.Equal("locked", await stranger.StatusOfAsync(showtimeId, "D4"));

        await owner.ConfirmAsync(reservation).JsonAsync();
        own = await owner.SeatMapAsync(showtimeId);
        Assert.Equal("sold", own.Seat("D4").Text("status"));
        Assert.True(own.IsNull("reservationId"));
        Assert.Equal("sold", await stranger.StatusOfAsync(showtimeId, "D4"));
    }

    [Fact]
    public async Task Holds_and_pending_reservations_past_their_time_read_as_free()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var owner = await api.CustomerAsync();
        await owner.LockAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1")).JsonAsync();
        await owner.PendingAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A2"));

        await api.Database.TimeRunsOutAsync(showtimeId);

        var map = await owner.SeatMapAsync(showtimeId);
        Assert.Equal(("available", "available"), (map.Seat("A1").Text("status"), map.Seat("A2").Text("status")));
        Assert.True(map.IsNull("holdExpiresAt") && map.IsNull("reservationId"));
    }

    [Fact]
    public async Task A_seat_out_of_service_is_unavailable()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        await api.Database.SeatGoesOutOfServiceAsync(await api.Given.SeatAsync(showtimeId, "H12"));

        Assert.Equal("unavailable", await api.CreateClient().StatusOfAsync(showtimeId, "H12"));
    }

    [Fact]
    public async Task Ones_own_seat_keeps_the_price_of_its_hold_when_the_fare_changes()
    {
        var showtimeId = await api.Given.ShowtimeAsync(startsAt: new DateTime(2040, 1, 10, 18, 0, 0, DateTimeKind.Utc));
        var holder = await api.CustomerAsync();
        await holder.LockAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1")).JsonAsync();

        await api.Database.ExecuteAsync("INSERT INTO fares (seat_class, valid_from, price) VALUES ('standard', '2040-01-01', 9.50)");

        var map = await holder.SeatMapAsync(showtimeId);
        Assert.Equal((8.00m, 9.50m), (map.Seat("A1").Money("price"), map.Seat("A2").Money("price")));
    }

    [Fact]
    public async Task The_map_of_a_cancelled_or_past_showtime_can_be_read_and_of_an_unknown_one_is_404()
    {
        var cancelled = await api.Given.ShowtimeAsync();
        await api.Database.ShowtimeIsCancelledAsync(cancelled);
        var past = await api.Given.ShowtimeAsync(startsAt: DateTime.UtcNow.AddHours(-1));

        Assert.Equal("cancelled", (await api.CreateClient().SeatMapAsync(cancelled)).IsSeatMap().GetProperty("showtime").Text("status"));
        (await api.CreateClient().SeatMapAsync(past)).IsSeatMap();
        await api.CreateClient().GetAsync("/api/v1/showtimes/999999/seats").ProblemAsync(404, "not_found");
    }

    [Fact]
    public async Task The_version_rises_by_one_with_every_change_and_not_otherwise()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seatId = await api.Given.SeatAsync(showtimeId, "A1");
        var customer = await api.CustomerAsync();
        List<int> versions = [];
        async Task SeeAsync() => versions.Add((await customer.SeatMapAsync(showtimeId)).Int("version"));

        await customer.LockAsync(showtimeId, seatId).JsonAsync();
        await SeeAsync();
        await customer.LockAsync(showtimeId, seatId).JsonAsync();
        await SeeAsync();
        await customer.UnlockAsync(showtimeId, seatId).IsEmptyAsync();
        await SeeAsync();
        await customer.UnlockAsync(showtimeId, seatId).IsEmptyAsync();
        await SeeAsync();
        var reservation = await customer.PendingAsync(showtimeId, seatId);
        await SeeAsync();
        await customer.ConfirmAsync(reservation).JsonAsync();
        await SeeAsync();
        await customer.CancelAsync(reservation).JsonAsync();
        await SeeAsync();

        Assert.Equal([1, 1, 2, 2, 3, 4, 5], versions);
    }
}
