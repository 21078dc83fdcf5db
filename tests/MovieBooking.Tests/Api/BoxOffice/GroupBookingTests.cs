using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>Groups whose seats the counter keeps without payment, sells, keeps longer and gives back.</summary>
[Collection(SharedApi.One)]
public sealed class GroupBookingTests(TestApi api)
{
    [Fact]
    public async Task A_class_is_held_once_for_its_key_listed_sold_in_part_kept_longer_and_given_back()
    {
        var (cinemaId, showtimeId) = await api.NearShowAsync();
        using var staff = await api.CashierAsync(cinemaId);
        using var customer = await api.CustomerAsync();
        var seats = await api.Given.SeatsAsync(showtimeId, "C1", "C2", "C3", "H1");
        var group = Body(seats, DateTimeOffset.UtcNow.AddMinutes(30));
        var key = Guid.NewGuid().ToString();

        var held = await HoldAsync(staff, showtimeId, group, key).JsonAsync(HttpStatusCode.Created);
        var again = await HoldAsync(staff, showtimeId, group, key).JsonAsync(HttpStatusCode.Created);

        Assert.Equal(held.GetRawText(), again.GetRawText());
        Assert.Equal(
            ("Class 4b", "+1 555 0100", 4, "C1 C2 C3 H1"),
            (held.Text("name"), held.Text("contact"), held.Int("seats"), Held(held))
        );
        Assert.False(held.IsNull("madeBy"));
        await customer.LockAsync(showtimeId, seats[0]).ProblemAsync(409, "seats_taken");
        var map = await customer.GetAsync($"/api/v1/showtimes/{showtimeId}/seats").JsonAsync();
        Assert.Equal("locked", map.Seat("C2").Text("status"));
        // The reason of its blocks is its name.
        var blocks = await staff.GetAsync($"/api/v1/showtimes/{showtimeId}/blocks").JsonAsync();
        Assert.All(blocks.GetProperty("blocks").EnumerateArray(), block => Assert.Equal("Class 4b", block.Text("reason")));

        await staff.SoldAsync(showtimeId, 16, "cash", seats[..2]);
        var listed = Assert.Single((await ListAsync(staff, cinemaId).JsonAsync()).Items());
        var premium = map.Seat("H1").GetProperty("price").GetDecimal();
        Assert.Equal((4, "C3 H1", 8m + premium), (listed.Int("seats"), Held(listed), listed.Money("price")));

        var until = DateTimeOffset.UtcNow.AddMinutes(60);
        var groupId = held.Int("groupId");
        var longer = await ChangeAsync(staff, groupId, new { name = "Class 5b", until }).JsonAsync();
        Assert.Equal(("Class 5b", true), (longer.Text("name"), longer.IsNull("contact")));
        Assert.InRange(longer.GetProperty("until").GetDateTimeOffset() - until, TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(1));

        Assert.Equal("H1", Held(await ReleaseAsync(staff, groupId, new { seatIds = new[] { seats[2], seats[0] } }).JsonAsync()));
        await customer.LockAsync(showtimeId, seats[2]).JsonAsync();
        var over = await ReleaseAsync(staff, groupId, new { }).JsonAsync();
        Assert.Equal(("", true, 0m), (Held(over), over.IsNull("until"), over.Money("price")));
        Assert.Empty((await ListAsync(staff, cinemaId).JsonAsync()).Items());
        await ChangeAsync(staff, groupId, new { name = "Class 5b", until }).ProblemAsync(409, "group_over");

        using var admin = await api.AdminAsync();
        await staff.HoldGroupAsync(showtimeId, seats[3..], "Class 6c");
        await admin
            .PostAsJsonAsync($"/api/v1/showtimes/{showtimeId}/blocks", new { seatIds = seats[3..], reason = "Press" })
            .ProblemAsync(409, "seats_taken");
        Assert.Equal(
            [
                "updated group groupSeats groupUntil",
                "updated group groupSeats groupUntil",
                "updated group groupSeats",
                "updated group groupUntil groupDetails",
                "updated group groupSeats groupUntil",
            ],
            await admin.AuditAsync("showtime", showtimeId)
        );
        Assert.Equal(
            0,
            await api.Database.ScalarAsync<int>(
                "SELECT COUNT(*) FROM audit_log WHERE entity = 'showtime' AND entity_id = @id AND (changes LIKE '%555 0100%' OR changes LIKE '%Class %')",
                ("@id", showtimeId)
            )
        );
    }

    [Fact]
    public async Task Seats_of_another_group_are_named_and_nothing_is_held()
    {
        var (cinemaId, showtimeId) = await api.NearShowAsync();
        using var staff = await api.StaffAsync(cinemaId);
        var seats = await api.Given.SeatsAsync(showtimeId, "A1", "A2", "A3");
        await HoldAsync(staff, showtimeId, Body(seats[..2], DateTimeOffset.UtcNow.AddMinutes(30))).JsonAsync(HttpStatusCode.Created);

        var problem = await HoldAsync(staff, showtimeId, Body(seats[1..], DateTimeOffset.UtcNow.AddMinutes(30)))
            .ProblemAsync(409, "seats_taken");

        var refused = Assert.Single(problem.GetProperty("seats").EnumerateArray());
        Assert.Equal(("A2", "locked"), (refused.Text("seatLabel"), refused.Text("reason")));
        Assert.Single((await ListAsync(staff, cinemaId).JsonAsync()).Items());
    }

