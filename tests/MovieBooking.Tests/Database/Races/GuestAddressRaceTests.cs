using System.Security.Cryptography;
using MovieBooking.Tests.Support;
using Xunit.Abstractions;

namespace MovieBooking.Tests.Database.Races;

/// <summary>Guests of one address book on many showtimes at once. They get what their address may keep, and nobody sees a deadlock.</summary>
[Collection(Contest.Name)]
public sealed class GuestAddressRaceTests(TestDatabase database, ITestOutputHelper output) : IClassFixture<TestDatabase>
{
    private const int Showtimes = 40;
    private const int Limit = 10;

    [Fact]
    public Task Forty_guests_of_one_address_get_ten_seats() => Bookings().IsWonAsync(() => BookAsync(database));

    [Fact]
    public Task Without_their_queue_they_get_more() =>
        OwnDatabase.RunAsync(async own =>
        {
            // Each address is another then.
            await WithoutProtection.ReplaceAsync(own, "sp_charge_guest_address", "VALUES (p_guest_address, ", "VALUES (RANDOM_BYTES(16), ");

            await Bookings().IsSpoiltAsync(() => BookAsync(own));
        });

    private Contest Bookings() => new(output, "40 guests of one address book on 40 showtimes", Limit);

    private static async Task<Outcome> BookAsync(TestDatabase database)
    {
        var shows = new Show[Showtimes];
        for (var number = 0; number < Showtimes; number++)
        {
            shows[number] = await Show.GivenAsync(database);
        }

        var address = RandomNumberGenerator.GetBytes(16);
        var errors = await Race.RunAsync(
            database,
            Showtimes,
            (session, number) => session.CreateFromAsync(address, Limit, shows[number], "A1")
        );
        var kept = await database.ScalarAsync<int>(
            """
            SELECT COUNT(*)
            FROM guest_holds
            INNER JOIN tickets ON tickets.reservation_id = guest_holds.reservation_id
            WHERE guest_holds.guest_address = @address
            """,
            ("@address", address)
        );
        return Outcome.Of(errors, kept);
    }
}
