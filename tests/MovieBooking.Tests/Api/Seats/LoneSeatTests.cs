using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

[Collection(SharedApi.Two)]
public sealed class LoneSeatTests(TestApi api)
{
    [Theory]
    [InlineData("", "A1", false)]
    [InlineData("", "A2", true)]
    [InlineData("", "A6", false)]
    [InlineData("", "A11", true)]
    [InlineData("", "A12", false)]
    [InlineData("A4", "A1", false)]
    [InlineData("A4", "A2", true)]
    [InlineData("A3", "A1", false)]
    [InlineData("A3", "A5", true)]
    public async Task A_hold_warns_of_a_lone_seat_that_another_choice_would_not_leave(string takenByOthers, string choice, bool warns)
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        if (takenByOthers.Length > 0)
        {
            await (await api.CustomerAsync()).ConfirmedAsync(showtimeId, await api.Given.SeatAsync(showtimeId, takenByOthers));
        }

        var held = await (await api.CustomerAsync()).LockAsync(showtimeId, await api.Given.SeatAsync(showtimeId, choice)).JsonAsync();

        Assert.Equal(warns, held.GetProperty("wouldLeaveLoneSeat").GetBoolean());
    }

    [Fact]
    public async Task The_warning_ends_when_ones_next_seat_fills_the_gap()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seats = await api.Given.SeatsAsync(showtimeId, "C2", "C1");
        var customer = await api.CustomerAsync();

        var first = await customer.LockAsync(showtimeId, seats[0]).JsonAsync();
        var second = await customer.LockAsync(showtimeId, seats[1]).JsonAsync();

        Assert.True(first.GetProperty("wouldLeaveLoneSeat").GetBoolean());
        Assert.False(second.GetProperty("wouldLeaveLoneSeat").GetBoolean());
    }

    [Fact]
    public async Task Somebody_elses_expired_hold_counts_as_free()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seats = await api.Given.SeatsAsync(showtimeId, "D3", "D1");
        await (await api.CustomerAsync()).LockAsync(showtimeId, seats[0]).JsonAsync();
        await api.Database.TimeRunsOutAsync(showtimeId);

        var held = await (await api.CustomerAsync()).LockAsync(showtimeId, seats[1]).JsonAsync();

        Assert.False(held.GetProperty("wouldLeaveLoneSeat").GetBoolean());
    }
}
