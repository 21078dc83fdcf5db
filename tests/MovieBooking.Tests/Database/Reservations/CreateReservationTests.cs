using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

public sealed class CreateReservationTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Reservation = """
        SELECT user_id, guest_email, guest_name, status, created_at, expires_at, confirmed_at, cancelled_at, sale_date
        FROM reservations
        WHERE reservation_id = @id
        """;

    private readonly Given _given = new(database);

    [Fact]
    public async Task Free_seats_become_a_pending_reservation_of_fifteen_minutes()
    {
        var show = await Show.GivenAsync(database, format: "IMAX");
        var user = await _given.UserAsync();
        await using var noon = await Show.AtAsync(database, Show.Noon);

        var id = await noon.CreateAsync(user, show, "H1", "A1");

        Assert.Equal(
            [$"{user} - - pending 2030-03-01T12:00:00 2030-03-01T12:15:00 - - -"],
            await database.LinesAsync(Reservation, ("@id", id))
        );
        Assert.Equal(["A1 12.00 pending", "H1 24.00 pending"], await show.TicketsAsync());
        Assert.Equal(
            ["standard", "premium"],
            await database.LinesAsync("SELECT seat_class FROM tickets WHERE reservation_id = @id ORDER BY seat_id", ("@id", id))
        );
        Assert.Empty(await show.SalesAsync());
    }

    [Fact]
    public async Task Ones_holds_are_used_and_only_those_are_removed()
    {
        var show = await Show.GivenAsync(database);
        var user = await _given.UserAsync();
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.LockAsync(user, show, "A1", "A2", "A3");

        await session.SetClockAsync(Show.Noon.AddMinutes(14));
        var id = await session.CreateAsync(user, show, "A1", "A3", "B1");

        Assert.Equal([$"A2 {user} 8.00 2030-03-01T12:15:00"], await show.HoldsAsync());
        Assert.Equal(["A1 8.00 pending", "A3 8.00 pending", "B1 8.00 pending"], await show.TicketsAsync());
        // Fifteen fresh minutes.
        Assert.Equal(
            ["2030-03-01T12:29:00"],
            await database.LinesAsync("SELECT expires_at FROM reservations WHERE reservation_id = @id", ("@id", id))
        );
    }

    [Fact]
    public async Task A_guest_is_known_by_address_and_name()
    {
        var show = await Show.GivenAsync(database);
        await using var noon = await Show.AtAsync(database, Show.Noon);

        var id = await noon.CreateAsGuestAsync("gus@example.com", show, "A1");

        Assert.Equal(
            ["- gus@example.com Gus Guest pending 2030-03-01T12:00:00 2030-03-01T12:15:00 - - -"],
            await database.LinesAsync(Reservation, ("@id", id))
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Exactly_one_identity_is_needed(bool both)
    {
        var show = await Show.GivenAsync(database);
        await using var noon = await Show.AtAsync(database, Show.Noon);
        var before = await show.StateAsync();
        int? user = both ? await _given.UserAsync() : null;

        var error = await Race.ErrorOfAsync(noon.CreateAsync(user, both ? "gus@example.com" : null, show.Id, show.SeatIds("A1")));

        Assert.Contains(error, ConstraintTests.CheckViolated);
        Assert.Equal(before, await show.StateAsync());
    }

    [Fact]
    public async Task A_reference_that_exists_is_refused_and_nothing_stays_behind()
    {
        var show = await Show.GivenAsync(database);
        var user = await _given.UserAsync();
        var reference = BookingRoutines.NewReference();
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.CreateAsync(user, null, show.Id, show.SeatIds("A1"), reference);
        await noon.LockAsync(user, show, "A2");
        var before = await show.StateAsync();

        await BookingRoutines.RefusedAsync(1062, noon.CreateAsync(user, null, show.Id, show.SeatIds("A2"), reference));

        Assert.Equal(before, await show.StateAsync());
    }

    [Fact]
    public async Task The_unique_key_of_tickets_refuses_a_second_sale_whatever_the_code()
    {
        var show = await Show.GivenAsync(database);
        await using var noon = await Show.AtAsync(database, Show.Noon);
        var first = await noon.CreateAsync(await _given.UserAsync(), show, "A1");
        var second = await noon.CreateAsync(await _given.UserAsync(), show, "A2");
        Assert.NotEqual(first, second);

        await BookingRoutines.RefusedAsync(
            1062,
            noon.ExecuteAsync(
                "INSERT INTO tickets (reservation_id, showtime_id, seat_id, seat_class, price) VALUES (@reservation, @show, @seat, 'standard', 8)",
                ("@reservation", second),
                ("@show", show.Id),
                ("@seat", show["A1"])
            )
        );
    }

    /// <summary>What is checked is what is booked: 636.6 is one seat to whoever rounds and another to whoever cuts.</summary>
    [Fact]
    public async Task An_id_that_is_no_whole_number_takes_no_seat_of_somebody_elses()
    {
        var show = await Show.GivenAsync(database);
        var (owner, thief) = (await _given.UserAsync(), await _given.UserAsync());
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.LockAsync(owner, show, "A1");

        await Race.ErrorOfAsync(
            noon.ExecuteAsync(
                "CALL sp_create_reservation(@user_id, NULL, NULL, @showtime_id, @seat_ids, 'FRACTION01', @created)",
                ("@user_id", thief),
                ("@showtime_id", show.Id),
                ("@seat_ids", $"[{show["A1"]}.6]")
            )
        );

        Assert.Equal([$"A1 {owner} 8.00 2030-03-01T12:15:00"], await show.HoldsAsync());
        Assert.DoesNotContain(await show.TicketsAsync(), ticket => ticket.StartsWith("A1 ", StringComparison.Ordinal));
    }
}
