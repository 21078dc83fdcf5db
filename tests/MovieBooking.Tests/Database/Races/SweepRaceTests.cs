using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Database;

/// <summary>Sweeps beside bookings: nobody waits in a circle.</summary>
public sealed class SweepRaceTests
{
    private const int Deadlock = 1213;
    private const int Taken = 45010;
    private const int TooMany = 45011;

    /// <summary>A booking has the showtime and comes upon expired holds; a sweep comes upon the same showtime.</summary>
    [Fact]
    public Task A_sweep_that_meets_a_booking_passes_by() =>
        OwnDatabase.RunAsync(async own =>
        {
            var (show, user) = await ExpiredHoldAsync(own);
            await using MySqlConnection booker = await Show.AtAsync(own, Show.Noon),
                sweeper = await Show.AtAsync(own, Show.Noon);
            await booker.BeginAsync();
            await booker.LockAsync(user, show, "B1");

            await sweeper.SweepAsync();
            await booker.ExecuteAsync("COMMIT");

            Assert.Equal([$"B1 {user} 8.00 2030-03-01T12:15:00"], await show.HoldsAsync());
        });

    /// <summary>The control: a sweep that deletes first, over all showtimes, and counts versions up afterwards.</summary>
    [Fact]
    public Task One_transaction_for_all_showtimes_that_takes_no_mutex_would_deadlock() =>
        OwnDatabase.RunAsync(async own =>
        {
            var (show, user) = await ExpiredHoldAsync(own);
            await using MySqlConnection booker = await Show.AtAsync(own, Show.Noon),
                sweeper = await Show.AtAsync(own, Show.Noon);
            await sweeper.BeginAsync();
            await sweeper.ExecuteAsync("DELETE FROM seat_locks WHERE expires_at <= UTC_TIMESTAMP(6)");

            var booking = booker.LockAsync(user, show, "B1");
            await Race.QueuedAsync(own, booker, booking);
            var sweep = sweeper.ExecuteAsync(
                "UPDATE showtimes SET seat_version = seat_version + 1 WHERE showtime_id = @id",
                ("@id", show.Id)
            );
            int[] errors = [await Race.ErrorOfAsync(sweep), await EndAsync(sweeper, booking)];

            Assert.Contains(Deadlock, errors);
        });

    [Fact]
    public Task Sweepers_and_bookings_at_once_never_deadlock() =>
        OwnDatabase.RunAsync(async own =>
        {
            const int Sweepers = 2;
            const int Sessions = 12;
            Show[] shows = [await Show.GivenAsync(own), await Show.GivenAsync(own), await Show.GivenAsync(own)];
            var given = new Given(own);
            var users = new int[Sessions];
            for (var number = 0; number < Sessions; number++)
            {
                users[number] = await given.UserAsync();
            }

            var errors = new List<int>[Sessions];
            await Race.RunAsync(
                own,
                Sessions,
                async (session, number) =>
                {
                    errors[number] = [];
                    for (var round = 0; round < 25; round++)
                    {
                        var show = shows[(number + round) % shows.Length];
                        string[] seats = [$"A{(number * 5 + round) % 12 + 1}", $"A{(number + round * 7) % 12 + 1}"];
                        // Held long enough ago to be over now.
                        await session.SetClockAsync(number < Sweepers || round % 2 == 0 ? Show.Noon : Show.Noon.AddMinutes(-15));
                        errors[number]
                            .Add(
                                await Race.ErrorOfAsync(
                                    number < Sweepers
                                        ? session.SweepAsync()
                                        : session.LockAsync(users[number], show, [.. seats.Distinct(StringComparer.Ordinal)])
                                )
                            );
                    }
                }
            );

            Assert.All(errors.SelectMany(error => error), error => Assert.True(error is 0 or Taken or TooMany, $"Error {error}"));
            await using var last = await Show.AtAsync(own, Show.Noon);
            await last.SweepAsync();
            Assert.Equal(0, await last.ScalarAsync<int>("SELECT COUNT(*) FROM seat_locks WHERE expires_at <= @now", ("@now", Show.Noon)));
        });

    private static async Task<(Show Show, int User)> ExpiredHoldAsync(TestDatabase own)
    {
        var show = await Show.GivenAsync(own);
        var given = new Given(own);
        await using var early = await Show.AtAsync(own, Show.Noon.AddMinutes(-15));
        await early.LockAsync(await given.UserAsync(), show, "A1");
        return (show, await given.UserAsync());
    }

    /// <summary>Lets the booking end, whichever of the two was given up.</summary>
    private static async Task<int> EndAsync(MySqlConnection sweeper, Task booking)
    {
        await sweeper.ExecuteAsync("ROLLBACK");
        return await Race.ErrorOfAsync(booking);
    }
}
