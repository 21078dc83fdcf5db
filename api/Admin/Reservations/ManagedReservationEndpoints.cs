using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Admin.Access;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Reservations;
using MovieBooking.Db.Model;
using Reservation = MovieBooking.Api.Reservations.Reservation;

namespace MovieBooking.Api.Admin.Reservations;

/// <summary>Somebody's booking, found for them at the box office or on the telephone, and cancelled for the cinema.</summary>
internal static class ManagedReservationEndpoints
{
    public static RouteGroupBuilder MapManagedReservations(this RouteGroupBuilder admin)
    {
        var group = admin.MapGroup("/reservations").WithTags("Admin: bookings").OpenToManagers();
        group.MapGet("", FindReservations);
        group.MapGet("/{reservationId:int}", GetAnyReservation).WithErrors(ApiError.NotFound);
        group
            .MapPost("/{reservationId:int}/cancel", CancelForCinema)
            .Produces<Reservation>()
            .WithErrors(
                ApiError.NotFound,
                ApiError.ReservationPending,
                ApiError.ReservationExpired,
                ApiError.ShowStarted,
                ApiError.TicketAdmitted
            );
        return admin;
    }

    /// <summary>The booking with a reference, or all of whoever has an e-mail address, newest first.</summary>
    /// <remarks>
    /// Admins, and managers for their cinemas. What holds an `@` is an address, of an account or as a guest gave it; anything else is a reference,
    /// and finds one booking or none.
    /// </remarks>
    private static async Task<Ok<PageOf<ManagedReservation>>> FindReservations(
        [AsParameters] ManagedReservationQuery query,
        CinemaScope scope,
        MovieBookingContext db,
        ReservationReader reservations,
        CancellationToken cancellationToken
    )
    {
        var wanted = query.Q.Trim();
        var rows = db.Reservations.Within(scope.Cinemas(), row => row.Showtime.Screen.CinemaId);
        if (wanted.Contains('@', StringComparison.Ordinal))
        {
            var email = EmailAddresses.Stored(wanted);
            var userId = await db
                .Users.Where(user => user.Email == email)
                .Select(user => (int?)user.UserId)
                .SingleOrDefaultAsync(cancellationToken);
            rows = rows.Where(row => row.GuestEmail == email || (row.UserId != null && row.UserId == userId));
        }
        else
        {
            // Letters and digits alone; what else there may be does not even compare with them.
            var reference = wanted.All(char.IsAsciiLetterOrDigit) ? wanted.ToUpperInvariant() : "";
            rows = rows.Where(row => row.Reference == reference);
        }

        var page = await rows.OrderByDescending(row => row.ReservationId)
            .Select(row => row.ReservationId)
            .PageAsync(query, cancellationToken);
        var found = await ReadAsync(db, reservations, page.Items, cancellationToken);
        return TypedResults.Ok(new PageOf<ManagedReservation>(found, page.Page, page.PageSize, page.Total));
    }

    /// <summary>One booking, whosever it is.</summary>
    /// <remarks>
    /// Admins, and managers of the cinema. What it shows is what its owner sees, and who that is.
    /// </remarks>
    /// <param name="reservationId">The booking.</param>
    private static async Task<Results<Ok<ManagedReservation>, ProblemHttpResult>> GetAnyReservation(
        int reservationId,
        MovieBookingContext db,
        ReservationReader reservations,
        CancellationToken cancellationToken
    ) =>
        await ReadAsync(db, reservations, [reservationId], cancellationToken) is [var found] ? TypedResults.Ok(found) : NoSuchReservation();

    /// <summary>Cancels a booking, or tickets of it, for the cinema: all that was paid for them is due back.</summary>
    /// <remarks>
    /// Admins, and managers of the cinema. Until the show starts, whatever the refund policy. Whoever booked is told by mail; the reason is for the
    /// audit log. Single tickets only of a confirmed booking. What is cancelled already changes nothing. Send an `Idempotency-Key` to repeat it
    /// safely.
    /// </remarks>
    /// <param name="reservationId">The booking.</param>
    private static async Task<IResult> CancelForCinema(
        int reservationId,
        CancelForCinemaRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        ReservationChanges changes,
        CancellationToken cancellationToken
    ) => await changes.CancelForCinemaAsync(reservationId, request, caller, key, cancellationToken) ?? NoSuchReservation();

    /// <summary>In the order of their ids; one that is not there is left out.</summary>
    private static async Task<IReadOnlyList<ManagedReservation>> ReadAsync(
        MovieBookingContext db,
        ReservationReader reservations,
        IReadOnlyList<int> reservationIds,
        CancellationToken cancellationToken
    )
    {
        var customers = await db
            .Reservations.Where(row => reservationIds.Contains(row.ReservationId))
            .Select(row => new
            {
                row.ReservationId,
                Customer = new ReservationCustomer(row.UserId, row.GuestName ?? row.User!.DisplayName, row.GuestEmail ?? row.User!.Email),
            })
            .ToDictionaryAsync(row => row.ReservationId, row => row.Customer, cancellationToken);
        var found = await reservations.ListAsync(reservationIds, cancellationToken);
        return [.. found.Select(reservation => new ManagedReservation(reservation, customers[reservation.ReservationId]))];
    }

    private static ProblemHttpResult NoSuchReservation() => Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchBooking"]);
}
