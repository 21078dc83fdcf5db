using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

[Collection(SharedApi.Two)]
public sealed class CancelTests(TestApi api)
{
    [Fact]
    public async Task Cancelling_a_confirmed_booking_frees_its_seats_and_says_what_is_due_back()
    {
        var (showtimeId, customer) = (await api.Given.ShowtimeAsync(), await api.CustomerAsync());
        var seats = await api.Given.SeatsAsync(showtimeId, "A1", "F2");
        var confirmed = await customer.ConfirmedAsync(showtimeId, seats);

        var cancelled = (await customer.CancelAsync(confirmed).JsonAsync()).IsReservation();
        var again = await customer.CancelAsync(confirmed).JsonAsync();

        Assert.Equal("cancelled", cancelled.Text("status"));
        Assert.Equal((24.00m, 24.00m), (cancelled.Money("total"), cancelled.Money("refundDue")));
        Assert.True(cancelled.Time("cancelledAt") >= cancelled.Time("confirmedAt"));
        Assert.Equal(confirmed.GetProperty("tickets").ToString(), cancelled.GetProperty("tickets").ToString());
        Assert.Equal(cancelled.ToString(), again.ToString());
        Assert.Equal(
            [
                ["premium", 0, 0.00m],
                ["standard", 0, 0.00m],
            ],
            await api.Database.RowsAsync(
                "SELECT seat_class, tickets, revenue FROM sales_rollups WHERE showtime_id = @showtime_id ORDER BY CONCAT(seat_class)",
                ("@showtime_id", showtimeId)
            )
        );
        await (await api.CustomerAsync()).PendingAsync(showtimeId, seats);
    }

    [Fact]
    public async Task Cancelling_a_pending_booking_frees_its_seats_and_nothing_is_due()
    {
        var (showtimeId, customer) = (await api.Given.ShowtimeAsync(), await api.CustomerAsync());
        var seatId = await api.Given.SeatAsync(showtimeId, "A1");

        var cancelled = (await customer.CancelAsync(await customer.PendingAsync(showtimeId, seatId)).JsonAsync()).IsReservation();

        Assert.Equal(("cancelled", 0.00m), (cancelled.Text("status"), cancelled.Money("refundDue")));
        Assert.Single(cancelled.GetProperty("tickets").EnumerateArray());
        Assert.True(cancelled.IsNull("confirmedAt") && cancelled.IsNull("expiresAt"));
        Assert.Equal("available", await customer.StatusOfAsync(showtimeId, "A1"));
    }

    [Fact]
    public async Task A_confirmed_booking_cannot_be_cancelled_once_the_show_has_started()
    {
        var (showtimeId, customer) = (await api.Given.ShowtimeAsync(), await api.CustomerAsync());
        var confirmed = await customer.ConfirmedAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1"));
        await api.Database.ShowStartsAsync(showtimeId);

        await customer.CancelAsync(confirmed).ProblemAsync(409, "show_started");

        Assert.Equal("sold", await customer.StatusOfAsync(showtimeId, "A1"));
    }

    [Fact]
    public async Task A_booking_of_a_cancelled_show_or_closed_movie_can_be_cancelled()
    {
        var customer = await api.CustomerAsync();
        foreach (var happens in new Func<int, Task>[] { api.Database.ShowtimeIsCancelledAsync, api.Database.MovieClosesAsync })
        {
            var showtimeId = await api.Given.ShowtimeAsync();
            var confirmed = await customer.ConfirmedAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1"));
            await happens(showtimeId);

            Assert.Equal(8.00m, (await customer.CancelAsync(confirmed).JsonAsync()).Money("refundDue"));
        }
    }
}
