using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

public sealed class ConfirmTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly Given _given = new(database);

    [Fact]
    public async Task Confirming_sells_the_seats_and_counts_the_sale()
    {
        var show = await Show.GivenAsync(database, format: "3D");
        await using var session = await Show.AtAsync(database, Show.Noon);
        var id = await session.CreateAsync(await _given.UserAsync(), show, "A1", "A2", "H1");

        await session.SetClockAsync(Show.Noon.AddMinutes(2));
        await session.ConfirmAsync(id);

        Assert.Equal(["confirmed - 2030-03-01T12:02:00 2030-03-01"], await ReservationAsync(id));
        Assert.Equal(["A1 10.00 confirmed", "A2 10.00 confirmed", "H1 20.00 confirmed"], await show.TicketsAsync());
        Assert.Equal(["2030-03-01 premium 1 20.00", "2030-03-01 standard 2 20.00"], await show.SalesAsync());
    }

    [Fact]
    public async Task Confirming_again_changes_nothing()
    {
        var show = await Show.GivenAsync(database);
        await using var session = await Show.AtAsync(database, Show.Noon);
        var id = await session.SellAsync(await _given.UserAsync(), show, "A1");
        var before = await show.StateAsync();

        // Even a day later, after the show has started.
        await session.SetClockAsync(Show.Noon.AddDays(2));
        await session.ConfirmAsync(id);

        Assert.Equal(before, await show.StateAsync());
    }

    [Fact]
    public async Task Sales_of_a_day_add_up()
    {
        var show = await Show.GivenAsync(database);
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.SellAsync(await _given.UserAsync(), show, "A1");

        await noon.ConfirmAsync(await noon.CreateAsGuestAsync("gus@example.com", show, "A2", "A3"));

        Assert.Equal(["2030-03-01 standard 3 24.00"], await show.SalesAsync());
    }

    [Theory]
    [InlineData("2030-03-01T23:59:59.999Z", 0, "2030-03-01")]
    [InlineData("2030-03-02T00:00:00.000Z", 0, "2030-03-02")]
    [InlineData("2030-03-02T04:59:59.999Z", -300, "2030-03-01")]
    [InlineData("2030-03-02T05:00:00.000Z", -300, "2030-03-02")]
    [InlineData("2030-03-01T14:59:59.999Z", 540, "2030-03-01")]
    [InlineData("2030-03-01T15:00:00.000Z", 540, "2030-03-02")]
    [InlineData("2032-02-29T18:29:59.000Z", 330, "2032-02-29")]
    [InlineData("2032-02-29T18:30:00.000Z", 330, "2032-03-01")]
    public async Task A_sale_belongs_to_the_cinemas_day(string now, int utcOffsetMinutes, string saleDate)
    {
        var at = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
        var show = await Show.GivenAsync(database, at.AddDays(1));
        await using var session = await Show.AtAsync(database, at);

        await session.ConfirmAsync(await session.CreateAsync(await _given.UserAsync(), show, "A1"), utcOffsetMinutes);

        Assert.Equal([$"{saleDate} standard 1 8.00"], await show.SalesAsync());
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 45021)]
    public async Task A_reservation_can_be_confirmed_until_it_expires(bool inTime, int error)
    {
        var show = await Show.GivenAsync(database);
        await using var session = await Show.AtAsync(database, Show.Noon);
        var id = await session.CreateAsync(await _given.UserAsync(), show, "A1");
        var before = await show.StateAsync();

        await session.SetClockAsync(Show.Noon.AddMinutes(15).AddMilliseconds(inTime ? -1 : 0));

        Assert.Equal(error, await Race.ErrorOfAsync(session.ConfirmAsync(id)));
        Assert.Equal(inTime, before != await show.StateAsync());
    }

    private Task<IReadOnlyList<string>> ReservationAsync(int id) =>
        database.LinesAsync("SELECT status, expires_at, confirmed_at, sale_date FROM reservations WHERE reservation_id = @id", ("@id", id));
}
