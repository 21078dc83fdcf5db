using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

[Collection(SharedApi.Two)]
public sealed class GuestTests(TestApi api)
{
    [Fact]
    public async Task A_guest_books_and_goes_on_with_the_token_of_this_booking()
    {
        var (_, made) = await BookAsync();

        made.Has([.. Shapes.Reservation, "accessToken"]);
        using var guest = api.WithToken(made.Text("accessToken"));
        var path = $"{IdempotencyCalls.Reservations}/{made.Int("reservationId")}";
        Assert.Equal("pending", (await guest.GetAsync(path).JsonAsync()).IsReservation().Text("status"));
        Assert.Equal("confirmed", (await guest.ConfirmAsync(made).JsonAsync()).IsReservation().Text("status"));
        Assert.Equal("cancelled", (await guest.CancelAsync(made).JsonAsync()).IsReservation().Text("status"));
    }

    [Fact]
    public async Task The_address_is_kept_in_lower_case_and_the_seats_are_locked_to_others()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seat = await api.Given.SeatAsync(showtimeId, "E5");
        var client = api.CreateClient();

        var made = await client.ReserveAsGuestAsync("Sam.Rivers@Example.COM", null, showtimeId, seat).JsonAsync(HttpStatusCode.Created);

        Assert.Equal(
            [
                ["sam.rivers@example.com", "Gus Guest", null],
            ],
            await api.Database.RowsAsync(
                "SELECT guest_email, guest_name, user_id FROM reservations WHERE reservation_id = @id",
                ("@id", made.Int("reservationId"))
            )
        );
        Assert.Equal("locked", await client.StatusOfAsync(showtimeId, "E5"));
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_must_say_who_they_are_and_whoever_is_must_not()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seatIds = new[] { await api.Given.SeatAsync(showtimeId, "A1") };
        using var customer = await api.CustomerAsync();
        var written = await api.Database.WrittenAsync();

        await api.CreateClient().ReserveAsync(showtimeId, seatIds).ProblemAsync(400, "validation_failed", "guest");
        await customer.ReserveAsGuestAsync(TestApi.Email(), null, showtimeId, seatIds).ProblemAsync(400, "validation_failed", "guest");

        Assert.Equal(written, await api.Database.WrittenAsync());
    }

    [Theory]
    [InlineData("""{"email":"nobody","name":"Gus"}""", "guest.email")]
    [InlineData("""{"email":"","name":"Gus"}""", "guest.email")]
    [InlineData("""{"email":"güs@example.com","name":"Gus"}""", "guest.email")]
    [InlineData("""{"name":"Gus"}""", "guest.email")]
    [InlineData("""{"email":"gus@example.com"}""", "guest.name")]
    [InlineData("""{"email":"gus@example.com","name":""}""", "guest.name")]
    [InlineData("""{"email":"gus@example.com","name":"G\u0007us"}""", "guest.name")]
    [InlineData("""{"email":"gus@example.com","name":"Gus\r\nBcc: everybody@example.com"}""", "guest.name")]
    [InlineData("""{"email":"gus@example.com\r\nBcc: everybody@example.com","name":"Gus"}""", "guest.email")]
    [InlineData("""{"email":"gus@example.com","name":"Gus","phone":"1"}""", "guest.phone")]
    [InlineData("\"gus\"", "guest")]
    public async Task A_guest_who_is_told_badly_is_refused_by_field(string guest, string field)
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seat = await api.Given.SeatAsync(showtimeId, "A1");

        await api.CreateClient()
            .PostAsync(
                IdempotencyCalls.Reservations,
                new StringContent(
                    $$"""{"showtimeId":{{showtimeId}},"seatIds":[{{seat}}],"guest":{{guest}}}""",
                    System.Text.Encoding.UTF8,
                    "application/json"
                )
            )
            .ProblemAsync(400, "validation_failed", field);
    }

    [Fact]
    public async Task A_name_of_ten_thousand_letters_is_refused_and_one_that_is_written_from_the_right_is_kept_as_it_is()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seat = await api.Given.SeatAsync(showtimeId, "A1");
        var written = await api.Database.WrittenAsync();
        object Booking(string name) =>
            new
            {
                showtimeId,
                seatIds = new[] { seat },
                guest = new { email = TestApi.Email(), name },
            };

        await api.CreateClient()
            .PostAsJsonAsync(IdempotencyCalls.Reservations, Booking(new string('x', 10_000)))
            .ProblemAsync(400, "validation_failed", "guest.name");

        Assert.Equal(written, await api.Database.WrittenAsync());
        const string Name = "\u200Fשרה כהן\u200F";
        var made = await api.CreateClient().PostAsJsonAsync(IdempotencyCalls.Reservations, Booking(Name)).JsonAsync(HttpStatusCode.Created);
        Assert.Equal(
            Name,
            await api.Database.ScalarAsync<string>(
                "SELECT guest_name FROM reservations WHERE reservation_id = @id",
                ("@id", made.Int("reservationId"))
            )
        );
    }

    [Fact]
    public async Task A_guest_keeps_at_most_ten_seats_of_a_showtime_however_the_address_is_written()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seats = await api.Given.SeatsAsync(showtimeId, [.. Enumerable.Range(1, 11).Select(column => $"A{column}")]);
        var email = TestApi.Email();
        var client = api.CreateClient();
        await client.ReserveAsGuestAsync(email, null, showtimeId, seats[..10]).JsonAsync(HttpStatusCode.Created);

        await client.ReserveAsGuestAsync(email.ToUpperInvariant(), null, showtimeId, seats[10]).ProblemAsync(409, "hold_limit");
        await client.ReserveAsGuestAsync(TestApi.Email(), null, showtimeId, seats[10]).JsonAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Whoever_registers_with_a_guests_address_does_not_get_the_guests_bookings()
    {
        var (email, made) = await BookAsync();

        var session = await api.RegisterAsync(email);

        using var user = api.WithToken(session.Text("accessToken"));
        Assert.Empty((await user.GetAsync(IdempotencyCalls.Reservations).JsonAsync()).Items());
        await user.GetAsync($"{IdempotencyCalls.Reservations}/{made.Int("reservationId")}").ProblemAsync(404, "not_found");
        await user.ConfirmAsync(made).ProblemAsync(404, "not_found");
        await user.CancelAsync(made).ProblemAsync(404, "not_found");
    }

    private async Task<(string Email, JsonElement Made)> BookAsync()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seat = await api.Given.SeatAsync(showtimeId, "E5");
        var email = TestApi.Email();
        var made = await api.CreateClient().ReserveAsGuestAsync(email, null, showtimeId, seat).JsonAsync(HttpStatusCode.Created);
        return (email, made);
    }
}
