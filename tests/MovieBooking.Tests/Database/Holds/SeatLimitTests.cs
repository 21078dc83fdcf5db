using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>Ten seats for one person and showtime, holds and pending reservations together.</summary>
public sealed class SeatLimitTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int TooMany = 45011;

    private readonly Given _given = new(database);

    [Fact]
    public async Task Ten_seats_may_be_held_and_no_eleventh()
    {
        var show = await Show.GivenAsync(database);
        var user = await _given.UserAsync();
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.LockAsync(user, show, Row('A', 1, 10));
        var before = await show.StateAsync();

        await BookingRoutines.RefusedAsync(TooMany, noon.LockAsync(user, show, "B1"));

        Assert.Equal(before, await show.StateAsync());
    }

    [Fact]
    public async Task Ten_held_seats_may_be_held_again_and_reserved()
    {
        var show = await Show.GivenAsync(database);
        var user = await _given.UserAsync();
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.LockAsync(user, show, Row('A', 1, 10));

        await noon.LockAsync(user, show, Row('A', 1, 10));
        await noon.CreateAsync(user, show, Row('A', 1, 10));

        Assert.Equal(10, (await show.TicketsAsync()).Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Holds_and_pending_seats_count_together(bool reserve)
    {
        var show = await Show.GivenAsync(database);
        var user = await _given.UserAsync();
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.CreateAsync(user, show, Row('A', 1, 6));
        await noon.LockAsync(user, show, Row('B', 1, 3));
        var before = await show.StateAsync();
        Task TakeAsync(params string[] labels) => reserve ? noon.CreateAsync(user, show, labels) : noon.LockAsync(user, show, labels);

        await BookingRoutines.RefusedAsync(TooMany, TakeAsync("C1", "C2"));

        Assert.Equal(before, await show.StateAsync());
        await TakeAsync("C1");
    }

    [Fact]
    public async Task Sold_seats_do_not_count()
    {
        var show = await Show.GivenAsync(database);
        var user = await _given.UserAsync();
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.SellAsync(user, show, Row('A', 1, 10));

        await noon.LockAsync(user, show, Row('B', 1, 10));

        Assert.Equal(10, (await show.HoldsAsync()).Count);
    }

    [Fact]
    public async Task Expired_holds_and_reservations_do_not_count()
    {
        var show = await Show.GivenAsync(database);
        var user = await _given.UserAsync();
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.LockAsync(user, show, Row('A', 1, 5));
        await session.CreateAsync(user, show, Row('B', 1, 5));

        await session.SetClockAsync(Show.Noon.AddMinutes(15));
        await session.LockAsync(user, show, Row('C', 1, 10));

        Assert.Equal(10, (await show.HoldsAsync()).Count);
    }

    [Fact]
    public async Task Another_showtime_has_a_count_of_its_own()
    {
        var user = await _given.UserAsync();
        var (first, second) = (await Show.GivenAsync(database), await Show.GivenAsync(database));
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.LockAsync(user, first, Row('A', 1, 10));

        await noon.LockAsync(user, second, Row('A', 1, 10));

        Assert.Equal(10, (await second.HoldsAsync()).Count);
    }

    [Fact]
    public async Task Guests_are_counted_by_address()
    {
        var show = await Show.GivenAsync(database);
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.CreateAsGuestAsync("gus@example.com", show, Row('A', 1, 10));

        await BookingRoutines.RefusedAsync(TooMany, noon.CreateAsGuestAsync("gus@example.com", show, "B1"));

        await noon.CreateAsGuestAsync("mary@example.com", show, Row('B', 1, 10));
        Assert.Equal(20, (await show.TicketsAsync()).Count);
    }

    private static string[] Row(char row, int first, int last) =>
        [.. Enumerable.Range(first, last - first + 1).Select(column => $"{row}{column}")];
}
