using MovieBooking.Tests.Support;
using Xunit.Abstractions;

namespace MovieBooking.Tests.Database.Races;

/// <summary>One person holds seats of many showtimes at once, from many connections. They get those of three, and nobody sees a deadlock.</summary>
[Collection(Contest.Name)]
public sealed class ShowtimeLimitRaceTests(TestDatabase database, ITestOutputHelper output) : IClassFixture<TestDatabase>
{
    private const int Showtimes = 40;
    private const int Limit = 3;

    [Fact]
    public Task Of_forty_showtimes_three_are_held() => Holds().IsWonAsync(() => HoldAsync(database));

    [Fact]
    public Task Without_the_lock_of_their_row_more_are_held() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, "sp_require_takeable_seats");

            await Holds().IsSpoiltAsync(() => HoldAsync(own));
        });

    private Contest Holds() => new(output, "one user holds seats of 40 showtimes", Limit);

    private static async Task<Outcome> HoldAsync(TestDatabase database)
    {
        var shows = new Show[Showtimes];
        for (var number = 0; number < Showtimes; number++)
        {
            shows[number] = await Show.GivenAsync(database);
        }

        var user = await new Given(database).UserAsync();
        var errors = await Race.RunAsync(database, Showtimes, (session, number) => session.LockAsync(user, shows[number], "A1"));
        var held = await database.ScalarAsync<int>(
            "SELECT COUNT(DISTINCT showtime_id) FROM seat_locks WHERE user_id = @user",
            ("@user", user)
        );
        return Outcome.Of(errors, held);
    }
}
