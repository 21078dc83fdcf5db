using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Admin.Schedule;
using MovieBooking.Api.Reservations;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Admin.Movies;

/// <summary>The shows of a movie that are still to come: they end when the movie does, also when its length is corrected.</summary>
internal static class ComingShows
{
    private const string Coming = "movie_id = @id AND status = 'scheduled' AND start_time > UTC_TIMESTAMP(6)";

    public static Task<IReadOnlyList<int>> ScreensOfComingShowsAsync(
        this MySqlTransaction transaction,
        int movieId,
        CancellationToken cancellationToken
    ) =>
        transaction.QueryAsync(
            $"SELECT DISTINCT screen_id FROM showtimes WHERE {Coming}",
            row => row.GetInt32(0),
            cancellationToken,
            ("@id", movieId)
        );

    /// <summary>Gives them the end that the movie's length makes; refused with what is then in the way.</summary>
    public static async Task FitComingShowsAsync(
        this MySqlTransaction transaction,
        int movieId,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        if (await transaction.MovieAsync(movieId, locked: false, cancellationToken) is not { } movie)
        {
            return;
        }

        var rows = await transaction.QueryAsync(
            $"SELECT showtime_id, screen_id, start_time, end_time FROM showtimes WHERE {Coming} ORDER BY showtime_id",
            row => (Id: row.GetInt32(0), ScreenId: row.GetInt32(1), StartsAt: row.GetDateTime(2), EndsAt: row.GetDateTime(3)),
            cancellationToken,
            ("@id", movieId)
        );
        var screens = await transaction.ScreensAsync(rows.Select(row => row.ScreenId), cancellationToken);
        List<PlannedShow> shows = [.. rows.Select(row => new PlannedShow(movie, screens[row.ScreenId], row.StartsAt, row.Id))];
        ScheduleWrites.Refuse(await transaction.ConflictsAsync(shows, cancellationToken));
        List<AuditRecord> records = [];
        foreach (var (show, row) in shows.Zip(rows))
        {
            await transaction.LockShowtimeAsync(row.Id, cancellationToken);
            await transaction.ExecuteAsync(
                "UPDATE showtimes SET end_time = @end_time, seat_version = seat_version + 1 WHERE showtime_id = @id",
                cancellationToken,
                ("@end_time", show.EndsAt),
                ("@id", row.Id)
            );
            var after = AuditedShowtime.Of(show);
            var before = after with { EndsAt = row.EndsAt };
            records.Add(AuditRecord.Of(AuditAction.Updated, AuditEntity.Showtime, row.Id, before, after));
        }

        await transaction.AuditAsync(actor, records, cancellationToken);
    }
}
