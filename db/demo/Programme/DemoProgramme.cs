namespace MovieBooking.Db.Demo;

/// <summary>
/// Keeps the demo from running out of movies. The movies' dates were set at the first load; as they pass, movies close.
/// Whenever fewer are showing, or coming soon, than at first, the ones closed longest come back for a new run: from
/// today, or from one, two, three weeks ahead. No other date changes. Only movies of the demo do this: known by title
/// and poster, so that one an admin has renamed or given a poster of its own is left alone.
/// </summary>
internal static class DemoProgramme
{
    private const int RunDays = 35;

    public static async Task RenewAsync(DemoSession session, DateOnly today)
    {
        var movies = await MoviesAsync(session);
        var closed = new Queue<Row>(movies.Where(movie => movie.Run.Close < today).OrderBy(movie => movie.Run.Close));
        var showing = movies.Count(movie => movie.IsOpen && movie.Run.PlaysOn(today));
        for (; showing < DemoMoviesNowShowing.All.Length && closed.Count > 0; showing++)
        {
            // The runs end a few days apart, so that the movies do not all close at once again.
            var close = today.AddDays(RunDays + 4 * (showing % 9));
            await BringBackAsync(session, closed.Dequeue(), today, close);
        }

        var coming = movies.Count(movie => movie.IsOpen && movie.Run.Release > today);
        for (; coming < DemoMoviesComingSoon.All.Length && closed.Count > 0; coming++)
        {
            var release = today.AddDays(7 * (coming + 1));
            await BringBackAsync(session, closed.Dequeue(), release, release.AddDays(RunDays));
        }
    }

    /// <summary>The demo movies that an admin has not closed early.</summary>
    public static async Task<List<DemoRun>> OpenRunsAsync(DemoSession session) =>
        [.. (await MoviesAsync(session)).Where(movie => movie.IsOpen).Select(movie => movie.Run)];

    /// <summary>All demo movies, also the closed ones, which have played.</summary>
    public static async Task<List<DemoRun>> AllRunsAsync(DemoSession session) =>
        [.. (await MoviesAsync(session)).Select(movie => movie.Run)];

    private static async Task<List<Row>> MoviesAsync(DemoSession session)
    {
        var known = DemoMovies.All.ToDictionary(movie => (movie.Title, movie.PosterUrl));
        var rows = await session.QueryAsync(
            """
            SELECT
                movies.movie_id,
                movies.title,
                movies.poster_url,
                movies.release_date,
                movies.scheduled_close_date,
                movies.movie_status = 'open'
            FROM movies
            WHERE movies.poster_url LIKE '/posters/%'
            ORDER BY movies.movie_id
            """,
            row =>
                known.TryGetValue((row.GetString(1), row.GetString(2)), out var movie)
                    ? new Row(new DemoRun(row.GetInt32(0), movie, row.GetDateOnly(3), row.GetDateOnly(4)), row.GetBoolean(5))
                    : null
        );
        return [.. rows.OfType<Row>()];
    }

    private static Task BringBackAsync(DemoSession session, Row movie, DateOnly release, DateOnly close) =>
        session.ExecuteAsync(
            """
            UPDATE movies
            SET movies.release_date = ?,
                movies.scheduled_close_date = ?,
                movies.movie_status = 'open',
                movies.version = movies.version + 1
            WHERE movies.movie_id = ?
            """,
            release,
            close,
            movie.Run.MovieId
        );

    private sealed record Row(DemoRun Run, bool IsOpen);
}
