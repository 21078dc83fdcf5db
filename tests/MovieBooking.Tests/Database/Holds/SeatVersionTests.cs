using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>The number by which a seat map is known to be current: up by one with every change, never without one.</summary>
public sealed class SeatVersionTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Every_changing_call_raises_it_by_one_and_no_other_call_does()
    {
        var show = await Show.GivenAsync(database);
        var given = new Given(database);
        var (user, rival) = (await given.UserAsync(), await given.UserAsync());
        await using var session = await Show.AtAsync(database, Show.Noon);
        List<string> wrong = [];
        var version = await show.VersionAsync();

        async Task StepAsync(string name, int raise, Task call)
        {
            await Race.ErrorOfAsync(call);
            var now = await show.VersionAsync();
            if (now != version + raise)
            {
                wrong.Add($"{name}: {version} to {now}");
            }

            version = now;
        }

        await StepAsync("hold two", 1, session.LockAsync(user, show, "A1", "A2"));
        await StepAsync("hold again", 0, session.LockAsync(user, show, "A1"));
        await StepAsync("refused hold", 0, session.LockAsync(rival, show, "A1"));
        await StepAsync("unlock another's", 0, session.UnlockAsync(rival, show, "A1"));
        await StepAsync("unlock one", 1, session.UnlockAsync(user, show, "A2"));
        await StepAsync("unlock it again", 0, session.UnlockAsync(user, show, "A2"));
        var reservation = session.CreateAsync(user, show, "A1", "A3");
        await StepAsync("reserve", 1, reservation);
        await StepAsync("refused reserve", 0, session.CreateAsync(rival, show, "A3", "A4"));
        await StepAsync("confirm", 1, session.ConfirmAsync(await reservation));
        await StepAsync("confirm again", 0, session.ConfirmAsync(await reservation));
        await StepAsync("cancel", 1, session.CancelAsync(await reservation));
        await StepAsync("cancel again", 0, session.CancelAsync(await reservation));
        await StepAsync("refused confirm", 0, session.ConfirmAsync(await reservation));
        await StepAsync("hold and clear", 1, session.LockAsync(rival, show, "B1"));
        await session.SetClockAsync(Show.Noon.AddMinutes(20));
        await StepAsync("reserve over an expired hold", 1, session.CreateAsync(user, show, "B1"));

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Other_showtimes_keep_theirs()
    {
        var (show, other) = (await Show.GivenAsync(database), await Show.GivenAsync(database));
        await using var noon = await Show.AtAsync(database, Show.Noon);

        await noon.CancelAsync(await noon.SellAsync(await new Given(database).UserAsync(), show, "A1"));

        Assert.Equal(3, await show.VersionAsync());
        Assert.Equal(0, await other.VersionAsync());
    }
}
