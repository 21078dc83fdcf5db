using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

[Collection(SharedApi.One)]
public sealed class BestSeatsTests(TestApi api)
{
    [Fact]
    public async Task The_best_free_seats_are_proposed_with_their_price_and_nothing_is_held()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var written = await api.Database.WrittenAsync();

        var proposal = await FindAsync(showtimeId, "count=2").JsonAsync();

        proposal.Has("showtimeId", "version", "seats", "isSplit", "total", "currency");
        Assert.Equal(["F6", "F7"], Labels(proposal));
        Assert.All(proposal.GetProperty("seats").EnumerateArray(), seat => seat.IsSeat("F"));
        Assert.Equal((showtimeId, 0), (proposal.Int("showtimeId"), proposal.Int("version")));
        Assert.Equal((32.00m, "USD"), (proposal.Money("total"), proposal.Text("currency")));
        Assert.False(proposal.GetProperty("isSplit").GetBoolean());
        Assert.Equal(written, await api.Database.WrittenAsync());
    }

    [Fact]
    public async Task Seats_that_others_keep_are_passed_over_and_a_class_is_kept_to()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        await (await api.CustomerAsync()).LockAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "F6")).JsonAsync();

        Assert.DoesNotContain("F6", Labels(await FindAsync(showtimeId, "count=2").JsonAsync()));
        Assert.Equal(["E6", "E7"], Labels(await FindAsync(showtimeId, "count=2&seatClass=standard").JsonAsync()));
    }

    [Fact]
    public async Task When_there_are_not_so_many_together_that_is_said()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        await api.Database.ExecuteAsync(
            "UPDATE seats SET out_of_service = seat_label <> 'A1' WHERE screen_id = (SELECT screen_id FROM showtimes WHERE showtime_id = @id)",
            ("@id", showtimeId)
        );

        await FindAsync(showtimeId, "count=2").ProblemAsync(409, "no_seats_together");
        Assert.Equal(["A1"], Labels(await FindAsync(showtimeId, "count=1").JsonAsync()));
    }

    [Fact]
    public async Task A_search_that_breaks_a_rule_names_its_parameter()
    {
        var showtimeId = await api.Given.ShowtimeAsync();

        foreach (
            var (query, field) in new[]
            {
                ("count=0", "count"),
                ("count=11", "count"),
                ("", "count"),
                ("count=two", "count"),
                ("count=2&seatClass=vip", "seatClass"),
            }
        )
        {
            await FindAsync(showtimeId, query).ProblemAsync(400, "validation_failed", field);
        }

        await FindAsync(999999, "count=2").ProblemAsync(404, "not_found");
    }

    private Task<HttpResponseMessage> FindAsync(int showtimeId, string query) =>
        api.CreateClient().GetAsync($"/api/v1/showtimes/{showtimeId}/seats/best?{query}");

    private static string[] Labels(JsonElement proposal) =>
        [.. proposal.GetProperty("seats").EnumerateArray().Select(seat => seat.Text("label"))];
}
