using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>Other seats for tickets that somebody has, and the difference settled.</summary>
[Collection(SharedApi.One)]
public sealed class ExchangeTests(TestApi api)
{
    [Fact]
    public async Task A_ticket_becomes_a_dearer_one_of_the_same_show_and_the_till_counts_the_difference()
    {
        var (cinemaId, showtimeId) = await api.NearShowAsync();
        using var staff = await api.CashierAsync(cinemaId);
        var sold = (await staff.SoldAsync(showtimeId, 16, "cash", await api.Given.SeatsAsync(showtimeId, "C1", "C2"))).GetProperty(
            "reservation"
        );
        var id = sold.Int("reservationId");
        var oldToken = (await ReadAsync(staff, id)).GetProperty("reservation").GetProperty("tickets")[0].Text("token");
        var exchange = new
        {
            ticketIds = sold.TicketIds("C1"),
            showtimeId,
            seatIds = await api.Given.SeatsAsync(showtimeId, "H1"),
            method = "cash",
            total = 16,
            credit = 8,
            given = 10,
            reason = "Wants to sit further back",
        };
        var key = Guid.NewGuid().ToString();

        var exchanged = await staff.ExchangeAsync(id, exchange, key).JsonAsync(HttpStatusCode.Created);
        var again = await staff.ExchangeAsync(id, exchange, key).JsonAsync(HttpStatusCode.Created);

        Assert.Equal(exchanged.GetRawText(), again.GetRawText());
        Assert.Equal((8m, 8m), (exchanged.Money("credit"), exchanged.Money("difference")));
        var sale = exchanged.GetProperty("booking").GetProperty("sale");
        Assert.Equal((16m, 18m, 2m), (sale.Money("amount"), sale.Money("given"), sale.Money("change")));
        var made = exchanged.GetProperty("booking").GetProperty("reservation");
        var newId = made.Int("reservationId");

        // Each says what became of the other; the old code is cancelled at the door, and the new one lets in.
        var (old, now) = (
            (await ReadAsync(staff, id)).GetProperty("reservation"),
            (await ReadAsync(staff, newId)).GetProperty("reservation")
        );
        Assert.Equal(("confirmed", made.Text("reference")), (old.Text("status"), old.GetProperty("exchangedFor")[0].Text("reference")));
        Assert.Equal(sold.Text("reference"), now.GetProperty("inPlaceOf").Text("reference"));
        Assert.Equal("cancelled", await AnswerAsync(staff, showtimeId, oldToken));
        Assert.Equal("admitted", await AnswerAsync(staff, showtimeId, now.GetProperty("tickets")[0].Text("token")));
        await staff
            .ExchangeAsync(newId, now.Exchange("H1", showtimeId, await api.Given.SeatsAsync(showtimeId, "H2"), 16, 16))
            .ProblemAsync(409, "ticket_admitted");

        var till = Assert.Single((await staff.GetAsync($"{CounterCalls.Office}/cinemas/{cinemaId}/tills").JsonAsync()).EnumerateArray());
        Assert.Equal((32m, 8m, 124m), (till.Money("cashSales"), till.Money("cashRefunds"), till.Money("expected")));
        Assert.Equal(
            ["standard 1 8.00", "premium 1 16.00"],
            await api.Database.LinesAsync(
                "SELECT seat_class, tickets, revenue FROM sales_rollups WHERE showtime_id = @id ORDER BY revenue",
                ("@id", showtimeId)
            )
        );
        using var admin = await api.AdminAsync();
        Assert.Equal(
            ["cancelled tickets refundDue cancelledSeats exchangedFor cashPaidBack reason", "created soldSeats cash"],
            await admin.AuditAsync("reservation", id)
        );
        Assert.Equal(["created soldSeats cash inPlaceOf"], await admin.AuditAsync("reservation", newId));
    }

