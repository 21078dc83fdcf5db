using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>A till's shift: opened with a float, closed with a count.</summary>
[Collection(SharedApi.One)]
public sealed class TillTests(TestApi api)
{
    [Fact]
    public async Task A_till_is_opened_and_closed_once_and_tells_the_difference()
    {
        var (cinemaId, showtimeId) = await api.NearShowAsync();
        using var staff = await api.StaffAsync(cinemaId);
        using var colleague = await api.StaffAsync(cinemaId);
        var tills = $"{CounterCalls.Office}/cinemas/{cinemaId}/tills";
        Assert.Empty((await staff.GetAsync(tills).JsonAsync()).EnumerateArray());
        await staff.OpenTillAsync(cinemaId, -1).ProblemAsync(400, "validation_failed", "openingFloat");
        await staff.OpenTillAsync(cinemaId, 1, till: " ").ProblemAsync(400, "validation_failed", "till");

        var opened = await staff.OpenTillAsync(cinemaId, 50, "Till 2").JsonAsync(HttpStatusCode.Created);
        var shiftId = opened.Int("shiftId");
        await staff.OpenTillAsync(cinemaId, 50).ProblemAsync(409, "shift_open");
        await colleague.OpenTillAsync(cinemaId, 0).JsonAsync(HttpStatusCode.Created);
        var seats = await api.Given.SeatsAsync(showtimeId, "C1", "C2", "C3");
        await staff.SoldAsync(showtimeId, 16, "cash", seats[..2]);
        await staff.SoldAsync(showtimeId, 8, "card", seats[2..]);

        await colleague.CloseTillAsync(shiftId, 66).ProblemAsync(404, "not_found");
        await staff.CloseTillAsync(shiftId, 66.001m).ProblemAsync(400, "validation_failed", "counted");
        var closed = await staff.CloseTillAsync(shiftId, 65.5m).JsonAsync();
        Assert.Equal(
            ("Till 2", 2, 16m, 8m, 66m, 65.5m, -0.5m),
            (
                closed.Text("till"),
                closed.Int("sales"),
                closed.Money("cashSales"),
                closed.Money("cardSales"),
                closed.Money("expected"),
                closed.Money("counted"),
                closed.Money("difference")
            )
        );
        await staff.CloseTillAsync(shiftId, 66).ProblemAsync(409, "shift_closed");
        Assert.Empty((await staff.GetAsync(tills).JsonAsync()).EnumerateArray());

        // Managers see all of them, and close what somebody forgot.
        using var admin = await api.AdminAsync();
        var listed = (await admin.GetAsync($"{ManagerCalls.Admin}/tills?cinemaId={cinemaId}").JsonAsync()).Items();
        Assert.Equal(["Till 1", "Till 2"], listed.Select(till => till.Text("till")));
        Assert.Equal(closed.GetRawText(), listed[1].GetRawText());
        await admin.CloseTillAsync(listed[0].Int("shiftId"), 0).JsonAsync();
        var file = await admin.GetStringAsync($"{ManagerCalls.Admin}/tills.csv?cinemaId={cinemaId}");
        Assert.Equal(3, file.Trim().Split('\n').Length);
        Assert.Contains("Till 2", file, StringComparison.Ordinal);
        Assert.Contains("-0.50", file, StringComparison.Ordinal);
        await staff.GetAsync($"{ManagerCalls.Admin}/tills").ProblemAsync(403, "forbidden");
        Assert.Equal(["updated expected counted", "created openingFloat"], await admin.AuditAsync("tillShift", shiftId));
    }

    [Fact]
    public async Task Of_two_who_close_a_till_at_once_one_does_and_the_count_is_theirs()
    {
        var (cinemaId, _) = await api.NearShowAsync();
        using var staff = await api.StaffAsync(cinemaId);
        var shiftId = (await staff.OpenTillAsync(cinemaId, 50).JsonAsync(HttpStatusCode.Created)).Int("shiftId");

        var answers = await Task.WhenAll(Enumerable.Range(40, 8).Select(counted => staff.CloseTillAsync(shiftId, counted)));

        var closed = await Assert.Single(answers, answer => answer.IsSuccessStatusCode).Content.ReadFromJsonAsync<JsonElement>();
        foreach (var answer in answers.Where(answer => !answer.IsSuccessStatusCode))
        {
            await Task.FromResult(answer).ProblemAsync(409, "shift_closed");
        }

        Assert.Equal(
            closed.Money("counted"),
            await api.Database.ScalarAsync<decimal>("SELECT counted FROM till_shifts WHERE shift_id = @id", ("@id", shiftId))
        );
        using var admin = await api.AdminAsync();
        Assert.Equal(["updated expected counted", "created openingFloat"], await admin.AuditAsync("tillShift", shiftId));
    }

    [Theory]
    [InlineData("\"66,50\"")]
    [InlineData("\"66.50\"")]
    [InlineData("66,50")]
    public async Task A_count_that_is_no_number_closes_nothing(string counted)
    {
        var (cinemaId, _) = await api.NearShowAsync();
        using var staff = await api.StaffAsync(cinemaId);
        var shiftId = (await staff.OpenTillAsync(cinemaId, 50).JsonAsync(HttpStatusCode.Created)).Int("shiftId");
        using var body = new StringContent($$"""{"counted":{{counted}}}""", null, "application/json");

        var answer = await staff.PostAsync($"{CounterCalls.Office}/tills/{shiftId}/close", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Single((await staff.GetAsync($"{CounterCalls.Office}/cinemas/{cinemaId}/tills").JsonAsync()).EnumerateArray());
    }
}
