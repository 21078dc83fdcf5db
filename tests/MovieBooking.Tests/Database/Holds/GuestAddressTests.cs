using System.Security.Cryptography;
using MovieBooking.Api.Seats;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>Guests of one address share a budget of seats that are not confirmed.</summary>
public sealed class GuestAddressTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int TooMany = 45017;
    private const int Screens = 10;
    private const int Customers = 200;

    [Fact]
    public async Task What_waits_counts_over_all_showtimes_and_what_is_bought_cancelled_or_over_does_not()
    {
        var (first, second) = (await Show.GivenAsync(database), await Show.GivenAsync(database));
        var (address, neighbour) = (Address(), Address());
        await using var session = await Show.AtAsync(database, Show.Noon);
        var paid = await session.CreateFromAsync(address, 5, first, "A1", "A2");
        await session.SetClockAsync(Show.Noon.AddMinutes(5));
        var cancelled = await session.CreateFromAsync(address, 5, second, "A1", "A2", "A3");
        var before = await second.StateAsync();

        await RefusedAsync("600", session.CreateFromAsync(address, 5, second, "B1"));
        Assert.Equal(before, await second.StateAsync());
        await session.CreateFromAsync(neighbour, 5, second, "B1");

        await session.ConfirmAsync(paid);
        await session.CreateFromAsync(address, 5, second, "C1", "C2");
        await RefusedAsync("900", session.CreateFromAsync(address, 5, second, "C3"));
        await session.CancelAsync(cancelled);
        await session.CreateFromAsync(address, 5, second, "C3", "C4", "C5");
        await RefusedAsync("900", session.CreateFromAsync(address, 5, second, "C6"));
        await session.SetClockAsync(Show.Noon.AddMinutes(20));
        await session.CreateFromAsync(address, 5, second, "D1", "D2", "D3", "D4", "D5");
    }

    [Fact]
    public async Task Two_hundred_customers_of_one_address_book_in_one_hour_and_notice_nothing()
    {
        var shows = new Show[Screens];
        for (var number = 0; number < Screens; number++)
        {
            shows[number] = await Show.GivenAsync(database);
        }

        // Alone, as couples, families and friends; most pay in a few minutes, some never. The same hour each time.
        var random = new Random(200);
        var hour = Enumerable
            .Range(0, Customers)
            .Select(number =>
                (Customer: number, At: random.NextDouble() * 60, Pays: random.Next(10) == 0 ? (double?)null : 1 + (random.NextDouble() * 9))
            )
            .ToList();
        var address = Address();
        await using var session = await Show.AtAsync(database, Show.Noon);
        var reservations = new Dictionary<int, int>();
        var sold = 0;
        foreach (
            var (customer, at, confirms) in hour.Select(come => (come.Customer, come.At, Confirms: false))
                .Concat(
                    hour.Where(come => come.Pays is not null)
                        .Select(come => (come.Customer, At: come.At + come.Pays!.Value, Confirms: true))
                )
                .OrderBy(step => step.At)
        )
        {
            await session.SetClockAsync(Show.Noon.AddMinutes(at));
            if (confirms)
            {
                await session.ConfirmAsync(reservations[customer]);
                sold++;
            }
            else
            {
                // A row of their own for four of twenty customers each.
                var (show, place) = (shows[customer % Screens], customer / Screens);
                string[] seats =
                [
                    .. Enumerable.Range((place % 3 * 4) + 1, 1 + random.Next(4)).Select(column => $"{(char)('A' + (place / 3))}{column}"),
                ];
                reservations[customer] = await session.CreateFromAsync(address, AddressBudget.DefaultSeats, show, seats);
            }
        }

        Assert.Equal(hour.Count(come => come.Pays is not null), sold);
        Assert.InRange(hour.GroupBy(come => (int)come.At).Max(minute => minute.Count()), 1, 20);
    }

    [Fact]
    public async Task Of_one_showtime_an_address_keeps_three_tenths_of_what_it_may_and_one_booking_at_least()
    {
        var (first, second) = (await Show.GivenAsync(database), await Show.GivenAsync(database));
        var (address, small) = (Address(), Address());
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.CreateFromAsync(address, 80, first, [.. Enumerable.Range(1, 10).Select(column => $"A{column}")]);
        await session.CreateFromAsync(address, 80, first, [.. Enumerable.Range(1, 10).Select(column => $"B{column}")]);
        var last = await session.CreateFromAsync(address, 80, first, "C1", "C2", "C3", "C4");

        await RefusedAsync("900", session.CreateFromAsync(address, 80, first, "D1"));
        await session.CreateFromAsync(address, 80, second, "D1");
        await session.CreateFromAsync(small, 10, first, [.. Enumerable.Range(1, 10).Select(column => $"E{column}")]);
        await session.ConfirmAsync(last);
        await session.CreateFromAsync(address, 80, first, "D1", "D2", "D3", "D4");
        await RefusedAsync("900", session.CreateFromAsync(address, 80, first, "D5"));
    }

    [Fact]
    public async Task What_is_over_is_forgotten_and_what_waits_is_not()
    {
        var show = await Show.GivenAsync(database);
        var address = Address();
        await using var session = await database.Source.OpenConnectionAsync();
        var over = await session.CreateFromAsync(address, 10, show, "A1");
        var waits = await session.CreateFromAsync(address, 10, show, "A2");
        await database.ExecuteAsync(
            "UPDATE guest_holds SET ends_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE reservation_id = @id",
            ("@id", over)
        );
        var old = Address();
        await database.ExecuteAsync("INSERT INTO guest_networks VALUES (@old, UTC_TIMESTAMP(6) - INTERVAL 61 MINUTE)", ("@old", old));

        await database.ExecuteAsync("CALL sp_purge_guest_holds()");

        Assert.Equal(
            [$"{waits}"],
            await database.LinesAsync("SELECT reservation_id FROM guest_holds WHERE guest_address = @address", ("@address", address))
        );
        Assert.Equal(
            ["1 0"],
            await database.LinesAsync(
                "SELECT SUM(guest_address = @address), SUM(guest_address = @old) FROM guest_networks",
                ("@address", address),
                ("@old", old)
            )
        );
    }

    private static byte[] Address() => RandomNumberGenerator.GetBytes(16);

    private static async Task RefusedAsync(string seconds, Task call)
    {
        var refusal = await Assert.ThrowsAsync<MySqlConnector.MySqlException>(() => call);
        Assert.Equal((TooMany, seconds), (refusal.Number, refusal.Message));
    }
}
