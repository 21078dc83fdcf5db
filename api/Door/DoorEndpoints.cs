using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Door;

/// <summary>The door of a screen: who may go in, who is in.</summary>
internal static class DoorEndpoints
{
    // People come before the start, and late ones after it.
    private static readonly TimeSpan s_ahead = TimeSpan.FromHours(18);

    private static readonly AnswerHeader s_signature = new(
        DoorSignatures.Header,
        "eyJhbGciOiJFUzI1NiIsImtpZCI6ImNuLUlfV05NQ2xlaGlWcDUxaV8wVnBPRU5XMXVwRWVyQThzRWFtNWhuLXMifQ..DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
        "A detached JWS (RFC 7515, appendix F; ES256) over the bytes of the body, by a key of ListDoorKeys."
    );

    public static IServiceCollection AddDoor(this IServiceCollection services) =>
        services.AddSingleton<Admissions>().AddSingleton<DoorLists>().AddSingleton<DoorSignatures>();

    public static RouteGroupBuilder MapDoor(this RouteGroupBuilder api)
    {
        var open = api.MapGroup("/door").WithTags("Door");
        open.MapGet("/keys", ListDoorKeys);
        var door = open.MapGroup("").RequireStaff().WithErrors(ApiError.Forbidden);
        door.MapGet("/cinemas", ListDoorCinemas);
        door.MapGet("/showtimes", ListDoorShowtimes);
        var showtime = door.MapGroup("/showtimes/{showtimeId:int}").WithErrors(ApiError.NotFound);
        showtime.MapGet("/bookings/{reference}", LookUpAtDoor);
        showtime.MapPost("/admissions", AdmitTickets).Produces<Admission>();
        showtime.MapGet("/admissions", GetAdmissions);
        showtime.MapGet("/list", GetDoorList).Produces<DoorList>().WithMetadata(s_signature);
        showtime.MapDelete("/admissions/{ticketId:int}", UndoAdmission);
        return api;
    }

    /// <summary>The keys that verify lists of doors, as a JWK Set (RFC 7517).</summary>
    /// <remarks>Public, as public keys are. An older key is among them for as long as the tickets that it signed are good.</remarks>
    private static Ok<DoorKeys> ListDoorKeys(DoorSignatures signatures) => TypedResults.Ok(signatures.Published);

    /// <summary>The cinemas whose doors you keep, by name.</summary>
    /// <remarks>
    /// Staff, managers and admins only: 403 `forbidden` to whoever works at none.
    /// </remarks>
    private static async Task<Ok<PageOf<DoorCinema>>> ListDoorCinemas(
        [AsParameters] PageQuery query,
        ClaimsPrincipal caller,
        MovieBookingContext db,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            await db.CinemasOf(caller.UserId())
                .OrderBy(cinema => cinema.Name)
                .ThenBy(cinema => cinema.CinemaId)
                .Select(cinema => new DoorCinema(cinema.CinemaId, cinema.Name, cinema.TimeZone))
                .PageAsync(query, cancellationToken)
        );

    /// <summary>The shows of a cinema that are on, or start within 18 hours, in their order.</summary>
    /// <remarks>
    /// Staff and managers of the cinema and admins only: 403 `forbidden` to others. Cancelled shows are left out: nobody is let in to them.
    /// </remarks>
    private static async Task<Ok<IReadOnlyList<DoorShowtime>>> ListDoorShowtimes(
        [AsParameters] DoorShowtimeQuery query,
        MovieBookingContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var until = now + s_ahead;
        var rows = await db
            .Showtimes.Where(row =>
                row.Screen.CinemaId == query.CinemaId && row.Status == "scheduled" && row.EndTime > now && row.StartTime < until
            )
            .OrderBy(row => row.StartTime)
            .ThenBy(row => row.ScreenId)
            .Select(row => new
            {
                row.ShowtimeId,
                row.Movie.Title,
                Screen = row.Screen.Name,
                Cinema = row.Screen.Cinema.Name,
                row.Screen.Cinema.TimeZone,
                row.StartTime,
                row.EndTime,
            })
            .ToListAsync(cancellationToken);
        return TypedResults.Ok<IReadOnlyList<DoorShowtime>>([
            .. rows.Select(row => new DoorShowtime(
                row.ShowtimeId,
                row.Title,
                row.Screen,
                query.CinemaId,
                row.Cinema,
                row.StartTime.In(row.TimeZone),
                row.EndTime.In(row.TimeZone)
            )),
        ]);
    }

