using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

public sealed class CancelTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly Given _given = new(database);

    [Fact]
    public async Task Cancelling_a_pending_reservation_frees_its_seats_and_owes_nothing()
    {
        var show = await Show.GivenAsync(database);
        await using var session = await Show.AtAsync(database, Show.Noon);
        var id = await session.CreateAsync(await _given.UserAsync(), show, "A1");

        await session.SetClockAsync(Show.Noon.AddMinutes(1));
        await session.CancelAsync(id);

        Assert.Equal(["cancelled - - 2030-03-01T12:01:00"], await ReservationAsync(id));
        Assert.Equal([$"{show["A1"]} standard 8.00 0.00 2030-03-01T12:01:00"], await CancelledAsync(id));
        Assert.Empty(await show.TicketsAsync());
        Assert.Empty(await show.SalesAsync());
    }

    [Fact]
    public async Task Cancelling_a_sale_keeps_its_tickets_with_the_full_price_due()
    {
        var show = await Show.GivenAsync(database, format: "3D");
        await using var session = await Show.AtAsync(database, Show.Noon);
        var id = await session.CreateAsync(await _given.UserAsync(), show, "A1", "H1");
        var ticketIds = await database.LinesAsync("SELECT ticket_id FROM tickets WHERE reservation_id = @id ORDER BY 1", ("@id", id));
        await session.ConfirmAsync(id);

        await session.SetClockAsync(Show.Noon.AddHours(3));
        await session.CancelAsync(id);

        Assert.Equal(["cancelled - 2030-03-01T12:00:00 2030-03-01T15:00:00"], await ReservationAsync(id));
        Assert.Equal(
            [$"{show["A1"]} standard 10.00 10.00 2030-03-01T15:00:00", $"{show["H1"]} premium 20.00 20.00 2030-03-01T15:00:00"],
            await CancelledAsync(id)
        );
        Assert.Equal(
            ticketIds,
            await database.LinesAsync("SELECT ticket_id FROM cancelled_tickets WHERE reservation_id = @id ORDER BY 1", ("@id", id))
        );
        Assert.Empty(await show.TicketsAsync());
    }

    [Fact]
    public async Task A_cancellation_subtracts_on_the_day_of_the_sale()
    {
        var show = await Show.GivenAsync(database, Show.Noon.AddDays(5));
        await using var session = await Show.AtAsync(database, Show.Noon);
        var id = await session.SellAsync(await _given.UserAsync(), show, "A1", "A2", "H1");
        await session.SellAsync(await _given.UserAsync(), show, "A3");
        await session.SetClockAsync(Show.Noon.AddDays(1));
        await session.SellAsync(await _given.UserAsync(), show, "A4");

        await session.SetClockAsync(Show.Noon.AddDays(2));
        await session.CancelAsync(id);

        Assert.Equal(["2030-03-01 premium 0 0.00", "2030-03-01 standard 1 8.00", "2030-03-02 standard 1 8.00"], await show.SalesAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelling_again_changes_nothing(bool sold)
    {
        var show = await Show.GivenAsync(database);
        await using var session = await Show.AtAsync(database, Show.Noon);
        var user = await _given.UserAsync();
        var id = sold ? await session.SellAsync(user, show, "A1") : await session.CreateAsync(user, show, "A1");
        await session.CancelAsync(id);
        var before = await show.StateAsync();

        // Even after the show has started.
        await session.SetClockAsync(Show.Noon.AddDays(2));
        await session.CancelAsync(id);

        Assert.Equal(before, await show.StateAsync());
    }

    [Fact]
    public async Task A_cancelled_seat_can_be_sold_again_and_cancelled_again()
    {
        var show = await Show.GivenAsync(database);
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.CancelAsync(await noon.SellAsync(await _given.UserAsync(), show, "A1"));

        var second = await noon.SellAsync(await _given.UserAsync(), show, "A1");
        Assert.Equal(["2030-03-01 standard 1 8.00"], await show.SalesAsync());
        await noon.CancelAsync(second);

        Assert.Equal(["2030-03-01 standard 0 0.00"], await show.SalesAsync());
        Assert.Equal(
            2,
            await database.ScalarAsync<int>("SELECT COUNT(*) FROM cancelled_tickets WHERE showtime_id = @id", ("@id", show.Id))
        );
    }

    [Fact]
    public async Task A_sale_can_be_cancelled_until_the_show_starts()
    {
        var show = await Show.GivenAsync(database, Show.Noon.AddHours(1));
        await using var session = await Show.AtAsync(database, Show.Noon);
        var (first, second) = (
            await session.SellAsync(await _given.UserAsync(), show, "A1"),
            await session.SellAsync(await _given.UserAsync(), show, "A2")
        );

        await session.SetClockAsync(Show.Noon.AddHours(1).AddMilliseconds(-1));
        await session.CancelAsync(first);
        var before = await show.StateAsync();
        await session.SetClockAsync(Show.Noon.AddHours(1));
        await BookingRoutines.RefusedAsync(45003, session.CancelAsync(second));

        Assert.Equal(before, await show.StateAsync());
        Assert.Equal(["A2 8.00 confirmed"], await show.TicketsAsync());
    }

    [Fact]
    public async Task A_sale_of_a_cancelled_showtime_can_be_cancelled()
    {
        var show = await Show.GivenAsync(database);
        await using var noon = await Show.AtAsync(database, Show.Noon);
        var id = await noon.SellAsync(await _given.UserAsync(), show, "A1");
        await noon.ExecuteAsync("UPDATE showtimes SET status = 'cancelled' WHERE showtime_id = @id", ("@id", show.Id));

        await noon.CancelAsync(id);

        Assert.Equal([$"{show["A1"]} standard 8.00 8.00 2030-03-01T12:00:00"], await CancelledAsync(id));
    }

    private Task<IReadOnlyList<string>> ReservationAsync(int id) =>
        database.LinesAsync(
            "SELECT status, expires_at, confirmed_at, cancelled_at FROM reservations WHERE reservation_id = @id",
            ("@id", id)
        );

    private Task<IReadOnlyList<string>> CancelledAsync(int id) =>
        database.LinesAsync(
            "SELECT seat_id, seat_class, price, refund_due, cancelled_at FROM cancelled_tickets WHERE reservation_id = @id ORDER BY seat_id",
            ("@id", id)
        );
}
