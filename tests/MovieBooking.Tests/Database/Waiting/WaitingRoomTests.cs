using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database.Waiting;

/// <summary>Places in the queue of a waiting room: sp_open_waiting_room, sp_join_waiting_room, sp_close_waiting_room.</summary>
public sealed class WaitingRoomTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int NoSuchRoom = 45050;

    [Fact]
    public async Task Places_follow_each_other_and_what_nobody_used_is_no_credit_for_later()
    {
        var show = await Show.GivenAsync(database);
        await using var session = await Show.AtAsync(database, Show.Noon);
        var room = await session.OpenRoomAsync(show.Id, perMinute: 60);

        Assert.Equal(1, await session.JoinAsync(room));
        Assert.Equal(2, await session.JoinAsync(room));
        Assert.Equal(3, await session.JoinAsync(room));

        // Those three were let in by 12:00:02. Ten minutes later the next is let in at once, and the one after him a second later.
        await session.SetClockAsync(Show.Noon.AddMinutes(10));
        Assert.Equal(601, await session.JoinAsync(room));
        Assert.Equal(602, await session.JoinAsync(room));
        Assert.Equal(["603 5"], await RoomAsync(room));
    }

    [Fact]
    public async Task A_new_rate_counts_from_the_first_who_waits_and_leaves_those_before_him_their_moments()
    {
        var show = await Show.GivenAsync(database);
        await using var session = await Show.AtAsync(database, Show.Noon);
        var room = await session.OpenRoomAsync(show.Id, perMinute: 60);
        for (var place = 1; place <= 10; place++)
        {
            Assert.Equal(place, await session.JoinAsync(room));
        }

        // 1 to 5 were let in by 12:00:04; nobody joins in between.
        await session.SetClockAsync(Show.Noon.AddSeconds(4.5));
        Assert.Equal(room, await session.OpenRoomAsync(show.Id, perMinute: 6, minutes: 20));
        Assert.Equal(["1 2030-03-01T12:00:00 60", "6 2030-03-01T12:00:04.5 6"], await RatesAsync(room));
        Assert.Equal(11, await session.JoinAsync(room));

        // The window alone changes no moment; nor does a rate that is the same.
        await session.OpenRoomAsync(show.Id, perMinute: 6, minutes: 30);
        Assert.Equal(2, (await RatesAsync(room)).Count);

        // A clock that is set back gives nobody a second place, and the last word on the rate counts.
        await session.SetClockAsync(Show.Noon.AddHours(-1));
        await session.OpenRoomAsync(show.Id, perMinute: 12);
        Assert.Equal(["1 2030-03-01T12:00:00 60", "6 2030-03-01T11:00:00 12"], await RatesAsync(room));
        Assert.Equal(12, await session.JoinAsync(room));
    }

    [Fact]
    public async Task A_room_is_of_a_showtime_or_of_a_movie_and_goes_with_it()
    {
        var movie = await new Given(database).MovieAsync();
        var show = await Show.GivenAsync(database, movieId: movie);
        await using var session = await Show.AtAsync(database, Show.Noon);
        var room = await session.OpenRoomAsync(show.Id, perMinute: 1);
        await session.ExecuteAsync("CALL sp_open_waiting_room(NULL, @movie_id, 1, 1)", ("@movie_id", movie));
        Assert.Equal(2, await database.ScalarAsync<int>("SELECT COUNT(*) FROM waiting_rooms WHERE room_id >= @id", ("@id", room)));

        await session.ExecuteAsync("CALL sp_close_waiting_room(NULL, @movie_id)", ("@movie_id", movie));
        Assert.Equal(["1 0"], await RoomAsync(room));
        await session.ExecuteAsync("CALL sp_delete_showtime(@id, FALSE)", ("@id", show.Id));
        Assert.Empty(await RoomAsync(room));
        await BookingRoutines.RefusedAsync(NoSuchRoom, session.JoinAsync(room));

        foreach (var values in new[] { "NULL, NULL, 1", $"{show.Id}, {movie}, 1", $"NULL, {movie}, 0", $"NULL, {movie}, 1441" })
        {
            Assert.Contains(
                await Race.ErrorOfAsync(
                    database.ExecuteAsync($"INSERT INTO waiting_rooms (showtime_id, movie_id, booking_minutes) VALUES ({values})")
                ),
                ConstraintTests.CheckViolated
            );
        }

        foreach (var rate in new[] { 0, 10_001 })
        {
            Assert.Contains(
                await Race.ErrorOfAsync(
                    session.ExecuteAsync("CALL sp_open_waiting_room(NULL, @id, @rate, 1)", ("@id", movie), ("@rate", rate))
                ),
                ConstraintTests.CheckViolated
            );
        }

        Assert.Equal(0, await database.ScalarAsync<int>("SELECT COUNT(*) FROM waiting_rooms WHERE movie_id = @id", ("@id", movie)));
    }

    private Task<IReadOnlyList<string>> RoomAsync(int room) =>
        database.LinesAsync("SELECT next_place, joined FROM waiting_rooms WHERE room_id = @id", ("@id", room));

    private Task<IReadOnlyList<string>> RatesAsync(int room) =>
        database.LinesAsync(
            "SELECT from_place, from_at, admissions_per_minute FROM waiting_room_rates WHERE room_id = @id ORDER BY from_place",
            ("@id", room)
        );
}
