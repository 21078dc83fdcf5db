using System.Net;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

[Collection(SharedApi.Two)]
public sealed class IdempotencyTests(TestApi api)
{
    [Fact]
    public async Task A_booking_sent_again_with_its_key_is_answered_as_the_first_time_to_the_byte()
    {
        var (showtimeId, seat) = await SeatAsync();
        using var customer = await api.CustomerAsync();
        var key = IdempotencyCalls.NewKey();

        var first = await customer.ReserveAsync(key, showtimeId, seat).TextAsync();
        var second = await customer.ReserveAsync(key, showtimeId, seat).TextAsync();

        Assert.StartsWith($"201 {IdempotencyCalls.Reservations}/", first, StringComparison.Ordinal);
        Assert.Equal(first, second);
        Assert.Equal(1, await ReservationsAsync(showtimeId));
    }

    [Fact]
    public async Task Without_a_key_or_with_another_it_is_another_request()
    {
        var (showtimeId, seat) = await SeatAsync();
        using var customer = await api.CustomerAsync();
        await customer.ReserveAsync(IdempotencyCalls.NewKey(), showtimeId, seat).JsonAsync(HttpStatusCode.Created);

        await customer.ReserveAsync(IdempotencyCalls.NewKey(), showtimeId, seat).ProblemAsync(409, "seat_in_reservation");
        await customer.ReserveAsync(showtimeId, seat).ProblemAsync(409, "seat_in_reservation");
    }

    [Fact]
    public async Task Confirming_and_cancelling_are_answered_as_the_first_time_whatever_has_happened_since()
    {
        var (showtimeId, seat) = await SeatAsync();
        using var customer = await api.CustomerAsync();
        var made = await customer.PendingAsync(showtimeId, seat);
        var key = IdempotencyCalls.NewKey();
        var path = $"{IdempotencyCalls.Reservations}/{made.Int("reservationId")}";

        var confirmed = await customer.PostAsync($"{path}/confirm", key).TextAsync();
        var cancelled = await customer.PostAsync($"{path}/cancel", key).TextAsync();

        Assert.Contains("\"status\":\"confirmed\"", confirmed, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"cancelled\"", cancelled, StringComparison.Ordinal);
        Assert.Equal(confirmed, await customer.PostAsync($"{path}/confirm", key).TextAsync());
        Assert.Equal(cancelled, await customer.PostAsync($"{path}/cancel", key).TextAsync());
        Assert.Equal("cancelled", (await customer.GetAsync(path).JsonAsync()).Text("status"));
    }

    [Fact]
    public async Task A_key_stands_for_one_body()
    {
        var (showtimeId, seat) = await SeatAsync();
        var other = await api.Given.SeatAsync(showtimeId, "F5");
        using var customer = await api.CustomerAsync();
        var key = IdempotencyCalls.NewKey();
        await customer.ReserveAsync(key, showtimeId, seat).JsonAsync(HttpStatusCode.Created);

        await customer.ReserveAsync(key, showtimeId, other).ProblemAsync(422, "idempotency_key_reused");
        await customer.ReserveAsync(key, showtimeId, seat, other).ProblemAsync(422, "idempotency_key_reused");

        Assert.Equal(1, await ReservationsAsync(showtimeId));
    }

    [Fact]
    public async Task A_key_belongs_to_its_caller_and_a_booking()
    {
        var (showtimeId, seat) = await SeatAsync();
        var other = await api.Given.SeatAsync(showtimeId, "F5");
        using var one = await api.CustomerAsync();
        using var two = await api.CustomerAsync();
        var key = IdempotencyCalls.NewKey();

        var ones = await one.ReserveAsync(key, showtimeId, seat).JsonAsync(HttpStatusCode.Created);
        var twos = await two.ReserveAsync(key, showtimeId, other).JsonAsync(HttpStatusCode.Created);
        var third = await two.PendingAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "F7"));

        Assert.NotEqual(ones.Int("reservationId"), twos.Int("reservationId"));
        foreach (var reservation in new[] { twos, third })
        {
            var id = reservation.Int("reservationId");
            Assert.Equal(id, (await two.PostAsync($"{IdempotencyCalls.Reservations}/{id}/confirm", key).JsonAsync()).Int("reservationId"));
        }

        await two.PostAsync($"{IdempotencyCalls.Reservations}/{ones.Int("reservationId")}/confirm", key).ProblemAsync(404, "not_found");
    }

    [Fact]
    public async Task A_refusal_is_not_kept()
    {
        var (showtimeId, seat) = await SeatAsync();
        using var owner = await api.CustomerAsync();
        using var customer = await api.CustomerAsync();
        var key = IdempotencyCalls.NewKey();
        var taken = await owner.PendingAsync(showtimeId, seat);
        await customer.ReserveAsync(key, showtimeId, seat).ProblemAsync(409, "seats_taken");
        await owner.CancelAsync(taken).JsonAsync();

        await customer.ReserveAsync(key, showtimeId, seat).JsonAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_guest_is_answered_as_the_first_time_but_for_the_token_which_is_never_stored()
    {
        var (showtimeId, seat) = await SeatAsync();
        var (client, email, key) = (api.CreateClient(), TestApi.Email(), IdempotencyCalls.NewKey());

        var first = await client.ReserveAsGuestAsync(email, key, showtimeId, seat).JsonAsync(HttpStatusCode.Created);
        var second = await client.ReserveAsGuestAsync(email.ToUpperInvariant(), key, showtimeId, seat).JsonAsync(HttpStatusCode.Created);

        Assert.Equal(WithoutToken(first), WithoutToken(second));
        using var guest = api.WithToken(second.Text("accessToken"));
        await guest.ConfirmAsync(first).JsonAsync();
        Assert.Equal(
            0,
            await api.Database.ScalarAsync<int>(
                "SELECT COUNT(*) FROM idempotency_keys WHERE body LIKE '%\"accessToken\":\"%' OR body COLLATE utf8mb4_bin LIKE '%eyJ%'"
            )
        );
    }

    private static string WithoutToken(System.Text.Json.JsonElement reservation) =>
        string.Join('\n', reservation.EnumerateObject().Where(property => property.Name != "accessToken"));

    private async Task<(int ShowtimeId, int SeatId)> SeatAsync()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        return (showtimeId, await api.Given.SeatAsync(showtimeId, "E5"));
    }

    private Task<int> ReservationsAsync(int showtimeId) =>
        api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM reservations WHERE showtime_id = @id", ("@id", showtimeId));
}
