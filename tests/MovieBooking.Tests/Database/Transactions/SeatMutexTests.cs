using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Database;

/// <summary>What the lock on the showtime's row is for: whoever takes a seat waits for who came first, and reads after them.</summary>
public sealed class SeatMutexTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Taken = 45010;
    private const int TooMany = 45011;

    private readonly Given _given = new(database);

    [Fact]
    public async Task A_second_buyer_waits_for_the_first_and_is_refused() => Assert.Equal((Taken, 1), await SecondSaleAsync(database));

    /// <summary>The control: without the showtime's mutex the unique key alone stands between two sales.</summary>
    [Fact]
    public Task Without_the_mutex_the_unique_key_still_refuses_the_second_sale() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, "sp_create_reservation");

            Assert.Equal((1062, 1), await SecondSaleAsync(own));
        });

    /// <summary>The control of the control: without either the seat is sold twice, so the race is real.</summary>
    [Fact]
    public Task Without_the_mutex_and_the_key_the_seat_would_be_sold_twice() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, "sp_create_reservation");
            await own.ExecuteAsync("ALTER TABLE tickets DROP KEY uk_tickets_showtime_seat");

            Assert.Equal((0, 2), await SecondSaleAsync(own));
        });

    [Fact]
    public async Task A_taker_who_waited_sees_a_show_that_was_cancelled_meanwhile()
    {
        var show = await Show.GivenAsync(database);
        await using var manager = await database.Source.OpenConnectionAsync();
        await manager.BeginAsync();
        await manager.ExecuteAsync("UPDATE showtimes SET status = 'cancelled' WHERE showtime_id = @id", ("@id", show.Id));
        await using var session = await Show.AtAsync(database, Show.Noon);

        var hold = session.LockAsync(await _given.UserAsync(), show, "A1");
        await Race.QueuedAsync(database, session, hold);
        await manager.ExecuteAsync("COMMIT");

        await BookingRoutines.RefusedAsync(45002, hold);
        Assert.Empty(await show.HoldsAsync());
    }

    /// <summary>It would fail with a lock wait (1205) where it joined the queue.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_has_no_hope_is_told_so_before_the_queue(bool reserve)
    {
        var show = await Show.GivenAsync(database);
        var user = await _given.UserAsync();
        await using MySqlConnection first = await Show.AtAsync(database, Show.Noon),
            second = await Show.AtAsync(database, Show.Noon);
        await first.SellAsync(await _given.UserAsync(), show, "A1");
        await first.BeginAsync();
        await first.LockAsync(await _given.UserAsync(), show, "B1");

        var message = await BookingRoutines.RefusedAsync(
            Taken,
            reserve ? second.CreateAsync(user, show, "A1") : second.LockAsync(user, show, "A1")
        );

        Assert.Equal($"{show["A1"]}s", message);
        await first.ExecuteAsync("ROLLBACK");
    }

    [Fact]
    public async Task Holds_of_another_showtime_do_not_wait()
    {
        var (show, other) = (await Show.GivenAsync(database), await Show.GivenAsync(database));
        await using var first = await Show.AtAsync(database, Show.Noon);
        await first.BeginAsync();
        await first.LockAsync(await _given.UserAsync(), show, "A1");

        await using var second = await Show.AtAsync(database, Show.Noon);
        var hold = second.LockAsync(await _given.UserAsync(), other, "A1");
        await Race.QueuedAsync(database, second, hold);
        var waited = !hold.IsCompleted;
        await first.ExecuteAsync("ROLLBACK");

        await hold;
        Assert.False(waited);
    }

    [Fact]
    public async Task One_person_in_many_windows_stays_within_ten_seats()
    {
        var show = await Show.GivenAsync(database);
        var user = await _given.UserAsync();

        var errors = await Race.RunAsync(
            database,
            8,
            (session, number) =>
                session.LockAsync(user, show, $"{(char)('A' + number)}1", $"{(char)('A' + number)}2", $"{(char)('A' + number)}3")
        );

        Assert.Equal([0, 0, 0, .. Enumerable.Repeat(TooMany, 5)], errors.Order());
        Assert.Equal(9, (await show.HoldsAsync()).Count);
    }

    /// <summary>One sale of A1 that is not yet committed, and another that comes upon it: its error, and the tickets of A1.</summary>
    private static async Task<(int Error, int Tickets)> SecondSaleAsync(TestDatabase database)
    {
        var show = await Show.GivenAsync(database);
        await using MySqlConnection first = await Show.AtAsync(database, Show.Noon),
            second = await Show.AtAsync(database, Show.Noon);
        await first.BeginAsync();
        await first.CreateAsGuestAsync("first@example.com", show, "A1");

        var sale = second.CreateAsGuestAsync("second@example.com", show, "A1");
        await Race.QueuedAsync(database, second, sale);
        await first.ExecuteAsync("COMMIT");

        var error = await Race.ErrorOfAsync(sale);
        return (error, (await show.TicketsAsync()).Count);
    }
}
