using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>Who is found at the counter, what is cancelled there, and what goes back over it.</summary>
[Collection(SharedApi.One)]
public sealed class CounterRefundTests(TestApi api)
{
    [Fact]
    public async Task A_booking_is_found_by_code_reference_address_or_name_at_its_own_cinema_alone()
    {
        var (cinemaId, showtimeId) = await api.NearShowAsync();
        var (otherCinemaId, _) = await api.NearShowAsync();
        using var staff = await api.StaffAsync(cinemaId);
        using var stranger = await api.StaffAsync(otherCinemaId);
        using var visitor = api.CreateClient();
        var email = TestApi.Email();
        var name = Given.Unique("Wanda Quill").Replace(' ', '-');
        var booking = await visitor
            .PostAsJsonAsync(
                "/api/v1/reservations",
                new
                {
                    showtimeId,
                    seatIds = await api.Given.SeatsAsync(showtimeId, "C1"),
                    guest = new { email, name },
                }
            )
            .JsonAsync(HttpStatusCode.Created);
        using var guest = api.WithToken(booking.Text("accessToken"));
        await guest.ConfirmAsync(booking).JsonAsync();
        var sold = await staff.SoldAsync(showtimeId, 8, "card", await api.Given.SeatsAsync(showtimeId, "C2"));
        var read = await staff.GetAsync($"{CounterCalls.Office}/bookings/{booking.Int("reservationId")}").JsonAsync();
        var token = read.GetProperty("reservation").GetProperty("tickets")[0].Text("token");

        foreach (var wanted in (string[])[token, booking.Text("reference").ToLowerInvariant(), email, name[..8]])
        {
            var found = Assert.Single((await FindAsync(staff, cinemaId, wanted)).Items());
            Assert.Equal(booking.Int("reservationId"), found.GetProperty("reservation").Int("reservationId"));
            Assert.Equal((name, email), (found.Text("name"), found.Text("email")));
            Assert.True(found.IsNull("sale"));
            Assert.Empty((await FindAsync(stranger, otherCinemaId, wanted)).Items());
        }

        var walkIn = Assert.Single((await FindAsync(staff, cinemaId, sold.GetProperty("reservation").Text("reference"))).Items());
        Assert.True(walkIn.IsNull("name") && walkIn.IsNull("email"));
        Assert.Empty((await FindAsync(staff, cinemaId, "Box office")).Items());
        Assert.Empty((await FindAsync(staff, cinemaId, "%%")).Items());
        await stranger.GetAsync($"{CounterCalls.Office}/bookings?cinemaId={cinemaId}&q={name}").ProblemAsync(403, "forbidden");
        await staff.GetAsync($"{CounterCalls.Office}/bookings?cinemaId={cinemaId}&q=").ProblemAsync(400, "validation_failed", "q");
    }

