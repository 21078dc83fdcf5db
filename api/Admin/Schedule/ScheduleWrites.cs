using System.Globalization;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Http;
using MovieBooking.Api.Movies;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Admin.Schedule;

/// <summary>A showtime as the audit log tells of it. Times are UTC.</summary>
internal sealed record AuditedShowtime(int MovieId, int ScreenId, DateTime StartsAt, DateTime EndsAt, ShowtimeStatus Status)
{
    public static AuditedShowtime Of(PlannedShow show) =>
        new(
            show.Movie.MovieId,
            show.Screen.ScreenId,
            DateTime.SpecifyKind(show.StartsAt, DateTimeKind.Utc),
            DateTime.SpecifyKind(show.EndsAt, DateTimeKind.Utc),
            ShowtimeStatus.Scheduled
        );
}

/// <summary>Puts planned shows into the schedule. The caller has locked their screens and movies.</summary>
internal static class ScheduleWrites
{
    /// <summary>Why a show cannot be scheduled, whatever else is on its screen; null when it can.</summary>
    public static ApiError? Obstacle(this PlannedShow show, TimeProvider clock) =>
        show.Movie.Status == MovieStatus.Closed ? ApiError.MovieClosed
        : show.LocalDate > show.Movie.LastDay ? ApiError.AfterCloseDate
        : show.StartsAt <= clock.GetUtcNow().UtcDateTime ? ApiError.ShowStarted
        : null;

    public static void RequireSchedulable(this PlannedShow show, TimeProvider clock)
    {
        if (show.Obstacle(clock) is { } obstacle)
        {
            throw new Refusal(obstacle, Detail(obstacle, show));
        }
    }

    /// <summary>Refuses shows that cannot be scheduled, and names what is in the way.</summary>
    public static async Task RequireRoomAsync(
        this MySqlTransaction transaction,
        IReadOnlyList<PlannedShow> shows,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        foreach (var show in shows)
        {
            show.RequireSchedulable(clock);
        }

        Refuse(await transaction.ConflictsAsync(shows, cancellationToken));
    }

    public static void Refuse(IReadOnlyList<ScheduleConflict> conflicts)
    {
        if (conflicts.Count > 0)
        {
            var problem = Problems.Create(ApiError.ScheduleConflict, Texts.Problems["SeeConflicts"]);
            problem.Extensions["conflicts"] = conflicts;
            throw new Refusal(problem);
        }
    }

    /// <summary>Writes new showtimes and their record; the answer is their ids, in the order of the shows.</summary>
    public static async Task<IReadOnlyList<int>> InsertShowtimesAsync(
        this MySqlTransaction transaction,
        IReadOnlyList<PlannedShow> shows,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        var ids = new int[shows.Count];
        // The trigger locks screen after screen: they are locked already, in this order.
        foreach (var (show, index) in shows.Select((show, index) => (show, index)).OrderBy(pair => pair.show.Screen.ScreenId))
        {
            ids[index] = await transaction.ExecuteAsync(
                """
                INSERT INTO showtimes (movie_id, screen_id, start_time, end_time, local_date)
                VALUES (@movie_id, @screen_id, @start_time, @end_time, @local_date)
                """,
                cancellationToken,
                show.Columns()
            );
        }

        var records = shows.Select(
            (show, index) => AuditRecord.Of(AuditAction.Created, AuditEntity.Showtime, ids[index], null, AuditedShowtime.Of(show))
        );
        await transaction.AuditAsync(actor, [.. records], cancellationToken);
        return ids;
    }

    public static (string Name, object? Value)[] Columns(this PlannedShow show) =>
        [
            ("@movie_id", show.Movie.MovieId),
            ("@screen_id", show.Screen.ScreenId),
            ("@start_time", show.StartsAt),
            ("@end_time", show.EndsAt),
            ("@local_date", show.LocalDate),
        ];

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>The obstacle in words.</summary>
    public static LocalizedString Detail(ApiError obstacle, PlannedShow show) =>
        obstacle == ApiError.AfterCloseDate ? Texts.Problems["AfterLastDay", show.Movie.Title, Day(show.Movie.LastDay), Day(show.LocalDate)]
        : obstacle == ApiError.MovieClosed ? Texts.Problems["MovieIsClosed", show.Movie.Title]
        : Texts.Problems["StartInPast"];
}
