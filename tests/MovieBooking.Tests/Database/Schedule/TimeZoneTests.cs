using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using MovieBooking.Api.Showtimes;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>Midnights, changes of the clocks, 29 February, and clocks that go back: the database counts in UTC throughout.</summary>
public sealed class TimeZoneTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Taken = 45010;
    private const int ShowStarted = 45003;
    private const int Expired = 45021;

    private readonly Given _given = new(database);

    [Theory]
    [InlineData("2030-12-31T23:50:00Z")]
    [InlineData("2028-02-28T23:50:00Z")]
    [InlineData("2028-02-29T23:50:00Z")]
    // The clocks of New York and of Berlin go forward, and back.
    [InlineData("2030-03-10T06:50:00Z")]
    [InlineData("2030-11-03T05:50:00Z")]
    [InlineData("2030-03-31T00:50:00Z")]
    [InlineData("2030-10-27T00:50:00Z")]
    public async Task A_hold_and_a_pending_reservation_last_fifteen_real_minutes(string at)
    {
        var start = Utc(at);
        var show = await Show.GivenAsync(database, start.AddDays(1));
        var next = await _given.UserAsync();
        await using var session = await Show.AtAsync(database, start);
        await session.LockAsync(await _given.UserAsync(), show, "A1");
        await session.CreateAsync(await _given.UserAsync(), show, "B1");

        await session.SetClockAsync(start.AddMinutes(15).AddMilliseconds(-1));
        await BookingRoutines.RefusedAsync(Taken, session.LockAsync(next, show, "A1"));
        await BookingRoutines.RefusedAsync(Taken, session.LockAsync(next, show, "B1"));
        await session.SetClockAsync(start.AddMinutes(15));

        await session.LockAsync(next, show, "A1", "B1");
    }

    [Theory]
    [InlineData("-11:00")]
    [InlineData("+13:00")]
    public async Task A_sessions_own_time_zone_changes_nothing(string timeZone)
    {
        var show = await Show.GivenAsync(database);
        var user = await _given.UserAsync();
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.ExecuteAsync("SET time_zone = @zone", ("@zone", timeZone));

        await session.LockAsync(user, show, "A1");

        Assert.Equal([$"A1 {user} 8.00 2030-03-01T12:15:00"], await show.HoldsAsync());
    }

    [Theory]
    [InlineData("2030-03-01T04:59:59Z", "America/New_York", "2030-02-28")]
    [InlineData("2030-03-01T05:00:00Z", "America/New_York", "2030-03-01")]
    [InlineData("2030-03-01T22:59:59Z", "Europe/Berlin", "2030-03-01")]
    [InlineData("2030-03-01T23:00:00Z", "Europe/Berlin", "2030-03-02")]
    [InlineData("2028-02-28T10:00:00Z", "Pacific/Kiritimati", "2028-02-29")]
    [InlineData("2028-03-01T04:59:59Z", "America/New_York", "2028-02-29")]
    [InlineData("2030-03-01T18:15:00Z", "Asia/Kathmandu", "2030-03-02")]
    [InlineData("2030-03-02T10:59:59Z", "Pacific/Pago_Pago", "2030-03-01")]
    // The midnight that ends the day on which the clocks changed.
    [InlineData("2030-03-11T03:59:59Z", "America/New_York", "2030-03-10")]
    [InlineData("2030-03-11T04:00:00Z", "America/New_York", "2030-03-11")]
    [InlineData("2030-11-04T04:59:59Z", "America/New_York", "2030-11-03")]
    [InlineData("2030-11-04T05:00:00Z", "America/New_York", "2030-11-04")]
    public async Task A_sale_belongs_to_the_cinemas_day_and_a_later_cancellation_subtracts_from_it(string at, string timeZone, string day)
    {
        var now = Utc(at);
        var offset = new FakeTimeProvider(new DateTimeOffset(now)).OffsetMinutes(timeZone);
        var show = await Show.GivenAsync(database, now.AddDays(5));
        await using var session = await Show.AtAsync(database, now);
        var reservation = await session.CreateAsync(await _given.UserAsync(), show, "A1", "A2");

        await session.ConfirmAsync(reservation, offset);
        Assert.Equal([$"{day} standard 2 16.00"], await show.SalesAsync());
        await session.SetClockAsync(now.AddDays(2));
        await session.CancelAsync(reservation);

        Assert.Equal([$"{day} standard 0 0.00"], await show.SalesAsync());
    }

    // The row moves and not the clock: SET timestamp takes a double, which is not exact to the microsecond.
    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, Expired)]
    [InlineData(-1, Expired)]
    public async Task A_reservation_can_be_confirmed_until_the_last_microsecond_before_its_end(int microsecondsLeft, int error)
    {
        var show = await Show.GivenAsync(database);
        await using var session = await Show.AtAsync(database, Show.Noon);
        var reservation = await session.CreateAsync(await _given.UserAsync(), show, "A1");
        await session.ExecuteAsync(
            "UPDATE reservations SET expires_at = @end WHERE reservation_id = @id",
            ("@end", Show.Noon.AddMicroseconds(microsecondsLeft)),
            ("@id", reservation)
        );

        Assert.Equal(error, await Race.ErrorOfAsync(session.ConfirmAsync(reservation)));
    }

    [Fact]
    public async Task A_show_that_starts_now_has_started()
    {
        var start = Show.Noon.AddMinutes(10);
        var show = await Show.GivenAsync(database, start);
        var user = await _given.UserAsync();
        await using var session = await Show.AtAsync(database, Show.Noon);
        var sold = await session.SellAsync(user, show, "A1");
        var pending = await session.CreateAsync(user, show, "A2");
        await session.SetClockAsync(start.AddMilliseconds(-1));
        await session.LockAsync(user, show, "A3");

        await session.SetClockAsync(start);

        await BookingRoutines.RefusedAsync(ShowStarted, session.LockAsync(user, show, "A4"));
        await BookingRoutines.RefusedAsync(ShowStarted, session.CreateAsync(user, show, "A3"));
        await BookingRoutines.RefusedAsync(ShowStarted, session.ConfirmAsync(pending));
        await BookingRoutines.RefusedAsync(ShowStarted, session.CancelAsync(sold));
    }

    /// <summary>What sp_lock_seats promises: a hold ends when the clock reaches the time it was given, neither sooner nor later.</summary>
    [Fact]
    public async Task A_clock_that_is_set_back_changes_no_holds_end_and_breaks_nothing()
    {
        var show = await Show.GivenAsync(database);
        var (user, rival) = (await _given.UserAsync(), await _given.UserAsync());
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.LockAsync(user, show, "A1");
        await session.LockAsync(rival, show, "B1");

        await session.SetClockAsync(Show.Noon.AddHours(-1));
        await BookingRoutines.RefusedAsync(Taken, session.LockAsync(rival, show, "A1"));
        await session.ReleaseAsync(show);
        await session.LockAsync(user, show, "A2");
        await session.ExtendAsync(user, show);
        Assert.Equal(
            [$"A1 {user} 8.00 2030-03-01T12:15:00", $"A2 {user} 8.00 2030-03-01T12:15:00", $"B1 {rival} 8.00 2030-03-01T12:15:00"],
            await show.HoldsAsync()
        );

        var reservation = await session.CreateAsync(user, show, "A1", "A2");
        await session.SetClockAsync(Show.Noon.AddHours(-2));
        await session.ConfirmAsync(reservation);
        await session.SetClockAsync(Show.Noon.AddHours(-3));
        await session.CancelAsync(reservation);
        Assert.Equal(["2030-03-01 standard 0 0.00"], await show.SalesAsync());

        await session.SetClockAsync(Show.Noon.AddMinutes(15));
        await session.LockAsync(user, show, "B1");
    }

    [Theory]
    [InlineData("2028-02-29", "2028-03-01T12:00:00Z")]
    [InlineData("2027-02-28", "2027-03-01T12:00:00Z")]
    [InlineData("2030-12-31", "2031-01-01T12:00:00Z")]
    public Task A_movie_is_closed_when_its_last_day_is_over_everywhere(string lastDay, string over) =>
        OwnDatabase.RunAsync(async own =>
        {
            var movieId = await new Given(own).MovieAsync();
            await using var session = await Show.AtAsync(own, Utc(over).AddSeconds(-1));
            await session.ExecuteAsync(
                "UPDATE movies SET scheduled_close_date = @day WHERE movie_id = @id",
                ("@day", lastDay),
                ("@id", movieId)
            );

            await session.ExecuteAsync("CALL sp_close_expired_movies()");
            Assert.Equal(["open"], await own.LinesAsync("SELECT movie_status FROM movies"));
            await session.SetClockAsync(Utc(over));
            await session.ExecuteAsync("CALL sp_close_expired_movies()");

            Assert.Equal(["closed"], await own.LinesAsync("SELECT movie_status FROM movies"));
        });

    private static DateTime Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).UtcDateTime;
}
