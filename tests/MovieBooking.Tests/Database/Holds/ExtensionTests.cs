using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

public sealed class ExtensionTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int HoldExpired = 45013;
    private const int ExtensionLimit = 45014;

    private readonly Given _given = new(database);

    [Fact]
    public async Task All_holds_of_the_user_get_fifteen_minutes_from_now_and_others_keep_theirs()
    {
        var show = await Show.GivenAsync(database);
        var (user, rival) = (await _given.UserAsync(), await _given.UserAsync());
        await using (var noon = await Show.AtAsync(database, Show.Noon))
        {
            await noon.LockAsync(user, show, "A1", "A2");
            await noon.LockAsync(rival, show, "B1");
        }

        await using var later = await Show.AtAsync(database, Show.Noon.AddMinutes(10));
        await later.ExtendAsync(user, show);

        Assert.Equal(
            [$"A1 {user} 8.00 2030-03-01T12:25:00", $"A2 {user} 8.00 2030-03-01T12:25:00", $"B1 {rival} 8.00 2030-03-01T12:15:00"],
            await show.HoldsAsync()
        );
        Assert.Equal(3, await show.VersionAsync());
    }

    [Fact]
    public async Task No_extension_goes_beyond_thirty_minutes_after_the_first_hold_and_at_that_limit_it_is_refused()
    {
        var show = await Show.GivenAsync(database);
        var user = await _given.UserAsync();
        await using (var noon = await Show.AtAsync(database, Show.Noon))
        {
            await noon.LockAsync(user, show, "A1");
        }

        await using (var later = await Show.AtAsync(database, Show.Noon.AddMinutes(14)))
        {
            await later.ExtendAsync(user, show);
        }

        await using var latest = await Show.AtAsync(database, Show.Noon.AddMinutes(20));
        await latest.ExtendAsync(user, show);
        Assert.Equal([$"A1 {user} 8.00 2030-03-01T12:30:00"], await show.HoldsAsync());

        var before = await show.StateAsync();
        await BookingRoutines.RefusedAsync(ExtensionLimit, latest.ExtendAsync(user, show));
        Assert.Equal(before, await show.StateAsync());
    }

    [Fact]
    public async Task Giving_the_first_seat_back_wins_no_more_time()
    {
        var show = await Show.GivenAsync(database);
        var user = await _given.UserAsync();
        await using (var noon = await Show.AtAsync(database, Show.Noon))
        {
            await noon.LockAsync(user, show, "A1");
        }

        await using var later = await Show.AtAsync(database, Show.Noon.AddMinutes(14));
        await later.LockAsync(user, show, "A2");
        await later.UnlockAsync(user, show, "A1");
        await later.ExtendAsync(user, show);
        await using var latest = await Show.AtAsync(database, Show.Noon.AddMinutes(28));
        await latest.ExtendAsync(user, show);

        Assert.Equal([$"A2 {user} 8.00 2030-03-01T12:30:00"], await show.HoldsAsync());
    }

    [Fact]
    public async Task A_hold_that_has_run_out_or_was_never_there_cannot_be_extended()
    {
        var show = await Show.GivenAsync(database);
        var user = await _given.UserAsync();
        await using (var noon = await Show.AtAsync(database, Show.Noon))
        {
            await noon.LockAsync(user, show, "A1");
        }

        var before = await show.StateAsync();
        await using var late = await Show.AtAsync(database, Show.Noon.AddMinutes(15));
        await BookingRoutines.RefusedAsync(HoldExpired, late.ExtendAsync(user, show));
        await BookingRoutines.RefusedAsync(HoldExpired, late.ExtendAsync(await _given.UserAsync(), show));
        Assert.Equal(before, await show.StateAsync());
    }

    [Fact]
    public async Task Extending_after_the_clock_was_set_back_takes_no_time_away()
    {
        var show = await Show.GivenAsync(database);
        var user = await _given.UserAsync();
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.LockAsync(user, show, "A1");

        await session.SetClockAsync(Show.Noon.AddHours(-1));
        await session.ExtendAsync(user, show);

        Assert.Equal([$"A1 {user} 8.00 2030-03-01T12:15:00"], await show.HoldsAsync());
    }

    [Fact]
    public async Task Holds_on_a_show_that_has_started_cannot_be_extended()
    {
        var show = await Show.GivenAsync(database, startsAt: Show.Noon.AddMinutes(5));
        var user = await _given.UserAsync();
        await using (var noon = await Show.AtAsync(database, Show.Noon))
        {
            await noon.LockAsync(user, show, "A1");
        }

        await using var late = await Show.AtAsync(database, Show.Noon.AddMinutes(6));
        await BookingRoutines.RefusedAsync(45003, late.ExtendAsync(user, show));
    }
}
