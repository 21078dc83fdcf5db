using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MovieBooking.Db.Model;
using Outbox = MovieBooking.Api.Messages.Outbox;
using Showtime = MovieBooking.Api.Showtimes.Showtime;

namespace MovieBooking.Api.Admin.Showtimes;

internal static class ShowtimeWriteEndpoints
{
    private static readonly ApiError[] s_refusals = [ApiError.ScheduleConflict, ApiError.AfterCloseDate, ApiError.MovieClosed];

    public static RouteGroupBuilder MapShowtimeWrites(this RouteGroupBuilder admin)
    {
        var group = admin.MapGroup("/showtimes").WithTags("Admin: showtimes").OpenToManagers();
        group
            .MapPost("", CreateShowtime)
            .Produces<Showtime>(StatusCodes.Status201Created)
            .WithErrors([.. s_refusals, ApiError.ShowStarted]);
        group.MapPost("/check-conflicts", CheckConflicts);
        group.MapGet("/{showtimeId:int}", GetAnyShowtime).WithErrors(ApiError.NotFound);
        group
            .MapPut("/{showtimeId:int}", UpdateShowtime)
            .WithErrors([.. s_refusals, ApiError.NotFound, ApiError.ShowtimeHasBookings, ApiError.ShowtimeCancelled, ApiError.ShowStarted]);
        group
            .MapDelete("/{showtimeId:int}", DeleteShowtime)
            .WithErrors(ApiError.NotFound, ApiError.ShowtimeHasBookings, ApiError.ShowStarted);
        return admin;
    }

    /// <summary>Schedules a showtime.</summary>
    /// <remarks>15 minutes must lie between two shows on a screen, and the movie must be open on that day.</remarks>
    private static Task<IResult> CreateShowtime(
        ShowtimeRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        Creations creations,
        ShowtimeWriter writer,
        Currency currency,
        CancellationToken cancellationToken
    ) =>
        creations.AddAsync(
            key,
            caller,
            "showtimes",
            request,
            transaction => writer.CreateAsync(transaction, request, AuditActor.Of(caller), cancellationToken),
            (db, showtimeId) => FindAsync(db, currency, showtimeId, cancellationToken),
            cancellationToken
        );

    /// <summary>What would be in the way of shows: nothing is saved.</summary>
    /// <remarks>
    /// Admins, and managers of the cinema. Send what CreateShowtime or CreateMovie would be sent. Each conflict says whether the shows overlap or
    /// only lack the 15 minutes between them, names the movie in the way, the next free start and the screens that are free.
    /// </remarks>
    private static async Task<Ok<ConflictCheck>> CheckConflicts(
        CheckConflictsRequest request,
        BookingTransaction booking,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            new ConflictCheck(
                await booking.RunAsync(transaction => ShowtimeWriter.CheckAsync(transaction, request, cancellationToken), cancellationToken)
            )
        );

    /// <summary>One showtime, also when it is over or cancelled.</summary>
    /// <remarks>
    /// Admins, and managers of the cinema. As GetShowtime, for what is managed: cancelled and past shows included.
    /// </remarks>
    /// <param name="showtimeId">The showtime.</param>
    private static async Task<Results<Ok<Showtime>, ProblemHttpResult>> GetAnyShowtime(
        int showtimeId,
        MovieBookingContext db,
        Currency currency,
        CancellationToken cancellationToken
    ) => await FindAsync(db, currency, showtimeId, cancellationToken) is { } showtime ? TypedResults.Ok(showtime) : NoSuchShowtime();

    /// <summary>Moves a showtime, or gives it another movie or screen of its cinema.</summary>
    /// <remarks>While seats are held, reserved or sold only its time can change. One that has started is left as it was.</remarks>
    /// <param name="showtimeId">The showtime.</param>
    private static async Task<Results<Ok<Showtime>, ProblemHttpResult>> UpdateShowtime(
        int showtimeId,
        ShowtimeRequest request,
        ClaimsPrincipal caller,
        BookingTransaction booking,
        ShowtimeWriter writer,
        MovieBookingContext db,
        Currency currency,
        CancellationToken cancellationToken
    )
    {
        await booking.RunAsync(
            transaction => writer.UpdateAsync(transaction, showtimeId, request, AuditActor.Of(caller), cancellationToken),
            cancellationToken
        );
        return await FindAsync(db, currency, showtimeId, cancellationToken) is { } showtime ? TypedResults.Ok(showtime) : NoSuchShowtime();
    }

    /// <summary>Takes a showtime off the schedule.</summary>
    /// <remarks>
    /// With seats reserved or sold the first answer is a 409 that says how many bookings and tickets there are, and how much money is
    /// due back; with cancelBookings=true those are cancelled, and the showtime stays on record as cancelled.
    /// </remarks>
    /// <param name="showtimeId">The showtime.</param>
    /// <param name="cancelBookings">Whether to cancel what is booked.</param>
    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteShowtime(
        int showtimeId,
        bool? cancelBookings,
        ClaimsPrincipal caller,
        BookingTransaction booking,
        Outbox outbox,
        CancellationToken cancellationToken
    )
    {
        await booking.RunAsync(
            transaction =>
                ShowtimeRemoval.RunAsync(transaction, showtimeId, cancelBookings == true, AuditActor.Of(caller), outbox, cancellationToken),
            cancellationToken
        );
        return TypedResults.NoContent();
    }

    private static async Task<Showtime?> FindAsync(
        MovieBookingContext db,
        Currency currency,
        int showtimeId,
        CancellationToken cancellationToken
    ) => (await db.VShowtimesDetails.SingleOrDefaultAsync(row => row.ShowtimeId == showtimeId, cancellationToken))?.ToShowtime(currency);

    private static ProblemHttpResult NoSuchShowtime() => Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchShowtime"]);
}