    [Fact]
    public async Task A_booking_of_the_web_goes_to_another_show_stays_its_owners_and_is_paid_at_the_counter()
    {
        var (cinemaId, showtimeId) = await api.NearShowAsync();
        var (otherId, day) = await api.LaterShowAsync(cinemaId);
        using var staff = await api.StaffAsync(cinemaId);
        using var customer = await api.CustomerAsync();
        var booked = await customer.ConfirmedAsync(showtimeId, await api.Given.SeatsAsync(showtimeId, "C1", "C2"));
        var seats = await api.Given.SeatsAsync(otherId, "D1", "D2");
        Assert.DoesNotContain(otherId, await ShowsAsync(staff, cinemaId, ""));
        Assert.Equal([otherId], await ShowsAsync(staff, cinemaId, $"&date={day}"));
        // What keeps customers from each other does not count here.
        await api.Database.ExecuteAsync(
            "INSERT INTO unpaid_holds (showtime_id, user_id, times, lapsed_at) SELECT @id, user_id, 3, UTC_TIMESTAMP(6) FROM reservations WHERE reservation_id = @booked",
            ("@id", otherId),
            ("@booked", booked.Int("reservationId"))
        );

        var exchanged = await staff
            .ExchangeAsync(booked.Int("reservationId"), booked.Exchange("C1 C2", otherId, seats, 16, 0))
            .JsonAsync(HttpStatusCode.Created);

        Assert.Equal((0m, 16m), (exchanged.Money("credit"), exchanged.Money("difference")));
        // The answer is kept for a day, and whose it is may be forgotten sooner.
        Assert.True(exchanged.GetProperty("booking").IsNull("email"));
        var own = (await customer.GetAsync("/api/v1/reservations").JsonAsync()).Items();
        Assert.Equal(["confirmed", "cancelled"], own.Select(booking => booking.Text("status")));
        Assert.Equal(otherId, own[0].GetProperty("showtime").Int("showtimeId"));
        Assert.Equal(booked.Text("reference"), own[0].GetProperty("inPlaceOf").Text("reference"));
        Assert.Equal(own[0].Text("reference"), own[1].GetProperty("exchangedFor")[0].Text("reference"));
        Assert.Empty(await api.Database.RowsAsync("SELECT 1 FROM unpaid_holds WHERE showtime_id = @id", ("@id", otherId)));

        // Back again, to a cheaper kind: now it was paid at the counter, and the rest goes back.
        var child = await api.Given.KindAsync(showtimeId, factor: 0.5m, name: "Child");
        var back = await api.Given.SeatsAsync(showtimeId, "C1", "C2");
        var cheaper = await staff
            .ExchangeAsync(
                own[0].Int("reservationId"),
                new
                {
                    ticketIds = own[0].TicketIds("D1 D2"),
                    showtimeId,
                    seatIds = back,
                    method = "card",
                    total = 12,
                    credit = 16,
                    kinds = (object[])[new { seatId = back[0], kindId = child }],
                }
            )
            .JsonAsync(HttpStatusCode.Created);
        Assert.Equal(-4m, cheaper.Money("difference"));
        Assert.Equal(
            ["card 16.00", "card 12.00"],
            await api.Database.LinesAsync(
                "SELECT method, amount FROM counter_sales WHERE cinema_id = @id ORDER BY reservation_id",
                ("@id", cinemaId)
            )
        );
    }

    [Fact]
    public async Task A_program_keeps_its_guests_booking_and_the_report_counts_it_once()
    {
        var (cinemaId, showtimeId) = await api.NearShowAsync();
        using var staff = await api.StaffAsync(cinemaId);
        using var admin = await api.AdminAsync();
        using var program = await api.ProgramAsync();
        var booked = await program
            .PostAsJsonAsync(
                "/api/v1/reservations",
                new
                {
                    showtimeId,
                    seatIds = await api.Given.SeatsAsync(showtimeId, "C1"),
                    guest = new { email = TestApi.Email(), name = "Robin" },
                }
            )
            .JsonAsync(HttpStatusCode.Created);
        await program.ConfirmAsync(booked).JsonAsync();

        await staff
            .ExchangeAsync(
                booked.Int("reservationId"),
                booked.Exchange("C1", showtimeId, await api.Given.SeatsAsync(showtimeId, "C2"), 8, 0)
            )
            .JsonAsync(HttpStatusCode.Created);

        Assert.Equal(2, (await program.GetAsync("/api/v1/reservations").JsonAsync()).Items().Length);
        var channels = (await admin.GetAsync($"{ManagerCalls.Admin}/analytics/channels?cinemaId={cinemaId}").JsonAsync())
            .GetProperty("channels")
            .EnumerateArray();
        Assert.Equal(["web 0", "counter 1", "apiKey 0"], channels.Select(channel => $"{channel.Text("channel")} {channel.Int("tickets")}"));
    }

    private static Task<JsonElement> ReadAsync(HttpClient staff, int reservationId) =>
        staff.GetAsync($"{CounterCalls.Office}/bookings/{reservationId}").JsonAsync();

    private static async Task<string> AnswerAsync(HttpClient staff, int showtimeId, string token) =>
        (await staff.PostAsJsonAsync($"/api/v1/door/showtimes/{showtimeId}/admissions", new { door = "1", token }).JsonAsync())
            .GetProperty("tickets")[0]
            .Text("answer");

    private static async Task<IEnumerable<int>> ShowsAsync(HttpClient staff, int cinemaId, string query) =>
        (await staff.GetAsync($"{CounterCalls.Office}/showtimes?cinemaId={cinemaId}{query}").JsonAsync())
            .EnumerateArray()
            .Select(show => show.Int("showtimeId"));
}
