using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Admin.Schedule;
using MovieBooking.Api.Http;
using MovieBooking.Api.Messages;
using MovieBooking.Api.Movies;
using MovieBooking.Api.Reservations;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Admin.Showtimes;

/// <summary>Schedules and moves single showtimes. Locks: screens by id, then the movie, then the showtime.</summary>
internal sealed class ShowtimeWriter(Outbox outbox, TimeProvider clock)
{
    public async Task<int> CreateAsync(
        MySqlTransaction transaction,
        ShowtimeRequest request,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        await transaction.LockScreensAsync([request.ScreenId], cancellationToken);
        var movie = await transaction.MovieAsync(request.MovieId, locked: true, cancellationToken) ?? throw NoSuchMovie();
        var screens = await transaction.ScreensAsync([request.ScreenId], cancellationToken);
        var show = movie.Plan(screens, request.Start);
        await transaction.RequireRoomAsync([show], clock, cancellationToken);
        return (await transaction.InsertShowtimesAsync([show], actor, cancellationToken))[0];
    }

    /// <summary>The answer is the showtime's id.</summary>
    public async Task<int> UpdateAsync(
        MySqlTransaction transaction,
        int showtimeId,
        ShowtimeRequest request,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        if (await transaction.ShowtimeAsync(showtimeId, cancellationToken) is not { } seen)
        {
            throw new Refusal(ApiError.NotFound, Texts.Problems["NoSuchShowtime"]);
        }

        await transaction.LockScreensAsync([seen.ScreenId, request.ScreenId], cancellationToken);
        var movie = await transaction.MovieAsync(request.MovieId, locked: true, cancellationToken) ?? throw NoSuchMovie();
        var screens = await transaction.ScreensAsync([seen.ScreenId, request.ScreenId], cancellationToken);
        var show = movie.Plan(screens, request.Start, showtimeId);
        if (show.Screen.CinemaId != screens[seen.ScreenId].CinemaId)
        {
            throw new Refusal(Problems.Invalid("screenId", Texts.Problems["ScreenElsewhere"]));
        }

        // Read again under the lock of its screen: another admin may have moved it meanwhile.
        var before = await transaction.ShowtimeAsync(showtimeId, cancellationToken) ?? seen;
        await MoveAsync(transaction, show, showtimeId, cancellationToken);
        // A show of a movie that has closed meanwhile may still move, but to no other time than any show may.
        var judged = movie.MovieId == before.MovieId ? show with { Movie = movie with { Status = MovieStatus.Open } } : show;
        judged.RequireSchedulable(clock);

        var record = AuditRecord.Of(AuditAction.Updated, AuditEntity.Showtime, showtimeId, before, AuditedShowtime.Of(show));
        await transaction.AuditAsync(actor, record, cancellationToken);
        if (before.StartsAt != show.StartsAt)
        {
            await TellOfMoveAsync(transaction, showtimeId, new ShowtimeMove(before.StartsAt), cancellationToken);
        }

        return showtimeId;
    }

    /// <summary>Nobody books or cancels meanwhile: the move holds the showtime's mutex.</summary>
    private async Task TellOfMoveAsync(MySqlTransaction transaction, int showtimeId, ShowtimeMove move, CancellationToken cancellationToken)
    {
        var reservations = await transaction.OpenReservationsAsync(showtimeId, cancellationToken);
        var messages = reservations
            .Where(reservation => reservation.State.Status == ReservationStatus.Confirmed)
            .Select(reservation => new OutgoingMessage(MessageKind.ShowtimeMoved, reservation.ReservationId, Payload: move));
        await outbox.WriteAsync(transaction, [.. messages], cancellationToken);
    }

    public static async Task<IReadOnlyList<ScheduleConflict>> CheckAsync(
        MySqlTransaction transaction,
        CheckConflictsRequest request,
        CancellationToken cancellationToken
    )
    {
        var movie = request switch
        {
            { DurationMinutes: { } minutes } => new ScheduleMovie(0, "", minutes, DateOnly.MaxValue, MovieStatus.Open),
            { MovieId: { } movieId } => await transaction.MovieAsync(movieId, locked: false, cancellationToken) ?? throw NoSuchMovie(),
            _ => throw NoSuchMovie(),
        };
        if (request.Showtimes is { } starts)
        {
            var several = await transaction.ScreensAsync(starts.Select(start => start.ScreenId), cancellationToken);
            return await transaction.ConflictsAsync(movie.Plan(several, starts), cancellationToken);
        }

        var start = new PlannedStart(request.ScreenId ?? 0, request.StartsAt ?? "");
        var screens = await transaction.ScreensAsync([start.ScreenId], cancellationToken);
        return await transaction.ConflictsAsync([movie.Plan(screens, start, request.ShowtimeId)], cancellationToken);
    }

    /// <summary>The trigger judges whether the screen is free; what it refuses is explained.</summary>
    private static async Task MoveAsync(MySqlTransaction transaction, PlannedShow show, int showtimeId, CancellationToken cancellationToken)
    {
        try
        {
            await transaction.ExecuteAsync(
                "CALL sp_move_showtime(@showtime_id, @movie_id, @screen_id, @start_time, @end_time, @local_date)",
                cancellationToken,
                [("@showtime_id", showtimeId), .. show.Columns()]
            );
        }
        catch (MySqlException exception) when (ApiError.FromDatabase(exception.Number) == ApiError.ScheduleConflict)
        {
            ScheduleWrites.Refuse(await transaction.ConflictsAsync([show], cancellationToken));
            throw;
        }
    }

    private static Refusal NoSuchMovie() => new(Problems.Invalid("movieId", Texts.Problems["NoSuchMovie"]));
}
