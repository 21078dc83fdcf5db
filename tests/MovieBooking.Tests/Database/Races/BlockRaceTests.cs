using MovieBooking.Tests.Support;
using MySqlConnector;
using Xunit.Abstractions;

namespace MovieBooking.Tests.Database.Races;

/// <summary>A cinema that keeps a seat back while customers take it.</summary>
[Collection(Contest.Name)]
public sealed class BlockRaceTests(TestDatabase database, ITestOutputHelper output) : IClassFixture<TestDatabase>
{
    private const int Users = 20;
    private const int Guests = 20;
    private const int Taken = 45010;

    [Fact]
    public Task Whoever_comes_first_keeps_the_seats_and_everybody_else_is_refused() => Block().IsWonAsync(() => BlockAsync(database));

    [Fact]
    public Task Without_the_mutex_the_cinema_would_keep_back_what_somebody_has() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, "sp_block_seats");
            // By the key it would wait for a hold that is being written.
            await WithoutProtection.ReplaceAsync(own, "sp_clear_expired", "FORCE INDEX (PRIMARY)", "");

            await Block().IsSpoiltAsync(() => BlockAsync(own), outcome => outcome.Owners > 1);
        });

    [Fact]
    public async Task A_block_that_waited_for_a_booking_takes_no_seat_of_it() =>
        Assert.Equal((Taken, "A1 8.00 pending"), await BlockAfterBookingAsync(database));

    /// <summary>The control: without its lock a block does not see who is booking, and keeps back what is sold.</summary>
    [Fact]
    public Task Without_its_lock_a_block_would_lie_on_a_seat_that_is_booked() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, "sp_block_seats");

            Assert.Equal((0, "A1 8.00 pending"), await BlockAfterBookingAsync(own));
        });

    [Fact]
    public async Task A_block_ends_at_its_time_and_moves_with_the_start_and_counts_for_nobody()
    {
        var show = await Show.GivenAsync(database, Show.Noon.AddHours(2));
        var userId = await new Given(database).UserAsync();
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await BlockAsync(noon, show, "A1", "A2");
        await noon.ExecuteAsync(
            "CALL sp_block_seats(@id, @seats, @until, 'Late')",
            ("@id", show.Id),
            ("@seats", show.SeatIds("A2")),
            ("@until", Show.Noon.AddHours(1))
        );

        await noon.MoveAsync(show, Show.Noon.AddHours(3));

        Assert.Equal(["A1 2030-03-01 15:00:00", "A2 2030-03-01 13:00:00"], await EndsAsync(show));
        await BookingRoutines.RefusedAsync(Taken, noon.LockAsync(userId, show, "A2"));
        await noon.SetClockAsync(Show.Noon.AddHours(1));
        await noon.LockAsync(userId, show, "A2");
        Assert.Empty(await database.LinesAsync("SELECT user_id FROM unpaid_holds WHERE showtime_id = @id", ("@id", show.Id)));

        await noon.ExecuteAsync("CALL sp_release_seats(@id, NULL)", ("@id", show.Id));
        await noon.LockAsync(userId, show, "A1");
        Assert.Empty(await database.LinesAsync("SELECT seat_id FROM seat_blocks WHERE showtime_id = @id", ("@id", show.Id)));
    }

    [Theory]
    [InlineData(45005, "[]", null)]
    [InlineData(45005, "x", null)]
    [InlineData(45006, "[2147483647]", null)]
    [InlineData(45019, null, 0)]
    [InlineData(45019, null, 121)]
    public async Task What_cannot_be_blocked_is_refused_and_nothing_is_written(int error, string? seatIds, int? untilMinutes)
    {
        var show = await Show.GivenAsync(database, Show.Noon.AddHours(2));
        await using var noon = await Show.AtAsync(database, Show.Noon);
        var before = await show.StateAsync();

        await BookingRoutines.RefusedAsync(
            error,
            noon.ExecuteAsync(
                "CALL sp_block_seats(@id, @seats, @until, 'Press')",
                ("@id", show.Id),
                ("@seats", seatIds ?? show.SeatIds("A1")),
                ("@until", untilMinutes is { } minutes ? Show.Noon.AddMinutes(minutes) : null)
            )
        );

        Assert.Equal(before, await show.StateAsync());
    }

    private Contest Block() => new(output, $"A cinema keeps back two seats that {Users} users hold and {Guests} guests book", 1);

    private static async Task<Outcome> BlockAsync(TestDatabase database)
    {
        var show = await Show.GivenAsync(database);
        var users = await new Given(database).UsersAsync(Users);

        var errors = await Race.RunAsync(
            database,
            1 + Users + Guests,
            async (session, number) =>
            {
                await session.SetClockAsync(Show.Noon);
                await (
                    number switch
                    {
                        < Users => session.LockAsync(users[number], show, "A2", "A1"),
                        Users => BlockAsync(session, show, "A1", "A2"),
                        _ => session.CreateAsGuestAsync($"rival{number}@example.com", show, "A1", "A2"),
                    }
                );
            }
        );
        // The house owns what is noted as kept back, whoever's the hold under it is.
        return Outcome.Of(
            errors,
            await database.ScalarAsync<int>(
                """
                SELECT (SELECT COUNT(DISTINCT showtime_id) FROM seat_blocks WHERE showtime_id = @id)
                    + (SELECT COUNT(DISTINCT user_id) FROM seat_locks WHERE showtime_id = @id AND user_id <> 0)
                    + (SELECT COUNT(*) FROM reservations WHERE showtime_id = @id)
                """,
                ("@id", show.Id)
            )
        );
    }

    /// <summary>A booking that is not yet committed, and a block that comes upon its seat: the block's error, and who has the seat.</summary>
    private static async Task<(int Error, string Ticket)> BlockAfterBookingAsync(TestDatabase database)
    {
        var show = await Show.GivenAsync(database);
        var userId = await new Given(database).UserAsync();
        await using MySqlConnection buyer = await Show.AtAsync(database, Show.Noon),
            cinema = await Show.AtAsync(database, Show.Noon);
        await buyer.BeginAsync();
        await buyer.CreateAsync(userId, show, "A1");

        var block = BlockAsync(cinema, show, "A1");
        await Race.QueuedAsync(database, cinema, block);
        await buyer.ExecuteAsync("COMMIT");

        return (await Race.ErrorOfAsync(block), Assert.Single(await show.TicketsAsync()));
    }

    private static Task<int> BlockAsync(MySqlConnection session, Show show, params string[] labels) =>
        session.ExecuteAsync("CALL sp_block_seats(@id, @seats, NULL, 'Press')", ("@id", show.Id), ("@seats", show.SeatIds(labels)));

    private Task<IReadOnlyList<string>> EndsAsync(Show show) =>
        database.LinesAsync(
            """
            SELECT seats.seat_label, DATE_FORMAT(seat_locks.expires_at, '%Y-%m-%d %H:%i:%s')
            FROM seat_locks
            INNER JOIN seats ON seats.seat_id = seat_locks.seat_id
            WHERE seat_locks.showtime_id = @id
            ORDER BY seats.seat_id
            """,
            ("@id", show.Id)
        );
}