    /// <summary>The tickets of a booking, and what the door would say to each.</summary>
    /// <remarks>
    /// Staff and managers of the cinema and admins only. Nobody is let in by it. 404 `not_found` where no booking has the reference.
    /// </remarks>
    /// <param name="showtimeId">The show at whose door you stand.</param>
    /// <param name="reference" example="K7PX4MRW2T">The booking's reference.</param>
    private static async Task<Results<Ok<Admission>, ProblemHttpResult>> LookUpAtDoor(
        int showtimeId,
        string reference,
        Admissions admissions,
        CancellationToken cancellationToken
    ) =>
        await admissions.LookUpAsync(showtimeId, reference, cancellationToken) is { } found
            ? TypedResults.Ok(found)
            : Problems.Result(ApiError.NotFound, Texts.Problems["NoBookingWithReference"]);

    /// <summary>Lets somebody in with a ticket that was scanned, or with tickets of a booking. A ticket lets in once.</summary>
    /// <remarks>
    /// Staff and managers of the cinema and admins only. The answer is 200 also where nobody is let in: `answer` says why, ticket by ticket; of
    /// many who show the same ticket at the same moment one gets `admitted`. Somebody who is in keeps the ticket: it can be neither
    /// cancelled nor given back (409 `ticket_admitted`) until the admission is undone. Send an `Idempotency-Key` with each scan, so that a
    /// lost answer can be asked for again: without it the second request says `alreadyAdmitted`.
    /// </remarks>
    /// <param name="showtimeId">The show at whose door you stand.</param>
    private static Task<IResult> AdmitTickets(
        int showtimeId,
        AdmissionRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        Admissions admissions,
        CancellationToken cancellationToken
    ) => admissions.AdmitAsync(showtimeId, request, caller, key, cancellationToken);

    /// <summary>How many are in, of how many tickets sold, and when they came.</summary>
    /// <remarks>
    /// Staff and managers of the cinema and admins only.
    /// </remarks>
    /// <param name="showtimeId">The showtime.</param>
    private static async Task<Ok<DoorCounts>> GetAdmissions(int showtimeId, Admissions admissions, CancellationToken cancellationToken) =>
        TypedResults.Ok(await admissions.CountAsync(showtimeId, cancellationToken));

    /// <summary>The tickets that let in to a show, to be kept at a door that may lose its network.</summary>
    /// <remarks>
    /// Staff and managers of the cinema and admins only. Without a network a door lets in whose code it finds here (`codes`), notes when, and tells
    /// AdmitTickets with `admittedAt`, its own Idempotency-Key and the same door as soon as it can. That then says whether somebody was let in with the same
    /// ticket elsewhere meanwhile, or whether it was cancelled. `List-Signature` is a detached JWS (RFC 7515, appendix F) over the bytes of the body: verify it with the
    /// keys of ListDoorKeys when the list comes, and again when it is read from where it was kept. Encrypt the list on the device, and delete it after the show.
    /// </remarks>
    /// <param name="showtimeId">The showtime.</param>
    private static async Task<IResult> GetDoorList(
        int showtimeId,
        DoorLists lists,
        DoorSignatures signatures,
        IOptions<JsonOptions> json,
        HttpResponse response,
        CancellationToken cancellationToken
    )
    {
        var list = JsonSerializer.SerializeToUtf8Bytes(await lists.ReadAsync(showtimeId, cancellationToken), json.Value.SerializerOptions);
        response.Headers[DoorSignatures.Header] = signatures.Sign(list);
        return TypedResults.Text(list, "application/json; charset=utf-8");
    }

    /// <summary>Takes an admission back: the ticket lets somebody in again. One that was not used stays so.</summary>
    /// <remarks>
    /// Staff and managers of the cinema and admins only. It is on record in the audit log.
    /// </remarks>
    /// <param name="showtimeId">The showtime.</param>
    /// <param name="ticketId">The ticket.</param>
    private static async Task<Results<NoContent, ProblemHttpResult>> UndoAdmission(
        int showtimeId,
        int ticketId,
        ClaimsPrincipal caller,
        Admissions admissions,
        CancellationToken cancellationToken
    ) =>
        await admissions.UndoAsync(showtimeId, ticketId, caller, cancellationToken)
            ? TypedResults.NoContent()
            : Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchTicket"]);
}
