using MovieBooking.Tests.Support;
using MySqlConnector;
using Xunit.Abstractions;

namespace MovieBooking.Tests.Database.Races;

/// <summary>Groups and customers who want the same seats at the same time.</summary>
[Collection(Contest.Name)]
public sealed class GroupRaceTests(TestDatabase database, ITestOutputHelper output) : IClassFixture<TestDatabase>
{
    private const int Rivals = 60;
    private const int GroupOver = 45121;

    [Fact]
    public Task Of_groups_and_customers_whose_seats_overlap_one_gets_them() => Hold().IsWonAsync(() => HoldAsync(database));

    [Fact]
    public Task Without_the_mutex_a_group_would_get_the_seats_of_another() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, "sp_hold_group", "sp_block_seats");

            await Hold().IsSpoiltAsync(() => HoldAsync(own));
        });

    [Fact]
    public async Task Whoever_releases_a_group_while_it_is_sold_and_extended_leaves_every_seat_with_one_owner()
    {
        for (var round = 0; round < 10; round++)
        {
            var show = await Show.GivenAsync(database);
            var (clerk, _) = await database.CashierAsync(show);
            await using var noon = await Show.AtAsync(database, Show.Noon);
            var id = await noon.HoldGroupAsync(show, null, "A1", "A2", "A3");

            var errors = await Race.RunAsync(
                database,
                3,
                async (session, number) =>
                {
                    await session.SetClockAsync(Show.Noon);
                    await (
                        number switch
                        {
                            0 => session.SellAtCounterAsync(clerk, show, "A1", "A2"),
                            1 => session.ChangeGroupAsync(id, Show.Noon.AddHours(20), "Class 5b"),
                            _ => session.ReleaseGroupAsync(id, show, "A1", "A3"),
                        }
                    );
                }
            );

            // Whoever extends last finds nothing left.
            Assert.Equal((0, true, 0), (errors[0], errors[1] is 0 or GroupOver, errors[2]));
            Assert.Equal(["A1 8.00 confirmed", "A2 8.00 confirmed"], await show.TicketsAsync());
            Assert.Empty(await show.HoldsAsync());
            Assert.Empty(await database.LinesAsync("SELECT seat_id FROM seat_blocks WHERE showtime_id = @id", ("@id", show.Id)));
        }
    }

    [Fact]
    public async Task A_group_that_waited_for_the_end_of_its_clerks_account_is_kept_and_nobodys() =>
        Assert.Equal((0, 0, "-"), await HoldAfterAccountAsync(database));

    /// <summary>The control: without its locks the group's row is written first, and the two wait in a circle, or it names who is gone.</summary>
    [Fact]
    public Task Without_its_locks_a_group_would_not_see_that_its_clerks_account_ends() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, "sp_hold_group");

            var outcome = await HoldAfterAccountAsync(own);
            output.WriteLine($"{outcome}");
            Assert.NotEqual((0, 0, "-"), outcome);
        });

    private Contest Hold() => new(output, "20 groups, 20 users and 20 guests want seats that overlap", 1);

    private static async Task<Outcome> HoldAsync(TestDatabase database)
    {
        var show = await Show.GivenAsync(database);
        var users = await new Given(database).UsersAsync(Rivals);

        var errors = await Race.RunAsync(
            database,
            Rivals,
            async (session, number) =>
            {
                await session.SetClockAsync(Show.Noon);
                await (
                    (number % 6) switch
                    {
                        0 => session.HoldGroupAsync(show, null, "A1", "A2", "A3"),
                        3 => session.HoldGroupAsync(show, null, "A5", "A4", "A3"),
                        1 or 4 => session.LockAsync(users[number], show, "A3", "A2"),
                        _ => session.CreateAsGuestAsync($"rival{number}@example.com", show, "A3", "A4"),
                    }
                );
            }
        );
        return Outcome.Of(
            errors,
            await database.ScalarAsync<int>(
                """
                SELECT (SELECT COUNT(*) FROM group_bookings WHERE showtime_id = @id)
                    + (SELECT COUNT(DISTINCT user_id) FROM seat_locks WHERE showtime_id = @id AND user_id <> 0)
                    + (SELECT COUNT(*) FROM reservations WHERE showtime_id = @id)
                """,
                ("@id", show.Id)
            )
        );
    }

    /// <summary>
    /// The end of an account that is not yet committed, as the API begins it, and a group that comes upon it: the errors of both, and whose
    /// the group is.
    /// </summary>
    private static async Task<(int Hold, int End, string Clerk)> HoldAfterAccountAsync(TestDatabase database)
    {
        var show = await Show.GivenAsync(database);
        var userId = await new Given(database).UserAsync("staff");
        await using MySqlConnection leaver = await Show.AtAsync(database, Show.Noon),
            counter = await Show.AtAsync(database, Show.Noon);
        await leaver.BeginAsync();
        await leaver.ExecuteAsync("SELECT user_id FROM users WHERE user_id = @id FOR UPDATE", ("@id", userId));

        var hold = counter.HoldGroupAsync(userId, show, null, "A1");
        await Race.QueuedAsync(database, counter, hold);
        var end = await Race.ErrorOfAsync(leaver.ExecuteAsync("CALL sp_forget_user(@id)", ("@id", userId)));
        await leaver.ExecuteAsync("COMMIT");

        return (
            await Race.ErrorOfAsync(hold),
            end,
            string.Join(
                ' ',
                await database.LinesAsync("SELECT COALESCE(user_id, '-') FROM group_bookings WHERE showtime_id = @id", ("@id", show.Id))
            )
        );
    }
}
