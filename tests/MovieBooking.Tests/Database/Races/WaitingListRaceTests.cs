using MovieBooking.Tests.Support;
using MySqlConnector;
using Xunit.Abstractions;

namespace MovieBooking.Tests.Database.Races;

/// <summary>Seats that have come free, somebody who waits for them, and somebody who buys.</summary>
[Collection(Contest.Name)]
public sealed class WaitingListRaceTests(TestDatabase database, ITestOutputHelper output) : IClassFixture<TestDatabase>
{
    private const int Rivals = 40;
    private const int Taken = 45010;

    [Fact]
    public async Task An_offer_that_waited_for_a_booking_has_no_seat_of_it() =>
        Assert.Equal((false, "A1 8.00 pending"), await OfferAfterBookingAsync(database));

    /// <summary>The control: without its locks an offer does not see who is booking, and holds what is sold.</summary>
    [Fact]
    public Task Without_its_locks_an_offer_would_lie_on_a_seat_that_is_booked() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, "sp_offer_seats", "sp_lock_seats");

            Assert.Equal((true, "A1 8.00 pending"), await OfferAfterBookingAsync(own));
        });

    [Fact]
    public Task Of_buyers_and_workers_at_once_one_gets_the_seat() => Offer().IsWonAsync(() => OfferAsync(database));

    [Fact]
    public Task Without_its_locks_an_offer_would_be_made_of_what_somebody_buys() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, "sp_offer_seats", "sp_lock_seats");

            await Offer().IsSpoiltAsync(() => OfferAsync(own), outcome => outcome.Owners > 1);
        });

    [Fact]
    public async Task Who_joins_twice_at_once_has_one_place()
    {
        var show = await database.SmallHouseAsync("A1");
        var user = await new Given(database).UserAsync();
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.SellAsync(await new Given(database).UserAsync(), show, "A1");

        var errors = await Race.RunAsync(
            database,
            6,
            async (session, number) =>
            {
                await session.SetClockAsync(Show.Noon);
                await (number < 3 ? session.JoinAsync(show, user, 1) : session.JoinAsGuestAsync(show, "twice@example.com", 1));
            }
        );

        Assert.Equal((1, 1), (errors.Take(3).Count(error => error == 0), errors.Skip(3).Count(error => error == 0)));
        Assert.Equal(["waiting 1", "waiting 1"], await database.WaitingAsync(show));
    }

    [Fact]
    public async Task An_offer_that_waited_for_the_end_of_an_account_keeps_nothing_for_it() =>
        Assert.Equal((false, 0), await OfferAfterAccountAsync(database));

    /// <summary>The control: without its locks an offer does not see that the account ends.</summary>
    [Fact]
    public Task Without_its_locks_an_offer_would_keep_a_seat_for_an_account_that_is_gone() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, "sp_offer_seats");

            Assert.Equal((true, 1), await OfferAfterAccountAsync(own));
        });

    private Contest Offer() => new(output, $"{Rivals / 2} workers offer the seat that {Rivals / 2} guests book", 1);

    private static async Task<Outcome> OfferAsync(TestDatabase database)
    {
        var show = await database.SmallHouseAsync("A1");
        var users = await new Given(database).UsersAsync(4);
        await using (var noon = await Show.AtAsync(database, Show.Noon))
        {
            var sold = await noon.SellAsync(users[3], show, "A1");
            foreach (var user in users[..3])
            {
                await noon.JoinAsync(show, user, 1);
            }

            await noon.CancelAsync(sold);
        }

        var isLate = new bool[Rivals];
        var errors = await Race.RunAsync(
            database,
            Rivals,
            async (session, number) =>
            {
                await session.SetClockAsync(Show.Noon);
                if (number % 2 == 0)
                {
                    isLate[number] = await session.OfferAsync(show) is null;
                }
                else
                {
                    await session.CreateAsGuestAsync($"rival{number}@example.com", show, "A1");
                }
            }
        );
        var offered = await database.LinesAsync(
            "SELECT user_id FROM waiting_entries WHERE showtime_id = @id AND status = 'offered'",
            ("@id", show.Id)
        );
        // The first in order, or nobody where a buyer was before.
        Assert.All(offered, user => Assert.Equal($"{users[0]}", user));
        // A worker who finds nothing to offer has not failed: nothing was left.
        return Outcome.Of(
            [.. errors.Zip(isLate, (error, late) => error == 0 && late ? Taken : error)],
            (await show.HoldsAsync()).Count + (await show.TicketsAsync()).Count
        );
    }

    /// <summary>The end of an account that is not yet committed, and an offer to it: whether it is made, and how many seats are held.</summary>
    private static async Task<(bool IsOffered, int Holds)> OfferAfterAccountAsync(TestDatabase database)
    {
        var show = await database.SmallHouseAsync("A1");
        var users = await new Given(database).UsersAsync(2);
        await using MySqlConnection leaver = await Show.AtAsync(database, Show.Noon),
            worker = await Show.AtAsync(database, Show.Noon);
        var sold = await leaver.SellAsync(users[0], show, "A1");
        await leaver.JoinAsync(show, users[1], 1);
        await leaver.CancelAsync(sold);
        await leaver.BeginAsync();
        await leaver.ExecuteAsync("CALL sp_forget_user(@id)", ("@id", users[1]));

        var offer = worker.OfferAsync(show);
        await Race.QueuedAsync(database, worker, offer);
        await leaver.ExecuteAsync("COMMIT");

        return (await offer is not null, (await show.HoldsAsync()).Count);
    }

    /// <summary>A booking that is not yet committed, and an offer that comes upon its seat: whether it is made, and who has the seat.</summary>
    private static async Task<(bool IsOffered, string Ticket)> OfferAfterBookingAsync(TestDatabase database)
    {
        var show = await database.SmallHouseAsync("A1");
        var users = await new Given(database).UsersAsync(3);
        await using MySqlConnection buyer = await Show.AtAsync(database, Show.Noon),
            worker = await Show.AtAsync(database, Show.Noon);
        var sold = await buyer.SellAsync(users[0], show, "A1");
        await buyer.JoinAsync(show, users[1], 1);
        await buyer.CancelAsync(sold);
        await buyer.BeginAsync();
        await buyer.CreateAsync(users[2], show, "A1");

        var offer = worker.OfferAsync(show);
        await Race.QueuedAsync(database, worker, offer);
        await buyer.ExecuteAsync("COMMIT");

        return (await offer is not null, Assert.Single(await show.TicketsAsync()));
    }
}
