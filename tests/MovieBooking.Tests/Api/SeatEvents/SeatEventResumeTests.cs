using System.Globalization;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>Viewers who come back, and streams that end for good.</summary>
[Collection(SharedApi.One)]
public sealed class SeatEventResumeTests(TestApi api)
{
    [Fact]
    public async Task Whoever_comes_back_is_told_what_was_missed_and_only_that()
    {
        var (showtimeId, seats) = await GivenAsync("A1", "A2", "A3");
        using var customer = await api.CustomerAsync();
        // Somebody else goes on watching: the history is kept while anybody does.
        await using var other = await SeatStream.OpenAsync(api.CreateClient(), showtimeId);
        await customer.LockAsync(showtimeId, seats[0]).JsonAsync();
        var seen = (await other.UntilAsync(seats[0], "locked"))[^1].Id;
        await customer.LockAsync(showtimeId, seats[1]).JsonAsync();
        await customer.LockAsync(showtimeId, seats[2]).JsonAsync();
        await customer.UnlockAsync(showtimeId, seats[0]).IsEmptyAsync();
        await other.UntilAsync(seats[0], "available");

        await using var stream = await SeatStream.OpenAsync(api.CreateClient(), showtimeId, seen);

        var missed = await stream.NextAsync();
        Assert.Equal(
            [(seats[0], "available"), (seats[1], "locked"), (seats[2], "locked")],
            missed.Seats.Select(seat => (seat.Key, seat.Value)).Order()
        );
        await customer.LockAsync(showtimeId, seats[0]).JsonAsync();
        Assert.Equal([seats[0]], (await stream.NextAsync()).Seats.Keys);
    }

    [Fact]
    public async Task The_version_of_a_map_just_read_is_a_place_to_begin_and_nothing_older_is_told()
    {
        var (showtimeId, seats) = await GivenAsync("A1", "A2");
        using var customer = await api.CustomerAsync();
        await using var other = await SeatStream.OpenAsync(api.CreateClient(), showtimeId);
        await other.NextAsync();
        for (var round = 0; round < 5; round++)
        {
            await customer.LockAsync(showtimeId, seats[0]).JsonAsync();
            await customer.UnlockAsync(showtimeId, seats[0]).IsEmptyAsync();
            var version = (await customer.SeatMapAsync(showtimeId)).Int("version");

            await using var stream = await SeatStream.OpenAsync(customer, showtimeId, version.ToString(CultureInfo.InvariantCulture));

            var first = await stream.NextAsync();
            Assert.Equal((version, 0), (first.Version, first.Seats.Count));
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("999999")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    [InlineData("not a version")]
    [InlineData("")]
    public async Task An_id_that_is_not_known_here_gets_every_seat(string lastEventId)
    {
        var (showtimeId, seats) = await GivenAsync("A1");
        await (await api.CustomerAsync()).LockAsync(showtimeId, seats[0]).JsonAsync();

        await using var stream = await SeatStream.OpenAsync(api.CreateClient(), showtimeId, lastEventId);

        Assert.Equal(96, (await stream.NextAsync()).Seats.Count);
    }

    [Fact]
    public async Task A_show_that_starts_ends_the_stream_and_is_not_streamed_again()
    {
        var (showtimeId, seats) = await GivenAsync("A1");
        await using var stream = await SeatStream.OpenAsync(api.CreateClient(), showtimeId);
        await (await api.CustomerAsync()).LockAsync(showtimeId, seats[0]).JsonAsync();
        await stream.UntilAsync(seats[0], "locked");

        await api.Database.ShowStartsAsync(showtimeId);

        await EndsAsync(stream, "show_started");
        await SeatStream.RequestAsync(api.CreateClient(), showtimeId).ProblemAsync(409, "show_started");
    }

    [Fact]
    public async Task A_showtime_that_is_cancelled_ends_the_stream_and_is_not_streamed_again()
    {
        var (showtimeId, _) = await GivenAsync();
        await using var stream = await SeatStream.OpenAsync(api.CreateClient(), showtimeId);
        await stream.NextAsync();

        await api.Database.ShowtimeIsCancelledAsync(showtimeId);

        await EndsAsync(stream, "showtime_cancelled");
        await SeatStream.RequestAsync(api.CreateClient(), showtimeId).ProblemAsync(409, "showtime_cancelled");
    }

    [Fact]
    public async Task A_showtime_that_is_removed_ends_the_stream_and_is_not_found_again()
    {
        var (showtimeId, _) = await GivenAsync();
        await using var stream = await SeatStream.OpenAsync(api.CreateClient(), showtimeId);
        await stream.NextAsync();

        await api.Database.ExecuteAsync("DELETE FROM showtimes WHERE showtime_id = @id", ("@id", showtimeId));

        await EndsAsync(stream, "not_found");
        await SeatStream.RequestAsync(api.CreateClient(), showtimeId).ProblemAsync(404, "not_found");
    }

    [Fact]
    public async Task What_cannot_be_watched_is_refused()
    {
        using var stranger = api.CreateClient();
        await SeatStream.RequestAsync(stranger, 999999).ProblemAsync(404, "not_found");
        await SeatStream.RequestAsync(stranger, 0).ProblemAsync(404, "not_found");
        stranger.DefaultRequestHeaders.Authorization = new("Bearer", "bad");
        await SeatStream.RequestAsync(stranger, (await GivenAsync()).ShowtimeId).ProblemAsync(401, "unauthenticated");
    }

    private static async Task EndsAsync(SeatStream stream, string reason)
    {
        var last = await stream.NextAsync();
        Assert.Equal(("closed", reason, 0), (last.Type, last.Closed, last.Seats.Count));
        Assert.Null(await stream.AnyAsync());
    }

    private async Task<(int ShowtimeId, int[] Seats)> GivenAsync(params string[] labels)
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        return (showtimeId, await api.Given.SeatsAsync(showtimeId, labels));
    }
}
