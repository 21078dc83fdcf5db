using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Database;

/// <summary>Who waits for seats of a show that is sold out, and who gets them.</summary>
public sealed class WaitingListTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int SeatsFree = 45095;
    private const int Already = 45096;
    private const int TooMany = 45097;

    private readonly Given _given = new(database);

    [Fact]
    public async Task Seats_go_to_the_first_whose_number_is_free_and_from_who_lets_them_lapse_to_the_next()
    {
        var show = await database.SmallHouseAsync("A1", "A2", "A3", "A4");
        var (buyer, party, single) = (await _given.UserAsync(), await _given.UserAsync(), await _given.UserAsync());
        await using var session = await Show.AtAsync(database, Show.Noon);
        var sold = await session.SellAsync(buyer, show, "A1", "A2", "A3", "A4");
        await session.JoinAsync(show, party, 3);
        await session.SetClockAsync(Show.Noon.AddMinutes(1));
        var second = await session.JoinAsync(show, single, 1);
        await session.SetClockAsync(Show.Noon.AddMinutes(2));
        var guest = await session.JoinAsGuestAsync(show, "gus@example.com", 1);
        Assert.Null(await session.OfferAsync(show));

        await session.CancelTicketsAsync(sold, [show["A2"]]);
        Assert.Equal(second, await session.OfferAsync(show));
        Assert.Null(await session.OfferAsync(show));

        Assert.Equal([$"A2 {single} 8.00 2030-03-01T12:17:00"], await show.HoldsAsync());
        Assert.Equal(["waiting 3", "offered 1", "waiting 1"], await database.WaitingAsync(show));

        // The hold ends like any other, and the next one's turn comes.
        await session.SetClockAsync(Show.Noon.AddMinutes(17));
        Assert.Equal([show.Id], await session.FoundAsync(show));
        Assert.Equal(guest, await session.OfferAsync(show));
        Assert.Equal(["waiting 3", "lapsed 1", "offered 1"], await database.WaitingAsync(show));
        Assert.Empty(await show.HoldsAsync());
        Assert.Empty(await UnpaidAsync(show));
        await BookingRoutines.RefusedAsync(Already, session.JoinAsync(show, single, 1));

        // A guest's seats are in a booking, which is confirmed as any other.
        await session.ConfirmAsync(await ReservationAsync(guest));
        Assert.Null(await session.OfferAsync(show));
        Assert.Equal(["waiting 3", "lapsed 1", "taken 1"], await database.WaitingAsync(show));
        await session.CancelTicketsAsync(sold, [show["A1"], show["A3"], show["A4"]]);
        Assert.NotNull(await session.OfferAsync(show));
        Assert.Equal(["A1", "A3", "A4"], (await show.HoldsAsync()).Select(hold => hold[..2]));
    }

    [Fact]
    public async Task Offered_seats_are_booked_as_any_held_ones_and_nobody_is_offered_any_twice()
    {
        var show = await database.SmallHouseAsync("A1", "A2");
        var (buyer, user) = (await _given.UserAsync(), await _given.UserAsync());
        await using var session = await Show.AtAsync(database, Show.Noon);
        var sold = await session.SellAsync(buyer, show, "A1", "A2");
        await session.JoinAsync(show, user, 2);
        await session.CancelAsync(sold);
        await session.OfferAsync(show);
        await BookingRoutines.RefusedAsync(45010, session.LockAsync(buyer, show, "A1"));

        // On his way through the checkout it is still his turn.
        var booking = await session.CreateAsync(user, show, "A1", "A2");
        Assert.Empty(await session.FoundAsync(show));
        await session.ConfirmAsync(booking);

        Assert.Equal([show.Id], await session.FoundAsync(show));
        Assert.Null(await session.OfferAsync(show));
        Assert.Equal(["taken 2"], await database.WaitingAsync(show));
        await session.CancelAsync(booking);
        await session.SellAsync(buyer, show, "A1", "A2");
        await BookingRoutines.RefusedAsync(Already, session.JoinAsync(show, user, 2));
    }

    [Fact]
    public async Task Who_may_not_hold_seats_just_now_keeps_the_place_and_the_next_one_is_asked()
    {
        var show = await database.SmallHouseAsync("A1", "A2");
        var others = new[] { await Show.GivenAsync(database), await Show.GivenAsync(database), await Show.GivenAsync(database) };
        var (busy, holder, next) = (await _given.UserAsync(), await _given.UserAsync(), await _given.UserAsync());
        await using var session = await Show.AtAsync(database, Show.Noon);
        var sold = await session.SellAsync(await _given.UserAsync(), show, "A1");
        await session.LockAsync(holder, show, "A2");
        foreach (var other in others)
        {
            await session.LockAsync(busy, other, "A1");
        }

        await session.JoinAsync(show, busy, 1);
        await session.JoinAsync(show, holder, 1);
        var asked = await session.JoinAsync(show, next, 1);
        await session.CancelAsync(sold);

        Assert.Equal(asked, await session.OfferAsync(show));
        Assert.Equal(["waiting 1", "waiting 1", "offered 1"], await database.WaitingAsync(show));
        await session.UnlockAsync(busy, others[0]);
        await session.UnlockAsync(holder, show);
        Assert.NotNull(await session.OfferAsync(show));
        Assert.Equal(["offered 1", "waiting 1", "offered 1"], await database.WaitingAsync(show));
    }

    [Fact]
    public async Task Who_leaves_gives_back_what_was_offered_and_who_left_before_may_come_back_at_the_end()
    {
        var show = await database.SmallHouseAsync("A1");
        var (user, other) = (await _given.UserAsync(), await _given.UserAsync());
        await using var session = await Show.AtAsync(database, Show.Noon);
        var sold = await session.SellAsync(await _given.UserAsync(), show, "A1");
        var first = await session.JoinAsync(show, user, 1);
        await session.SetClockAsync(Show.Noon.AddMinutes(1));
        var guest = await session.JoinAsGuestAsync(show, "leaves@example.com", 1);
        await session.LeaveAsync(first);
        await session.SetClockAsync(Show.Noon.AddMinutes(2));
        Assert.Equal(first, await session.JoinAsync(show, user, 1));
        await session.CancelAsync(sold);

        Assert.Equal(guest, await session.OfferAsync(show));
        await session.LeaveAsync(guest);
        Assert.Equal("cancelled", await StatusAsync(await ReservationAsync(guest)));
        Assert.Equal(first, await session.OfferAsync(show));
        await session.LeaveAsync(first);
        await session.LeaveAsync(first);
        Assert.Empty(await show.HoldsAsync());
        await session.LockAsync(other, show, "A1");
        await BookingRoutines.RefusedAsync(Already, session.JoinAsync(show, user, 1));
        await BookingRoutines.RefusedAsync(Already, session.JoinAsGuestAsync(show, "leaves@example.com", 1));
    }

    [Fact]
    public async Task Joining_is_for_who_can_get_no_seats_and_for_few_shows_at_a_time()
    {
        var user = await _given.UserAsync();
        byte[] address = [.. Enumerable.Repeat((byte)7, 16)];
        await using var session = await Show.AtAsync(database, Show.Noon);
        var shows = new List<Show>();
        for (var number = 0; number < 6; number++)
        {
            shows.Add(await database.SmallHouseAsync("A1", "A2"));
            await session.SellAsync(await _given.UserAsync(), shows[number], "A1");
        }

        await BookingRoutines.RefusedAsync(SeatsFree, session.JoinAsync(shows[0], user, 1));
        await session.JoinAsync(shows[0], user, 2);
        await BookingRoutines.RefusedAsync(Already, session.JoinAsync(shows[0], user, 3));
        foreach (var show in shows[1..5])
        {
            await session.JoinAsync(show, user, 2);
        }

        await BookingRoutines.RefusedAsync(TooMany, session.JoinAsync(shows[5], user, 2));
        await session.JoinAsGuestAsync(shows[0], "one@example.com", 2, address, 3);
        await BookingRoutines.RefusedAsync(TooMany, session.JoinAsGuestAsync(shows[1], "two@example.com", 2, address, 3));
        await BookingRoutines.RefusedAsync(TooMany, session.JoinAsync(shows[1], await _given.UserAsync(), 2, address, 3));
        // What is not shown any more is not waited for.
        await database.ExecuteAsync("UPDATE showtimes SET status = 'cancelled' WHERE showtime_id = @id", ("@id", shows[0].Id));
        await session.JoinAsync(shows[1], await _given.UserAsync(), 2, address, 3);
        await BookingRoutines.RefusedAsync(TooMany, session.JoinAsGuestAsync(shows[2], "two@example.com", 2, address, 3));
        await session.JoinAsync(shows[5], user, 2);
        await BookingRoutines.RefusedAsync(45001, session.JoinAsGuestAsync(await GoneAsync(), "two@example.com", 2));
        await session.SetClockAsync(Show.Noon.AddDays(2));
        await BookingRoutines.RefusedAsync(45003, session.JoinAsGuestAsync(shows[5], "two@example.com", 2));
        Assert.Equal(["waiting 2", "waiting 2"], await database.WaitingAsync(shows[0]));

        async Task<Show> GoneAsync()
        {
            var gone = await Show.GivenAsync(database);
            await session.ExecuteAsync("CALL sp_delete_showtime(@id, FALSE)", ("@id", gone.Id));
            return gone;
        }
    }

    [Fact]
    public async Task Seats_are_chosen_side_by_side_near_the_middle_and_accessible_places_are_left_out()
    {
        var show = await database.SmallHouseAsync("A1", "A2", "F1", "F5", "F6", "F8", "H6", "H7");
        var user = await _given.UserAsync();
        await using var session = await Show.AtAsync(database, Show.Noon);
        await database.ExecuteAsync("UPDATE seats SET accessibility = 'wheelchair' WHERE seat_id = @id", ("@id", show["F5"]));
        await session.ExecuteAsync(
            "CALL sp_block_seats(@id, @seats, NULL, 'House')",
            ("@id", show.Id),
            ("@seats", show.SeatIds("A1", "A2", "F1", "F5", "F6", "F8", "H6", "H7"))
        );
        await session.JoinAsync(show, user, 2);
        await session.ExecuteAsync("CALL sp_release_seats(@id, NULL)", ("@id", show.Id));

        await session.OfferAsync(show);

        Assert.Equal(["H6", "H7"], (await show.HoldsAsync()).Select(hold => hold[..2]));
    }

    [Fact]
    public async Task Nothing_is_offered_of_a_show_that_has_started_and_what_is_past_or_gone_is_forgotten()
    {
        var (past, gone, coming) = (
            await database.SmallHouseAsync("A1"),
            await database.SmallHouseAsync("A1"),
            await database.SmallHouseAsync("A1")
        );
        await using var session = await Show.AtAsync(database, Show.Noon);
        foreach (var show in new[] { past, gone, coming })
        {
            await session.LockAsync(await _given.UserAsync(), show, "A1");
            await session.JoinAsync(show, await _given.UserAsync(), 1);
        }

        await database.ExecuteAsync(
            "UPDATE showtimes SET start_time = @noon, end_time = @noon + INTERVAL 2 HOUR WHERE showtime_id = @id",
            ("@noon", Show.Noon),
            ("@id", past.Id)
        );
        await session.SetClockAsync(Show.Noon.AddMinutes(20));
        Assert.Null(await session.OfferAsync(past));
        await session.ExecuteAsync("CALL sp_delete_showtime(@id, FALSE)", ("@id", gone.Id));
        await session.ExecuteAsync("CALL sp_purge_waiting_entries()");
        Assert.Equal(
            (1, 0, 1),
            (
                (await database.WaitingAsync(past)).Count,
                (await database.WaitingAsync(gone)).Count,
                (await database.WaitingAsync(coming)).Count
            )
        );

        await session.SetClockAsync(Show.Noon.AddHours(25));
        await session.ExecuteAsync("CALL sp_purge_waiting_entries()");
        Assert.Equal((0, 1), ((await database.WaitingAsync(past)).Count, (await database.WaitingAsync(coming)).Count));
    }

    [Fact]
    public async Task An_offer_ends_with_the_start_and_is_made_in_time_or_not_at_all()
    {
        var (show, late) = (await database.SmallHouseAsync("A1"), await database.SmallHouseAsync("A1"));
        await using var session = await Show.AtAsync(database, Show.Noon);
        foreach (var (one, minutes) in new[] { (show, 12), (late, 10) })
        {
            var sold = await session.SellAsync(await _given.UserAsync(), one, "A1");
            await session.JoinAsync(one, await _given.UserAsync(), 1);
            await session.CancelAsync(sold);
            await database.ExecuteAsync(
                "UPDATE showtimes SET start_time = @start, end_time = @start + INTERVAL 2 HOUR WHERE showtime_id = @id",
                ("@start", Show.Noon.AddMinutes(minutes)),
                ("@id", one.Id)
            );
        }

        Assert.Empty(await session.FoundAsync(late));
        Assert.Null(await session.OfferAsync(late));
        Assert.Equal([show.Id], await session.FoundAsync(show));
        Assert.NotNull(await session.OfferAsync(show));
        Assert.EndsWith("2030-03-01T12:12:00", Assert.Single(await show.HoldsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_can_be_offered_seats_there_is_nothing_to_do()
    {
        var show = await database.SmallHouseAsync("A1", "A2");
        var holder = await _given.UserAsync();
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.LockAsync(holder, show, "A2");
        var sold = await session.SellAsync(await _given.UserAsync(), show, "A1");
        await session.JoinAsync(show, holder, 1);
        await session.CancelAsync(sold);

        Assert.Empty(await session.FoundAsync(show));
        await session.JoinAsync(show, await _given.UserAsync(), 2);
        await session.UnlockAsync(holder, show);
        Assert.Equal([show.Id], await session.FoundAsync(show));
        await database.ExecuteAsync(
            "UPDATE movies SET movie_status = 'closed' WHERE movie_id = (SELECT movie_id FROM showtimes WHERE showtime_id = @id)",
            ("@id", show.Id)
        );
        Assert.Empty(await session.FoundAsync(show));
    }

    [Fact]
    public async Task Guests_of_one_address_are_offered_no_more_seats_than_they_may_keep()
    {
        var show = await database.SmallHouseAsync("A1", "A2", "A3");
        byte[] address = [.. Enumerable.Repeat((byte)8, 16)];
        await using var session = await Show.AtAsync(database, Show.Noon);
        var sold = await session.SellAsync(await _given.UserAsync(), show, "A1", "A2", "A3");
        await session.JoinAsGuestAsync(show, "first@example.com", 2, address);
        await session.SetClockAsync(Show.Noon.AddMinutes(1));
        await session.JoinAsGuestAsync(show, "second@example.com", 1, address);
        await session.CancelAsync(sold);

        Assert.NotNull(await session.OfferAsync(show, 2));
        Assert.Null(await session.OfferAsync(show, 2));
        Assert.Equal(["offered 2", "waiting 1"], await database.WaitingAsync(show));
        Assert.NotNull(await session.OfferAsync(show, 3));
    }

    private Task<IReadOnlyList<string>> UnpaidAsync(Show show) =>
        database.LinesAsync("SELECT user_id FROM unpaid_holds WHERE showtime_id = @id", ("@id", show.Id));

    private Task<int> ReservationAsync(int entryId) =>
        database.ScalarAsync<int>("SELECT reservation_id FROM waiting_entries WHERE entry_id = @id", ("@id", entryId));

    private Task<string> StatusAsync(int reservationId) =>
        database.ScalarAsync<string>("SELECT status FROM reservations WHERE reservation_id = @id", ("@id", reservationId));
}

file static class Found
{
    /// <summary>The showtime, where its list has something to do.</summary>
    public static async Task<IReadOnlyList<int>> FoundAsync(this MySqlConnection session, Show show) =>
        [.. (await session.RowsAsync("CALL sp_find_offers()")).Select(row => (int)row[0]!).Where(id => id == show.Id)];
}
