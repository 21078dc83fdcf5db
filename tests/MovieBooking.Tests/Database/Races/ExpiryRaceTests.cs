using MovieBooking.Tests.Support;
using Xunit.Abstractions;

namespace MovieBooking.Tests.Database.Races;

/// <summary>Reservations that are confirmed in their last moment, and taken over in the next, at once.</summary>
[Collection(Contest.Name)]
public sealed class ExpiryRaceTests(TestDatabase database, ITestOutputHelper output) : IClassFixture<TestDatabase>
{
    private const int Reservations = 96;

    [Fact]
    public Task A_seat_goes_to_who_confirms_it_or_to_who_takes_it_over() => Expiry().IsWonAsync(() => ExpiryAsync(database));

    [Fact]
    public Task Without_the_mutex_they_deadlock_or_both_are_told_that_it_is_theirs() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, "sp_confirm_reservation");

            await Expiry().IsSpoiltAsync(() => ExpiryAsync(own), outcome => outcome.Owners != Reservations || outcome.Deadlocks > 0);
        });

    private Contest Expiry() => new(output, "96 confirmations against 96 takers of the expired seats", Reservations);

    private static async Task<Outcome> ExpiryAsync(TestDatabase database)
    {
        var show = await Show.GivenAsync(database);
        var labels = Enumerable.Range(0, Reservations).Select(number => $"{(char)('A' + (number / 12))}{(number % 12) + 1}").ToArray();
        var made = new int[Reservations];
        await using (var noon = await Show.AtAsync(database, Show.Noon))
        {
            for (var number = 0; number < Reservations; number++)
            {
                made[number] = await noon.CreateAsGuestAsync($"guest{number}@example.com", show, labels[number]);
            }
        }

        var over = Show.Noon.AddMinutes(15);
        var errors = await Race.RunAsync(
            database,
            Reservations * 2,
            async (session, number) =>
            {
                var seat = number / 2;
                await session.SetClockAsync(number % 2 == 0 ? over.AddMilliseconds(-1) : over);
                await (
                    number % 2 == 0
                        ? session.ConfirmAsync(made[seat])
                        : session.CreateAsGuestAsync($"taker{seat}@example.com", show, labels[seat])
                );
            }
        );
        // Who was told that they have the seat: its confirmed first owner, and its next one.
        return Outcome.Of(errors, errors.Count(error => error == 0));
    }
}
