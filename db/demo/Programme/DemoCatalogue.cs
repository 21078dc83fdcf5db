using System.Text.Json;

namespace MovieBooking.Db.Demo;

/// <summary>What the programme is made of: cinemas with their screens, movies, people.</summary>
internal static class DemoCatalogue
{
    public static async Task InsertAsync(DemoSession session, DateTime now, Func<string, string> hashPassword)
    {
        await InsertCinemasAsync(session);
        await InsertMoviesAsync(session, DemoCinemas.Today(now));
        await InsertPeopleAsync(session, now, hashPassword);
    }

    /// <summary>The demo screens that still exist, in the order in which they are locked.</summary>
    public static async Task<List<DemoRoom>> RoomsAsync(DemoSession session)
    {
        var rows = await session.QueryAsync(
            """
            SELECT screens.screen_id, screens.name, screens.format, cinemas.name, cinemas.time_zone
            FROM screens
            INNER JOIN cinemas
                ON cinemas.cinema_id = screens.cinema_id
            ORDER BY screens.screen_id
            """,
            row => new
            {
                ScreenId = row.GetInt32(0),
                Screen = row.GetString(1),
                Format = row.GetString(2),
                Cinema = row.GetString(3),
                TimeZone = row.GetString(4),
            }
        );
        return
        [
            .. from row in rows
            from cinema in DemoCinemas.All
            where cinema.Name == row.Cinema && cinema.TimeZone == row.TimeZone
            where cinema.Screens.Any(screen => screen.Name == row.Screen)
            select new DemoRoom(row.ScreenId, row.Format, cinema),
        ];
    }

    private static async Task InsertCinemasAsync(DemoSession session)
    {
        await session.InsertAsync(
            "cinemas (name, address, city, time_zone, refund_minutes, refund_fee_kind, refund_fee)",
            DemoCinemas.All.Select(cinema =>
                new object?[]
                {
                    cinema.Name,
                    cinema.Address,
                    cinema.City,
                    cinema.TimeZone,
                    cinema.RefundMinutes,
                    cinema.RefundPercent > 0 ? "percent" : "none",
                    cinema.RefundPercent,
                }
            )
        );
        foreach (var cinema in DemoCinemas.All)
        {
            foreach (var screen in cinema.Screens)
            {
                await session.ExecuteAsync(
                    """
                    INSERT INTO screens (cinema_id, name, format)
                    SELECT cinemas.cinema_id, ?, ?
                    FROM cinemas
                    WHERE cinemas.name = ?
                    """,
                    screen.Name,
                    screen.Format,
                    cinema.Name
                );
            }
        }
    }

    private static Task InsertMoviesAsync(DemoSession session, DateOnly today) =>
        session.InsertAsync(
            "movies (title, duration_minutes, rating, release_date, scheduled_close_date, movie_status, description, "
                + "director, cast_members, genre, poster_url)",
            DemoMovies.All.Select(movie =>
                new object?[]
                {
                    movie.Title,
                    movie.Minutes,
                    movie.Rating,
                    today.AddDays(movie.ReleaseDay),
                    movie.CloseDay is { } close ? today.AddDays(close) : null,
                    movie.CloseDay < 0 ? "closed" : "open",
                    movie.Description,
                    movie.Director,
                    JsonSerializer.Serialize(movie.Cast),
                    movie.Genre,
                    movie.PosterUrl,
                }
            )
        );

    /// <summary>An account that exists already keeps its password.</summary>
    private static async Task InsertPeopleAsync(DemoSession session, DateTime now, Func<string, string> hashPassword)
    {
        var existing = await session.QueryAsync("SELECT users.email FROM users", row => row.GetString(0));
        var joined = now.AddDays(-DemoSchedule.DaysBack - 30);
        await session.InsertAsync(
            "users (email, display_name, role, password_hash, created_at)",
            DemoPeople
                .All(hashPassword)
                .ExceptBy(existing, person => person.Email, StringComparer.Ordinal)
                .Select(person => new object?[] { person.Email, person.Name, person.Role, person.PasswordHash, joined })
        );
        await session.ExecuteAsync(
            """
            INSERT IGNORE INTO staff_cinemas (user_id, cinema_id, added_at)
            SELECT users.user_id, cinemas.cinema_id, UTC_TIMESTAMP(6)
            FROM users
            INNER JOIN cinemas
                ON cinemas.name = ?
            WHERE users.email = ? AND users.role = 'manager'
            """,
            DemoCinemas.All[0].Name,
            DemoLogins.Manager.Email
        );
    }
}
