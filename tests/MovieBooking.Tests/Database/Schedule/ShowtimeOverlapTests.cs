using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>New showtimes beside one that runs from 18:00 to 20:00: a screen is empty for 15 minutes between two shows.</summary>
public sealed class ShowtimeOverlapTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Overlap = 45030;
    private const int Buffer = 45031;

    private static readonly DateTime s_day = new(2030, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly Given _given = new(database);

    [Theory]
    [InlineData("18:00", 120, Overlap)] // the same
    [InlineData("18:00", 30, Overlap)] // the same start
    [InlineData("18:30", 60, Overlap)] // inside
    [InlineData("17:00", 240, Overlap)] // around
    [InlineData("19:59", 60, Overlap)] // over its end
    [InlineData("17:00", 61, Overlap)] // over its start
    [InlineData("20:00", 60, Buffer)]
    [InlineData("20:14", 60, Buffer)]
    [InlineData("20:15", 60, 0)]
    [InlineData("20:16", 60, 0)]
    [InlineData("17:00", 60, Buffer)]
    [InlineData("17:00", 46, Buffer)]
    [InlineData("17:00", 45, 0)]
    [InlineData("17:00", 44, 0)]
    public async Task A_show_keeps_fifteen_minutes_from_its_neighbour(string startsAt, int minutes, int error)
    {
        var screen = await NeighbourAsync(s_day.AddHours(18), 120);

        Assert.Equal(error, await Race.ErrorOfAsync(InsertAsync(screen, s_day.Add(TimeSpan.Parse(startsAt, null)), minutes)));
        Assert.Equal(error == 0 ? 2 : 1, await CountAsync(screen));
    }

    [Theory]
    [InlineData(23, 180, 25, Overlap)] // 23:00 to 02:00, and 01:00
    [InlineData(23, 180, 26, Buffer)]
    [InlineData(23, 180, 27, 0)]
    [InlineData(0, 24 * 60, 23, Overlap)] // a whole day, and its last hour
    [InlineData(0, 24 * 60, 24, Buffer)]
    public async Task Midnight_makes_no_difference(int firstHour, int minutes, int secondHour, int error)
    {
        var screen = await NeighbourAsync(s_day.AddHours(firstHour), minutes);

        Assert.Equal(error, await Race.ErrorOfAsync(InsertAsync(screen, s_day.AddHours(secondHour), 60)));
    }

    [Fact]
    public async Task A_fraction_of_a_second_counts()
    {
        var screen = await NeighbourAsync(s_day.AddHours(18), 120);
        var free = s_day.AddHours(20).AddMinutes(15);

        await BookingRoutines.RefusedAsync(Buffer, InsertAsync(screen, free.AddMicroseconds(-1), 60));
        await InsertAsync(screen, free, 60);
    }

    [Fact]
    public async Task Another_screen_is_free()
    {
        var screen = await NeighbourAsync(s_day.AddHours(18), 120);
        var cinema = await database.ScalarAsync<int>("SELECT cinema_id FROM screens WHERE screen_id = @id", ("@id", screen));

        await InsertAsync(await _given.ScreenAsync(cinemaId: cinema), s_day.AddHours(18), 120);
    }

    [Fact]
    public async Task A_cancelled_show_frees_its_slot_even_for_the_same_start()
    {
        var screen = await NeighbourAsync(s_day.AddHours(18), 120);
        await database.ExecuteAsync("UPDATE showtimes SET status = 'cancelled' WHERE screen_id = @id", ("@id", screen));

        await InsertAsync(screen, s_day.AddHours(18), 120);
        await database.ExecuteAsync("UPDATE showtimes SET status = 'cancelled' WHERE screen_id = @id", ("@id", screen));
        await InsertAsync(screen, s_day.AddHours(18), 120);

        Assert.Equal(3, await CountAsync(screen));
    }

    [Fact]
    public async Task A_show_that_is_inserted_as_cancelled_is_in_nobodys_way()
    {
        var screen = await NeighbourAsync(s_day.AddHours(18), 120);

        await database.ExecuteAsync(
            """
            INSERT INTO showtimes (movie_id, screen_id, start_time, end_time, local_date, status)
            SELECT movie_id, screen_id, start_time, end_time, local_date, 'cancelled' FROM showtimes WHERE screen_id = @id
            """,
            ("@id", screen)
        );

        Assert.Equal(2, await CountAsync(screen));
    }

    [Fact]
    public async Task Of_several_rows_in_one_insert_all_are_checked_and_none_stays()
    {
        var screen = await _given.ScreenAsync();
        var movie = await _given.MovieAsync();

        var error = await Race.ErrorOfAsync(
            database.ExecuteAsync(
                $"""
                INSERT INTO showtimes (movie_id, screen_id, start_time, end_time, local_date)
                VALUES
                    ({movie}, {screen}, '2030-03-01 12:00', '2030-03-01 13:00', '2030-03-01'),
                    ({movie}, {screen}, '2030-03-01 13:15', '2030-03-01 14:00', '2030-03-01'),
                    ({movie}, {screen}, '2030-03-01 13:59', '2030-03-01 15:00', '2030-03-01')
                """
            )
        );

        Assert.Equal(Overlap, error);
        Assert.Equal(0, await CountAsync(screen));
    }

    private async Task<int> NeighbourAsync(DateTime startsAt, int minutes)
    {
        var screen = await _given.ScreenAsync();
        await InsertAsync(screen, startsAt, minutes);
        return screen;
    }

    private Task<int> InsertAsync(int screenId, DateTime startsAt, int minutes) =>
        _given.ShowtimeAsync(screenId: screenId, startsAt: startsAt, minutes: minutes);

    private Task<int> CountAsync(int screenId) =>
        database.ScalarAsync<int>("SELECT COUNT(*) FROM showtimes WHERE screen_id = @id", ("@id", screenId));
}
