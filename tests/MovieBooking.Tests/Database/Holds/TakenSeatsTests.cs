using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>Seats that somebody has: refused with each seat and its reason, all or nothing.</summary>
public sealed class TakenSeatsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Taken = 45010;
    private const int OwnPending = 45012;

    private readonly Given _given = new(database);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refusal_names_each_lost_seat_and_why_and_takes_none(bool reserve)
    {
        var show = await Show.GivenAsync(database);
        var (rival, user) = (await _given.UserAsync(), await _given.UserAsync());
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.LockAsync(rival, show, "A1");
        await noon.CreateAsync(rival, show, "A2");
        await noon.SellAsync(rival, show, "A3");
        await database.ExecuteAsync("UPDATE seats SET out_of_service = TRUE WHERE seat_id = @id", ("@id", show["A4"]));
        var before = await show.StateAsync();
        string[] wanted = ["A5", "A4", "A3", "A2", "A1"];

        var message = await BookingRoutines.RefusedAsync(
            Taken,
            reserve ? noon.CreateAsync(user, show, wanted) : noon.LockAsync(user, show, wanted)
        );

        Assert.Equal($"{show["A1"]}l,{show["A2"]}l,{show["A3"]}s,{show["A4"]}u", message);
        Assert.Equal(before, await show.StateAsync());
    }

    [Fact]
    public async Task A_refused_creation_leaves_ones_holds()
    {
        var show = await Show.GivenAsync(database);
        var (rival, user) = (await _given.UserAsync(), await _given.UserAsync());
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.SellAsync(rival, show, "A3");
        await noon.LockAsync(user, show, "A1", "A2");
        var before = await show.StateAsync();

        await BookingRoutines.RefusedAsync(Taken, noon.CreateAsync(user, show, "A1", "A2", "A3"));

        Assert.Equal(before, await show.StateAsync());
    }

    [Fact]
    public async Task A_guest_is_refused_a_seat_that_a_user_holds()
    {
        var show = await Show.GivenAsync(database);
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.LockAsync(await _given.UserAsync(), show, "A1");

        var message = await BookingRoutines.RefusedAsync(Taken, noon.CreateAsGuestAsync("gus@example.com", show, "A1"));

        Assert.Equal($"{show["A1"]}l", message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_seat_of_ones_own_pending_reservation_is_refused_as_such(bool reserve)
    {
        var show = await Show.GivenAsync(database);
        var user = await _given.UserAsync();
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.CreateAsync(user, show, "B1", "B2");
        var before = await show.StateAsync();

        var message = await BookingRoutines.RefusedAsync(
            OwnPending,
            reserve ? noon.CreateAsync(user, show, "B3", "B2") : noon.LockAsync(user, show, "B3", "B2")
        );

        Assert.Equal($"{show["B2"]}", message);
        Assert.Equal(before, await show.StateAsync());
    }

    [Fact]
    public async Task A_guests_own_pending_seat_is_refused_as_such_and_to_another_guest_as_locked()
    {
        var show = await Show.GivenAsync(database);
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.CreateAsGuestAsync("gus@example.com", show, "C1");

        await BookingRoutines.RefusedAsync(OwnPending, noon.CreateAsGuestAsync("gus@example.com", show, "C1"));
        var message = await BookingRoutines.RefusedAsync(Taken, noon.CreateAsGuestAsync("mary@example.com", show, "C1"));

        Assert.Equal($"{show["C1"]}l", message);
    }

    [Fact]
    public async Task Ones_own_sold_seat_is_sold()
    {
        var show = await Show.GivenAsync(database);
        var user = await _given.UserAsync();
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.SellAsync(user, show, "D1");

        Assert.Equal($"{show["D1"]}s", await BookingRoutines.RefusedAsync(Taken, noon.LockAsync(user, show, "D1")));
    }

    [Fact]
    public async Task Ten_lost_seats_are_all_named()
    {
        var show = await Show.GivenAsync(database);
        await using var noon = await Show.AtAsync(database, Show.Noon);
        string[] row = [.. Enumerable.Range(1, 10).Select(column => $"E{column}")];
        await noon.LockAsync(await _given.UserAsync(), show, row);

        var message = await BookingRoutines.RefusedAsync(Taken, noon.LockAsync(await _given.UserAsync(), show, row));

        Assert.Equal(string.Join(',', row.Select(label => $"{show[label]}l")), message);
    }
}
