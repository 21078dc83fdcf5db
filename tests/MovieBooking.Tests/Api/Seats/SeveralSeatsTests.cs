using System.Net.Http.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

[Collection(SharedApi.Two)]
public sealed class SeveralSeatsTests(TestApi api)
{
    [Fact]
    public async Task Several_seats_are_held_with_one_call_each_at_its_price()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seats = await api.Given.SeatsAsync(showtimeId, "E1", "F1");
        var customer = await api.CustomerAsync();

        var held = await customer.LockSeatsAsync(showtimeId, seats).JsonAsync();

        held.Has("showtimeId", "seats", "expiresAt", "wouldLeaveLoneSeat");
        Assert.Equal(
            [(seats[0], 8.00m), (seats[1], 16.00m)],
            held.GetProperty("seats").EnumerateArray().Select(seat => (seat.Has("seatId", "price").Int("seatId"), seat.Money("price")))
        );
        Assert.Equal(showtimeId, held.Int("showtimeId"));
        Assert.False(held.GetProperty("wouldLeaveLoneSeat").GetBoolean());
        Assert.Equal(held.Text("expiresAt"), (await customer.SeatMapAsync(showtimeId)).Text("holdExpiresAt"));
    }

    [Fact]
    public async Task Several_seats_are_held_together_or_not_at_all_and_the_lost_ones_are_named()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seats = await api.Given.SeatsAsync(showtimeId, "A1", "A2", "A3");
        await (await api.CustomerAsync()).ConfirmedAsync(showtimeId, seats[1]);
        await (await api.CustomerAsync()).LockAsync(showtimeId, seats[2]).JsonAsync();
        var customer = await api.CustomerAsync();

        var problem = await customer.LockSeatsAsync(showtimeId, seats).ProblemAsync(409, "seats_taken");

        Assert.Equal(["A2 sold", "A3 locked"], problem.LostSeats());
        Assert.Equal("available", await customer.StatusOfAsync(showtimeId, "A1"));
    }

    [Fact]
    public async Task Holds_are_given_back_by_list_or_all_at_once()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seats = await api.Given.SeatsAsync(showtimeId, "A1", "A2", "A3");
        var customer = await api.CustomerAsync();
        var other = await api.CustomerAsync();
        await customer.LockSeatsAsync(showtimeId, seats).JsonAsync();
        await other.LockAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "B1")).JsonAsync();

        await customer.UnlockSeatsAsync(showtimeId, seats[0]).IsEmptyAsync();
        Assert.Equal(["available", "selected", "selected"], await StatusesAsync(customer, showtimeId));

        await customer.PostAsync($"/api/v1/showtimes/{showtimeId}/seats/unlock", null).IsEmptyAsync();
        Assert.Equal(["available", "available", "available"], await StatusesAsync(customer, showtimeId));
        Assert.Equal("selected", await other.StatusOfAsync(showtimeId, "B1"));
        await customer.PostAsync($"/api/v1/showtimes/{showtimeId}/seats/unlock", null).IsEmptyAsync();
    }

    [Fact]
    public async Task Holds_are_extended_to_15_minutes_from_now_and_30_from_the_first_at_most()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var customer = await api.CustomerAsync();
        var held = await customer.LockAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1")).JsonAsync();

        await api.Database.TimePassesAsync(showtimeId, 10);
        var before = DateTimeOffset.UtcNow;
        var first = (await customer.ExtendAsync(showtimeId).JsonAsync()).Has("expiresAt").Time("expiresAt");
        Assert.InRange(first, before.AddMinutes(15), DateTimeOffset.UtcNow.AddMinutes(15));

        await api.Database.TimePassesAsync(showtimeId, 10);
        var second = (await customer.ExtendAsync(showtimeId).JsonAsync()).Time("expiresAt");
        // Held for 20 minutes by now: the cap, 30 after the first hold, is 10 minutes ahead.
        Assert.Equal(held.Time("expiresAt").AddMinutes(15 - 20), second);

        await customer.ExtendAsync(showtimeId).ProblemAsync(409, "extension_limit");
    }

    [Fact]
    public async Task Holds_that_are_gone_cannot_be_extended()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var customer = await api.CustomerAsync();

        await customer.ExtendAsync(showtimeId).ProblemAsync(409, "hold_expired");
        await customer.LockAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1")).JsonAsync();
        await api.Database.TimeRunsOutAsync(showtimeId);
        await customer.ExtendAsync(showtimeId).ProblemAsync(409, "hold_expired");
    }

    [Fact]
    public async Task Lists_that_break_a_rule_name_the_field()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seatId = await api.Given.SeatAsync(showtimeId, "A1");
        var foreign = await api.Given.SeatAsync(await api.Given.ShowtimeAsync(), "A1");
        var customer = await api.CustomerAsync();
        var written = await api.Database.WrittenAsync();

        foreach (
            var seats in new int[][] { [], [seatId, seatId], [-1], [0], [.. Enumerable.Range(1, 11)], [.. Enumerable.Range(1, 10_000)] }
        )
        {
            await customer.LockSeatsAsync(showtimeId, seats).ProblemAsync(400, "validation_failed", "seatIds");
            await customer.UnlockSeatsAsync(showtimeId, seats).ProblemAsync(400, "validation_failed", "seatIds");
        }

        await customer.LockSeatsAsync(showtimeId, seatId, foreign).ProblemAsync(400, "validation_failed", "seatIds");
        await customer
            .PostAsJsonAsync($"/api/v1/showtimes/{showtimeId}/seats/lock", new { })
            .ProblemAsync(400, "validation_failed", "seatIds");
        await customer.PostAsync($"/api/v1/showtimes/{showtimeId}/seats/lock", null).ProblemAsync(400, "malformed_request");
        Assert.Equal(written, await api.Database.WrittenAsync());
    }

    [Fact]
    public async Task An_unknown_showtime_is_404_and_a_stranger_401()
    {
        var (customer, stranger) = (await api.CustomerAsync(), api.CreateClient());

        await customer.LockSeatsAsync(999999, 1).ProblemAsync(404, "not_found");
        await customer.UnlockSeatsAsync(999999, 1).ProblemAsync(404, "not_found");
        await customer.ExtendAsync(999999).ProblemAsync(404, "not_found");
        await stranger.LockSeatsAsync(1, 1).ProblemAsync(401, "unauthenticated");
        await stranger.UnlockSeatsAsync(1, 1).ProblemAsync(401, "unauthenticated");
        await stranger.ExtendAsync(1).ProblemAsync(401, "unauthenticated");
    }

    [Theory]
    [InlineData("A2,A1", false)]
    [InlineData("A1,A3", true)]
    [InlineData("A1,A2,B2", true)]
    public async Task Every_row_of_a_choice_is_looked_at_for_lone_seats(string labels, bool warns)
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seats = await api.Given.SeatsAsync(showtimeId, labels.Split(','));

        var held = await (await api.CustomerAsync()).LockSeatsAsync(showtimeId, seats).JsonAsync();

        Assert.Equal(warns, held.GetProperty("wouldLeaveLoneSeat").GetBoolean());
    }

    private static async Task<string[]> StatusesAsync(HttpClient client, int showtimeId)
    {
        var map = await client.SeatMapAsync(showtimeId);
        return [map.Seat("A1").Text("status"), map.Seat("A2").Text("status"), map.Seat("A3").Text("status")];
    }
}
