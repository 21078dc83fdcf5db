using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Demo;

/// <summary>The tests share one database and a clock that only goes forward; each looks at what its own starts change.</summary>
public sealed class DemoTopUpTests(DemoDatabase demo) : IClassFixture<DemoDatabase>
{
    [Fact]
    public async Task A_second_start_changes_nothing()
    {
        await demo.StartAsync();
        var before = await StateAsync();

        await demo.StartAsync();

        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task Three_starts_on_the_next_day_add_that_day_once()
    {
        await demo.StartAsync();
        var before = await demo.CountAsync("showtimes");
        demo.Clock.Advance(TimeSpan.FromDays(1));

        await Task.WhenAll(demo.StartAsync(), demo.StartAsync(), demo.StartAsync());

        Assert.InRange(await demo.CountAsync("showtimes") - before, 40, 80);
        Assert.Equal(0, await demo.CrowdedShowsAsync());
    }

    [Theory]
    [InlineData(7)]
    [InlineData(60)]
    [InlineData(200)]
    public async Task A_start_after_a_rest_plans_the_next_14_days_with_a_full_programme(int days)
    {
        demo.Clock.Advance(TimeSpan.FromDays(days));
        var rested = demo.Now;
        var last = await demo.CountAsync("showtimes WHERE showtimes.start_time < @now", ("@now", rested));

        await demo.StartAsync();

        Assert.Equal(last, await demo.CountAsync("showtimes WHERE showtimes.start_time < @now", ("@now", rested)));
        Assert.InRange(await demo.CountAsync("showtimes WHERE showtimes.start_time > @now", ("@now", rested)), 500, 1000);
        Assert.InRange(
            await demo.CountAsync(
                "movies WHERE movies.movie_status = 'open' AND DATE(@now) BETWEEN movies.release_date AND movies.scheduled_close_date",
                ("@now", rested)
            ),
            8,
            13
        );
        Assert.True(
            await demo.CountAsync("movies WHERE movies.movie_status = 'open' AND movies.release_date > DATE(@now)", ("@now", rested)) >= 3
        );
        Assert.Equal(0, await demo.CrowdedShowsAsync());
    }

    [Fact]
    public async Task What_an_admin_cancelled_deleted_or_added_stays()
    {
        await demo.StartAsync();
        var soon = ("@soon", (object?)demo.Now.AddDays(13));
        var dayAfter = demo.Now.Date.AddDays(16).AddHours(22);
        await demo.Database.ExecuteAsync(
            "DELETE FROM showtimes WHERE showtimes.start_time > @soon AND showtimes.showtime_id NOT IN (SELECT reservations.showtime_id FROM reservations) LIMIT 3",
            soon
        );
        await demo.Database.ExecuteAsync(
            "UPDATE showtimes SET showtimes.status = 'cancelled' WHERE showtimes.start_time > @soon LIMIT 5",
            soon
        );
        await new Given(demo.Database).ShowtimeAsync(screenId: 1, startsAt: dayAfter);
        var before = await StateAsync();

        await demo.StartAsync();
        Assert.Equal(before, await StateAsync());

        demo.Clock.Advance(TimeSpan.FromDays(4));
        await demo.StartAsync();
        Assert.Equal(
            1,
            await demo.CountAsync("showtimes WHERE showtimes.start_time = @start AND showtimes.screen_id = 1", ("@start", dayAfter))
        );
        Assert.Equal(0, await demo.CrowdedShowsAsync());
    }

    [Fact]
    public async Task A_database_with_other_cinemas_is_left_alone()
    {
        var own = new TestDatabase();
        await own.InitializeAsync();
        try
        {
            await new Given(own).ShowtimeAsync();

            await DemoDatabase.StartAsync(own.Source, TimeProvider.System);

            Assert.Equal(1, await own.ScalarAsync<int>("SELECT COUNT(*) FROM showtimes"));
            Assert.Equal(1, await own.ScalarAsync<int>("SELECT COUNT(*) FROM movies"));
            // Nobody but the house, which is in every database.
            Assert.Equal(0, await own.ScalarAsync<int>("SELECT COUNT(*) FROM users WHERE user_id <> 0"));
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    private async Task<string> StateAsync() =>
        string.Join(
            '\n',
            (
                await demo.Database.RowsAsync(
                    """
                    SELECT
                        (SELECT COUNT(*) FROM showtimes),
                        (SELECT SUM(CRC32(CONCAT_WS('|', showtime_id, movie_id, screen_id, start_time, status))) FROM showtimes),
                        (SELECT SUM(CRC32(CONCAT_WS('|', movie_id, release_date, scheduled_close_date, movie_status, version))) FROM movies),
                        (SELECT COUNT(*) FROM users),
                        (SELECT COUNT(*) FROM tickets)
                    """
                )
            )[0]
        );
}
