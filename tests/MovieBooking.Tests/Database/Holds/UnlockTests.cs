using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

public sealed class UnlockTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly Given _given = new(database);

    [Fact]
    public async Task The_listed_seats_are_given_back()
    {
        var show = await Show.GivenAsync(database);
        var user = await _given.UserAsync();
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.LockAsync(user, show, "A1", "A2", "A3");

        await noon.UnlockAsync(user, show, "A1", "A3");

        Assert.Equal([$"A2 {user} 8.00 2030-03-01T12:15:00"], await show.HoldsAsync());
        Assert.Equal(2, await show.VersionAsync());
    }

    [Fact]
    public async Task Without_a_list_all_of_ones_own_on_that_showtime_are_given_back()
    {
        var (show, other) = (await Show.GivenAsync(database), await Show.GivenAsync(database));
        var (user, rival) = (await _given.UserAsync(), await _given.UserAsync());
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.LockAsync(user, show, "A1", "A2");
        await noon.LockAsync(user, other, "A1");
        await noon.LockAsync(rival, show, "A3");

        await noon.UnlockAsync(user, show);

        Assert.Equal([$"A3 {rival} 8.00 2030-03-01T12:15:00"], await show.HoldsAsync());
        Assert.Single(await other.HoldsAsync());
    }

    [Fact]
    public async Task Anothers_hold_stays()
    {
        var show = await Show.GivenAsync(database);
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.LockAsync(await _given.UserAsync(), show, "A1");
        var before = await show.StateAsync();

        await noon.UnlockAsync(await _given.UserAsync(), show, "A1");

        Assert.Equal(before, await show.StateAsync());
    }

    [Fact]
    public async Task Nothing_to_give_back_is_no_error_and_changes_nothing()
    {
        var show = await Show.GivenAsync(database);
        var user = await _given.UserAsync();
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.LockAsync(user, show, "A1");
        var before = await show.StateAsync();

        await noon.UnlockAsync(user, show, "A2");
        await noon.UnlockAsync(await _given.UserAsync(), show);

        Assert.Equal(before, await show.StateAsync());
    }

    [Fact]
    public async Task The_seats_of_a_pending_reservation_and_sold_ones_stay()
    {
        var show = await Show.GivenAsync(database);
        var user = await _given.UserAsync();
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.CreateAsync(user, show, "A1");
        await noon.SellAsync(user, show, "A2");
        var before = await show.StateAsync();

        await noon.UnlockAsync(user, show, "A1", "A2");
        await noon.UnlockAsync(user, show);

        Assert.Equal(before, await show.StateAsync());
    }

    [Fact]
    public async Task A_seat_given_back_is_free_for_the_next()
    {
        var show = await Show.GivenAsync(database);
        var (user, next) = (await _given.UserAsync(), await _given.UserAsync());
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.LockAsync(user, show, "A1");

        await noon.UnlockAsync(user, show, "A1");
        await noon.LockAsync(next, show, "A1");

        Assert.Equal([$"A1 {next} 8.00 2030-03-01T12:15:00"], await show.HoldsAsync());
    }

    [Fact]
    public async Task Giving_back_works_after_the_show_has_started()
    {
        var show = await Show.GivenAsync(database, Show.Noon.AddMinutes(5));
        var user = await _given.UserAsync();
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.LockAsync(user, show, "A1");

        await session.SetClockAsync(Show.Noon.AddMinutes(6));
        await session.UnlockAsync(user, show, "A1");

        Assert.Empty(await show.HoldsAsync());
    }
}
