using MovieBooking.Db;
using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Database;

/// <summary>A connection that is lost while its transaction commits: done or not, the caller learns what is so.</summary>
public sealed class LostCommitTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly KeptAnswer s_answer = new(200, "{}", null);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_a_key_the_work_is_done_once_and_answered(bool isCommitHeard)
    {
        using var proxy = CuttingProxy.Before(database, isCommitHeard);
        await using var source = new MySqlDataSource(proxy.ConnectionString);
        var user = await new Given(database).UserAsync();
        var show = await Show.GivenAsync(database);
        proxy.Cuts = 1;

        var result = await new KeyedTransaction(new BookingTransaction(source)).RunAsync(
            new RequestKey($"user:{user}", "test", IdempotencyCalls.NewKey(), new byte[32]),
            async transaction =>
            {
                await BookAsync(transaction, user, show);
                return s_answer;
            },
            CancellationToken.None
        );

        Assert.Equal(new KeyedResult(KeyedOutcome.Answered, s_answer), result);
        Assert.True(proxy.Cuts < 1);
        Assert.Equal(["A1 8.00 pending"], await show.TicketsAsync());
    }

    [Fact]
    public async Task Without_one_nobody_can_tell_and_nothing_is_done_twice()
    {
        using var proxy = CuttingProxy.Before(database, isCommitHeard: true);
        await using var source = new MySqlDataSource(proxy.ConnectionString);
        var user = await new Given(database).UserAsync();
        var show = await Show.GivenAsync(database);
        proxy.Cuts = 1;

        await Assert.ThrowsAsync<CommitLostException>(() =>
            new BookingTransaction(source).RunAsync(transaction => BookAsync(transaction, user, show), CancellationToken.None)
        );

        Assert.Equal(["A1 8.00 pending"], await show.TicketsAsync());
    }

    [Fact]
    public async Task Repeated_blindly_the_booking_that_was_made_would_be_refused()
    {
        // The control: what the key is for.
        using var proxy = CuttingProxy.Before(database, isCommitHeard: true);
        await using var source = new MySqlDataSource(proxy.ConnectionString);
        var user = await new Given(database).UserAsync();
        var show = await Show.GivenAsync(database);
        proxy.Cuts = 1;

        await BookingRoutines.RefusedAsync(
            45012,
            new BookingTransaction(source).RunRepeatableAsync(transaction => BookAsync(transaction, user, show), CancellationToken.None)
        );
    }

    [Fact]
    public async Task A_hold_is_taken_again_which_changes_nothing()
    {
        using var proxy = CuttingProxy.Before(database, isCommitHeard: true);
        await using var source = new MySqlDataSource(proxy.ConnectionString);
        var user = await new Given(database).UserAsync();
        var show = await Show.GivenAsync(database);
        proxy.Cuts = 1;

        await new BookingTransaction(source).ExecuteAsync(
            "CALL sp_lock_seats(@user_id, @showtime_id, @seat_ids)",
            CancellationToken.None,
            ("@user_id", user),
            ("@showtime_id", show.Id),
            ("@seat_ids", show.SeatIds("A1"))
        );

        Assert.Single(await show.HoldsAsync());
    }

    private static async Task<int> BookAsync(MySqlTransaction transaction, int userId, Show show)
    {
        await using var create = transaction.Command(
            "CALL sp_create_reservation(@user_id, NULL, NULL, @showtime_id, @seat_ids, @reference, @new_reservation_id)",
            ("@user_id", userId),
            ("@showtime_id", show.Id),
            ("@seat_ids", show.SeatIds("A1")),
            ("@reference", BookingRoutines.NewReference())
        );
        return await create.ExecuteNonQueryAsync();
    }
}
