namespace MovieBooking.Db.Demo;

/// <summary>Who books what: every demo show sold by the <see cref="BoxOffice"/>, with one fixed seed.</summary>
internal static class DemoBookings
{
    private const int Seed = 1895;

    public static async Task<List<DemoBooking>> SellAsync(DemoSession session, DateTime now)
    {
        var userIds = (
            await session.QueryAsync(
                "SELECT users.email, users.user_id FROM users",
                row => (Email: row.GetString(0), UserId: row.GetInt32(1))
            )
        ).ToDictionary(user => user.Email, user => user.UserId, StringComparer.Ordinal);
        // Everybody has a cinema around the corner.
        var crowd = DemoPeople.Crowd.Select((person, index) => (userIds[person.Email], index)).ToList();
        var locals = DemoCinemas
            .All.Select((cinema, turn) => (cinema, turn))
            .ToDictionary(place => place.cinema.Name, place => LocalsOf(crowd, place.turn), StringComparer.Ordinal);

        var shows = await ShowsAsync(session);
        var seats = await SeatsAsync(session);
        var demoShows = DemoCustomersShows(shows, now);
        var office = new BoxOffice(now, new Random(Seed), userIds[DemoLogins.Customer.Email], locals);
        return
        [
            .. shows
                .SelectMany(show => office.Sell(show, seats[show.Room.ScreenId], demoShows.Contains(show.ShowtimeId)))
                .OrderBy(booking => booking.BookedUtc),
        ];
    }

    private static int[] LocalsOf(List<(int UserId, int Index)> crowd, int turn) =>
        [.. crowd.Where(person => person.Index % DemoCinemas.All.Length == turn).Select(person => person.UserId)];

    /// <summary>The demo customer's evenings at the first cinema: two that were, two to come.</summary>
    private static HashSet<int> DemoCustomersShows(List<DemoShow> shows, DateTime now)
    {
        var evenings = shows
            .Where(show => show.Room.Cinema == DemoCinemas.All[0] && show.LocalStart.Hour is >= 18 and < 21)
            .OrderBy(show => show.StartUtc)
            .ToList();
        return
        [
            evenings.Last(show => show.StartUtc < now.AddDays(-19)).ShowtimeId,
            evenings.Last(show => show.StartUtc < now.AddDays(-5)).ShowtimeId,
            evenings.First(show => show.StartUtc > now.AddHours(20)).ShowtimeId,
            evenings.First(show => show.StartUtc > now.AddDays(5)).ShowtimeId,
        ];
    }

    private static async Task<List<DemoShow>> ShowsAsync(DemoSession session)
    {
        var runs = (await DemoProgramme.AllRunsAsync(session)).ToDictionary(run => run.MovieId);
        var rooms = (await DemoCatalogue.RoomsAsync(session)).ToDictionary(room => room.ScreenId);
        return await session.QueryAsync(
            """
            SELECT showtimes.showtime_id, showtimes.movie_id, showtimes.screen_id, showtimes.start_time
            FROM showtimes
            ORDER BY showtimes.showtime_id
            """,
            row => new DemoShow(row.GetInt32(0), runs[row.GetInt32(1)], rooms[row.GetInt32(2)], row.GetDateTime(3))
        );
    }

    private static async Task<Dictionary<int, DemoSeat[]>> SeatsAsync(DemoSession session)
    {
        var rows = await session.QueryAsync(
            """
            SELECT seats.screen_id, seats.seat_id, seats.seat_row, seats.seat_column, seats.seat_class
            FROM seats
            ORDER BY seats.screen_id, seats.seat_row, seats.seat_column
            """,
            row => (ScreenId: row.GetInt32(0), Seat: new DemoSeat(row.GetInt32(1), row.GetString(2)[0], row.GetInt32(3), row.GetString(4)))
        );
        return rows.GroupBy(row => row.ScreenId, row => row.Seat).ToDictionary(screen => screen.Key, screen => screen.ToArray());
    }
}