    /// <summary>Also one that knows the number of a group: a list says nothing of other cinemas' groups, and nobody changes them.</summary>
    [Fact]
    public async Task Staff_of_another_cinema_and_customers_see_and_change_no_group()
    {
        var (cinemaId, showtimeId) = await api.NearShowAsync();
        var elsewhere = await api.Given.CinemaAsync();
        using var staff = await api.StaffAsync(cinemaId);
        var group = await staff.HoldGroupAsync(showtimeId, await api.Given.SeatsAsync(showtimeId, "A1"));
        var groupId = group.Int("groupId");
        using var others = await api.StaffAsync(elsewhere);
        using var customer = await api.CustomerAsync();

        foreach (var caller in new[] { others, customer })
        {
            await ListAsync(caller, cinemaId).ProblemAsync(403, "forbidden");
            await ReleaseAsync(caller, groupId, new { }).ProblemAsync(403, "forbidden");
            await ChangeAsync(caller, groupId, new { name = "X", until = DateTimeOffset.UtcNow.AddMinutes(9) })
                .ProblemAsync(403, "forbidden");
        }

        Assert.Empty((await ListAsync(others, elsewhere).JsonAsync()).Items());
        await ReleaseAsync(staff, int.MaxValue, new { }).ProblemAsync(404, "not_found");
        Assert.Equal("A1", Held(Assert.Single((await ListAsync(staff, cinemaId).JsonAsync()).Items())));
    }

    [Theory]
    [InlineData("seatIds", """{"seatIds":[],"name":"X","until":"UNTIL"}""")]
    [InlineData("seatIds", """{"seatIds":[2147483647],"name":"X","until":"UNTIL"}""")]
    [InlineData("seatIds", """{"seatIds":[SEAT,SEAT],"name":"X","until":"UNTIL"}""")]
    [InlineData("name", """{"seatIds":[SEAT],"name":" ","until":"UNTIL"}""")]
    [InlineData("contact", """{"seatIds":[SEAT],"name":"X","contact":"","until":"UNTIL"}""")]
    [InlineData("until", """{"seatIds":[SEAT],"name":"X"}""")]
    [InlineData("until", """{"seatIds":[SEAT],"name":"X","until":"2020-01-01T00:00:00Z"}""")]
    [InlineData("until", """{"seatIds":[SEAT],"name":"X","until":"2199-01-01T00:00:00Z"}""")]
    public async Task A_wrong_field_is_named_and_nothing_is_held(string field, string body)
    {
        var (cinemaId, showtimeId) = await api.NearShowAsync();
        using var staff = await api.StaffAsync(cinemaId);
        using var content = new StringContent(
            body.Replace("SEAT", $"{await api.Given.SeatAsync(showtimeId, "A1")}", StringComparison.Ordinal)
                .Replace("UNTIL", DateTime.UtcNow.AddMinutes(30).ToString("O"), StringComparison.Ordinal),
            null,
            "application/json"
        );

        await staff
            .PostAsync($"{CounterCalls.Office}/showtimes/{showtimeId}/groups", content)
            .ProblemAsync(400, "validation_failed", field);

        Assert.Empty((await ListAsync(staff, cinemaId).JsonAsync()).Items());
    }

    [Fact]
    public async Task Whoever_took_a_group_down_finds_it_among_their_data_and_is_not_known_any_more_once_their_account_is_closed()
    {
        var (cinemaId, showtimeId) = await api.NearShowAsync();
        using var staff = await api.StaffAsync(cinemaId);
        var group = await staff.HoldGroupAsync(showtimeId, await api.Given.SeatsAsync(showtimeId, "A1", "A2"));

        var data = await staff.GetAsync("/api/v1/auth/me/export").JsonAsync();
        var own = Assert.Single(data.GetProperty("groups").EnumerateArray());
        Assert.Equal((showtimeId, 2), (own.Int("showtimeId"), own.Int("seats")));
        Assert.DoesNotContain("school@example.com", data.GetRawText(), StringComparison.Ordinal);

        await api.Database.ExecuteAsync(
            "SELECT user_id INTO @clerk FROM group_bookings WHERE group_id = @id; CALL sp_forget_user(@clerk)",
            ("@id", group.Int("groupId"))
        );
        using var admin = await api.AdminAsync();
        Assert.True(Assert.Single((await ListAsync(admin, cinemaId).JsonAsync()).Items()).IsNull("madeBy"));
    }

    private static object Body(int[] seatIds, DateTimeOffset until) =>
        new
        {
            seatIds,
            name = "Class 4b",
            contact = "+1 555 0100",
            until,
        };

    private static string Held(JsonElement group) =>
        string.Join(' ', group.GetProperty("held").EnumerateArray().Select(seat => seat.Text("seatLabel")));

    private static Task<HttpResponseMessage> ListAsync(HttpClient client, int cinemaId) =>
        client.GetAsync($"{CounterCalls.Office}/groups?cinemaId={cinemaId}");

    private static Task<HttpResponseMessage> HoldAsync(HttpClient client, int showtimeId, object group, string? key = null) =>
        client.PostAsync($"{CounterCalls.Office}/showtimes/{showtimeId}/groups", key, group);

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient client, int groupId, object change) =>
        client.PutAsJsonAsync($"{CounterCalls.Office}/groups/{groupId}", change);

    private static Task<HttpResponseMessage> ReleaseAsync(HttpClient client, int groupId, object release) =>
        client.PostAsJsonAsync($"{CounterCalls.Office}/groups/{groupId}/release", release);
}
