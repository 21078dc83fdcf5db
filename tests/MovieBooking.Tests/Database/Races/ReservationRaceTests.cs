using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Database;

/// <summary>One reservation that is confirmed, cancelled and expires at the same time.</summary>
public sealed class ReservationRaceTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Expired = 45021;
    private const int Cancelled = 45022;

    private readonly Given _given = new(database);

    [Fact]
    public async Task Confirm_and_cancel_at_once_always_end_cancelled_with_the_right_refund()
    {
        for (var round = 0; round < 10; round++)
        {
            var show = await Show.GivenAsync(database);
            int id;
            await using (var noon = await Show.AtAsync(database, Show.Noon))
            {
                id = await noon.CreateAsync(await _given.UserAsync(), show, "A1", "H1");
            }

            var errors = await Race.RunAsync(
                database,
                2,
                async (session, number) =>
                {
                    await session.SetClockAsync(Show.Noon);
                    await (number == 0 ? session.ConfirmAsync(id) : session.CancelAsync(id));
                }
            );

            Assert.Contains(errors[0], new[] { 0, Cancelled });
            Assert.Equal(0, errors[1]);
            Assert.Empty(await show.TicketsAsync());
            Assert.Equal(
                [$"cancelled {(errors[0] == 0 ? "24.00" : "0.00")}"],
                await database.LinesAsync(
                    """
                    SELECT reservations.status, SUM(cancelled_tickets.refund_due)
                    FROM reservations
                    INNER JOIN cancelled_tickets ON cancelled_tickets.reservation_id = reservations.reservation_id
                    WHERE reservations.reservation_id = @id
                    GROUP BY reservations.status
                    """,
                    ("@id", id)
                )
            );
            Assert.Equal(
                0,
                await database.ScalarAsync<int>(
                    "SELECT COALESCE(SUM(tickets), 0) FROM sales_rollups WHERE showtime_id = @id",
                    ("@id", show.Id)
                )
            );
        }
    }

    [Fact]
    public async Task Many_confirmations_at_once_sell_once()
    {
        var show = await Show.GivenAsync(database);
        await using var noon = await Show.AtAsync(database, Show.Noon);
        var id = await noon.CreateAsync(await _given.UserAsync(), show, "A1", "A2");

        var errors = await Race.RunAsync(
            database,
            12,
            async (session, _) =>
            {
                await session.SetClockAsync(Show.Noon);
                await session.ConfirmAsync(id);
            }
        );

        Assert.All(errors, error => Assert.Equal(0, error));
        Assert.Equal(["2030-03-01 standard 2 16.00"], await show.SalesAsync());
        Assert.Equal(2, await show.VersionAsync());
    }

    [Fact]
    public async Task A_confirmation_that_waited_for_a_cancellation_is_refused() =>
        Assert.Equal((Cancelled, "cancelled"), await ConfirmAfterCancelAsync(database));

    /// <summary>The control: without its locking reads a confirmation writes over the cancellation.</summary>
    [Fact]
    public Task Without_the_locks_the_cancelled_reservation_would_be_confirmed() =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.RemoveLocksAsync(own, "sp_confirm_reservation");

            Assert.Equal((0, "confirmed"), await ConfirmAfterCancelAsync(own));
        });

    [Fact]
    public async Task A_confirmation_that_waited_for_the_taker_of_its_expired_seats_is_refused()
    {
        var show = await Show.GivenAsync(database);
        await using MySqlConnection owner = await Show.AtAsync(database, Show.Noon),
            taker = await Show.AtAsync(database, Show.Noon.AddMinutes(15));
        var id = await owner.CreateAsync(await _given.UserAsync(), show, "A1");
        await taker.BeginAsync();
        var taken = await taker.CreateAsync(await _given.UserAsync(), show, "A1");

        // The owner's clock says that there is time: the rows decide.
        var confirm = owner.ConfirmAsync(id);
        await Race.QueuedAsync(database, owner, confirm);
        await taker.ExecuteAsync("COMMIT");

        await BookingRoutines.RefusedAsync(Expired, confirm);
        await taker.ConfirmAsync(taken);
        Assert.Equal(["A1 8.00 confirmed"], await show.TicketsAsync());
    }

    /// <summary>A cancellation that is not yet committed and a confirmation that comes upon it.</summary>
    private static async Task<(int Error, string Status)> ConfirmAfterCancelAsync(TestDatabase database)
    {
        var show = await Show.GivenAsync(database);
        await using MySqlConnection first = await Show.AtAsync(database, Show.Noon),
            second = await Show.AtAsync(database, Show.Noon);
        var id = await first.CreateAsync(await new Given(database).UserAsync(), show, "A1");
        await first.BeginAsync();
        await first.CancelAsync(id);

        var confirm = second.ConfirmAsync(id);
        await Race.QueuedAsync(database, second, confirm);
        await first.ExecuteAsync("COMMIT");

        var error = await Race.ErrorOfAsync(confirm);
        return (error, await database.ScalarAsync<string>("SELECT status FROM reservations WHERE reservation_id = @id", ("@id", id)));
    }
}
