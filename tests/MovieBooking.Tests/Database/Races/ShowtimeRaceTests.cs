using MovieBooking.Tests.Support;
using Xunit.Abstractions;

namespace MovieBooking.Tests.Database.Races;

/// <summary>Two managers who schedule at the same time.</summary>
[Collection(Contest.Name)]
public sealed class ShowtimeRaceTests(TestDatabase database, ITestOutputHelper output) : IClassFixture<TestDatabase>
{
    private const int Overlap = 45030;

    [Fact]
    public async Task Of_two_overlapping_inserts_the_second_waits_and_is_refused() =>
        Assert.Equal((Overlap, 1), await SecondInsertAsync(database));

    /// <summary>The control: the same check without its locking reads lets both in.</summary>
    [Fact]
    public Task Without_the_locks_both_would_be_accepted() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, "sp_require_free_screen");

            Assert.Equal((0, 2), await SecondInsertAsync(own));
        });

    [Fact]
    public Task Without_the_trigger_both_would_be_accepted() =>
        OwnDatabase.RunAsync(async own =>
        {
            await own.ExecuteAsync("DROP TRIGGER trg_showtime_no_overlap");

            Assert.Equal((0, 2), await SecondInsertAsync(own));
        });

    /// <summary>The second row's look must see what was committed while the statement waited for its second screen.</summary>
    [Fact]
    public async Task An_insert_of_several_rows_sees_what_was_committed_while_it_waited()
    {
        var given = new Given(database);
        var (first, second, movie) = (await given.ScreenAsync(), await given.ScreenAsync(), await given.MovieAsync());
        await using var rival = await database.Source.OpenConnectionAsync();
        await rival.BeginAsync();
        await rival.ExecuteAsync(Insert(movie, second, "18:00", "20:00"));
        await using var batch = await database.Source.OpenConnectionAsync();

        var rows = batch.ExecuteAsync(
            Insert(movie, first, "18:30", "20:30") + $", ({movie}, {second}, '2030-03-01 18:30', '2030-03-01 20:30', '2030-03-01')"
        );
        await Race.QueuedAsync(database, batch, rows);
        await rival.ExecuteAsync("COMMIT");

        Assert.Equal(Overlap, await Race.ErrorOfAsync(rows));
        Assert.Equal(0, await database.ScalarAsync<int>("SELECT COUNT(*) FROM showtimes WHERE screen_id = @id", ("@id", first)));
    }

    [Fact]
    public Task Of_many_at_once_one_wins() => Many().IsWonAsync(() => ManyAsync(database));

    [Fact]
    public Task Without_the_locks_many_at_once_are_accepted() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, "sp_require_free_screen");

            await Many().IsSpoiltAsync(() => ManyAsync(own));
        });

    [Fact]
    public async Task A_new_showtime_does_not_wait_for_a_booking_on_its_screen()
    {
        var given = new Given(database);
        var screen = await given.ScreenAsync();
        var show = await Show.GivenAsync(database, screenId: screen);
        await using var booking = await Show.AtAsync(database, Show.Noon);
        await booking.BeginAsync();
        await booking.LockAsync(await given.UserAsync(), show, "A1");

        await using var manager = await database.Source.OpenConnectionAsync();
        var insert = manager.ExecuteAsync(Insert(await given.MovieAsync(), screen, "18:00", "20:00"));
        await Race.QueuedAsync(database, manager, insert);
        var waited = !insert.IsCompleted;
        await booking.ExecuteAsync("ROLLBACK");

        await insert;
        Assert.False(waited);
    }

    private Contest Many() => new(output, "50 overlapping showtimes", 1);

    private static async Task<Outcome> ManyAsync(TestDatabase database)
    {
        var given = new Given(database);
        var (screen, movie) = (await given.ScreenAsync(), await given.MovieAsync());
        var errors = await Race.RunAsync(
            database,
            50,
            (session, number) => session.ExecuteAsync(Insert(movie, screen, $"18:{number:00}", $"20:{number:00}"))
        );
        return Outcome.Of(errors, await database.ScalarAsync<int>("SELECT COUNT(*) FROM showtimes WHERE screen_id = @id", ("@id", screen)));
    }

    /// <summary>The error of the second of two overlapping inserts, and how many shows the screen then has.</summary>
    private static async Task<(int Error, int Shows)> SecondInsertAsync(TestDatabase database)
    {
        var given = new Given(database);
        var (screen, movie) = (await given.ScreenAsync(), await given.MovieAsync());
        await using var first = await database.Source.OpenConnectionAsync();
        await using var second = await database.Source.OpenConnectionAsync();
        await first.BeginAsync();
        await first.ExecuteAsync(Insert(movie, screen, "18:00", "20:00"));

        var insert = second.ExecuteAsync(Insert(movie, screen, "19:00", "21:00"));
        await Race.QueuedAsync(database, second, insert);
        await first.ExecuteAsync("COMMIT");

        var error = await Race.ErrorOfAsync(insert);
        return (error, await database.ScalarAsync<int>("SELECT COUNT(*) FROM showtimes WHERE screen_id = @id", ("@id", screen)));
    }

    private static string Insert(int movie, int screen, string from, string to) =>
        $"""
            INSERT INTO showtimes (movie_id, screen_id, start_time, end_time, local_date)
            VALUES ({movie}, {screen}, '2030-03-01 {from}', '2030-03-01 {to}', '2030-03-01')
            """;
}
