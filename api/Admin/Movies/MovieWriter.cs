using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Admin.Schedule;
using MovieBooking.Api.Http;
using MovieBooking.Api.Movies;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Admin.Movies;

/// <summary>Adds, changes and deletes movies. Locks: the screens of their showtimes by id, then the movie, then the showtimes.</summary>
internal sealed class MovieWriter(TimeProvider clock)
{
    /// <summary>Adds a movie and its showtimes, all or nothing; the answer is its id.</summary>
    public async Task<int> CreateAsync(
        MySqlTransaction transaction,
        CreateMovieRequest request,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        var starts = request.Showtimes ?? [];
        await transaction.LockScreensAsync(starts.Select(start => start.ScreenId), cancellationToken);
        var movieId = await transaction.InsertMovieAsync(request, cancellationToken);
        var created = await transaction.MovieRowAsync(movieId, locked: false, cancellationToken);
        var record = AuditRecord.Of(AuditAction.Created, AuditEntity.Movie, movieId, null, created?.ToMovie());
        await transaction.AuditAsync(actor, record, cancellationToken);
        if (starts.Count > 0 && await transaction.MovieAsync(movieId, locked: false, cancellationToken) is { } movie)
        {
            var screens = await transaction.ScreensAsync(starts.Select(start => start.ScreenId), cancellationToken);
            var shows = movie.Plan(screens, starts);
            await transaction.RequireRoomAsync(shows, clock, cancellationToken);
            await transaction.InsertShowtimesAsync(shows, actor, cancellationToken);
        }

        return movieId;
    }

    /// <summary>Changes a movie, and with its length the end of its coming shows; the answer is its id.</summary>
    public static async Task<int> UpdateAsync(
        MySqlTransaction transaction,
        int movieId,
        MovieRequest request,
        EditCondition condition,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        var seen = await transaction.MovieRowAsync(movieId, locked: false, cancellationToken) ?? throw NoSuchMovie();
        if (seen.DurationMinutes != request.DurationMinutes)
        {
            var screenIds = await transaction.ScreensOfComingShowsAsync(movieId, cancellationToken);
            await transaction.LockScreensAsync(screenIds, cancellationToken);
        }

        var before = await transaction.MovieRowAsync(movieId, locked: true, cancellationToken) ?? throw NoSuchMovie();
        condition.Require(before.Version);
        await transaction.UpdateMovieAsync(before, request, cancellationToken);
        var after = await transaction.MovieRowAsync(movieId, locked: false, cancellationToken) ?? throw NoSuchMovie();
        var record = AuditRecord.Of(AuditAction.Updated, AuditEntity.Movie, movieId, before.ToMovie(), after.ToMovie());
        await transaction.AuditAsync(actor, record, cancellationToken);
        if (before.DurationMinutes != after.DurationMinutes)
        {
            await transaction.FitComingShowsAsync(movieId, actor, cancellationToken);
        }

        return movieId;
    }

    /// <summary>Deletes a movie that never had a showtime; the answer is its id.</summary>
    public static async Task<int> DeleteAsync(
        MySqlTransaction transaction,
        int movieId,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        // Locked, it gets no showtime meanwhile: an insert of one locks the movie, too.
        var movie = await transaction.MovieRowAsync(movieId, locked: true, cancellationToken) ?? throw NoSuchMovie();
        var showtimes = await transaction.QueryAsync(
            "SELECT COUNT(*) FROM showtimes WHERE movie_id = @id",
            row => row.GetInt32(0),
            cancellationToken,
            ("@id", movieId)
        );
        if (showtimes[0] > 0)
        {
            throw new Refusal(ApiError.MovieHasShowtimes, Texts.Problems["MovieHasShowtimes", showtimes[0]]);
        }

        await transaction.ExecuteAsync(
            "CALL sp_close_waiting_room(NULL, @id); DELETE FROM movies WHERE movie_id = @id",
            cancellationToken,
            ("@id", movieId)
        );
        var record = AuditRecord.Of<Movie>(AuditAction.Deleted, AuditEntity.Movie, movieId, movie.ToMovie(), null) with
        {
            Label = movie.Title,
        };
        await transaction.AuditAsync(actor, record, cancellationToken);
        return movieId;
    }

    private static Refusal NoSuchMovie() => new(ApiError.NotFound, Texts.Problems["NoSuchMovie"]);
}
