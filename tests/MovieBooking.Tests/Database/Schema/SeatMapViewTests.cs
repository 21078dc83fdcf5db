using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>v_seat_map and v_available_seats, over seats in every state there is.</summary>
public sealed class SeatMapViewTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly Given _given = new(database);

    [Fact]
    public async Task Every_seat_has_the_state_that_a_stranger_sees_and_who_keeps_it()
    {
        var (show, user, pending, guests) = await HouseAsync();
        await using var session = await Show.AtAsync(database, Show.Noon.AddMinutes(14));

        var seats = await session.LinesAsync(
            """
            SELECT seat_label, seat_status, locked_by_user_id, pending_reservation_id, hold_expires_at, fixed_price
            FROM v_seat_map
            WHERE showtime_id = @id AND (seat_status <> 'available' OR seat_label = 'B1')
            ORDER BY seat_id
            """,
            ("@id", show.Id)
        );

        Assert.Equal(
            [
                $"A1 locked {user} - 2030-03-01T12:15:00 8.00",
                $"A2 locked {user} {pending} - 8.00",
                "A3 sold - - - 8.00",
                "A4 unavailable - - - -",
                $"A5 locked - {guests} - 8.00",
                "B1 available - - - -",
            ],
            seats
        );
    }

    [Fact]
    public async Task What_has_run_out_is_available_whether_or_not_anything_has_cleared_it()
    {
        var (show, _, _, _) = await HouseAsync();
        await using var session = await Show.AtAsync(database, Show.Noon.AddMinutes(15));

        Assert.Equal(
            ["A1 available - -", "A2 available - -", "A3 sold - -", "A4 unavailable - -", "A5 available - -"],
            await session.LinesAsync(
                """
                SELECT seat_label, seat_status, locked_by_user_id, hold_expires_at
                FROM v_seat_map
                WHERE showtime_id = @id AND seat_label IN ('A1', 'A2', 'A3', 'A4', 'A5')
                ORDER BY seat_id
                """,
                ("@id", show.Id)
            )
        );
    }

    [Theory]
    [InlineData(14, 91)]
    [InlineData(15, 94)]
    public async Task Available_seats_are_those_that_are_neither_sold_nor_locked_nor_out_of_service(int minutes, int available)
    {
        var (show, _, _, _) = await HouseAsync();
        await using var session = await Show.AtAsync(database, Show.Noon.AddMinutes(minutes));

        var labels = await session.LinesAsync("SELECT seat_label FROM v_available_seats WHERE showtime_id = @id", ("@id", show.Id));

        Assert.Equal(available, labels.Count);
        Assert.DoesNotContain("A3", labels, StringComparer.Ordinal);
        Assert.DoesNotContain("A4", labels, StringComparer.Ordinal);
        Assert.Equal(
            available,
            await session.ScalarAsync<int>("SELECT seats_available FROM v_showtimes_details WHERE showtime_id = @id", ("@id", show.Id))
        );
    }

    [Fact]
    public async Task A_sold_seat_that_is_taken_out_of_service_stays_sold()
    {
        var (show, _, _, _) = await HouseAsync();
        await database.ExecuteAsync(
            "UPDATE seats SET out_of_service = TRUE WHERE seat_id IN (@a, @b)",
            ("@a", show["A3"]),
            ("@b", show["A1"])
        );
        await using var noon = await Show.AtAsync(database, Show.Noon);

        Assert.Equal(
            ["A1 unavailable", "A3 sold"],
            await noon.LinesAsync(
                "SELECT seat_label, seat_status FROM v_seat_map WHERE showtime_id = @id AND seat_label IN ('A1', 'A3') ORDER BY seat_id",
                ("@id", show.Id)
            )
        );
        // 96 less A1, A3 and A4, the pending A2 and A5.
        Assert.Equal(91, await noon.ScalarAsync<int>("SELECT COUNT(*) FROM v_available_seats WHERE showtime_id = @id", ("@id", show.Id)));
        Assert.Equal(
            91,
            await noon.ScalarAsync<int>("SELECT seats_available FROM v_showtimes_details WHERE showtime_id = @id", ("@id", show.Id))
        );
    }

    [Theory]
    [InlineData(14)]
    [InlineData(15)]
    public async Task A_seat_out_of_service_is_counted_once_whatever_else_it_is(int minutes)
    {
        var (show, _, _, _) = await HouseAsync();
        await database.ExecuteAsync(
            "UPDATE seats SET out_of_service = TRUE WHERE seat_id BETWEEN @a AND @e",
            ("@a", show["A1"]),
            ("@e", show["A5"])
        );
        await using var session = await Show.AtAsync(database, Show.Noon.AddMinutes(minutes));

        Assert.Equal(
            ["91 91"],
            await session.LinesAsync(
                """
                SELECT seats_available, (SELECT COUNT(*) FROM v_available_seats WHERE showtime_id = @id)
                FROM v_showtimes_details
                WHERE showtime_id = @id
                """,
                ("@id", show.Id)
            )
        );
    }

    [Fact]
    public async Task The_map_has_96_seats_and_the_version_of_its_showtime()
    {
        var (show, _, _, _) = await HouseAsync();

        Assert.Equal(
            [$"96 {await show.VersionAsync()} {await show.VersionAsync()}"],
            await database.LinesAsync(
                "SELECT COUNT(*), MIN(seat_version), MAX(seat_version) FROM v_seat_map WHERE showtime_id = @id",
                ("@id", show.Id)
            )
        );
    }

    /// <summary>A1 held, A2 pending, A3 sold, A4 out of service, A5 pending for a guest, the rest free.</summary>
    private async Task<(Show Show, int User, int Pending, int Guests)> HouseAsync()
    {
        var show = await Show.GivenAsync(database);
        var user = await _given.UserAsync();
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.LockAsync(user, show, "A1");
        var pending = await noon.CreateAsync(user, show, "A2");
        await noon.SellAsync(user, show, "A3");
        await database.ExecuteAsync("UPDATE seats SET out_of_service = TRUE WHERE seat_id = @id", ("@id", show["A4"]));
        return (show, user, pending, await noon.CreateAsGuestAsync("gus@example.com", show, "A5"));
    }
}
