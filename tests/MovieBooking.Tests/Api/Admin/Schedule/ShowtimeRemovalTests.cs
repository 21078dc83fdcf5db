using System.Net;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Admin;

[Collection(SharedApi.One)]
public sealed class ShowtimeRemovalTests(TestApi api)
{
    [Fact]
    public async Task A_showtime_that_was_never_reserved_is_removed_with_its_holds()
    {
        var (id, admin) = (await api.Given.ShowtimeAsync(), await api.AdminAsync());
        await (await api.CustomerAsync()).LockAsync(id, await api.Given.SeatAsync(id, "A1")).JsonAsync();

        await admin.DeleteAsync(Address(id)).IsEmptyAsync();

        await admin.GetAsync(Address(id)).ProblemAsync(404, "not_found");
        Assert.Equal(0, await api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM seat_locks WHERE showtime_id = @id", ("@id", id)));
        Assert.Equal(["deleted movieId screenId startsAt endsAt status"], await admin.AuditAsync("showtime", id));
        await admin.DeleteAsync(Address(id)).ProblemAsync(404, "not_found");
    }

    [Fact]
    public async Task One_with_bookings_says_first_what_that_would_cancel_and_then_cancels_it_on_record()
    {
        var (id, admin, customer) = (await api.Given.ShowtimeAsync(), await api.AdminAsync(), await api.CustomerAsync());
        var sold = await customer.ConfirmedAsync(id, await api.Given.SeatsAsync(id, "A1", "F1"));
        var pending = await customer.PendingAsync(id, await api.Given.SeatAsync(id, "A2"));
        var screen = await api.Database.ScalarAsync<int>("SELECT screen_id FROM showtimes WHERE showtime_id = @id", ("@id", id));

        var problem = await admin.DeleteAsync(Address(id)).ProblemAsync(409, "showtime_has_bookings");
        Assert.Equal((2, 3, 24m), (problem.Int("bookings"), problem.Int("tickets"), problem.Money("refundDue")));
        Assert.Equal("confirmed", (await ReservationAsync(customer, sold)).Text("status"));

        await admin.DeleteAsync($"{Address(id)}?cancelBookings=true").IsEmptyAsync();

        Assert.Equal("cancelled", (await admin.GetAsync(Address(id)).JsonAsync()).Text("status"));
        var cancelled = await ReservationAsync(customer, sold);
        Assert.Equal(("cancelled", 24m), (cancelled.Text("status"), cancelled.Money("refundDue")));
        Assert.Equal(2, cancelled.GetProperty("tickets").GetArrayLength());
        var unpaid = await ReservationAsync(customer, pending);
        Assert.Equal(("cancelled", 0m), (unpaid.Text("status"), unpaid.Money("refundDue")));
        Assert.Equal(
            0,
            await api.Database.ScalarAsync<int>(
                "SELECT (SELECT COUNT(*) FROM tickets WHERE showtime_id = @id) + (SELECT SUM(tickets) FROM sales_rollups WHERE showtime_id = @id)",
                ("@id", id)
            )
        );
        Assert.Equal(["cancelled status"], await admin.AuditAsync("showtime", id));
        Assert.Equal(["cancelled status tickets refundDue"], await admin.AuditAsync("reservation", sold.Int("reservationId")));
        Assert.Equal(["cancelled status tickets"], await admin.AuditAsync("reservation", pending.Int("reservationId")));

        // The slot is free again, and a second call changes nothing.
        await api.Given.ShowtimeAsync(screenId: screen);
        await admin.DeleteAsync($"{Address(id)}?cancelBookings=true").IsEmptyAsync();
        Assert.Single(await admin.AuditAsync("showtime", id));
    }

    [Fact]
    public async Task One_whose_bookings_are_all_over_is_cancelled_without_a_question_and_keeps_them()
    {
        var (id, admin, customer) = (await api.Given.ShowtimeAsync(), await api.AdminAsync(), await api.CustomerAsync());
        var expired = await customer.PendingAsync(id, await api.Given.SeatAsync(id, "A1"));
        await api.Database.TimeRunsOutAsync(id);

        await admin.DeleteAsync(Address(id)).IsEmptyAsync();

        Assert.Equal("cancelled", (await admin.GetAsync(Address(id)).JsonAsync()).Text("status"));
        Assert.Equal("expired", (await ReservationAsync(customer, expired)).Text("status"));
        Assert.Empty(await admin.AuditAsync("reservation", expired.Int("reservationId")));
    }

    [Fact]
    public async Task One_that_has_started_stays()
    {
        var (id, admin) = (await api.Given.ShowtimeAsync(), await api.AdminAsync());
        await api.Database.ShowStartsAsync(id);

        await admin.DeleteAsync(Address(id)).ProblemAsync(409, "show_started");
        await admin.DeleteAsync($"{Address(id)}?cancelBookings=true").ProblemAsync(409, "show_started");
    }

    /// <summary>Customers book while the showtime is deleted: each is refused, or booked and cancelled with a refund due; none is lost.</summary>
    [Fact]
    public async Task Bookings_that_race_with_the_deletion_are_refused_or_cancelled()
    {
        var (id, admin) = (await api.Given.ShowtimeAsync(), await api.AdminAsync());
        // Reserved once, so that it is kept whoever comes first.
        var first = await api.CustomerAsync();
        await first.ConfirmedAsync(id, await api.Given.SeatAsync(id, "H12"));
        var customers = await Task.WhenAll(Enumerable.Range(1, 12).Select(async _ => await api.CustomerAsync()));
        var seats = await api.Given.SeatsAsync(id, [.. Enumerable.Range(1, 12).Select(column => $"C{column}")]);

        var bookings = customers.Zip(seats, (customer, seat) => customer.ReserveAsync(id, seat)).ToList();
        var deletion = admin.DeleteAsync($"{Address(id)}?cancelBookings=true");
        var answers = await Task.WhenAll(bookings);
        await deletion.IsEmptyAsync();

        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict));
        var booked = answers.Count(answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(
            $"{booked + 1} 0",
            (
                await api.Database.LinesAsync(
                    """
                    SELECT
                        (SELECT COUNT(*) FROM reservations WHERE showtime_id = @id AND status = 'cancelled'),
                        (SELECT COUNT(*) FROM tickets WHERE showtime_id = @id)
                    """,
                    ("@id", id)
                )
            )[0]
        );
    }

    private static string Address(int showtimeId) => $"{ManagerCalls.Admin}/showtimes/{showtimeId}";

    private static Task<System.Text.Json.JsonElement> ReservationAsync(HttpClient customer, System.Text.Json.JsonElement reservation) =>
        customer.GetAsync($"/api/v1/reservations/{reservation.Int("reservationId")}").JsonAsync();
}
