using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Hosting;
using MovieBooking.Api.Http;
using MovieBooking.Api.Seats;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Reservations;

/// <summary>
/// Books, confirms and cancels through the SQL routines, which own the rules, once for each Idempotency-Key; the answer is
/// the booking as the transaction left it.
/// </summary>
internal sealed class ReservationChanges(
    Idempotency idempotency,
    TransactionQueries queries,
    AccessTokens accessTokens,
    SeatMapSnapshots maps,
    Currency currency,
    TimeProvider clock
)
{
    // No letters or digits that are taken for each other, read out or written down.
    private const string ReferenceAlphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int ReferenceLength = 10;

    public async Task<IResult> CreateAsync(
        CreateReservationRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        CancellationToken cancellationToken
    )
    {
        // An address is the same however it is written: for the limit of seats, and for a key.
        var guest = request.Guest is { } given ? given with { Email = EmailAddresses.Stored(given.Email) } : null;
        var created = await maps.ChangeAsync(
            request.ShowtimeId,
            () =>
                idempotency.RunAsync(
                    key,
                    guest is null ? KeyOwner(caller) : $"guest:{guest.Email}",
                    caller.SessionOrNull(),
                    "create",
                    request with
                    {
                        Guest = guest,
                    },
                    async transaction =>
                    {
                        var reservationId = await CreateAsync(transaction, request, caller.UserIdOrNull(), guest, cancellationToken);
                        await using var db = queries.On(transaction);
                        var reservation = await new ReservationReader(db, currency).FindAsync(reservationId, cancellationToken);
                        return new Success<Reservation>(
                            StatusCodes.Status201Created,
                            reservation!,
                            $"/api/v1/reservations/{reservationId}"
                        );
                    },
                    cancellationToken,
                    // A token is a secret, and lasts: it is not stored but made for each answer.
                    guest is null
                        ? null
                        : booking =>
                            booking["accessToken"] = accessTokens.MintForGuest(
                                booking["reservationId"]!.GetValue<int>(),
                                booking["showtime"]!["endsAt"]!.GetValue<DateTimeOffset>()
                            )
                )
        );
        return created!;
    }

    /// <summary>Null: the caller has no such booking.</summary>
    public Task<IResult?> ConfirmAsync(
        int reservationId,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            "confirm",
            reservationId,
            caller,
            key,
            (transaction, reservation) =>
                transaction.ExecuteAsync(
                    "CALL sp_confirm_reservation(@reservation_id, @utc_offset_minutes)",
                    cancellationToken,
                    ("@reservation_id", reservationId),
                    ("@utc_offset_minutes", clock.OffsetMinutes(reservation.Showtime.Cinema.TimeZone))
                ),
            cancellationToken
        );

    /// <summary>Null: the caller has no such booking.</summary>
    public Task<IResult?> CancelAsync(
        int reservationId,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            "cancel",
            reservationId,
            caller,
            key,
            (transaction, _) => transaction.CancelReservationAsync(reservationId, AuditActor.Of(caller), cancellationToken),
            cancellationToken
        );

    private async Task<IResult?> ChangeAsync(
        string change,
        int reservationId,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        Func<MySqlTransaction, Reservation, Task> work,
        CancellationToken cancellationToken
    )
    {
        int? showtimeId = null;
        try
        {
            return await idempotency.RunAsync(
                key,
                KeyOwner(caller),
                caller.SessionOrNull(),
                string.Create(CultureInfo.InvariantCulture, $"{change} {reservationId}"),
                request: null,
                async transaction =>
                {
                    await using var db = queries.On(transaction);
                    var reservations = new ReservationReader(db, currency);
                    if (await reservations.FindAsync(reservationId, caller, cancellationToken) is not { } before)
                    {
                        return null;
                    }

                    showtimeId = before.Showtime.ShowtimeId;
                    await work(transaction, before);
                    var after = await reservations.FindAsync(reservationId, caller, cancellationToken);
                    return new Success<Reservation>(StatusCodes.Status200OK, after!);
                },
                cancellationToken
            );
        }
        finally
        {
            if (showtimeId is { } changed)
            {
                maps.Forget(changed);
            }
        }
    }

    private static async Task<int> CreateAsync(
        MySqlTransaction transaction,
        CreateReservationRequest request,
        int? userId,
        Guest? guest,
        CancellationToken cancellationToken
    )
    {
        // The id comes back in a session variable. A CommandType of StoredProcedure would read the routine's signature
        // from a system table first, and MariaDB then refuses the routine's SAVEPOINT in this transaction.
        await using var create = transaction.Command(
            """
            CALL sp_create_reservation(@user_id, @guest_email, @guest_name, @showtime_id, @seat_ids, @reference, @new_reservation_id);
            SELECT @new_reservation_id
            """,
            ("@user_id", userId),
            ("@guest_email", guest?.Email),
            ("@guest_name", guest?.Name),
            ("@showtime_id", request.ShowtimeId),
            ("@seat_ids", JsonSerializer.Serialize(request.SeatIds)),
            ("@reference", RandomNumberGenerator.GetString(ReferenceAlphabet, ReferenceLength))
        );
        return Convert.ToInt32(await create.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    private static string KeyOwner(ClaimsPrincipal caller) =>
        caller.GuestReservationId() is { } opened
            ? string.Create(CultureInfo.InvariantCulture, $"reservation:{opened}")
            : string.Create(CultureInfo.InvariantCulture, $"user:{caller.UserId()}");
}
