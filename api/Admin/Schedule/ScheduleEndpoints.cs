using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db.Model;
using Cinema = MovieBooking.Api.Showtimes.Cinema;

namespace MovieBooking.Api.Admin.Schedule;

internal static class ScheduleEndpoints
{
    public static RouteGroupBuilder MapSchedule(this RouteGroupBuilder admin)
    {
        var group = admin.MapGroup("/schedule").WithTags("Admin: schedule").OpenToManagers();
        group.MapGet("", GetSchedule).WithErrors(ApiError.NotFound);
        group
            .MapPost("/repeat", RepeatSchedule)
            .Produces<RepeatResult>()
            .WithErrors(ApiError.NotFound, ApiError.ScheduleConflict, ApiError.AfterCloseDate, ApiError.MovieClosed, ApiError.ShowStarted);
        admin
            .MapGet("/schedule.csv", DownloadSchedule)
            .WithTags("Admin: schedule")
            .OpenToManagers()
            .ProducesCsv()
            .WithErrors(ApiError.NotFound);
        return admin;
    }

    /// <summary>A day of a cinema: every screen with its shows, and when it is free again.</summary>
    /// <remarks>Shows that run over midnight are on both days.</remarks>
    private static async Task<Results<Ok<DaySchedule>, ProblemHttpResult>> GetSchedule(
        [AsParameters] ScheduleQuery query,
        MovieBookingContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var cinema = await FindCinemaAsync(db, query.CinemaId, cancellationToken);
        return cinema is null
            ? Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchCinema"])
            : TypedResults.Ok(await DaySchedules.ReadAsync(db, cinema, query.Date ?? clock.Today(cinema.TimeZone), cancellationToken));
    }

    /// <summary>Repeats a day's or a week's programme on other days: all of it or nothing.</summary>
    /// <remarks>
    /// Shows keep their time on the cinema's clock, also across a change of the clocks. Where anything is in the way nothing is
    /// saved; dryRun lists all of that, and what would be scheduled, and needs no Idempotency-Key. At most 5000 shows at once.
    /// </remarks>
    private static Task<IResult> RepeatSchedule(
        RepeatRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        Creations creations,
        TimeProvider clock,
        CancellationToken cancellationToken
    ) =>
        creations.RunAsync(
            request.DryRun == true,
            key,
            caller,
            "repeat schedule",
            request,
            transaction => new Repetition(transaction, request, clock).RunAsync(AuditActor.Of(caller), cancellationToken),
            cancellationToken
        );

    /// <summary>The shows of some days of a cinema as a CSV file, by the day on which they start.</summary>
    /// <remarks>
    /// Admins, and managers of the cinema. Times carry the cinema's offset; a show over midnight belongs to the day on which it starts. UTF-8 with
    /// a byte order mark.
    /// </remarks>
    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> DownloadSchedule(
        [AsParameters] ScheduleFileQuery query,
        MovieBookingContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (await FindCinemaAsync(db, query.CinemaId, cancellationToken) is not { } cinema)
        {
            return Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchCinema"]);
        }

        var (from, to) = query.Days(clock.Today(cinema.TimeZone));
        return ScheduleFile.Of(db, cinema, from, to, cancellationToken);
    }

    private static Task<Cinema?> FindCinemaAsync(MovieBookingContext db, int cinemaId, CancellationToken cancellationToken) =>
        db
            .Cinemas.Where(row => row.CinemaId == cinemaId)
            .Select(row => new Cinema(row.CinemaId, row.Name, row.Address, row.City, row.TimeZone))
            .SingleOrDefaultAsync(cancellationToken);
}
