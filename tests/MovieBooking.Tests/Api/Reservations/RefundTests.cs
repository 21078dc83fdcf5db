using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>What is due back of a booking, by what the cinema promised when it was made, and of single tickets of it.</summary>
[Collection(SharedApi.Two)]
public sealed class RefundTests(TestApi api)
{
    private const string Bookings = $"{ManagerCalls.Admin}/reservations";

    [Fact]
    public async Task Tickets_are_cancelled_one_by_one_by_whoever_booked_and_the_seats_are_free_at_once()
    {
        var showtimeId = await ShowtimeAsync(minutes: 60, "percent", 12.5m);
        var (customer, other) = (await api.CustomerAsync(), await api.CustomerAsync());
        var seats = await api.Given.SeatsAsync(showtimeId, "A1", "A2", "H1");
        var pending = await customer.PendingAsync(showtimeId, seats);
        await CancelAsync(customer, pending, Tickets(pending)[..1]).ProblemAsync(409, "reservation_pending");

        // The policy is said before it is confirmed, and what the cinema asks later is not asked of this booking.
        var terms = pending.IsReservation().GetProperty("refundPolicy");
        Assert.Equal(("percent", 12.50m, 0.00m), (terms.Text("feeKind"), terms.Money("fee"), terms.Money("refundNow")));
        Assert.Equal(pending.GetProperty("showtime").Time("startsAt").AddMinutes(-60), terms.Time("until"));
        await PolicyAsync(showtimeId, 0, "percent", 99);
        var booking = await customer.ConfirmAsync(pending).JsonAsync();
        Assert.Equal(28.00m, booking.GetProperty("refundPolicy").Money("refundNow"));
        Assert.Equal(["7.00", "7.00", "14.00"], Refunds(booking, "tickets"));

        var key = IdempotencyCalls.NewKey();
        var first = await CancelAsync(customer, booking, Tickets(booking)[1..2], key).TextAsync();
        var again = await CancelAsync(customer, booking, Tickets(booking)[1..2], key).TextAsync();
        await CancelAsync(customer, booking, Tickets(booking)[..1], key).ProblemAsync(422, "idempotency_key_reused");
        var now = (await customer.GetAsync($"/api/v1/reservations/{booking.Int("reservationId")}").JsonAsync()).IsReservation();

        Assert.Equal(first, again);
        Assert.Equal(("confirmed", 24.00m, 7.00m), (now.Text("status"), now.Money("total"), now.Money("refundDue")));
        Assert.Equal(["A1", "H1"], Labels(now, "tickets"));
        Assert.Equal(["A2"], Labels(now, "cancelledTickets"));
        Assert.Equal(21.00m, now.GetProperty("refundPolicy").Money("refundNow"));
        Assert.Equal(["sold", "available"], [await other.StatusOfAsync(showtimeId, "A1"), await other.StatusOfAsync(showtimeId, "A2")]);
        await other.ConfirmedAsync(showtimeId, seats[1]);
        var calendar = await customer.GetStringAsync($"/api/v1/reservations/{booking.Int("reservationId")}/calendar");
        Assert.Contains("A1\\, H1", calendar, StringComparison.Ordinal);

        var last = await CancelAsync(customer, booking, Tickets(booking)).JsonAsync();
        Assert.Equal(("cancelled", 32.00m, 28.00m), (last.Text("status"), last.Money("total"), last.Money("refundDue")));
        Assert.Equal(["A1", "A2", "H1"], Labels(last, "tickets"));
        Assert.Equal(["7.00", "7.00", "14.00"], Refunds(last, "cancelledTickets"));
        Assert.True(last.GetProperty("refundPolicy").IsNull("refundNow"));
        Assert.Equal(
            ["cancelled status tickets refundDue cancelledSeats", "cancelled tickets refundDue cancelledSeats"],
            await (await api.AdminAsync()).AuditAsync("reservation", booking.Int("reservationId"))
        );
        Assert.Equal("0 0", await RollupsAsync(showtimeId, "standard", minus: 1));
    }

