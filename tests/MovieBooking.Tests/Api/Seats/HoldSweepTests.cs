using MovieBooking.Db;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>Who frees what has run out when nobody books: the database's event, else one instance of the API.</summary>
// One after the other: they turn the server's event scheduler off and on.
[Collection("Event scheduler")]
public sealed class HoldSweepTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Without_an_event_the_api_sweeps_whatever_its_account_may(bool limited) =>
        OnSweepingApiAsync(async api =>
        {
            await using var account = limited ? await LimitedAccount.GivenAsync(api.Database) : null;
            if (account is not null)
            {
                api.Settings["ConnectionStrings:MovieBooking"] = account.ConnectionString;
            }

            var showtimeId = await api.Given.ShowtimeAsync();
            var seatIds = await api.Given.SeatsAsync(showtimeId, "A1", "A2");
            using var customer = await api.CustomerAsync();
            await customer.LockAsync(showtimeId, seatIds[0]).JsonAsync();
            var reservation = await customer.PendingAsync(showtimeId, seatIds[1]);
            await customer.LockAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A3")).JsonAsync();

            await api.Database.TimeRunsOutAsync(showtimeId);

            await Wait.UntilAsync(async () => await LeftAsync(api, showtimeId) == 0);
            Assert.Equal(
                ["expired"],
                await api.Database.LinesAsync(
                    "SELECT status FROM reservations WHERE reservation_id = @id",
                    ("@id", reservation.Int("reservationId"))
                )
            );
            Assert.Equal(
                1,
                await api.Database.ScalarAsync<int>(
                    "SELECT COUNT(*) FROM leases WHERE name = 'release_expired' AND expires_at > UTC_TIMESTAMP(6)"
                )
            );
        });

    [Fact]
    public Task Where_the_event_runs_the_api_leaves_it_the_work() =>
        OnSweepingApiAsync(async api =>
        {
            Assert.Null(await Migrator.CreateEventsAsync(api.Database.ConnectionString, CancellationToken.None));
            await Wait.UntilAsync(async () => await HolderAsync(api) == "ev_release_expired");
            var showtimeId = await api.Given.ShowtimeAsync();
            using var customer = await api.CustomerAsync();
            await customer.LockAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1")).JsonAsync();

            await api.Database.TimeRunsOutAsync(showtimeId);

            await Wait.UntilAsync(async () => await LeftAsync(api, showtimeId) == 0);
            Assert.Equal("ev_release_expired", await HolderAsync(api));
        });

    private static Task<int> LeftAsync(TestApi api, int showtimeId) =>
        api.Database.ScalarAsync<int>(
            "SELECT (SELECT COUNT(*) FROM seat_locks WHERE showtime_id = @id) + (SELECT COUNT(*) FROM tickets WHERE showtime_id = @id)",
            ("@id", showtimeId)
        );

    private static async Task<string?> HolderAsync(TestApi api) =>
        await api.Database.RowsAsync("SELECT holder FROM leases WHERE name = 'release_expired'") is [[string holder]] ? holder : null;

    /// <summary>Runs a test on an API that does its periodic work, on a database of its own.</summary>
    private static async Task OnSweepingApiAsync(Func<TestApi, Task> test)
    {
        var api = new TestApi { WithPeriodicWork = true };
        await api.InitializeAsync();
        try
        {
            await test(api);
        }
        finally
        {
            await ((IAsyncLifetime)api).DisposeAsync();
        }
    }
}
