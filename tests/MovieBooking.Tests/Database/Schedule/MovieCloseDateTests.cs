using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>The triggers of movies and the daily sweep: the last day on which a showtime may start.</summary>
public sealed class MovieCloseDateTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Insert =
        "INSERT INTO movies (title, duration_minutes, rating, release_date, scheduled_close_date) VALUES ('A Movie', 100, 'G', @release, @close)";

    [Theory]
    [InlineData("2030-03-15", "2030-04-15")]
    [InlineData("2030-12-15", "2031-01-15")]
    [InlineData("2030-01-31", "2030-02-28")]
    [InlineData("2032-01-31", "2032-02-29")]
    [InlineData("2032-02-29", "2032-03-29")]
    [InlineData("2030-03-31", "2030-04-30")]
    public async Task Without_a_close_date_a_movie_closes_a_month_after_its_release(string release, string close) =>
        Assert.Equal($"{close} open", await MovieAsync(await GivenAsync(release)));

    [Theory]
    [InlineData("2030-03-15")]
    [InlineData("2035-01-01")]
    public async Task A_given_close_date_is_kept(string close) =>
        Assert.Equal($"{close} open", await MovieAsync(await GivenAsync("2030-03-15", close)));

    [Fact]
    public async Task The_close_date_moves_with_the_release_date()
    {
        var id = await GivenAsync("2030-03-15", "2030-06-01");

        await UpdateAsync(id, "release_date = '2030-05-31'");

        Assert.Equal("2030-06-30 open", await MovieAsync(id));
    }

    [Fact]
    public async Task A_close_date_given_with_the_release_date_is_kept()
    {
        var id = await GivenAsync("2030-03-15");

        await UpdateAsync(id, "release_date = '2030-05-31', scheduled_close_date = '2030-09-01'");

        Assert.Equal("2030-09-01 open", await MovieAsync(id));
    }

    [Fact]
    public async Task An_admin_may_override_the_close_date_and_other_edits_leave_it()
    {
        var id = await GivenAsync("2030-03-15");

        await UpdateAsync(id, "scheduled_close_date = '2030-03-20'");
        await UpdateAsync(id, "title = 'Another Title'");

        Assert.Equal("2030-03-20 open", await MovieAsync(id));
    }

    [Fact]
    public async Task A_close_date_taken_away_is_set_again()
    {
        var id = await GivenAsync("2030-03-15", "2030-09-01");

        await UpdateAsync(id, "scheduled_close_date = NULL");

        Assert.Equal("2030-04-15 open", await MovieAsync(id));
    }

    // The last time zone to finish a day is UTC-12: noon UTC of the next day.
    [Theory]
    [InlineData("2030-04-16T11:59:59Z", "open")]
    [InlineData("2030-04-16T12:00:00Z", "closed")]
    public async Task A_movie_that_is_past_its_date_everywhere_is_closed_when_written(string now, string status)
    {
        await using var session = await SessionAsync(now);

        var inserted = await GivenAsync("2030-03-15", session: session);
        var updated = await GivenAsync("2030-03-20", "2030-06-01");
        await session.ExecuteAsync("UPDATE movies SET scheduled_close_date = '2030-04-15' WHERE movie_id = @id", ("@id", updated));

        Assert.Equal($"2030-04-15 {status}", await MovieAsync(inserted));
        Assert.Equal($"2030-04-15 {status}", await MovieAsync(updated));
    }

    [Fact]
    public async Task A_closed_movie_is_not_opened_by_a_new_date()
    {
        var id = await GivenAsync("2030-03-15");
        await UpdateAsync(id, "movie_status = 'closed'");

        await UpdateAsync(id, "release_date = '2030-05-01'");

        Assert.Equal("2030-06-01 closed", await MovieAsync(id));
    }

    [Fact]
    public async Task An_admin_may_open_a_movie_with_a_new_date_but_not_one_that_is_past()
    {
        await using var session = await SessionAsync("2030-05-01T00:00:00Z");
        var id = await GivenAsync("2030-03-15", session: session);

        await session.ExecuteAsync("UPDATE movies SET movie_status = 'open' WHERE movie_id = @id", ("@id", id));
        Assert.Equal("2030-04-15 closed", await MovieAsync(id));
        await session.ExecuteAsync(
            "UPDATE movies SET movie_status = 'open', scheduled_close_date = '2030-06-01' WHERE movie_id = @id",
            ("@id", id)
        );

        Assert.Equal("2030-06-01 open", await MovieAsync(id));
    }

    [Fact]
    public Task The_sweep_closes_what_is_past_everywhere_once() =>
        OwnDatabase.RunAsync(async own =>
        {
            var tests = new MovieCloseDateTests(own);
            var (past, last) = (await tests.GivenAsync("2030-03-15"), await tests.GivenAsync("2030-03-16"));
            await using var session = await Show.AtAsync(own, new DateTime(2030, 4, 16, 12, 0, 0, DateTimeKind.Utc));

            Assert.Equal(1, await session.ExecuteAsync("CALL sp_close_expired_movies()"));
            Assert.Equal(0, await session.ExecuteAsync("CALL sp_close_expired_movies()"));

            Assert.Equal(
                [$"{past} closed 2", $"{last} open 1"],
                await own.LinesAsync("SELECT movie_id, movie_status, version FROM movies ORDER BY movie_id")
            );
        });

    private static Task<MySqlConnector.MySqlConnection> SessionOf(TestDatabase database, string now) =>
        Show.AtAsync(database, DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime);

    private Task<MySqlConnector.MySqlConnection> SessionAsync(string now) => SessionOf(database, now);

    private async Task<int> GivenAsync(string release, string? close = null, MySqlConnector.MySqlConnection? session = null)
    {
        await using var connection = session is null ? await database.Source.OpenConnectionAsync() : null;
        var used = session ?? connection!;
        await used.ExecuteAsync(Insert, ("@release", release), ("@close", close));
        return await used.ScalarAsync<int>("SELECT LAST_INSERT_ID()");
    }

    private Task<int> UpdateAsync(int id, string change) =>
        database.ExecuteAsync($"UPDATE movies SET {change} WHERE movie_id = @id", ("@id", id));

    private async Task<string> MovieAsync(int id) =>
        Assert.Single(await database.LinesAsync("SELECT scheduled_close_date, movie_status FROM movies WHERE movie_id = @id", ("@id", id)));
}
