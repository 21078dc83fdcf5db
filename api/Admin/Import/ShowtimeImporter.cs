using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Admin.Schedule;
using MovieBooking.Api.Http;
using MovieBooking.Api.Movies;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Admin.Import;

/// <summary>Schedules the shows of a file: all of them or none.</summary>
internal sealed class ShowtimeImporter(MySqlTransaction transaction, ShowtimeImportRequest request, TimeProvider clock)
{
    private const int MostShows = 5000;

    private readonly List<ImportFault> _faults = [];

    public async Task<ShowtimeImport> RunAsync(AuditActor actor, CancellationToken cancellationToken)
    {
        var isDryRun = request.DryRun == true;
        var screens = await ScreensAsync(isDryRun, cancellationToken);
        var (rows, faults) = CsvRows.Read(request.Csv, MostShows, "screen", "movieTitle", "startsAt");
        _faults.AddRange(faults);
        var movies = await MoviesAsync(rows, isDryRun, cancellationToken);
        var shows = rows.Select(row => Plan(row, screens, movies)).OfType<PlannedShow>().ToList();
        var conflicts = await transaction.ConflictsAsync(shows, cancellationToken);
        if (isDryRun)
        {
            return new ShowtimeImport(true, [.. shows.Select(show => RepeatedShow.Of(show, null))], conflicts, _faults);
        }

        ImportFaults.Refuse(_faults);
        ScheduleWrites.Refuse(conflicts);
        var ids = await transaction.InsertShowtimesAsync(shows, actor, cancellationToken);
        return new ShowtimeImport(false, [.. shows.Select((show, index) => RepeatedShow.Of(show, ids[index]))], [], []);
    }

    /// <summary>The cinema's screens by their names, locked unless nothing is to be saved.</summary>
    private async Task<Dictionary<string, ScheduleScreen>> ScreensAsync(bool isDryRun, CancellationToken cancellationToken)
    {
        var ids = await transaction.QueryAsync(
            "SELECT screen_id FROM screens WHERE cinema_id = @id",
            row => row.GetInt32(0),
            cancellationToken,
            ("@id", request.CinemaId)
        );
        if (ids.Count == 0)
        {
            throw new Refusal(ApiError.NotFound, Texts.Problems["NoCinemaOrScreens"]);
        }

        if (!isDryRun)
        {
            await transaction.LockScreensAsync(ids, cancellationToken);
        }

        var screens = await transaction.ScreensAsync(ids, cancellationToken);
        // The name of a screen is one of its cinema's only.
        return screens.Values.ToDictionary(screen => screen.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The movies that the file names. Of several with a title the open one is meant; of several open ones none can be.</summary>
    private async Task<Dictionary<string, IReadOnlyList<ScheduleMovie>>> MoviesAsync(
        IReadOnlyList<CsvRow> rows,
        bool isDryRun,
        CancellationToken cancellationToken
    )
    {
        var movies = new Dictionary<string, IReadOnlyList<ScheduleMovie>>(StringComparer.OrdinalIgnoreCase);
        var titles = rows.Select(row => row["movieTitle"]).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase);
        var found = new SortedDictionary<int, string>();
        foreach (var title in titles)
        {
            movies[title] = [];
            foreach (
                var id in await transaction.QueryAsync(
                    "SELECT movie_id FROM movies WHERE title = @title",
                    row => row.GetInt32(0),
                    cancellationToken,
                    ("@title", title)
                )
            )
            {
                found[id] = title;
            }
        }

        // Locked in the order of their ids, as everywhere.
        foreach (var (id, title) in found)
        {
            if (await transaction.MovieAsync(id, locked: !isDryRun, cancellationToken) is { } movie)
            {
                movies[title] = [.. movies[title], movie];
            }
        }

        return movies;
    }

    private PlannedShow? Plan(
        CsvRow row,
        Dictionary<string, ScheduleScreen> screens,
        Dictionary<string, IReadOnlyList<ScheduleMovie>> movies
    )
    {
        var before = _faults.Count;
        var screen = screens.GetValueOrDefault(row["screen"] ?? "");
        if (screen is null)
        {
            Fault(row, "screen", Texts.Problems["NoSuchScreenHere"]);
        }

        var movie = MovieOf(row, movies);
        var startsAt = default(DateTime);
        // A spreadsheet has a blank between the day and the time.
        if (
            screen is not null
            && !CinemaTime.TryToUtc((row["startsAt"] ?? "").Replace(' ', 'T'), screen.TimeZone, out startsAt, out var rule)
        )
        {
            Fault(row, "startsAt", rule);
        }

        if (_faults.Count > before || screen is null || movie is null)
        {
            return null;
        }

        var show = new PlannedShow(movie, screen, startsAt);
        if (show.Obstacle(clock) is not { } obstacle)
        {
            return show;
        }

        Fault(row, obstacle == ApiError.MovieClosed ? "movieTitle" : "startsAt", ScheduleWrites.Detail(obstacle, show));
        return null;
    }

    private ScheduleMovie? MovieOf(CsvRow row, Dictionary<string, IReadOnlyList<ScheduleMovie>> movies)
    {
        var named = movies.GetValueOrDefault(row["movieTitle"] ?? "") ?? [];
        var open = named.Where(movie => movie.Status == MovieStatus.Open).ToList();
        if (named.Count == 0)
        {
            Fault(row, "movieTitle", Texts.Problems["NoSuchMovie"]);
        }
        else if (open.Count > 1)
        {
            Fault(row, "movieTitle", Texts.Problems["SeveralMovies"]);
        }

        return open.Count == 1 ? open[0]
            : named.Count > 0 ? named[0]
            : null;
    }

    private void Fault(CsvRow row, string field, string rule) => _faults.Add(new ImportFault(row.Line, field, rule));
}
