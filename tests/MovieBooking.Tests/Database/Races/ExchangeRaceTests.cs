using MovieBooking.Tests.Support;
using MySqlConnector;
using Xunit.Abstractions;

namespace MovieBooking.Tests.Database.Races;

/// <summary>Exchanges at the counter that get into each other's way, or into others'.</summary>
[Collection(Contest.Name)]
public sealed class ExchangeRaceTests(TestDatabase database, ITestOutputHelper output) : IClassFixture<TestDatabase>
{
    private const int Taken = 45010;
    private const int Cancelled = 45086;
    private const int Rivals = 20;
    private const int Rounds = 15;
    private const int Shows = 4;

    [Fact]
    public Task Of_many_who_exchange_one_ticket_one_does() => OneTicket().IsWonAsync(() => OneTicketAsync(database));

    [Fact]
    public Task Without_the_locks_several_exchange_it() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, "sp_exchange_tickets");

            await OneTicket().IsSpoiltAsync(() => OneTicketAsync(own));
        });

    [Fact]
    public Task Of_many_who_want_one_seat_for_their_tickets_one_gets_it() => OneSeat().IsWonAsync(() => OneSeatAsync(database));

    [Fact]
    public Task Without_the_mutex_and_the_key_several_get_it() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(
                own,
                "sp_exchange_tickets",
                "sp_cancel_tickets",
                "sp_create_reservation",
                "sp_release_seats",
                "sp_confirm_reservation",
                "sp_refund_at_counter"
            );
            await own.ExecuteAsync("ALTER TABLE tickets DROP KEY uk_tickets_showtime_seat");

            await OneSeat().IsSpoiltAsync(() => OneSeatAsync(own));
        });

    [Fact]
    public Task Exchanges_that_cross_between_two_shows_all_come_through() => Crossing().IsWonAsync(() => CrossAsync(database));

    [Fact]
    public Task Without_an_order_of_the_shows_they_deadlock() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, "sp_exchange_tickets");

            await Crossing().IsSpoiltAsync(() => CrossAsync(own), outcome => outcome.Deadlocks > 0);
        });

    [Fact]
    public async Task An_exchange_that_waited_for_a_cancellation_of_the_ticket_is_refused_and_writes_nothing()
    {
        var (show, clerk, id) = await SoldAsync(database, "A1", "A2");
        await using MySqlConnection other = await Show.AtAsync(database, Show.Noon),
            till = await Show.AtAsync(database, Show.Noon);
        await other.BeginAsync();
        await other.CancelTicketsAsync(id, [show["A2"]], byCinema: true);

        var exchange = till.ExchangeAsync(clerk, id, show, ["A1", "A2"], show, 16, "B1", "B2");
        await Race.QueuedAsync(database, till, exchange);
        await other.ExecuteAsync("COMMIT");

        await BookingRoutines.RefusedAsync(Cancelled, exchange);
        Assert.Equal(["A1 8.00 confirmed"], await show.TicketsAsync());
        Assert.Equal(["cash 16.00 16.00"], await database.CounterSalesAsync(show));
    }

    [Fact]
    public async Task A_cancellation_that_waited_for_an_exchange_cancels_what_is_left()
    {
        var (show, clerk, id) = await SoldAsync(database, "A1", "A2");
        await using MySqlConnection other = await Show.AtAsync(database, Show.Noon),
            till = await Show.AtAsync(database, Show.Noon);
        await till.BeginAsync();
        await till.ExchangeAsync(clerk, id, show, ["A1"], show, 8, "B1");

        var cancel = other.CancelTicketsAsync(id, null, byCinema: true);
        await Race.QueuedAsync(database, other, cancel);
        await till.ExecuteAsync("COMMIT");
        await cancel;

        Assert.Equal(["B1 8.00 confirmed"], await show.TicketsAsync());
        Assert.Equal(["A1 8.00 8.00", "A2 8.00 8.00"], await show.RefundsAsync());
        Assert.Equal(8, await other.RefundAtCounterAsync(clerk, id));
    }

    [Fact]
    public async Task An_exchange_and_a_hold_of_the_new_seat_end_as_if_one_came_after_the_other()
    {
        var (show, clerk, id) = await SoldAsync(database, "A1", "A2");
        var user = await new Given(database).UserAsync();
        await using MySqlConnection customer = await Show.AtAsync(database, Show.Noon),
            till = await Show.AtAsync(database, Show.Noon);
        await customer.BeginAsync();
        await customer.LockAsync(user, show, "B1");
        var refused = till.ExchangeAsync(clerk, id, show, ["A1"], show, 8, "B1");
        await Race.QueuedAsync(database, till, refused);
        await customer.ExecuteAsync("COMMIT");
        Assert.Equal($"{show["B1"]}l", await BookingRoutines.RefusedAsync(Taken, refused));

        await till.BeginAsync();
        await till.ExchangeAsync(clerk, id, show, ["A1"], show, 8, "B2");
        var late = customer.LockAsync(user, show, "B2");
        await Race.QueuedAsync(database, customer, late);
        await till.ExecuteAsync("COMMIT");

        Assert.Equal($"{show["B2"]}s", await BookingRoutines.RefusedAsync(Taken, late));
        await customer.LockAsync(user, show, "A1");
        Assert.Equal(["A2 8.00 confirmed", "B2 8.00 confirmed"], await show.TicketsAsync());
    }

    private Contest OneTicket() => new(output, "20 tills exchange the same ticket, each for a seat of its own", 1);

    private Contest OneSeat() => new(output, "20 tills exchange a ticket each for the same seat", 1);

    private Contest Crossing() => new(output, "20 tills exchange tickets of two shows for seats of the other, 15 times each", Rivals);

    private static async Task<Outcome> OneTicketAsync(TestDatabase database)
    {
        var show = await Show.GivenAsync(database);
        var (clerk, _) = await database.CashierAsync(show);
        await using var noon = await Show.AtAsync(database, Show.Noon);
        // Of the web, which brings no credit: of what was paid at a counter the credit alone would tell the second one.
        var id = await noon.SellAsync(await new Given(database).UserAsync(), show, "A1", "A2");
        var errors = await Race.RunAsync(
            database,
            Rivals,
            async (session, number) =>
            {
                await session.SetClockAsync(Show.Noon);
                await session.ExchangeAsync(clerk, id, show, ["A1"], show, 0, Seat(number));
            }
        );
        // Beside the other ticket.
        return Outcome.Of(errors, (await show.TicketsAsync()).Count - 1);
    }

    private static async Task<Outcome> OneSeatAsync(TestDatabase database)
    {
        var show = await Show.GivenAsync(database);
        var screenId = await database.ScalarAsync<int>("SELECT screen_id FROM showtimes WHERE showtime_id = @id", ("@id", show.Id));
        var (clerk, _) = await database.CashierAsync(show);
        await using var noon = await Show.AtAsync(database, Show.Noon);
        // Of several shows: of one they would queue for the tickets already.
        var others = new Show[Shows];
        for (var number = 0; number < Shows; number++)
        {
            others[number] = await Show.GivenAsync(database, Show.Noon.AddDays(2 + number), screenId: screenId);
        }

        var sold = new int[Rivals];
        for (var number = 0; number < Rivals; number++)
        {
            sold[number] = await noon.SellAtCounterAsync(clerk, others[number % Shows], Seat(number));
        }

        var errors = await Race.RunAsync(
            database,
            Rivals,
            async (session, number) =>
            {
                await session.SetClockAsync(Show.Noon);
                await session.ExchangeAsync(clerk, sold[number], others[number % Shows], [Seat(number)], show, 8, "A1");
            }
        );
        var owners = (await show.TicketsAsync()).Count(ticket => ticket.StartsWith("A1 ", StringComparison.Ordinal));
        return Outcome.Of(errors, owners);
    }

    /// <summary>Each rival's ticket goes to and fro: half of them begin on one show, half on the other.</summary>
    private static async Task<Outcome> CrossAsync(TestDatabase database)
    {
        var first = await Show.GivenAsync(database);
        var screenId = await database.ScalarAsync<int>("SELECT screen_id FROM showtimes WHERE showtime_id = @id", ("@id", first.Id));
        var other = await Show.GivenAsync(database, Show.Noon.AddDays(2), screenId: screenId);
        var clerks = new int[Rivals];
        var shifts = new int[Rivals];
        var sold = new int[Rivals];
        await using var noon = await Show.AtAsync(database, Show.Noon);
        for (var number = 0; number < Rivals; number++)
        {
            (clerks[number], shifts[number]) = await database.CashierAsync(first);
            sold[number] = await noon.SellAtCounterAsync(clerks[number], number % 2 == 0 ? first : other, Seat(number));
        }

        var errors = await Race.RunAsync(
            database,
            Rivals,
            async (session, number) =>
            {
                await session.SetClockAsync(Show.Noon);
                for (var round = 0; round < Rounds; round++)
                {
                    var (from, to) = (number + round) % 2 == 0 ? (first, other) : (other, first);
                    sold[number] = await session.ExchangeAsync(clerks[number], sold[number], from, [Seat(number)], to, 8, Seat(number));
                }
            }
        );
        if (errors.All(error => error == 0))
        {
            // Every till: 100, one ticket sold, and nothing else that is left of all that was exchanged.
            foreach (var shiftId in shifts)
            {
                await noon.CloseTillAsync(shiftId, 108);
                Assert.Equal(["108.00 108.00"], await database.TillAsync(shiftId));
            }

            foreach (var show in (Show[])[first, other])
            {
                Assert.Equal(["2030-03-01 standard 10 80.00"], await show.SalesAsync());
            }
        }

        return Outcome.Of(errors, (await first.TicketsAsync()).Count + (await other.TicketsAsync()).Count);
    }

    /// <summary>Seats of the second row and those behind it: ten are in each, and standard.</summary>
    private static string Seat(int number) => $"{(char)('B' + number / 10)}{number % 10 + 1}";

    private static async Task<(Show Show, int Clerk, int ReservationId)> SoldAsync(TestDatabase database, params string[] labels)
    {
        var show = await Show.GivenAsync(database);
        var (clerk, _) = await database.CashierAsync(show);
        await using var noon = await Show.AtAsync(database, Show.Noon);
        return (show, clerk, await noon.SellAtCounterAsync(clerk, show, labels));
    }
}
