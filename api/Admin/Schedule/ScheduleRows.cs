using MovieBooking.Api.Http;
using MovieBooking.Api.Movies;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Admin.Schedule;

/// <summary>
/// Reads what a schedule is made of, and locks it: screens first, in order of their ids, then movies, so that two
/// managers wait for each other and never both for the other's.
/// </summary>
internal static class ScheduleRows
{
    // As far as the trigger looks back: no show is longer.
    private static readonly TimeSpan s_longestShow = TimeSpan.FromHours(24);

    // How far ahead a free start is looked for.
    private static readonly TimeSpan s_outlook = TimeSpan.FromDays(7);

    private const string ScreenColumns = """
        SELECT screens.screen_id, screens.cinema_id, screens.name, screens.format, cinemas.time_zone
        FROM screens
        INNER JOIN cinemas ON cinemas.cinema_id = screens.cinema_id
        """;

    /// <summary>Locks screens until the transaction ends: nobody else changes their schedule.</summary>
    public static async Task LockScreensAsync(
        this MySqlTransaction transaction,
        IEnumerable<int> screenIds,
        CancellationToken cancellationToken
    )
    {
        foreach (var screenId in screenIds.Distinct().Order())
        {
            await transaction.QueryAsync(
                "SELECT screen_id FROM screens WHERE screen_id = @id FOR UPDATE",
                row => row.GetInt32(0),
                cancellationToken,
                ("@id", screenId)
            );
        }
    }

    public static async Task<IReadOnlyDictionary<int, ScheduleScreen>> ScreensAsync(
        this MySqlTransaction transaction,
        IEnumerable<int> screenIds,
        CancellationToken cancellationToken
    )
    {
        Dictionary<int, ScheduleScreen> screens = [];
        foreach (var screenId in screenIds.Distinct())
        {
            var found = await transaction.QueryAsync(
                $"{ScreenColumns} WHERE screens.screen_id = @id",
                Screen,
                cancellationToken,
                ("@id", screenId)
            );
            foreach (var screen in found)
            {
                screens.Add(screen.ScreenId, screen);
            }
        }

        return screens;
    }

    /// <summary>A movie, or null. Locked, its length, status and close date stay as they are until the transaction ends.</summary>
    public static async Task<ScheduleMovie?> MovieAsync(
        this MySqlTransaction transaction,
        int movieId,
        bool locked,
        CancellationToken cancellationToken
    )
    {
        var movies = await transaction.QueryAsync(
            $"""
            SELECT movie_id, title, duration_minutes, scheduled_close_date, movie_status
            FROM movies
            WHERE movie_id = @id
            {(locked ? "LOCK IN SHARE MODE" : "")}
            """,
            row => new ScheduleMovie(
                row.GetInt32(0),
                row.GetString(1),
                row.GetInt32(2),
                row.GetDateOnly(3),
                Word.Parse<MovieStatus>(row.GetString(4))
            ),
            cancellationToken,
            ("@id", movieId)
        );
        return movies.SingleOrDefault();
    }

    /// <summary>What is in the way of planned shows. It stays true while their screens are locked.</summary>
    public static async Task<IReadOnlyList<ScheduleConflict>> ConflictsAsync(
        this MySqlTransaction transaction,
        IReadOnlyList<PlannedShow> shows,
        CancellationToken cancellationToken
    )
    {
        if (shows.Count == 0)
        {
            return [];
        }

        var buffer = await transaction.QueryAsync("SELECT fn_buffer_minutes()", row => row.GetInt32(0), cancellationToken);
        var horizon = shows.Max(show => show.EndsAt) + s_outlook;
        List<ScheduleScreen> screens = [];
        List<OccupiedSlot> occupied = [];
        foreach (var cinemaId in shows.Select(show => show.Screen.CinemaId).Distinct().Order())
        {
            screens.AddRange(
                await transaction.QueryAsync(
                    $"{ScreenColumns} WHERE screens.cinema_id = @id ORDER BY CHAR_LENGTH(screens.name), screens.name",
                    Screen,
                    cancellationToken,
                    ("@id", cinemaId)
                )
            );
            occupied.AddRange(
                await transaction.QueryAsync(
                    """
                    SELECT screen_id, showtime_id, movie_title, start_time, end_time
                    FROM v_occupied_timeslots
                    WHERE cinema_id = @id AND start_time > @from AND start_time < @until
                    """,
                    row => new OccupiedSlot(row.GetInt32(0), row.GetInt32(1), row.GetString(2), row.GetDateTime(3), row.GetDateTime(4)),
                    cancellationToken,
                    ("@id", cinemaId),
                    ("@from", shows.Min(show => show.StartsAt) - s_longestShow - TimeSpan.FromMinutes(buffer[0])),
                    ("@until", horizon)
                )
            );
        }

        return new ConflictFinder(TimeSpan.FromMinutes(buffer[0]), screens, occupied, horizon).Find(shows);
    }

    private static ScheduleScreen Screen(MySqlDataReader row) =>
        new(row.GetInt32(0), row.GetInt32(1), row.GetString(2), Word.Parse<ScreenFormat>(row.GetString(3)), row.GetString(4));
}
