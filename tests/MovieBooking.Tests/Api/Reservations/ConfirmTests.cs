using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

[Collection(SharedApi.One)]
public sealed class ConfirmTests(TestApi api)
{
    [Fact]
    public async Task Confirming_sells_the_seats_and_confirming_again_changes_nothing()
    {
        var (showtimeId, customer) = (await api.Given.ShowtimeAsync(), await api.CustomerAsync());
        var made = await customer.PendingAsync(showtimeId, await api.Given.SeatsAsync(showtimeId, "A1", "F2"));

        var confirmed = (await customer.ConfirmAsync(made).JsonAsync()).IsReservation();
        var again = await customer.ConfirmAsync(made).JsonAsync();

        Assert.Equal("confirmed", confirmed.Text("status"));
        Assert.True(confirmed.IsNull("expiresAt") && confirmed.IsNull("cancelledAt"));
        Assert.True(confirmed.Time("confirmedAt") >= confirmed.Time("createdAt"));
        Assert.Equal((24.00m, 0.00m), (confirmed.Money("total"), confirmed.Money("refundDue")));
        Assert.Equal(made.Text("reference"), confirmed.Text("reference"));
        Assert.Equal(confirmed.ToString(), again.ToString());
        Assert.Equal(
            [
                ["premium", 1, 16.00m],
                ["standard", 1, 8.00m],
            ],
            await api.Database.RowsAsync(
                "SELECT seat_class, tickets, revenue FROM sales_rollups WHERE showtime_id = @showtime_id ORDER BY CONCAT(seat_class)",
                ("@showtime_id", showtimeId)
            )
        );
    }

    [Fact]
    public async Task A_sale_counts_on_the_cinemas_day()
    {
        var customer = await api.CustomerAsync();
        foreach (var zone in new[] { "Pacific/Kiritimati", "Pacific/Pago_Pago" })
        {
            var showtimeId = await api.Given.ShowtimeAsync(screenId: await api.Given.ScreenAsync(timeZone: zone));
            var confirmed = await customer.ConfirmedAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1"));

            var day = await api.Database.ScalarAsync<DateTime>(
                "SELECT sale_date FROM sales_rollups WHERE showtime_id = @id",
                ("@id", showtimeId)
            );
            Assert.Equal(confirmed.Time("confirmedAt").DateTime.Date, day.Date);
        }
    }

    [Fact]
    public async Task A_reservation_past_its_time_reads_as_expired_and_cannot_be_confirmed_or_cancelled()
    {
        var (showtimeId, customer) = (await api.Given.ShowtimeAsync(), await api.CustomerAsync());
        var seatId = await api.Given.SeatAsync(showtimeId, "A1");
        var made = await customer.PendingAsync(showtimeId, seatId);
        await api.Database.TimeRunsOutAsync(showtimeId);

        await customer.ConfirmAsync(made).ProblemAsync(409, "reservation_expired");
        await customer.CancelAsync(made).ProblemAsync(409, "reservation_expired");

        var read = (await customer.GetAsync($"/api/v1/reservations/{made.Int("reservationId")}").JsonAsync()).IsReservation();
        Assert.Equal("expired", read.Text("status"));
        Assert.Equal(Tickets(made), Tickets(read));
        Assert.Equal(0m, read.Money("refundDue"));
        Assert.Equal(0m, Assert.Single(read.GetProperty("tickets").EnumerateArray()).Money("refund"));
    }

    [Fact]
    public async Task An_expired_reservations_seat_goes_to_the_next_and_it_still_lists_its_tickets()
    {
        var (showtimeId, customer) = (await api.Given.ShowtimeAsync(), await api.CustomerAsync());
        var seatId = await api.Given.SeatAsync(showtimeId, "A1");
        var made = await customer.PendingAsync(showtimeId, seatId);
        await api.Database.TimeRunsOutAsync(showtimeId);

        await (await api.CustomerAsync()).ConfirmedAsync(showtimeId, seatId);

        var read = await customer.GetAsync($"/api/v1/reservations/{made.Int("reservationId")}").JsonAsync();
        Assert.Equal("expired", read.Text("status"));
        Assert.Equal(Tickets(made), Tickets(read));
        await customer.ConfirmAsync(made).ProblemAsync(409, "reservation_expired");
    }

    [Fact]
    public async Task Confirming_is_refused_once_cancelled_or_when_the_show_is_cancelled_or_has_started()
    {
        var customer = await api.CustomerAsync();

        var (_, cancelled) = await PendingAsync(customer);
        await customer.CancelAsync(cancelled).JsonAsync();
        await customer.ConfirmAsync(cancelled).ProblemAsync(409, "reservation_cancelled");

        var (showtimeId, unshown) = await PendingAsync(customer);
        await api.Database.ShowtimeIsCancelledAsync(showtimeId);
        await customer.ConfirmAsync(unshown).ProblemAsync(409, "showtime_cancelled");

        (showtimeId, var late) = await PendingAsync(customer);
        await api.Database.ShowStartsAsync(showtimeId);
        await customer.ConfirmAsync(late).ProblemAsync(409, "show_started");
    }

    /// <summary>What they are; what they would bring back ends with their time.</summary>
    private static IEnumerable<(int, int, string, string, decimal)> Tickets(JsonElement reservation) =>
        reservation
            .GetProperty("tickets")
            .EnumerateArray()
            .Select(ticket =>
                (ticket.Int("ticketId"), ticket.Int("seatId"), ticket.Text("seatLabel"), ticket.Text("seatClass"), ticket.Money("price"))
            );

    private async Task<(int ShowtimeId, JsonElement Reservation)> PendingAsync(HttpClient customer)
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        return (showtimeId, await customer.PendingAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1")));
    }
}