    [Fact]
    public async Task Tickets_are_cancelled_by_the_policy_and_beyond_it_with_a_reason_and_paid_back_from_the_till()
    {
        var (cinemaId, showtimeId) = await api.NearShowAsync();
        await api.Database.ExecuteAsync(
            "UPDATE cinemas SET refund_minutes = 60, refund_fee_kind = 'amount', refund_fee = 1 WHERE cinema_id = @id",
            ("@id", cinemaId)
        );
        using var staff = await api.CashierAsync(cinemaId);
        var sold = (await staff.SoldAsync(showtimeId, 24, "cash", await api.Given.SeatsAsync(showtimeId, "C1", "C2", "C3"))).GetProperty(
            "reservation"
        );
        var id = sold.Int("reservationId");
        var tickets = sold.GetProperty("tickets").EnumerateArray().Select(ticket => ticket.Int("ticketId")).ToArray();

        // How the money goes back must be said, else nothing is cancelled.
        await staff.CancelAtCounterAsync(id, new { ticketIds = tickets[..1] }).ProblemAsync(400, "validation_failed", "method");
        var first = await staff.CancelAtCounterAsync(id, new { ticketIds = tickets[..1], method = "cash" }).JsonAsync();
        Assert.Equal(("cash", 7m), (first.Text("method"), first.Money("amount")));

        await api.Database.ExecuteAsync("UPDATE reservations SET refund_minutes = 180 WHERE reservation_id = @id", ("@id", id));
        await staff.CancelAtCounterAsync(id, new { ticketIds = tickets[1..2], method = "cash" }).ProblemAsync(409, "refund_period_over");
        await staff.CancelAtCounterAsync(id, new { method = "cash", reason = " " }).ProblemAsync(400, "validation_failed", "reason");
        var second = await staff
            .CancelAtCounterAsync(
                id,
                new
                {
                    ticketIds = tickets[1..2],
                    method = "cash",
                    reason = "Broken seat",
                }
            )
            .JsonAsync();
        var rest = await staff.CancelAtCounterAsync(id, new { method = "card", reason = "No sound" }).JsonAsync();
        var again = await staff.CancelAtCounterAsync(id, new { method = "card", reason = "No sound" }).JsonAsync();
        Assert.Equal((8m, 8m, 0m), (second.Money("amount"), rest.Money("amount"), again.Money("amount")));

        var till = Assert.Single((await staff.GetAsync($"{CounterCalls.Office}/cinemas/{cinemaId}/tills").JsonAsync()).EnumerateArray());
        Assert.Equal(
            (24m, 15m, 0m, 8m, 109m),
            (till.Money("cashSales"), till.Money("cashRefunds"), till.Money("cardSales"), till.Money("cardRefunds"), till.Money("expected"))
        );
        using var admin = await api.AdminAsync();
        Assert.Equal(
            [
                "updated cardPaidBack",
                "cancelled status tickets refundDue reason",
                "updated cashPaidBack",
                "cancelled tickets refundDue cancelledSeats reason",
                "updated cashPaidBack",
                "cancelled tickets refundDue cancelledSeats",
                "created soldSeats cash",
            ],
            await admin.AuditAsync("reservation", id)
        );
    }

    [Fact]
    public async Task What_a_called_off_show_owes_is_paid_back_once_and_what_was_booked_elsewhere_not_from_a_till()
    {
        var (cinemaId, showtimeId) = await api.NearShowAsync();
        using var staff = await api.CashierAsync(cinemaId);
        using var customer = await api.CustomerAsync();
        var booked = await customer.ConfirmedAsync(showtimeId, await api.Given.SeatsAsync(showtimeId, "D1"));
        var elsewhere = await staff.CancelAtCounterAsync(booked.Int("reservationId"), new { }).JsonAsync();
        Assert.Equal((0m, true), (elsewhere.Money("amount"), elsewhere.IsNull("method")));
        var id = (await staff.SoldAsync(showtimeId, 8, "cash", await api.Given.SeatsAsync(showtimeId, "D2")))
            .GetProperty("reservation")
            .Int("reservationId");
        using var admin = await api.AdminAsync();
        await admin.SendAsync(new(HttpMethod.Delete, $"{ManagerCalls.Admin}/showtimes/{showtimeId}?cancelBookings=true")).IsEmptyAsync();

        var owed = await staff.GetAsync($"{CounterCalls.Office}/bookings/{id}").JsonAsync();
        Assert.Equal(8m, owed.Money("owed"));
        foreach (var amount in (decimal[])[8, 0])
        {
            var paid = await staff.PostAsJsonAsync($"{CounterCalls.Office}/bookings/{id}/refunds", new { method = "cash" }).JsonAsync();
            Assert.Equal(amount, paid.Money("amount"));
        }

        Assert.Equal(0m, (await staff.GetAsync($"{CounterCalls.Office}/bookings/{id}").JsonAsync()).Money("owed"));
        await staff
            .PostAsJsonAsync($"{CounterCalls.Office}/bookings/{id}/refunds", new { })
            .ProblemAsync(400, "validation_failed", "method");
    }

    private static Task<JsonElement> FindAsync(HttpClient staff, int cinemaId, string wanted) =>
        staff.GetAsync($"{CounterCalls.Office}/bookings?cinemaId={cinemaId}&q={Uri.EscapeDataString(wanted)}").JsonAsync();
}
