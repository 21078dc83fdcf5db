using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

public sealed class HoldTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly Given _given = new(database);

    [Fact]
    public async Task A_hold_lasts_fifteen_minutes_and_fixes_the_price()
    {
        var show = await Show.GivenAsync(database, format: "3D");
        var user = await _given.UserAsync();
        await using var noon = await Show.AtAsync(database, Show.Noon);

        await noon.LockAsync(user, show, "A1", "H12");

        Assert.Equal([$"A1 {user} 10.00 2030-03-01T12:15:00", $"H12 {user} 20.00 2030-03-01T12:15:00"], await show.HoldsAsync());
        Assert.Equal(1, await show.VersionAsync());
    }

    [Fact]
    public async Task A_later_seat_takes_the_expiry_of_the_first()
    {
        var show = await Show.GivenAsync(database);
        var user = await _given.UserAsync();
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.LockAsync(user, show, "A1");

        await session.SetClockAsync(Show.Noon.AddMinutes(10));
        await session.LockAsync(user, show, "A2");

        Assert.Equal([$"A1 {user} 8.00 2030-03-01T12:15:00", $"A2 {user} 8.00 2030-03-01T12:15:00"], await show.HoldsAsync());
        Assert.Equal(
            ["2030-03-01T12:00:00"],
            await database.LinesAsync("SELECT DISTINCT held_since FROM seat_locks WHERE showtime_id = @id", ("@id", show.Id))
        );
    }

    [Fact]
    public async Task Holding_again_renews_nothing()
    {
        var show = await Show.GivenAsync(database);
        var user = await _given.UserAsync();
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.LockAsync(user, show, "A1");
        var before = await show.StateAsync();

        await session.SetClockAsync(Show.Noon.AddMinutes(10));
        await session.LockAsync(user, show, "A1");

        Assert.Equal(before, await show.StateAsync());
    }

    [Fact]
    public async Task Holding_one_seat_again_with_a_new_one_adds_only_the_new_one()
    {
        var show = await Show.GivenAsync(database);
        var user = await _given.UserAsync();
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.LockAsync(user, show, "A1");

        await noon.LockAsync(user, show, "A1", "A2");

        Assert.Equal(2, (await show.HoldsAsync()).Count);
        Assert.Equal(2, await show.VersionAsync());
    }

    [Fact]
    public async Task A_hold_of_one_showtime_leaves_the_other_showtimes_of_its_screen_alone()
    {
        var screen = await _given.ScreenAsync();
        var matinee = await Show.GivenAsync(database, screenId: screen);
        var evening = await Show.GivenAsync(database, Show.Noon.AddDays(1).AddHours(8), screenId: screen);
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.LockAsync(await _given.UserAsync(), matinee, "A1");

        await noon.LockAsync(await _given.UserAsync(), evening, "A1");

        Assert.Single(await matinee.HoldsAsync());
        Assert.Single(await evening.HoldsAsync());
    }

    [Fact]
    public async Task Holds_on_two_showtimes_have_an_expiry_each()
    {
        var first = await Show.GivenAsync(database);
        var second = await Show.GivenAsync(database);
        var user = await _given.UserAsync();
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.LockAsync(user, first, "A1");

        await session.SetClockAsync(Show.Noon.AddMinutes(5));
        await session.LockAsync(user, second, "A1");

        Assert.Equal([$"A1 {user} 8.00 2030-03-01T12:20:00"], await second.HoldsAsync());
    }

    [Fact]
    public Task A_fare_that_changes_later_does_not_change_a_hold() =>
        OwnDatabase.RunAsync(async own =>
        {
            var show = await Show.GivenAsync(own);
            var user = await new Given(own).UserAsync();
            await using var noon = await Show.AtAsync(own, Show.Noon);
            await noon.LockAsync(user, show, "A1");
            await own.ExecuteAsync("INSERT INTO fares (seat_class, valid_from, price) VALUES ('standard', '2030-01-01', 9.50)");

            await noon.LockAsync(user, show, "A1", "A2");
            await noon.CreateAsync(user, show, "A1", "A2", "A3");

            Assert.Equal(["A1 8.00 pending", "A2 9.50 pending", "A3 9.50 pending"], await show.TicketsAsync());
        });

    [Fact]
    public async Task A_user_who_does_not_exist_holds_nothing()
    {
        var show = await Show.GivenAsync(database);
        await using var noon = await Show.AtAsync(database, Show.Noon);

        await BookingRoutines.RefusedAsync(1452, noon.LockAsync(999_999, show, "A1"));

        Assert.Empty(await show.HoldsAsync());
        Assert.Equal(0, await show.VersionAsync());
    }
}
