using System.Globalization;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Admin.Schedule;

/// <summary>Copies the shows of a day or week to other days, on the cinema's clock.</summary>
internal sealed class Repetition(MySqlTransaction transaction, RepeatRequest request, TimeProvider clock)
{
    private const int MostShows = 5000;

    private readonly List<PlannedShow> _shows = [];
    private readonly List<RefusedShow> _refused = [];

    /// <summary>A show to copy: where, what, and when on the cinema's clock.</summary>
    private sealed record Source(int ScreenId, int MovieId, DateTimeOffset StartsAt, DateOnly LocalDate);

    public async Task<RepeatResult> RunAsync(AuditActor actor, CancellationToken cancellationToken)
    {
        var screens = await LockedScreensAsync(cancellationToken);
        var sources = await SourcesAsync(screens, cancellationToken);
        if (sources.Count * request.To.Count > MostShows)
        {
            throw new Refusal(Problems.Invalid("to", Texts.Problems["TooManyRepeats", MostShows]));
        }

        var movies = await MoviesAsync(sources, cancellationToken);
        foreach (var day in request.To.Order())
        {
            foreach (var source in sources)
            {
                Plan(source, movies[source.MovieId], screens[source.ScreenId], day);
            }
        }

        var conflicts = await transaction.ConflictsAsync(_shows, cancellationToken);
        if (request.DryRun == true)
        {
            return new RepeatResult(true, [.. _shows.Select(show => RepeatedShow.Of(show, null))], conflicts, _refused);
        }

        ScheduleWrites.Refuse(conflicts);
        RefuseOthers();
        var ids = await transaction.InsertShowtimesAsync(_shows, actor, cancellationToken);
        return new RepeatResult(false, [.. _shows.Select((show, index) => RepeatedShow.Of(show, ids[index]))], [], []);
    }

    /// <summary>All screens of the cinema, locked unless nothing is to be saved.</summary>
    private async Task<IReadOnlyDictionary<int, ScheduleScreen>> LockedScreensAsync(CancellationToken cancellationToken)
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

        if (request.DryRun != true)
        {
            await transaction.LockScreensAsync(ids, cancellationToken);
        }

        return await transaction.ScreensAsync(ids, cancellationToken);
    }

    private async Task<IReadOnlyList<Source>> SourcesAsync(
        IReadOnlyDictionary<int, ScheduleScreen> screens,
        CancellationToken cancellationToken
    ) =>
        await transaction.QueryAsync(
            """
            SELECT screen_id, movie_id, start_time, local_date
            FROM v_occupied_timeslots
            WHERE cinema_id = @id AND local_date >= @from AND local_date < @until
            ORDER BY screen_id, start_time
            """,
            row => new Source(
                row.GetInt32(0),
                row.GetInt32(1),
                row.GetDateTime(2).In(screens[row.GetInt32(0)].TimeZone),
                row.GetDateOnly(3)
            ),
            cancellationToken,
            ("@id", request.CinemaId),
            ("@from", request.From),
            ("@until", request.From.AddDays(request.Days))
        );

    private async Task<Dictionary<int, ScheduleMovie>> MoviesAsync(IReadOnlyList<Source> sources, CancellationToken cancellationToken)
    {
        Dictionary<int, ScheduleMovie> movies = [];
        foreach (var movieId in sources.Select(source => source.MovieId).Distinct().Order())
        {
            // A movie that has showtimes cannot be gone.
            movies[movieId] = (await transaction.MovieAsync(movieId, locked: request.DryRun != true, cancellationToken))!;
        }

        return movies;
    }

    private void Plan(Source source, ScheduleMovie movie, ScheduleScreen screen, DateOnly day)
    {
        var date = day.AddDays(source.LocalDate.DayNumber - request.From.DayNumber);
        var time = TimeOnly.FromDateTime(source.StartsAt.DateTime);
        if (!TryMoment(date, time, source.StartsAt.Offset, screen.TimeZone, out var startsAt))
        {
            _refused.Add(new RefusedShow(screen.ScreenId, movie.Title, date, time, ApiError.ValidationFailed.Code));
            return;
        }

        var show = new PlannedShow(movie, screen, startsAt);
        if (show.Obstacle(clock) is { } obstacle)
        {
            _refused.Add(new RefusedShow(screen.ScreenId, movie.Title, date, time, obstacle.Code));
            return;
        }

        _shows.Add(show);
    }

    /// <summary>A time that comes twice on that day is the one with the offset of the show that is repeated.</summary>
    private static bool TryMoment(DateOnly date, TimeOnly time, TimeSpan offset, string timeZone, out DateTime utc)
    {
        var wallClock = date.ToDateTime(time);
        if (CinemaTime.TryToUtc(wallClock.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF", CultureInfo.InvariantCulture), timeZone, out utc, out _))
        {
            return true;
        }

        utc = new DateTimeOffset(wallClock, offset).UtcDateTime;
        return utc.In(timeZone).DateTime == wallClock;
    }

    private void RefuseOthers()
    {
        if (_refused.Count == 0)
        {
            return;
        }

        var shows = string.Join(
            "; ",
            _refused
                .Take(5)
                .Select(show =>
                    Texts
                        .Problems[
                            "ShowOnAt",
                            show.MovieTitle,
                            show.Date.ToString("O", CultureInfo.InvariantCulture),
                            show.Time.ToString("HH:mm", CultureInfo.InvariantCulture)
                        ]
                        .Value
                )
        );
        var detail = Texts.Problems["NotRepeated", _refused.Count, shows];
        throw new Refusal(
            _refused[0].Code switch
            {
                "after_close_date" => Problems.Create(ApiError.AfterCloseDate, detail),
                "movie_closed" => Problems.Create(ApiError.MovieClosed, detail),
                "show_started" => Problems.Create(ApiError.ShowStarted, detail),
                _ => Problems.Invalid("to", detail),
            }
        );
    }
}
