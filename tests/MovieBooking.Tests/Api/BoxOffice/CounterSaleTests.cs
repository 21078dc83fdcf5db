using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>What the counter sells, to whom it answers what, and what it leaves behind.</summary>
[Collection(SharedApi.One)]
public sealed class CounterSaleTests(TestApi api)
{
    [Fact]
    public async Task Two_adults_are_sold_by_one_request_with_change_tickets_and_a_record()
    {
        var (cinemaId, showtimeId) = await api.NearShowAsync();
        using var staff = await api.CashierAsync(cinemaId);
        var seatIds = await api.Given.SeatsAsync(showtimeId, "C1", "C2");
        var sale = new
        {
            seatIds,
            method = "cash",
            total = 16,
            given = 20,
        };
        var key = Guid.NewGuid().ToString();

        var sold = await staff.SellAsync(showtimeId, sale, key).JsonAsync(HttpStatusCode.Created);
        var again = await staff.SellAsync(showtimeId, sale, key).JsonAsync(HttpStatusCode.Created);

        Assert.Equal(sold.GetRawText(), again.GetRawText());
        var booking = sold.GetProperty("reservation");
        Assert.Equal(("confirmed", 16m), (booking.Text("status"), booking.Money("total")));
        Assert.True(sold.IsNull("name") && sold.IsNull("email"));
        var paid = sold.GetProperty("sale");
        Assert.Equal(("cash", 16m, 20m, 4m), (paid.Text("method"), paid.Money("amount"), paid.Money("given"), paid.Money("change")));

        var show = Assert.Single(
            (await staff.GetAsync($"{CounterCalls.Office}/showtimes?cinemaId={cinemaId}").JsonAsync()).EnumerateArray()
        );
        Assert.Equal(
            (showtimeId, show.Int("seats") - 2, 8m),
            (show.Int("showtimeId"), show.Int("seatsAvailable"), show.Money("standardPrice"))
        );

        // What is printed opens the door, and the paper alone opens nothing on the web.
        var reservationId = booking.Int("reservationId");
        var read = await staff.GetAsync($"{CounterCalls.Office}/bookings/{reservationId}").JsonAsync();
        Assert.Equal(paid.GetRawText()[..40], read.GetProperty("sale").GetRawText()[..40]);
        var token = read.GetProperty("reservation").GetProperty("tickets")[0].Text("token");
        var admission = await staff
            .PostAsJsonAsync($"/api/v1/door/showtimes/{showtimeId}/admissions", new { door = "1", token })
            .JsonAsync();
        Assert.Equal("admitted", admission.GetProperty("tickets")[0].Text("answer"));
        var reference = booking.Text("reference");
        var address = string.Create(CultureInfo.InvariantCulture, $"{reference.ToLowerInvariant()}@counter.invalid");
        await api.CreateClient()
            .PostAsJsonAsync("/api/v1/reservations/lookup", new { reference, email = address })
            .ProblemAsync(400, "validation_failed", "email");

        Assert.Equal(
            [$"{cinemaId} cash 16.00 20.00"],
            await api.Database.LinesAsync(
                "SELECT cinema_id, method, amount, given FROM counter_sales WHERE reservation_id = @id",
                ("@id", reservationId)
            )
        );
        Assert.Equal(
            ["standard 2 16.00"],
            await api.Database.LinesAsync(
                "SELECT seat_class, tickets, revenue FROM sales_rollups WHERE showtime_id = @id",
                ("@id", showtimeId)
            )
        );
        Assert.Empty(await api.Database.RowsAsync("SELECT 1 FROM outbox WHERE reservation_id = @id", ("@id", reservationId)));
        using var admin = await api.AdminAsync();
        Assert.Equal(["created soldSeats cash"], await admin.AuditAsync("reservation", reservationId));
    }

    [Fact]
    public async Task Kinds_are_charged_a_card_has_no_change_and_customers_limits_are_none_of_the_counters()
    {
        var (cinemaId, showtimeId) = await api.NearShowAsync();
        using var staff = await api.StaffAsync(cinemaId);
        var child = await api.Given.KindAsync(showtimeId, factor: 0.5m, name: "Child");
        using var admin = await api.AdminAsync();
        await admin.OpenRoomAsync("showtimes", showtimeId, perMinute: 1).JsonAsync();
        var rows = await Task.WhenAll("ABC".Select(row => SeatsAsync(showtimeId, row)));

        // Three customers of one person behind the counter, who has more than any one customer may.
        var first = await staff
            .SellAsync(
                showtimeId,
                new
                {
                    seatIds = rows[0],
                    method = "card",
                    total = 76,
                    kinds = (object[])[new { seatId = rows[0][0], kindId = child }],
                }
            )
            .JsonAsync(HttpStatusCode.Created);
        foreach (var row in rows[1..])
        {
            await staff.SoldAsync(showtimeId, 80, "card", row);
        }

        Assert.Equal(76m, first.GetProperty("reservation").Money("total"));
        Assert.Equal("Child", first.GetProperty("reservation").GetProperty("tickets")[0].Text("kind"));
        Assert.True(first.GetProperty("sale").IsNull("given") && first.GetProperty("sale").IsNull("change"));
    }

