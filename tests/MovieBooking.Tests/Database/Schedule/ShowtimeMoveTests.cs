using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>Showtimes that change beside one that runs from 18:00 to 20:00.</summary>
public sealed class ShowtimeMoveTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Overlap = 45030;
    private const int Buffer = 45031;

    private static readonly DateTime s_evening = new(2030, 3, 1, 18, 0, 0, DateTimeKind.Utc);

    private readonly Given _given = new(database);

    [Theory]
    [InlineData("start_time = '2030-03-01 19:00', end_time = '2030-03-01 21:00'", Overlap)]
    [InlineData("start_time = '2030-03-01 18:00', end_time = '2030-03-01 20:00'", Overlap)]
    [InlineData("start_time = '2030-03-01 20:14', end_time = '2030-03-01 21:00'", Buffer)]
    [InlineData("start_time = '2030-03-01 20:15', end_time = '2030-03-01 21:00'", 0)]
    [InlineData("start_time = '2030-03-01 20:16', end_time = '2030-03-01 21:00'", 0)]
    [InlineData("end_time = '2030-03-01 17:45'", 0)]
    [InlineData("end_time = '2030-03-01 17:46'", Buffer)]
    [InlineData("end_time = '2030-03-01 18:01'", Overlap)]
    public async Task A_show_that_moves_keeps_fifteen_minutes_from_its_neighbour(string change, int error)
    {
        var (_, morning) = await ScreenAsync();

        Assert.Equal(error, await Race.ErrorOfAsync(ChangeAsync(morning, change)));
    }

    [Fact]
    public async Task A_show_does_not_stand_in_its_own_way()
    {
        var (_, morning) = await ScreenAsync();

        await ChangeAsync(morning, "start_time = start_time + INTERVAL 5 MINUTE, end_time = end_time + INTERVAL 5 MINUTE");
    }

    [Fact]
    public async Task A_show_that_moves_to_another_screen_is_checked_there_and_the_error_names_the_movie()
    {
        var (screen, _) = await ScreenAsync("Night Train");
        var other = await _given.ShowtimeAsync(startsAt: s_evening.AddHours(1));

        var message = await BookingRoutines.RefusedAsync(Overlap, ChangeAsync(other, $"screen_id = {screen}"));

        Assert.Equal("Overlaps with Night Train", message);
    }

    [Fact]
    public async Task A_show_that_is_scheduled_again_is_checked()
    {
        var (screen, _) = await ScreenAsync();
        var cancelled = await database.ScalarAsync<int>(
            "SELECT showtime_id FROM showtimes WHERE screen_id = @id AND start_time = '2030-03-01 18:00'",
            ("@id", screen)
        );
        await ChangeAsync(cancelled, "status = 'cancelled'");
        await _given.ShowtimeAsync(screenId: screen, startsAt: s_evening.AddHours(1));

        Assert.Equal(Overlap, await Race.ErrorOfAsync(ChangeAsync(cancelled, "status = 'scheduled'")));
    }

    [Fact]
    public async Task A_cancelled_show_may_move_anywhere()
    {
        var (_, morning) = await ScreenAsync();
        await ChangeAsync(morning, "status = 'cancelled'");

        await ChangeAsync(morning, "start_time = '2030-03-01 18:00', end_time = '2030-03-01 20:00'");
    }

    [Fact]
    public Task A_booking_does_not_look_at_the_schedule() =>
        OwnDatabase.RunAsync(async own =>
        {
            var show = await Show.GivenAsync(own);
            var movie = await new Given(own).MovieAsync();
            // Were it called, every change would fail.
            await own.ExecuteAsync("DROP PROCEDURE sp_require_free_screen");

            await own.ExecuteAsync("UPDATE showtimes SET seat_version = seat_version + 1 WHERE showtime_id = @id", ("@id", show.Id));
            await own.ExecuteAsync("UPDATE showtimes SET movie_id = @movie WHERE showtime_id = @id", ("@id", show.Id), ("@movie", movie));
            await own.ExecuteAsync("UPDATE showtimes SET status = 'cancelled' WHERE showtime_id = @id", ("@id", show.Id));

            Assert.NotEqual(
                0,
                await Race.ErrorOfAsync(
                    own.ExecuteAsync("UPDATE showtimes SET status = 'scheduled' WHERE showtime_id = @id", ("@id", show.Id))
                )
            );
        });

    /// <summary>A screen with the evening's show and one from 10:00 to 11:00, whose id is given.</summary>
    private async Task<(int Screen, int Morning)> ScreenAsync(string? title = null)
    {
        var screen = await _given.ScreenAsync();
        await _given.ShowtimeAsync(await _given.MovieAsync(title), screen, s_evening, minutes: 120);
        return (screen, await _given.ShowtimeAsync(screenId: screen, startsAt: s_evening.AddHours(-8), minutes: 60));
    }

    private Task<int> ChangeAsync(int showtimeId, string change) =>
        database.ExecuteAsync($"UPDATE showtimes SET {change} WHERE showtime_id = @id", ("@id", showtimeId));
}
