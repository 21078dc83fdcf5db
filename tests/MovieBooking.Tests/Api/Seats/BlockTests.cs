using System.Net.Http.Json;
using MovieBooking.Api.Auth;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>Seats that a cinema keeps back from sale.</summary>
[Collection(SharedApi.One)]
public sealed class BlockTests(TestApi api)
{
    [Fact]
    public async Task Blocked_seats_are_locked_for_everybody_until_they_are_released()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seats = await api.Given.SeatsAsync(showtimeId, "A1", "A2", "F1");
        using var admin = await api.AdminAsync();
        using var customer = await api.CustomerAsync();

        var blocked = await BlockAsync(admin, showtimeId, seats, "Press").JsonAsync();

        Assert.Equal(
            ["A1 Press", "A2 Press", "F1 Press"],
            blocked.GetProperty("blocks").EnumerateArray().Select(block => $"{block.Text("seatLabel")} {block.Text("reason")}")
        );
        await customer.LockAsync(showtimeId, seats[0]).ProblemAsync(409, "seats_taken");
        var map = await customer.GetAsync($"/api/v1/showtimes/{showtimeId}/seats").JsonAsync();
        Assert.Equal(("locked", "available"), (map.Seat("F1").Text("status"), map.Seat("F2").Text("status")));
        Assert.Equal(["updated blocked"], await admin.AuditAsync("showtime", showtimeId));

        var left = await ReleaseAsync(admin, showtimeId, seats[..1]).JsonAsync();
        Assert.Equal(2, left.GetProperty("blocks").GetArrayLength());
        await customer.LockAsync(showtimeId, seats[0]).JsonAsync();
        await BlockAsync(admin, showtimeId, seats, "Press").ProblemAsync(409, "seats_taken");
        Assert.Equal(2, (await ListAsync(admin, showtimeId).JsonAsync()).GetProperty("blocks").GetArrayLength());
    }

    [Fact]
    public async Task Of_many_taken_seats_as_many_are_named_as_there_is_room_for()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var screen = await api.Given.SeatsAsync(
            showtimeId,
            [.. "ABCDEFGH".SelectMany(row => Enumerable.Range(1, 12).Select(n => $"{row}{n}"))]
        );
        foreach (var seats in screen.Take(50).Chunk(10))
        {
            using var customer = await api.CustomerAsync();
            await customer.ConfirmedAsync(showtimeId, seats);
        }

        using var admin = await api.AdminAsync();
        var problem = await BlockAsync(admin, showtimeId, screen, "Press").ProblemAsync(409, "seats_taken");

        var refused = problem.GetProperty("seats").EnumerateArray().ToList();
        Assert.InRange(refused.Count, 10, 50);
        Assert.All(refused, seat => Assert.Equal("sold", seat.Text("reason")));
        Assert.Subset(screen.Take(50).ToHashSet(), refused.Select(seat => seat.Int("seatId")).ToHashSet());
    }

    [Fact]
    public async Task Staff_block_at_their_cinema_and_nobody_else_does()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var elsewhere = await api.Given.ShowtimeAsync();
        var seats = await api.Given.SeatsAsync(showtimeId, "A1");
        using var staff = await StaffAsync(showtimeId);
        using var customer = await api.CustomerAsync();

        await BlockAsync(staff, showtimeId, seats, "House seats").JsonAsync();

        foreach (var (caller, id) in new[] { (staff, elsewhere), (customer, showtimeId) })
        {
            await ListAsync(caller, id).ProblemAsync(403, "forbidden");
            await BlockAsync(caller, id, seats, "Press").ProblemAsync(403, "forbidden");
            await ReleaseAsync(caller, id, seats).ProblemAsync(403, "forbidden");
        }

        await ListAsync(api.CreateClient(), showtimeId).ProblemAsync(401, "unauthenticated");
        await ListAsync(staff, 999_999).ProblemAsync(404, "not_found");
    }

    [Theory]
    [InlineData("seatIds", "[]", "\"Press\"", null)]
    [InlineData("seatIds", "[1,1]", "\"Press\"", null)]
    [InlineData("seatIds", "[2147483647]", "\"Press\"", null)]
    [InlineData("seatIds", "null", "\"Press\"", null)]
    [InlineData("reason", "[1]", "\"  \"", null)]
    [InlineData("reason", "[1]", "\"\\u200b\"", null)]
    [InlineData("reason", "[1]", "null", null)]
    [InlineData("until", null, "\"Press\"", "2020-01-01T00:00:00Z")]
    [InlineData("until", null, "\"Press\"", "2199-01-01T00:00:00Z")]
    public async Task A_wrong_field_is_named(string field, string? seatIds, string reason, string? until)
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        using var admin = await api.AdminAsync();
        seatIds ??= $"[{await api.Given.SeatAsync(showtimeId, "A1")}]";
        using var body = new StringContent(
            $$"""{"seatIds":{{seatIds}},"reason":{{reason}},"until":{{(until is null ? "null" : $"\"{until}\"")}}}""",
            null,
            "application/json"
        );

        await admin.PostAsync(Path(showtimeId), body).ProblemAsync(400, "validation_failed", field);

        Assert.Equal(0, (await ListAsync(admin, showtimeId).JsonAsync()).GetProperty("blocks").GetArrayLength());
    }

    private async Task<HttpClient> StaffAsync(int showtimeId)
    {
        var userId = await api.Given.UserAsync("staff");
        await api.Database.ExecuteAsync(
            """
            INSERT INTO staff_cinemas (user_id, cinema_id, added_at)
            SELECT @user_id, screens.cinema_id, UTC_TIMESTAMP(6)
            FROM showtimes
            INNER JOIN screens ON screens.screen_id = showtimes.screen_id
            WHERE showtimes.showtime_id = @showtime_id
            """,
            ("@user_id", userId),
            ("@showtime_id", showtimeId)
        );
        return api.SignedIn(userId, UserRole.Staff);
    }

    private static string Path(int showtimeId) => $"/api/v1/showtimes/{showtimeId}/blocks";

    private static Task<HttpResponseMessage> ListAsync(HttpClient client, int showtimeId) => client.GetAsync(Path(showtimeId));

    private static Task<HttpResponseMessage> BlockAsync(HttpClient client, int showtimeId, int[] seatIds, string reason) =>
        client.PostAsJsonAsync(Path(showtimeId), new { seatIds, reason });

    private static Task<HttpResponseMessage> ReleaseAsync(HttpClient client, int showtimeId, int[] seatIds) =>
        client.PostAsJsonAsync($"{Path(showtimeId)}/release", new { seatIds });
}
