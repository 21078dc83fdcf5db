using MovieBooking.Tests.Support;

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

    private async Task<int[]> UsersAsync()
    {
        var users = new int[Rivals];
        for (var number = 0; number < Rivals; number++)
        {
            users[number] = await _given.UserAsync();
        }

        return users;
    }
}
