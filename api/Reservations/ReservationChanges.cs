using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Admin.Reservations;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Messages;
using MovieBooking.Api.Payments;
using MovieBooking.Api.Reservations.GiftCards;
using MovieBooking.Api.Reservations.Kinds;
using MovieBooking.Api.Reservations.Vouchers;
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
    AccessTokens accessTokens,
    SeatMapSnapshots maps,
    SeatChangeQueues queues,
    Outbox outbox,
    IPayments provider,
    ReservationPayments payments,
    RefundBell refunds,
    Currency currency,
    TimeProvider clock
)
{
    // A result of its own, which only those ask for who may have paid: where nobody does it costs nothing.
    private const string Read = "; CALL sp_read_reservation(@reservation_id)";
    private const string ReadPayments = "; " + ReservationReader.Payments;
    private const string MadeByKey =
        "; INSERT INTO api_key_reservations (reservation_id, key_id) VALUES (@new_reservation_id, @api_key_id)";
    private const string Create =
        "CALL sp_create_reservation(@user_id, @guest_email, @guest_name, @showtime_id, @seat_ids, @reference, @new_reservation_id)";
    private const string SetKinds = "CALL sp_set_ticket_kinds(@reservation_id, @kinds, @utc_offset_minutes)";
    private const string SetNewKinds = "; CALL sp_set_ticket_kinds(@new_reservation_id, @kinds, @utc_offset_minutes)";
    private const string UseVoucher = "CALL sp_apply_voucher(@reservation_id, @code_hash, @utc_offset_minutes)";
    private const string RemoveVoucher = "CALL sp_remove_voucher(@reservation_id)";
    private const string UseGiftCard = "CALL sp_use_gift_card(@reservation_id, @code_hash)";
    private const string RemoveGiftCard = "CALL sp_remove_gift_card(@reservation_id)";
    private const string Confirm = "CALL sp_confirm_reservation(@reservation_id, @utc_offset_minutes)" + Read;
    private const string ConfirmAndTell =
        "CALL sp_confirm_reservation(@reservation_id, @utc_offset_minutes)" + Outbox.TellOfConfirmation + Read;

    /// <param name="request">Which seats, and which guest.</param>
    /// <param name="caller">Whoever is signed in.</param>
    /// <param name="address">From where a guest books: <see cref="AddressBudget.EnterAsGuest"/>.</param>
    /// <param name="key">The client's key.</param>
    public async Task<IResult> CreateAsync(
        CreateReservationRequest request,
        ClaimsPrincipal caller,
        IReadOnlyList<(string Name, object? Value)>? address,
        IdempotencyHeader key,
        CancellationToken cancellationToken
    )
    {
        // An address is the same however it is written: for the limit of seats, and for a key.
        var guest = request.Guest is { } given ? given with { Email = EmailAddresses.Stored(given.Email) } : null;
        using var turn = await queues.TakeTurnAsync(request.ShowtimeId, cancellationToken);
        var created = await maps.ChangeAsync(
            request.ShowtimeId,
            () =>
                idempotency.RunAsync(
                    key,
                    guest is null || caller.ApiKeyId() is not null ? BookingOwner.OfKey(caller) : $"guest:{guest.Email}",
                    caller.SessionOrNull(),
                    "create",
                    request with
                    {
                        Guest = guest,
                    },
                    async transaction =>
                    {
                        var reservation = await CreateAsync(transaction, request, caller, guest, address, cancellationToken);
                        return new Success<Reservation>(
                            StatusCodes.Status201Created,
                            reservation,
                            $"/api/v1/reservations/{reservation.ReservationId}"
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
                            ),
                    caller.ApiKeyId()
                )
        );
        return created!;
    }

    /// <summary>Null: the caller has no such booking.</summary>
    public async Task<IResult?> ConfirmAsync(
        int reservationId,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        CancellationToken cancellationToken
    )
    {
        if (provider.CollectsMoney)
        {
            await payments.RefreshAsync(reservationId, caller, cancellationToken);
        }

        return await ChangeAsync(
            "confirm",
            reservationId,
            request: null,
            caller,
            key,
            async (transaction, timeZone, status) =>
            {
                if (provider.CollectsMoney && status == ReservationStatus.Pending)
                {
                    await RequireNothingToPayAsync(transaction, reservationId, cancellationToken);
                }

                return await ReadAfterAsync(
                    transaction,
                    (outbox.IsOn && status == ReservationStatus.Pending ? ConfirmAndTell : Confirm)
                        + (provider.CollectsMoney ? ReadPayments : ""),
                    cancellationToken,
                    ("@reservation_id", reservationId),
                    ("@utc_offset_minutes", clock.OffsetMinutes(timeZone))
                );
            },
            cancellationToken
        );
    }

    /// <summary>Null: the caller has no such booking.</summary>
    public Task<IResult?> SetKindsAsync(
        int reservationId,
        SetTicketKindsRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            "set kinds of",
            reservationId,
            request,
            caller,
            key,
            async (transaction, _, _) =>
                await ReadAfterAsync(
                    transaction,
                    SetKinds + Read + ReadPayments,
                    cancellationToken,
                    ("@reservation_id", reservationId),
                    ("@kinds", Json(request.Kinds)),
                    (
                        "@utc_offset_minutes",
                        await transaction.StartOffsetAsync(KindReader.ShowOfReservation, reservationId, cancellationToken)
                    )
                ),
            cancellationToken
        );

    /// <summary>Null: the caller has no such booking.</summary>
    public Task<IResult?> UseVoucherAsync(
        int reservationId,
        UseVoucherRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            "use a voucher for",
            reservationId,
            request,
            caller,
            key,
            (transaction, timeZone, _) =>
                ReadAfterAsync(
                    transaction,
                    UseVoucher + Read + ReadPayments,
                    cancellationToken,
                    ("@reservation_id", reservationId),
                    ("@code_hash", VoucherCode.Hash(VoucherCode.Read(request.Code)!)),
                    ("@utc_offset_minutes", clock.OffsetMinutes(timeZone))
                ),
            cancellationToken
        );

    /// <summary>Null: the caller has no such booking.</summary>
    public Task<IResult?> RemoveVoucherAsync(
        int reservationId,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            "use no voucher for",
            reservationId,
            request: null,
            caller,
            key,
            (transaction, _, _) =>
                ReadAfterAsync(transaction, RemoveVoucher + Read + ReadPayments, cancellationToken, ("@reservation_id", reservationId)),
            cancellationToken
        );

    /// <summary>Null: the caller has no such booking.</summary>
    public Task<IResult?> UseGiftCardAsync(
        int reservationId,
        UseGiftCardRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            "use a gift card for",
            reservationId,
            request,
            caller,
            key,
            (transaction, _, _) =>
                ReadAfterAsync(
                    transaction,
                    UseGiftCard + Read + ReadPayments,
                    cancellationToken,
                    ("@reservation_id", reservationId),
                    ("@code_hash", VoucherCode.Hash(VoucherCode.Read(request.Code)!))
                ),
            cancellationToken
        );

    /// <summary>Null: the caller has no such booking.</summary>
    public Task<IResult?> RemoveGiftCardAsync(
        int reservationId,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            "use no gift card for",
            reservationId,
            request: null,
            caller,
            key,
            (transaction, _, _) =>
                ReadAfterAsync(transaction, RemoveGiftCard + Read + ReadPayments, cancellationToken, ("@reservation_id", reservationId)),
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
            request: null,
            caller,
            key,
            (transaction, timeZone, _) =>
                CancelAsync(transaction, reservationId, new Cancellation(AuditActor.Of(caller), timeZone), cancellationToken),
            cancellationToken
        );

    /// <summary>Null: the caller has no such booking.</summary>
    public Task<IResult?> CancelTicketsAsync(
        int reservationId,
        CancelTicketsRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            "cancel tickets of",
            reservationId,
            request,
            caller,
            key,
            (transaction, timeZone, _) =>
                CancelAsync(
                    transaction,
                    reservationId,
                    new Cancellation(AuditActor.Of(caller), timeZone, request.TicketIds),
                    cancellationToken
                ),
            cancellationToken
        );

    /// <summary>A manager cancels for the cinema, whosever the booking is. Null: there is no such booking.</summary>
    public Task<IResult?> CancelForCinemaAsync(
        int reservationId,
        CancelForCinemaRequest request,
        ClaimsPrincipal manager,
        IdempotencyHeader key,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            "cancel for the cinema",
            reservationId,
            request,
            manager,
            key,
            (transaction, timeZone, _) =>
                CancelAsync(
                    transaction,
                    reservationId,
                    new Cancellation(AuditActor.Of(manager), timeZone, request.TicketIds)
                    {
                        ByCinema = true,
                        Reason = request.Reason.Trim(),
                    },
                    cancellationToken
                ),
            cancellationToken,
            isForCinema: true
        );

    private async Task<Reservation> CancelAsync(
        MySqlTransaction transaction,
        int reservationId,
        Cancellation cancellation,
        CancellationToken cancellationToken
    )
    {
        await transaction.CancelReservationAsync(reservationId, cancellation, outbox, cancellationToken);
        return await ReadAfterAsync(
            transaction,
            "CALL sp_read_reservation(@reservation_id)" + ReadPayments,
            cancellationToken,
            ("@reservation_id", reservationId)
        );
    }

    private async Task<IResult?> ChangeAsync(
        string change,
        int reservationId,
        object? request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        Func<MySqlTransaction, string, ReservationStatus, Task<Reservation>> work,
        CancellationToken cancellationToken,
        bool isForCinema = false
    )
    {
        int? showtimeId = null;
        try
        {
            return await idempotency.RunAsync(
                key,
                BookingOwner.OfKey(caller),
                caller.SessionOrNull(),
                string.Create(CultureInfo.InvariantCulture, $"{change} {reservationId}"),
                request,
                async transaction =>
                {
                    var found = await transaction.QueryAsync(
                        $"""
                        SELECT reservations.showtime_id, cinemas.time_zone, reservations.status
                        FROM reservations
                        INNER JOIN showtimes
                            ON showtimes.showtime_id = reservations.showtime_id
                        INNER JOIN screens
                            ON screens.screen_id = showtimes.screen_id
                        INNER JOIN cinemas
                            ON cinemas.cinema_id = screens.cinema_id
                        WHERE reservations.reservation_id = @reservation_id
                            AND {(isForCinema ? "TRUE" : BookingOwner.Owns(caller))}
                        """,
                        row =>
                            (
                                ShowtimeId: row.GetInt32(0),
                                TimeZone: row.GetString(1),
                                Status: Word.Parse<ReservationStatus>(row.GetString(2))
                            ),
                        cancellationToken,
                        [("@reservation_id", reservationId), .. BookingOwner.Parameters(caller)]
                    );
                    if (found is not [var (changedId, timeZone, status)])
                    {
                        return null;
                    }

                    showtimeId = changedId;
                    return new Success<Reservation>(StatusCodes.Status200OK, await work(transaction, timeZone, status));
                },
                cancellationToken,
                apiKeyId: caller.ApiKeyId()
            );
        }
        finally
        {
            if (showtimeId is { } changed)
            {
                maps.Forget(changed);
                outbox.Ring();
                refunds.Bell.Ring();
            }
        }
    }

    /// <summary>
    /// Under the showtime's lock, which sp_confirm_reservation takes again: until then the kinds of the tickets may change, a voucher or a gift card, and with
    /// them the sum. Of a reservation whose time is over sp_confirm_reservation says so.
    /// </summary>
    private static async Task RequireNothingToPayAsync(MySqlTransaction transaction, int reservationId, CancellationToken cancellationToken)
    {
        var showtimeId = await transaction.QueryAsync(
            "SELECT showtime_id FROM reservations WHERE reservation_id = @reservation_id",
            row => row.GetInt32(0),
            cancellationToken,
            ("@reservation_id", reservationId)
        );
        await transaction.ExecuteAsync(
            "SELECT showtime_id FROM showtimes WHERE showtime_id = @showtime_id FOR UPDATE",
            cancellationToken,
            ("@showtime_id", showtimeId.Single())
        );
        var toPay = await transaction.QueryAsync(
            """
            SELECT COALESCE(SUM(tickets.price), 0) - COALESCE(MAX(gift_card_uses.amount), 0)
            FROM reservations
            INNER JOIN tickets
                ON tickets.reservation_id = reservations.reservation_id
            LEFT JOIN gift_card_uses
                ON gift_card_uses.reservation_id = reservations.reservation_id
            WHERE reservations.reservation_id = @reservation_id
                AND reservations.status = 'pending'
                AND reservations.expires_at > UTC_TIMESTAMP(6)
            """,
            row => row.GetDecimal(0),
            cancellationToken,
            ("@reservation_id", reservationId)
        );
        if (toPay.Single() > 0)
        {
            throw new Refusal(ApiError.PaymentRequired);
        }
    }

    // The id comes back in a session variable. A CommandType of StoredProcedure would read the routine's signature
    // from a system table first, and MariaDB then refuses the routine's SAVEPOINT in this transaction.
    private async Task<Reservation> CreateAsync(
        MySqlTransaction transaction,
        CreateReservationRequest request,
        ClaimsPrincipal caller,
        Guest? guest,
        IReadOnlyList<(string Name, object? Value)>? address,
        CancellationToken cancellationToken
    )
    {
        var hasKinds = request.Kinds is { Count: > 0 };
        return await ReadAfterAsync(
            transaction,
            Create
                + (address is null ? "" : AddressBudget.ChargeGuest)
                + (caller.ApiKeyId() is null ? "" : MadeByKey)
                + (hasKinds ? SetNewKinds : "")
                + "; CALL sp_read_reservation(@new_reservation_id)",
            cancellationToken,
            [
                .. address ?? [],
                ("@user_id", caller.UserIdOrNull()),
                ("@api_key_id", caller.ApiKeyId()),
                ("@guest_email", guest?.Email),
                ("@guest_name", guest?.Name),
                ("@showtime_id", request.ShowtimeId),
                ("@seat_ids", JsonSerializer.Serialize(request.SeatIds)),
                ("@reference", References.New()),
                ("@kinds", hasKinds ? Json(request.Kinds!) : null),
                (
                    "@utc_offset_minutes",
                    hasKinds ? await transaction.StartOffsetAsync(KindReader.Show, request.ShowtimeId, cancellationToken) : null
                ),
            ]
        );
    }

    private static string Json(IReadOnlyList<SeatKind> kinds) => JsonSerializer.Serialize(kinds, JsonSerializerOptions.Web);

    /// <summary>Calls what ends with the reading of a reservation, in one round trip.</summary>
    private async Task<Reservation> ReadAfterAsync(
        MySqlTransaction transaction,
        string calls,
        CancellationToken cancellationToken,
        params (string Name, object? Value)[] parameters
    )
    {
        await using var command = transaction.Command(calls, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await ReservationReader.ReadAsync(reader, provider, currency, clock.GetUtcNow(), cancellationToken);
    }
}
