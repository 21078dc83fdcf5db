using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>What neither a hold nor a booking may have; both are refused alike.</summary>
[Collection(SharedApi.One)]
public sealed class SeatRefusalTests(TestApi api)
{
    [Fact]
    public async Task A_seat_that_somebody_else_keeps_or_has_bought_is_named_with_the_reason()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seats = await api.Given.SeatsAsync(showtimeId, "A1", "A2", "A3", "A4", "A5");
        var (somebody, customer) = (await api.CustomerAsync(), await api.CustomerAsync());
        await somebody.LockAsync(showtimeId, seats[0]).JsonAsync();
        await somebody.PendingAsync(showtimeId, seats[1]);
        await somebody.ConfirmedAsync(showtimeId, seats[2]);
        await api.Database.SeatGoesOutOfServiceAsync(seats[3]);
        string[] refused = ["A1 locked", "A2 locked", "A3 sold", "A4 unavailable"];

        for (var index = 0; index < refused.Length; index++)
        {
            var problem = await customer.LockAsync(showtimeId, seats[index]).ProblemAsync(409, "seats_taken");
            Assert.Equal([refused[index]], problem.LostSeats());
            Assert.Equal(seats[index], problem.GetProperty("seats")[0].Int("seatId"));
        }

        var all = await customer.ReserveAsync(showtimeId, seats).ProblemAsync(409, "seats_taken");
        Assert.Equal(refused, all.LostSeats());
        Assert.Equal("available", await customer.StatusOfAsync(showtimeId, "A5"));
    }

    [Fact]
    public async Task Ones_own_sold_seat_is_sold_to_oneself_too()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seatId = await api.Given.SeatAsync(showtimeId, "A1");
        var customer = await api.CustomerAsync();
        await customer.ConfirmedAsync(showtimeId, seatId);

        Assert.Equal(["A1 sold"], (await customer.LockAsync(showtimeId, seatId).ProblemAsync(409, "seats_taken")).LostSeats());
    }

    [Fact]
    public async Task A_seat_of_ones_own_pending_reservation_is_told_apart()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seatId = await api.Given.SeatAsync(showtimeId, "A1");
        var customer = await api.CustomerAsync();
        await customer.PendingAsync(showtimeId, seatId);

        Assert.Equal(["A1 locked"], (await customer.LockAsync(showtimeId, seatId).ProblemAsync(409, "seat_in_reservation")).LostSeats());
        Assert.Equal(["A1 locked"], (await customer.ReserveAsync(showtimeId, seatId).ProblemAsync(409, "seat_in_reservation")).LostSeats());
    }

    [Theory]
    [InlineData("show_started")]
    [InlineData("showtime_cancelled")]
    [InlineData("movie_closed")]
    public async Task A_show_that_has_started_is_cancelled_or_closed_takes_no_holds_and_bookings(string code)
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seatId = await api.Given.SeatAsync(showtimeId, "A1");
        var customer = await api.CustomerAsync();
        await (
            code switch
            {
                "show_started" => api.Database.ShowStartsAsync(showtimeId),
                "showtime_cancelled" => api.Database.ShowtimeIsCancelledAsync(showtimeId),
                _ => api.Database.MovieClosesAsync(showtimeId),
            }
        );
        var written = await api.Database.WrittenAsync();

        await customer.LockAsync(showtimeId, seatId).ProblemAsync(409, code);
        await customer.ReserveAsync(showtimeId, seatId).ProblemAsync(409, code);

        Assert.Equal(written, await api.Database.WrittenAsync());
    }

    [Fact]
    public async Task A_refused_booking_leaves_ones_holds_as_they_were()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seats = await api.Given.SeatsAsync(showtimeId, "A1", "A2");
        var customer = await api.CustomerAsync();
        var held = await customer.LockAsync(showtimeId, seats[0]).JsonAsync();
        await (await api.CustomerAsync()).LockAsync(showtimeId, seats[1]).JsonAsync();

        var problem = await customer.ReserveAsync(showtimeId, seats).ProblemAsync(409, "seats_taken");

        Assert.Equal(["A2 locked"], problem.LostSeats());
        var map = await customer.SeatMapAsync(showtimeId);
        Assert.Equal(("selected", held.Text("expiresAt")), (map.Seat("A1").Text("status"), map.Text("holdExpiresAt")));
    }

    [Fact]
    public async Task More_seats_than_one_person_may_keep_are_refused_across_holds_and_bookings()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seats = await api.Given.SeatsAsync(showtimeId, "B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B9", "B10", "B11");
        var customer = await api.CustomerAsync();
        await customer.PendingAsync(showtimeId, seats[..10]);

        await customer.ReserveAsync(showtimeId, seats[10]).ProblemAsync(409, "hold_limit");
    }
}
