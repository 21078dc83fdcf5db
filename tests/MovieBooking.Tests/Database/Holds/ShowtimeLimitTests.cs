using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>One person keeps seats of three showtimes at a time, and waits after letting them go unpaid too often.</summary>
public sealed class ShowtimeLimitTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int TooManyShowtimes = 45015;
    private const int Pause = 45016;

    private readonly Given _given = new(database);

    [Fact]
    public async Task Three_showtimes_and_no_fourth_until_one_is_bought_given_back_or_over()
    {
        var shows = await ShowsAsync(5);
        var user = await _given.UserAsync();
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.LockAsync(user, shows[0], "A1");
        var pending = await session.CreateAsync(user, shows[1], "A1", "A2");
        await session.SetClockAsync(Show.Noon.AddMinutes(5));
        await session.LockAsync(user, shows[2], "A1");
        var before = await shows[3].StateAsync();

        // In as many seconds as the first of them still has.
        await TooManyAsync("600", session.LockAsync(user, shows[3], "A1"));
        await TooManyAsync("600", session.CreateAsync(user, shows[3], "A1"));
        Assert.Equal(before, await shows[3].StateAsync());
        await session.LockAsync(user, shows[1], "B1");
        await session.CreateAsync(user, shows[0], "A1", "A2");
        await session.CreateAsGuestAsync("guest@example.com", shows[3], "A1");
        await session.LockAsync(await _given.UserAsync(), shows[3], "A2");

        await session.ConfirmAsync(pending);
        await session.UnlockAsync(user, shows[1]);
        await session.LockAsync(user, shows[3], "A3");
        await BookingRoutines.RefusedAsync(TooManyShowtimes, session.LockAsync(user, shows[4], "A1"));
        await session.UnlockAsync(user, shows[3]);
        await session.LockAsync(user, shows[4], "A1");
        await session.SetClockAsync(Show.Noon.AddMinutes(20));
        await session.LockAsync(user, shows[3], "A3");
    }

    [Fact]
    public async Task The_limit_is_a_setting() =>
        await OwnDatabase.RunAsync(async own =>
        {
            await own.ExecuteAsync("UPDATE hold_rules SET showtime_limit = 1");
            var (first, second) = (await Show.GivenAsync(own), await Show.GivenAsync(own));
            var user = await new Given(own).UserAsync();
            await using var session = await Show.AtAsync(own, Show.Noon);
            await session.LockAsync(user, first, "A1");

            await BookingRoutines.RefusedAsync(TooManyShowtimes, session.LockAsync(user, second, "A1"));
        });

    [Fact]
    public async Task Who_lets_seats_go_unpaid_waits_five_minutes_and_then_fifteen_and_not_after_a_purchase()
    {
        var shows = await ShowsAsync(2);
        var (user, other) = (await _given.UserAsync(), await _given.UserAsync());
        await using var session = await Show.AtAsync(database, Show.Noon);

        await session.LockAsync(user, shows[0], "A1");
        await At(15);
        await session.CreateAsync(user, shows[0], "A1", "A2");
        await At(30);
        // Whether anybody has cleared them or not.
        await WaitAsync("300", session.LockAsync(user, shows[0], "A1"));
        await session.ReleaseAsync(shows[0]);
        await WaitAsync("300", session.CreateAsync(user, shows[0], "A1"));
        await session.LockAsync(user, shows[1], "A1");
        await session.LockAsync(other, shows[0], "A5");
        await session.SetClockAsync(Show.Noon.AddMinutes(35).AddMilliseconds(-1));
        await WaitAsync("1", session.LockAsync(user, shows[0], "A1"));
        await At(35);
        await session.LockAsync(user, shows[0], "A1");
        await session.LockAsync(user, shows[0], "A2");
        await At(50);
        await WaitAsync("900", session.LockAsync(user, shows[0], "A1"));
        await At(65);
        await session.ConfirmAsync(await session.CreateAsync(user, shows[0], "A1"));
        await session.LockAsync(user, shows[0], "A2");
        await At(80);
        await session.LockAsync(user, shows[0], "A2");

        Task At(int minutes) => session.SetClockAsync(Show.Noon.AddMinutes(minutes));
    }

    [Fact]
    public async Task What_ran_out_a_day_ago_is_forgotten_and_what_is_newer_not()
    {
        var show = await Show.GivenAsync(database);
        var users = await _given.UsersAsync(2);
        foreach (var (user, hours) in users.Zip([25, 23]))
        {
            await database.ExecuteAsync(
                "INSERT INTO unpaid_holds VALUES (@show, @user, 2, UTC_TIMESTAMP(6) - INTERVAL @hours HOUR)",
                ("@show", show.Id),
                ("@user", user),
                ("@hours", hours)
            );
        }

        await database.ExecuteAsync("CALL sp_purge_unpaid_holds()");

        Assert.Equal(
            [$"{users[1]}"],
            await database.LinesAsync("SELECT user_id FROM unpaid_holds WHERE showtime_id = @id", ("@id", show.Id))
        );
    }

    private static Task TooManyAsync(string seconds, Task call) => SaysAsync(TooManyShowtimes, seconds, call);

    private static Task WaitAsync(string seconds, Task call) => SaysAsync(Pause, seconds, call);

    private static async Task SaysAsync(int error, string seconds, Task call)
    {
        var refusal = await Assert.ThrowsAsync<MySqlConnector.MySqlException>(() => call);
        Assert.Equal((error, seconds), (refusal.Number, refusal.Message));
    }

    private async Task<Show[]> ShowsAsync(int count)
    {
        var shows = new Show[count];
        for (var number = 0; number < count; number++)
        {
            shows[number] = await Show.GivenAsync(database);
        }

        return shows;
    }
}
