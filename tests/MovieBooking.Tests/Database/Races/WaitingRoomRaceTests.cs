using System.Collections.Concurrent;
using System.Diagnostics;
using MovieBooking.Tests.Support;
using Xunit.Abstractions;

namespace MovieBooking.Tests.Database.Races;

/// <summary>A thousand people join a waiting room at once. Each gets a place of his own, in the order in which they came.</summary>
[Collection(Contest.Name)]
public sealed class WaitingRoomRaceTests(TestDatabase database, ITestOutputHelper output) : IClassFixture<TestDatabase>
{
    private const int Sessions = 100;
    private const int JoinsOfEach = 10;

    [Fact]
    public Task Everybody_has_a_place_of_his_own_in_order() => Queue().IsWonAsync(() => JoinAsync(database));

    [Fact]
    public Task Without_the_lock_of_the_room_two_have_one_place() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, "sp_join_waiting_room");

            await Queue().IsSpoiltAsync(() => JoinAsync(own), outcome => outcome.Owners < outcome.Attempts);
        });

    private Contest Queue() => new(output, "1,000 join a waiting room", Sessions * JoinsOfEach);

    /// <summary>Owners are those whose place is theirs alone, and whom nobody overtook who came after they had it.</summary>
    private static async Task<Outcome> JoinAsync(TestDatabase database)
    {
        var show = await Show.GivenAsync(database);
        await using var manager = await Show.AtAsync(database, Show.Noon);
        var room = await manager.OpenRoomAsync(show.Id, perMinute: 1);
        var joined = new ConcurrentBag<(long Place, long Began, long Ended)>();
        var errors = await Race.RunAsync(
            database,
            Sessions,
            async (session, _) =>
            {
                await session.SetClockAsync(Show.Noon);
                for (var number = 0; number < JoinsOfEach; number++)
                {
                    var began = Stopwatch.GetTimestamp();
                    var place = await session.JoinAsync(room);
                    joined.Add((place, began, Stopwatch.GetTimestamp()));
                }
            }
        );

        var (owners, before, begun) = (0, 0L, 0L);
        foreach (var (place, began, ended) in joined.OrderBy(join => join.Place))
        {
            begun = Math.Max(begun, began);
            owners += place == before + 1 && begun <= ended ? 1 : 0;
            before = place;
        }

        return Outcome.Of([.. errors.SelectMany(error => Enumerable.Repeat(error, JoinsOfEach))], owners);
    }
}
