using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Database;

/// <summary>Many people for the same seats. A seat is never sold twice, and nobody sees a deadlock.</summary>
public sealed class SeatRaceTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Taken = 45010;
    private const int Rivals = 24;

    private readonly Given _given = new(database);

    [Fact]
    public async Task Of_many_who_hold_one_seat_one_gets_it()
    {
        var show = await Show.GivenAsync(database);
        var users = await UsersAsync();

        var errors = await Race.RunAsync(database, Rivals, (session, number) => session.LockAsync(users[number], show, "A1"));

        Assert.Equal([0, .. Enumerable.Repeat(Taken, Rivals - 1)], errors.Order());
        Assert.Single(await show.HoldsAsync());
        Assert.Equal(1, await show.VersionAsync());
    }

    [Fact]
    public async Task Of_many_who_buy_one_seat_one_gets_it()
    {
        var show = await Show.GivenAsync(database);

        var errors = await Race.RunAsync(
            database,
            Rivals,
            async (session, number) =>
                await session.ConfirmAsync(await session.CreateAsGuestAsync($"guest{number}@example.com", show, "A1"))
        );

        Assert.Equal([0, .. Enumerable.Repeat(Taken, Rivals - 1)], errors.Order());
        Assert.Equal(["A1 8.00 confirmed"], await show.TicketsAsync());
        Assert.Equal(1, await database.ScalarAsync<int>("SELECT COUNT(*) FROM reservations WHERE showtime_id = @id", ("@id", show.Id)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lists_that_overlap_in_opposite_orders_do_not_deadlock(bool reserve)
    {
        var show = await Show.GivenAsync(database);
        var users = await UsersAsync();

        // Every list shares seats with its neighbours, and half of them run backwards.
        var errors = await Race.RunAsync(
            database,
            Rivals,
            (session, number) =>
            {
                var labels = Enumerable.Range(number % 8 + 1, 4).Select(column => $"A{column}");
                string[] wanted = [.. number % 2 == 0 ? labels : labels.Reverse()];
                return reserve ? session.CreateAsync(users[number], show, wanted) : session.LockAsync(users[number], show, wanted);
            }
        );

        var winners = errors.Count(error => error == 0);
        Assert.All(errors, error => Assert.Contains(error, new[] { 0, Taken }));
        Assert.InRange(winners, 1, 2);
        // All or nothing: four seats for each winner, and none for the others.
        Assert.Equal(winners * 4, (await show.HoldsAsync()).Count + (await show.TicketsAsync()).Count);
    }

    [Fact]
    public async Task A_second_buyer_waits_for_the_first_and_is_refused() => Assert.Equal((Taken, 1), await SecondSaleAsync(database));

    /// <summary>The control: without the showtime's mutex the unique key alone stands between two sales.</summary>
    [Fact]
    public Task Without_the_mutex_the_unique_key_still_refuses_the_second_sale() =>
        OwnDatabase.RunAsync(async own =>
        {
            await Race.RemoveLocksAsync(own, "sp_create_reservation");

            Assert.Equal((1062, 1), await SecondSaleAsync(own));
        });

    /// <summary>The control of the control: without either the seat is sold twice, so the race is real.</summary>
    [Fact]
    public Task Without_the_mutex_and_the_key_the_seat_would_be_sold_twice() =>
        OwnDatabase.RunAsync(async own =>
        {
            await Race.RemoveLocksAsync(own, "sp_create_reservation");
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

    private async Task<int[]> UsersAsync()
    {
        var users = new int[Rivals];
        for (var number = 0; number < Rivals; number++)
        {
            users[number] = await _given.UserAsync();
        }

        return users;
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
