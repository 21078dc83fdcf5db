using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Reservations;

internal static class ReservationEndpoints
{
    // No letters or digits that are taken for each other, read out or written down.
    private const string ReferenceAlphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int ReferenceLength = 10;

    public static IServiceCollection AddReservations(this IServiceCollection services) => services.AddScoped<ReservationReader>();

    public static RouteGroupBuilder MapReservations(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/reservations").WithTags("Reservations").RequireAuthorization();
        group
            .MapPost("", CreateReservation)
            .WithErrors(
                ApiError.NotFound,
                ApiError.SeatsTaken,
                ApiError.SeatInReservation,
                ApiError.ShowStarted,
                ApiError.ShowtimeCancelled,
                ApiError.MovieClosed,
                ApiError.HoldLimit
            );
        group.MapGet("", ListReservations);
        group.MapGet("/{reservationId:int}", GetReservation).WithErrors(ApiError.NotFound);
        group.MapReservationCalendar();
        group
            .MapPost("/{reservationId:int}/confirm", ConfirmReservation)
            .WithErrors(
                ApiError.NotFound,
                ApiError.ReservationExpired,
                ApiError.ReservationCancelled,
                ApiError.ShowtimeCancelled,
                ApiError.ShowStarted
            );
        group
            .MapPost("/{reservationId:int}/cancel", CancelReservation)
            .WithErrors(ApiError.NotFound, ApiError.ReservationExpired, ApiError.ShowStarted);
        return api;
    }

    /// <summary>Reserves seats, all or none: those you hold, or free ones. Confirm within 15 minutes.</summary>
    /// <remarks>A refusal names each lost seat and leaves your holds as they were. The server computes the price.</remarks>
    private static async Task<Results<Created<Reservation>, ProblemHttpResult>> CreateReservation(
        CreateReservationRequest request,
        ClaimsPrincipal caller,
        BookingTransaction booking,
        ReservationReader reservations,
        CancellationToken cancellationToken
    )
    {
        var reservationId = await booking.RunAsync(
            transaction => CreateAsync(transaction, caller.UserId(), request, cancellationToken),
            cancellationToken
        );
        return await reservations.FindAsync(reservationId, caller.UserId(), cancellationToken) is { } reservation
            ? TypedResults.Created($"/api/v1/reservations/{reservationId}", reservation)
            : Problems.Result(ApiError.NotFound);
    }

    /// <summary>Your bookings, newest first.</summary>
    private static async Task<Ok<PageOf<Reservation>>> ListReservations(
        [AsParameters] PageQuery query,
        ClaimsPrincipal caller,
        ReservationReader reservations,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await reservations.ListAsync(caller.UserId(), query, cancellationToken));

    /// <summary>One booking of yours.</summary>
    /// <param name="reservationId">The booking.</param>
    private static async Task<Results<Ok<Reservation>, ProblemHttpResult>> GetReservation(
        int reservationId,
        ClaimsPrincipal caller,
        ReservationReader reservations,
        CancellationToken cancellationToken
    ) =>
        await reservations.FindAsync(reservationId, caller.UserId(), cancellationToken) is { } reservation
            ? TypedResults.Ok(reservation)
            : NoSuchReservation();

    /// <summary>Makes a pending booking final; you pay at the cinema. Confirming twice changes nothing.</summary>
    /// <param name="reservationId">The booking.</param>
    private static async Task<Results<Ok<Reservation>, ProblemHttpResult>> ConfirmReservation(
        int reservationId,
        ClaimsPrincipal caller,
        BookingTransaction booking,
        ReservationReader reservations,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (await reservations.FindAsync(reservationId, caller.UserId(), cancellationToken) is not { } reservation)
        {
            return NoSuchReservation();
        }

        await booking.ExecuteAsync(
            "CALL sp_confirm_reservation(@reservation_id, @utc_offset_minutes)",
            cancellationToken,
            ("@reservation_id", reservationId),
            ("@utc_offset_minutes", clock.OffsetMinutes(reservation.Showtime.Cinema.TimeZone))
        );
        return TypedResults.Ok(await reservations.FindAsync(reservationId, caller.UserId(), cancellationToken));
    }

    /// <summary>Cancels a booking, until the show starts, and says what is due back. Cancelling twice changes nothing.</summary>
    /// <param name="reservationId">The booking.</param>
    private static async Task<Results<Ok<Reservation>, ProblemHttpResult>> CancelReservation(
        int reservationId,
        ClaimsPrincipal caller,
        BookingTransaction booking,
        ReservationReader reservations,
        CancellationToken cancellationToken
    )
    {
        if (await reservations.FindAsync(reservationId, caller.UserId(), cancellationToken) is null)
        {
            return NoSuchReservation();
        }

        await booking.ExecuteAsync("CALL sp_cancel_reservation(@reservation_id)", cancellationToken, ("@reservation_id", reservationId));
        return TypedResults.Ok(await reservations.FindAsync(reservationId, caller.UserId(), cancellationToken));
    }

    private static ProblemHttpResult NoSuchReservation() => Problems.Result(ApiError.NotFound, "You have no such booking.");

    private static async Task<int> CreateAsync(
        MySqlTransaction transaction,
        int userId,
        CreateReservationRequest request,
        CancellationToken cancellationToken
    )
    {
        // The id comes back in a session variable. A CommandType of StoredProcedure would read the routine's signature
        // from a system table first, and MariaDB then refuses the routine's SAVEPOINT in this transaction.
        await using var create = transaction.Command(
            """
            CALL sp_create_reservation(@user_id, NULL, NULL, @showtime_id, @seat_ids, @reference, @new_reservation_id);
            SELECT @new_reservation_id
            """,
            ("@user_id", userId),
            ("@showtime_id", request.ShowtimeId),
            ("@seat_ids", JsonSerializer.Serialize(request.SeatIds)),
            ("@reference", RandomNumberGenerator.GetString(ReferenceAlphabet, ReferenceLength))
        );
        return Convert.ToInt32(await create.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }
}
