using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Database;

/// <summary>What both takers of seats, sp_lock_seats and sp_create_reservation, refuse, and that they then wrote nothing.</summary>
public sealed class RefusedSeatsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int UnknownShowtime = 45001;
    private const int Cancelled = 45002;
    private const int Started = 45003;
    private const int MovieClosed = 45004;
    private const int BadList = 45005;
    private const int UnknownSeats = 45006;

    private readonly Given _given = new(database);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_unknown_showtime_is_refused(bool reserve)
    {
        await using var noon = await Show.AtAsync(database, Show.Noon);

        await BookingRoutines.RefusedAsync(UnknownShowtime, Take(reserve, noon, await _given.UserAsync(), 999_999, "[1]"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancelled_showtime_is_refused(bool reserve)
    {
        var show = await Show.GivenAsync(database);
        await database.ExecuteAsync("UPDATE showtimes SET status = 'cancelled' WHERE showtime_id = @id", ("@id", show.Id));

        await WritesNothingAsync(reserve, Cancelled, show, show.SeatIds("A1"), Show.Noon);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_show_that_starts_now_is_refused(bool reserve)
    {
        var show = await Show.GivenAsync(database, Show.Noon);

        await WritesNothingAsync(reserve, Started, show, show.SeatIds("A1"), Show.Noon);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_show_that_starts_in_a_moment_is_not_refused(bool reserve)
    {
        var show = await Show.GivenAsync(database, Show.Noon);
        await using var justBefore = await Show.AtAsync(database, Show.Noon.AddMilliseconds(-1));

        await Take(reserve, justBefore, await _given.UserAsync(), show.Id, show.SeatIds("A1"));

        Assert.Equal(1, await show.VersionAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_closed_movie_is_refused(bool reserve)
    {
        var movie = await _given.MovieAsync();
        var show = await Show.GivenAsync(database, movieId: movie);
        await database.ExecuteAsync("UPDATE movies SET movie_status = 'closed' WHERE movie_id = @id", ("@id", movie));

        await WritesNothingAsync(reserve, MovieClosed, show, show.SeatIds("A1"), Show.Noon);
    }

    [Theory]
    [InlineData(false, "[]")]
    [InlineData(true, "[]")]
    [InlineData(false, "")]
    [InlineData(true, "")]
    [InlineData(false, "nonsense")]
    [InlineData(true, "nonsense")]
    [InlineData(false, "7")]
    [InlineData(true, "7")]
    [InlineData(false, "{\"seat\":7}")]
    [InlineData(true, "{\"seat\":7}")]
    [InlineData(false, "[1,2,3,4,5,6,7,8,9,10,11]")]
    [InlineData(true, "[1,2,3,4,5,6,7,8,9,10,11]")]
    [InlineData(false, null)]
    [InlineData(true, null)]
    public async Task A_list_that_is_none_empty_or_too_long_is_refused(bool reserve, string? seatIds) =>
        await WritesNothingAsync(reserve, BadList, await Show.GivenAsync(database), seatIds, Show.Noon);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_repeated_seat_is_refused(bool reserve)
    {
        var show = await Show.GivenAsync(database);

        await WritesNothingAsync(reserve, BadList, show, show.SeatIds("A1", "A2", "A1"), Show.Noon);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Unknown_seats_and_seats_of_another_screen_are_refused_by_name(bool reserve)
    {
        var show = await Show.GivenAsync(database);
        var other = await Show.GivenAsync(database);

        var message = await WritesNothingAsync(reserve, UnknownSeats, show, $"[{show["A1"]},{other["A1"]},-5,999999]", Show.Noon);

        Assert.Equivalent(new[] { $"{other["A1"]}", "-5", "999999" }, message.Split(','), strict: true);
    }

    [Theory]
    [InlineData(false, "[null]")]
    [InlineData(true, "[null]")]
    [InlineData(false, "[\"seat\"]")]
    [InlineData(true, "[\"seat\"]")]
    [InlineData(false, "[[1]]")]
    [InlineData(true, "[[1]]")]
    [InlineData(false, "[{}]")]
    [InlineData(true, "[{}]")]
    public async Task Something_else_than_a_number_in_the_list_is_refused(bool reserve, string? seatIds) =>
        await WritesNothingAsync(reserve, UnknownSeats, await Show.GivenAsync(database), seatIds, Show.Noon);

    private async Task<string> WritesNothingAsync(bool reserve, int error, Show show, string? seatIds, DateTime at)
    {
        await using var session = await Show.AtAsync(database, at);
        var user = await _given.UserAsync();
        var before = await show.StateAsync();

        var message = await BookingRoutines.RefusedAsync(error, Take(reserve, session, user, show.Id, seatIds));

        Assert.Equal(before, await show.StateAsync());
        return message;
    }

    private static Task Take(bool reserve, MySqlConnection session, int userId, int showtimeId, string? seatIds) =>
        reserve ? session.CreateAsync(userId, null, showtimeId, seatIds) : session.LockAsync(userId, showtimeId, seatIds);
}
