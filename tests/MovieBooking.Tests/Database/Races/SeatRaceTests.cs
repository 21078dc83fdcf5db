using MovieBooking.Tests.Support;
using Xunit.Abstractions;

namespace MovieBooking.Tests.Database.Races;

/// <summary>Two hundred people for the same seats. A seat is never sold twice, and nobody sees a deadlock.</summary>
[Collection(Contest.Name)]
public sealed class SeatRaceTests(TestDatabase database, ITestOutputHelper output) : IClassFixture<TestDatabase>
{
    private const int Rivals = 200;

    [Fact]
    public Task Of_many_who_hold_one_seat_one_gets_it() => Hold().IsWonAsync(() => HoldAsync(database));

    [Fact]
    public Task Without_the_mutex_and_the_key_several_hold_one_seat() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.FreeHoldsAsync(own);

            await Hold().IsSpoiltAsync(() => HoldAsync(own));
        });

    [Fact]
    public Task Of_many_who_buy_one_seat_one_gets_it() => Sale().IsWonAsync(() => SaleAsync(database));

    [Fact]
    public Task Without_the_mutex_and_the_key_several_buy_one_seat() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, "sp_create_reservation");
            await own.ExecuteAsync("ALTER TABLE tickets DROP KEY uk_tickets_showtime_seat");

            await Sale().IsSpoiltAsync(() => SaleAsync(own));
        });

    [Fact]
    public Task Of_many_who_hold_or_book_one_seat_one_gets_it() => HoldOrSale().IsWonAsync(() => HoldOrSaleAsync(database));

    [Fact]
    public Task Without_the_mutex_one_holds_the_seat_that_another_books() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, "sp_lock_seats", "sp_create_reservation");

            await HoldOrSale().IsSpoiltAsync(() => HoldOrSaleAsync(own));
        });

    [Fact]
    public Task Lists_that_overlap_in_opposite_orders_do_not_deadlock() => Lists().IsWonAsync(() => ListsAsync(database));

    [Fact]
    public Task Without_the_mutex_lists_in_opposite_orders_deadlock() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, "sp_create_reservation");

            await Lists().IsSpoiltAsync(() => ListsAsync(own), outcome => outcome.Deadlocks > 0);
        });

    private Contest Hold() => new(output, "200 users hold one seat", 1);

    private Contest Sale() => new(output, "200 guests book one seat", 1);

    private Contest HoldOrSale() => new(output, "100 users hold and 100 guests book one seat", 1);

    private Contest Lists() => new(output, "200 users book overlapping lists in opposite orders", 1);

    private static async Task<Outcome> HoldAsync(TestDatabase database)
    {
        var show = await Show.GivenAsync(database);
        var users = await new Given(database).UsersAsync(Rivals);
        var errors = await Race.RunAsync(database, Rivals, (session, number) => session.LockAsync(users[number], show, "A1"));
        return Outcome.Of(errors, (await show.HoldsAsync()).Count);
    }

    private static async Task<Outcome> SaleAsync(TestDatabase database)
    {
        var show = await Show.GivenAsync(database);
        var errors = await Race.RunAsync(
            database,
            Rivals,
            async (session, number) =>
                await session.ConfirmAsync(await session.CreateAsGuestAsync($"guest{number}@example.com", show, "A1"))
        );
        return Outcome.Of(errors, (await show.TicketsAsync()).Count);
    }

    private static async Task<Outcome> HoldOrSaleAsync(TestDatabase database)
    {
        var show = await Show.GivenAsync(database);
        var users = await new Given(database).UsersAsync(Rivals);
        var errors = await Race.RunAsync(
            database,
            Rivals,
            (session, number) =>
                number % 2 == 0
                    ? session.LockAsync(users[number], show, "A1")
                    : session.CreateAsGuestAsync($"guest{number}@example.com", show, "A1")
        );
        return Outcome.Of(errors, (await show.HoldsAsync()).Count + (await show.TicketsAsync()).Count);
    }

    /// <summary>Every list holds A6, and half of them run backwards: all or nothing means that one gets all of theirs.</summary>
    private static async Task<Outcome> ListsAsync(TestDatabase database)
    {
        var show = await Show.GivenAsync(database);
        var users = await new Given(database).UsersAsync(Rivals);
        var errors = await Race.RunAsync(
            database,
            Rivals,
            (session, number) =>
            {
                var labels = Enumerable.Range((number % 6) + 1, 6).Select(column => $"A{column}");
                return session.CreateAsync(users[number], show, [.. number % 2 == 0 ? labels : labels.Reverse()]);
            }
        );
        var tickets = (await show.TicketsAsync()).Count;
        Assert.Equal(0, tickets % 6);
        return Outcome.Of(errors, tickets / 6);
    }
}