    [Fact]
    public async Task What_cannot_be_sold_is_refused_in_so_many_words_and_leaves_nothing()
    {
        var (cinemaId, showtimeId) = await api.NearShowAsync();
        var (otherCinemaId, _) = await api.NearShowAsync();
        using var staff = await api.CashierAsync(cinemaId);
        using var tillless = await api.StaffAsync(cinemaId);
        using var stranger = await api.StaffAsync(otherCinemaId);
        using var customer = await api.CustomerAsync();
        var seatIds = await api.Given.SeatsAsync(showtimeId, "D1", "D2");
        await customer.LockAsync(showtimeId, seatIds[1]).JsonAsync();
        var free = await api.Given.SeatsAsync(showtimeId, "E1", "E2");
        var sale = Sale(free, "cash", 16, 20);

        await stranger.SellAsync(showtimeId, sale).ProblemAsync(403, "forbidden");
        await customer.SellAsync(showtimeId, sale).ProblemAsync(403, "forbidden");
        await api.CreateClient().SellAsync(showtimeId, sale).ProblemAsync(401, "unauthenticated");
        await tillless.SellAsync(showtimeId, sale).ProblemAsync(409, "no_open_shift");
        await staff.SellAsync(999_999, sale).ProblemAsync(404, "not_found");
        var lost = await staff.SellAsync(showtimeId, Sale(seatIds, "card", 16)).ProblemAsync(409, "seats_taken");
        Assert.Equal(["D2 locked"], lost.LostSeats());
        var dearer = await staff.SellAsync(showtimeId, Sale(free, "card", 15)).ProblemAsync(409, "price_changed");
        Assert.Equal(16m, dearer.Money("total"));
        await staff.SellAsync(showtimeId, Sale(free, "cash", 16, 15.99m)).ProblemAsync(400, "validation_failed", "given");
        await staff.SellAsync(showtimeId, Sale(free, "cash", 16, 16.001m)).ProblemAsync(400, "validation_failed", "given");
        await staff.SellAsync(showtimeId, Sale(free, "cash", 16)).ProblemAsync(400, "validation_failed", "given");
        await staff.SellAsync(showtimeId, Sale(free, "card", 16, 16)).ProblemAsync(400, "validation_failed", "given");
        await staff.SellAsync(showtimeId, Sale(free, "cheque", 16)).ProblemAsync(400, "validation_failed", "method");
        await staff.SellAsync(showtimeId, Sale(free, "card", -16)).ProblemAsync(400, "validation_failed", "total");
        await staff.SellAsync(showtimeId, Sale([], "card", 16)).ProblemAsync(400, "validation_failed", "seatIds");
        await staff.GetAsync($"{CounterCalls.Office}/bookings/999999").ProblemAsync(404, "not_found");
        var elsewhere = await staff.SoldAsync(showtimeId, 16, "card", free);
        await stranger
            .GetAsync($"{CounterCalls.Office}/bookings/{elsewhere.GetProperty("reservation").Int("reservationId")}")
            .ProblemAsync(403, "forbidden");
        await api.Database.ExecuteAsync(
            "UPDATE showtimes SET start_time = UTC_TIMESTAMP(6) - INTERVAL 1 MINUTE WHERE showtime_id = @id",
            ("@id", showtimeId)
        );
        await staff.SellAsync(showtimeId, Sale(seatIds[..1], "card", 8)).ProblemAsync(409, "show_started");

        Assert.Equal(
            1,
            await api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM reservations WHERE showtime_id = @id", ("@id", showtimeId))
        );
    }

    private static object Sale(int[] seatIds, string method, decimal total, decimal? given = null) =>
        new
        {
            seatIds,
            method,
            total,
            given,
        };

    private Task<int[]> SeatsAsync(int showtimeId, char row) =>
        api.Given.SeatsAsync(showtimeId, [.. Enumerable.Range(1, 10).Select(seat => $"{row}{seat}")]);
}