    [Fact]
    public async Task A_guest_cancels_tickets_with_the_bookings_token_and_nobody_else_does()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seats = await api.Given.SeatsAsync(showtimeId, "A1", "A2");
        var made = await api.CreateClient()
            .ReserveAsGuestAsync(TestApi.Email(), null, showtimeId, seats)
            .JsonAsync(System.Net.HttpStatusCode.Created);
        using var guest = api.WithToken(made.Text("accessToken"));
        var booking = await guest.ConfirmAsync(made).JsonAsync();
        var others = await (await api.CustomerAsync()).ConfirmedAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "B1"));

        await CancelAsync(await api.CustomerAsync(), booking, Tickets(booking)[..1]).ProblemAsync(404, "not_found");
        await CancelAsync(api.CreateClient(), booking, Tickets(booking)[..1]).ProblemAsync(401, "unauthenticated");
        await CancelAsync(guest, others, Tickets(others)).ProblemAsync(404, "not_found");
        foreach (var wrong in new int[][] { [], [0], [-1], [1, 1], [.. Enumerable.Range(1, 11)], Tickets(others), [int.MaxValue] })
        {
            await CancelAsync(guest, booking, wrong).ProblemAsync(400, "validation_failed", "ticketIds");
        }

        var left = await CancelAsync(guest, booking, Tickets(booking)[..1]).JsonAsync();

        Assert.Equal(("confirmed", 8.00m), (left.IsReservation().Text("status"), left.Money("refundDue")));
        Assert.Equal(["A2"], Labels(left, "tickets"));
    }

    [Fact]
    public async Task After_the_limit_only_the_cinema_cancels_and_gives_back_all()
    {
        var showtimeId = await ShowtimeAsync(minutes: 2000, "amount", 3);
        var (customer, admin) = (await api.CustomerAsync(), await api.AdminAsync());
        var pending = await customer.PendingAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "B1"));
        var booking = await customer.ConfirmedAsync(showtimeId, await api.Given.SeatsAsync(showtimeId, "A1", "A2"));
        var path = $"{Bookings}/{booking.Int("reservationId")}";

        // Given back it can be at any time, as long as it is not confirmed.
        await customer.CancelAsync(pending).JsonAsync();
        Assert.True(booking.GetProperty("refundPolicy").IsNull("refundNow"));
        var late = await CancelAsync(customer, booking, Tickets(booking)[..1]).ProblemAsync(409, "refund_period_over");
        await customer.CancelAsync(booking).ProblemAsync(409, "refund_period_over");
        Assert.Equal(booking.GetProperty("refundPolicy").Time("until"), late.Time("until"));

        await admin.PostAsJsonAsync($"{path}/cancel", new { reason = "" }).ProblemAsync(400, "validation_failed", "reason");
        await admin
            .PostAsJsonAsync($"{path}/cancel", new { reason = "x", ticketIds = Array.Empty<int>() })
            .ProblemAsync(400, "validation_failed", "ticketIds");
        await admin.PostAsJsonAsync($"{Bookings}/2000000000/cancel", new { reason = "x" }).ProblemAsync(404, "not_found");
        await admin.GetAsync($"{Bookings}/2000000000").ProblemAsync(404, "not_found");
        var one = await admin
            .PostAsJsonAsync($"{path}/cancel", new { reason = "Broken seat", ticketIds = Tickets(booking)[..1] })
            .JsonAsync();
        var all = await admin.PostAsJsonAsync($"{path}/cancel", new { reason = "No heating" }).JsonAsync();
        var same = await admin.PostAsJsonAsync($"{path}/cancel", new { reason = "Again" }).JsonAsync();

        Assert.Equal(("confirmed", 8.00m), (one.IsReservation().Text("status"), one.Money("refundDue")));
        Assert.Equal(("cancelled", 16.00m), (all.Text("status"), all.Money("refundDue")));
        Assert.Equal(all.GetRawText(), same.GetRawText());
        Assert.Equal(
            ["cancelled status tickets refundDue reason", "cancelled tickets refundDue cancelledSeats reason"],
            await admin.AuditAsync("reservation", booking.Int("reservationId"))
        );
    }

    [Fact]
    public async Task A_moved_show_is_told_and_gives_back_all_until_it_starts()
    {
        var (movie, screen) = (await api.Given.MovieAsync(), await api.Given.ScreenAsync());
        var (customer, admin) = (await api.CustomerAsync(), await api.AdminAsync());
        var start = Given.Today.AddDays(9).ToDateTime(new TimeOnly(20, 0), DateTimeKind.Utc);
        var showtimeId = await admin.ScheduledAsync(movie, screen, ManagerCalls.Iso(start));
        await PolicyAsync(showtimeId, 43_200, "percent", 50);
        var booking = await customer.ConfirmedAsync(showtimeId, await api.Given.SeatsAsync(showtimeId, "A1", "A2"));
        Assert.True(booking.IsNull("movedFrom") && booking.GetProperty("refundPolicy").IsNull("refundNow"));

        await admin.MoveAsync(showtimeId, movie, screen, ManagerCalls.Iso(start.AddMinutes(30))).JsonAsync();
        var moved = (await customer.GetAsync($"/api/v1/reservations/{booking.Int("reservationId")}").JsonAsync()).IsReservation();
        var since = await (await api.CustomerAsync()).ConfirmedAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "B1"));

        Assert.Equal(booking.GetProperty("showtime").Text("startsAt"), moved.Text("movedFrom"));
        var terms = moved.GetProperty("refundPolicy");
        Assert.Equal(("none", 16.00m), (terms.Text("feeKind"), terms.Money("refundNow")));
        Assert.Equal(moved.GetProperty("showtime").Text("startsAt"), terms.Text("until"));
        Assert.True(since.IsNull("movedFrom") && since.GetProperty("refundPolicy").IsNull("refundNow"));
        Assert.Equal(8.00m, (await CancelAsync(customer, booking, Tickets(booking)[..1]).JsonAsync()).Money("refundDue"));
        Assert.Equal(16.00m, (await customer.CancelAsync(booking).JsonAsync()).Money("refundDue"));
    }

    [Fact]
    public async Task A_manager_finds_a_booking_by_its_reference_or_its_address()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var email = TestApi.Email();
        var made = await api.CreateClient()
            .ReserveAsGuestAsync(email, null, showtimeId, await api.Given.SeatAsync(showtimeId, "A1"))
            .JsonAsync(System.Net.HttpStatusCode.Created);
        var userId = await api.Given.UserAsync();
        var own = await api.SignedIn(userId).ConfirmedAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A2"));
        var address = await api.Database.ScalarAsync<string>("SELECT email FROM users WHERE user_id = @id", ("@id", userId));
        var admin = await api.AdminAsync();

        async Task<string[]> FindAsync(string q) =>
            [
                .. (await admin.GetAsync($"{Bookings}?q={Uri.EscapeDataString(q)}").JsonAsync())
                    .Items()
                    .Select(one =>
                    {
                        one.GetProperty("reservation").IsReservation();
                        var customer = one.Has("reservation", "customer").GetProperty("customer").Has("userId", "name", "email");
                        return $"{one.GetProperty("reservation").Text("reference")} {customer.Text("name")} {customer.Text("email")}";
                    }),
            ];

        Assert.Equal([$"{made.Text("reference")} Gus Guest {email}"], await FindAsync($" {made.Text("reference").ToLowerInvariant()} "));
        Assert.Equal([$"{made.Text("reference")} Gus Guest {email}"], await FindAsync(email.ToUpperInvariant()));
        Assert.Equal([$"{own.Text("reference")} Some Body {address}"], await FindAsync(address));
        Assert.Empty(await FindAsync("nobody@example.com"));
        Assert.Empty(await FindAsync("' OR 1=1"));
        Assert.Empty(await FindAsync("Ünbekannt 🎬"));
        await admin.GetAsync($"{Bookings}?q=").ProblemAsync(400, "validation_failed", "q");
        await admin.GetAsync($"{Bookings}?q={new string('x', 255)}").ProblemAsync(400, "validation_failed", "q");
        var found = await admin.GetAsync($"{Bookings}/{own.Int("reservationId")}").JsonAsync();
        Assert.Equal(userId, found.GetProperty("customer").Int("userId"));
    }

    private static Task<HttpResponseMessage> CancelAsync(HttpClient client, JsonElement booking, int[] ticketIds, string? key = null) =>
        client.PostAsync($"/api/v1/reservations/{booking.Int("reservationId")}/tickets/cancel", key, new { ticketIds });

    private static int[] Tickets(JsonElement booking) =>
        [.. booking.GetProperty("tickets").EnumerateArray().Select(ticket => ticket.Int("ticketId"))];

    private static string[] Labels(JsonElement booking, string list) =>
        [.. booking.GetProperty(list).EnumerateArray().Select(ticket => ticket.Text("seatLabel"))];

    private static string[] Refunds(JsonElement booking, string list) =>
        [.. booking.GetProperty(list).EnumerateArray().Select(ticket => ticket.GetProperty("refund").GetRawText())];

    private async Task<int> ShowtimeAsync(int minutes, string feeKind, decimal fee)
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        await PolicyAsync(showtimeId, minutes, feeKind, fee);
        return showtimeId;
    }

    /// <summary>As a manager gives it to the show's cinema.</summary>
    private async Task PolicyAsync(int showtimeId, int minutes, string feeKind, decimal fee)
    {
        var row = (
            await api.Database.RowsAsync(
                """
                SELECT cinemas.cinema_id, cinemas.name, cinemas.address, cinemas.city, cinemas.time_zone
                FROM showtimes
                INNER JOIN screens ON screens.screen_id = showtimes.screen_id
                INNER JOIN cinemas ON cinemas.cinema_id = screens.cinema_id
                WHERE showtimes.showtime_id = @id
                """,
                ("@id", showtimeId)
            )
        )[0];
        await (await api.AdminAsync())
            .PutAsJsonAsync(
                $"{ManagerCalls.Admin}/cinemas/{row[0]}",
                new
                {
                    name = row[1],
                    address = row[2],
                    city = row[3],
                    timeZone = row[4],
                    refundPolicy = new
                    {
                        minutes,
                        feeKind,
                        fee,
                    },
                }
            )
            .JsonAsync();
    }

    private async Task<string> RollupsAsync(int showtimeId, string seatClass, int minus) =>
        string.Join(
            ' ',
            (
                await api.Database.RowsAsync(
                    "SELECT CAST(tickets - @minus AS SIGNED), CAST(revenue - 8 * @minus AS SIGNED) FROM sales_rollups WHERE showtime_id = @id AND seat_class = @class",
                    ("@id", showtimeId),
                    ("@class", seatClass),
                    ("@minus", minus)
                )
            )[0]
        );
}
