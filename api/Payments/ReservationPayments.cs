using System.Security.Claims;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Messages;
using MovieBooking.Api.Reservations;
using MovieBooking.Api.Seats;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Payments;

/// <summary>What became of what a provider told.</summary>
internal enum PaymentOutcome
{
    /// <summary>There is no such intent here.</summary>
    Unknown,

    /// <summary>It was known already, or changes nothing.</summary>
    Nothing,
    Declined,

    /// <summary>The booking is confirmed.</summary>
    Placed,

    /// <summary>The booking could not be confirmed, and the money goes back.</summary>
    Returned,
}

/// <summary>
/// The way of the money to a booking: an intent is opened with the provider, the customer's browser pays it there, and what the provider
/// then tells (its webhook, or its answer when the page comes back and asks) confirms the booking in a transaction like any other.
/// The provider is never called inside a transaction.
/// </summary>
internal sealed partial class ReservationPayments(
    IPayments payments,
    BookingTransaction booking,
    SeatMapSnapshots maps,
    Outbox outbox,
    RefundBell refunds,
    Currency currency,
    TimeProvider clock,
    ILogger<ReservationPayments> logger
)
{
    /// <summary>Whose booking it is, and that the session which asks still lives.</summary>
    private static string IsOwn(ClaimsPrincipal caller) => $"{BookingOwner.Owns(caller)} AND (@session_id IS NULL OR {UserSession.IsLive})";

    /// <summary>Gives what the caller's booking can be paid with; asked again, the same. Null: the caller has no such booking.</summary>
    public async Task<PaymentOrder?> OpenAsync(int reservationId, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        if (!payments.CollectsMoney)
        {
            throw new Refusal(ApiError.PaymentNotRequired, Texts.Problems["PaidAtCinema"]);
        }

        // Twice at most: an intent that was cancelled at the provider makes room for a new one.
        for (var attempt = 0; attempt < 2; attempt++)
        {
            if (await OpenRowAsync(reservationId, caller, cancellationToken) is not { } row)
            {
                return null;
            }

            var intent = await AskAsync(() =>
                row.IntentId is { } known
                    ? payments.FindAsync(known, cancellationToken)
                    : payments.OpenAsync(
                        new IntentRequest(row.PaymentId, reservationId, row.Reference, row.Amount, currency.Code),
                        cancellationToken
                    )
            );
            if (row.IntentId is null)
            {
                await booking.ExecuteAsync(
                    "UPDATE payments SET intent_id = @intent_id WHERE payment_id = @payment_id AND intent_id IS NULL",
                    cancellationToken,
                    ("@intent_id", intent.IntentId),
                    ("@payment_id", row.PaymentId)
                );
            }

            if (intent is { State: IntentState.Open or IntentState.Declined, ClientSecret: { } secret })
            {
                return new PaymentOrder(payments.Provider, payments.PublishableKey!, secret, currency.Round(row.Amount), currency.Code);
            }

            if (await TakeAsync(intent, cancellationToken) is PaymentOutcome.Placed or PaymentOutcome.Returned)
            {
                break;
            }
        }

        throw new Refusal(ApiError.PaymentNotRequired, Texts.Problems["BookingPaid"]);
    }

    /// <summary>Asks the provider for the booking's open payment, and takes what it says: the page is back before the webhook.</summary>
    public async Task RefreshAsync(int reservationId, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        var open = await booking.RunRepeatableAsync(
            transaction =>
                transaction.QueryAsync(
                    $"""
                    SELECT payments.intent_id
                    FROM payments
                    INNER JOIN reservations
                        ON reservations.reservation_id = payments.reservation_id
                    WHERE payments.open_reservation_id = @reservation_id
                        AND payments.provider = @provider
                        AND payments.intent_id IS NOT NULL
                        AND {IsOwn(caller)}
                    """,
                    row => row.GetString(0),
                    cancellationToken,
                    [.. Own(reservationId, caller), ("@provider", payments.Provider)]
                ),
            cancellationToken
        );
        foreach (var intentId in open)
        {
            await TakeAsync(await AskAsync(() => payments.FindAsync(intentId, cancellationToken)), cancellationToken);
        }
    }

    /// <summary>Takes what the provider says of an intent; in whatever order and however often it comes, it counts once.</summary>
    public async Task<PaymentOutcome> TakeAsync(Intent intent, CancellationToken cancellationToken)
    {
        int? showtimeId = null;
        try
        {
            var outcome = await booking.RunRepeatableAsync(
                async transaction =>
                {
                    var known = await transaction.QueryAsync(
                        """
                        SELECT payments.reservation_id, reservations.showtime_id, cinemas.time_zone
                        FROM payments
                        INNER JOIN reservations
                            ON reservations.reservation_id = payments.reservation_id
                        INNER JOIN showtimes
                            ON showtimes.showtime_id = reservations.showtime_id
                        INNER JOIN screens
                            ON screens.screen_id = showtimes.screen_id
                        INNER JOIN cinemas
                            ON cinemas.cinema_id = screens.cinema_id
                        WHERE payments.intent_id = @intent_id
                            AND payments.provider = @provider
                        """,
                        row => (ReservationId: row.GetInt32(0), ShowtimeId: row.GetInt32(1), TimeZone: row.GetString(2)),
                        cancellationToken,
                        ("@intent_id", intent.IntentId),
                        ("@provider", payments.Provider)
                    );
                    if (known is not [var (reservationId, changedId, timeZone)])
                    {
                        return PaymentOutcome.Unknown;
                    }

                    showtimeId = changedId;
                    return await TakeAsync(transaction, intent, reservationId, timeZone, cancellationToken);
                },
                cancellationToken
            );
            if (outcome is PaymentOutcome.Placed or PaymentOutcome.Returned)
            {
                LogOutcome(intent.IntentId, outcome);
            }

            return outcome;
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

    private async Task<PaymentOutcome> TakeAsync(
        MySqlTransaction transaction,
        Intent intent,
        int reservationId,
        string timeZone,
        CancellationToken cancellationToken
    )
    {
        await transaction.ExecuteAsync(
            "CALL sp_take_payment(@provider, @intent_id, @state, @captured, @currency, @decline_code, @utc_offset_minutes, @payment_outcome)",
            cancellationToken,
            ("@provider", payments.Provider),
            ("@intent_id", intent.IntentId),
            ("@state", Word.Of(intent.State)),
            ("@captured", intent.Captured),
            ("@currency", intent.Currency),
            ("@decline_code", intent.DeclineCode),
            ("@utc_offset_minutes", clock.OffsetMinutes(timeZone))
        );
        var outcome = Word.Parse<PaymentOutcome>(
            (await transaction.QueryAsync("SELECT @payment_outcome", row => row.GetString(0), cancellationToken)).Single()
        );
        if (outcome == PaymentOutcome.Placed && outbox.IsOn)
        {
            await transaction.ExecuteAsync(Outbox.Confirmation, cancellationToken, ("@reservation_id", reservationId));
        }
        else if (outcome == PaymentOutcome.Returned)
        {
            await outbox.WriteAsync(transaction, [new(MessageKind.PaymentReturned, reservationId)], cancellationToken);
        }

        return outcome;
    }

    private async Task<OpenPayment?> OpenRowAsync(int reservationId, ClaimsPrincipal caller, CancellationToken cancellationToken) =>
        await booking.RunRepeatableAsync(
            async transaction =>
            {
                var own = await transaction.QueryAsync(
                    $"""
                    SELECT @session_id IS NULL OR {UserSession.IsLive}
                    FROM reservations
                    WHERE reservation_id = @reservation_id AND {BookingOwner.Owns(caller)}
                    """,
                    row => row.GetInt64(0) != 0,
                    cancellationToken,
                    Own(reservationId, caller)
                );
                switch (own)
                {
                    case []:
                        return null;
                    case [false]:
                        throw new Refusal(ApiError.Unauthenticated);
                }

                await transaction.ExecuteAsync(
                    "CALL sp_open_payment(@reservation_id, @provider, @currency, @open_payment_id)",
                    cancellationToken,
                    ("@reservation_id", reservationId),
                    ("@provider", payments.Provider),
                    ("@currency", currency.Code)
                );
                var rows = await transaction.QueryAsync(
                    """
                    SELECT payments.payment_id, payments.intent_id, payments.amount, reservations.reference
                    FROM payments
                    INNER JOIN reservations
                        ON reservations.reservation_id = payments.reservation_id
                    WHERE payments.payment_id = @open_payment_id
                    """,
                    row => new OpenPayment(row.GetInt32(0), row[1] as string, row.GetDecimal(2), row.GetString(3)),
                    cancellationToken
                );
                return rows.Single();
            },
            cancellationToken
        );

    private async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (ProviderUnavailableException exception)
        {
            LogUnavailable(exception.Message);
            throw new Refusal(ApiError.PaymentUnavailable);
        }
        catch (ProviderRefusedException exception) when (exception.Code is "amount" or "amount_too_small" or "amount_too_large")
        {
            throw new Refusal(ApiError.AmountNotChargeable, Texts.Problems["AmountNotExact"]);
        }
        catch (ProviderRefusedException exception)
        {
            LogRefusal(exception.Code, exception.Message);
            throw new Refusal(ApiError.PaymentUnavailable);
        }
    }

    private static (string Name, object? Value)[] Own(int reservationId, ClaimsPrincipal caller) =>
        [
            ("@reservation_id", reservationId),
            ("@session_id", caller.SessionOrNull()?.SessionId.ToString()),
            .. BookingOwner.Parameters(caller),
        ];

    private sealed record OpenPayment(int PaymentId, string? IntentId, decimal Amount, string Reference);

    [LoggerMessage(LogLevel.Information, "Intent {IntentId}: {Outcome}.")]
    private partial void LogOutcome(string intentId, PaymentOutcome outcome);

    [LoggerMessage(LogLevel.Warning, "The payment provider cannot be used: {Reason}")]
    private partial void LogUnavailable(string reason);

    [LoggerMessage(LogLevel.Error, "The payment provider refuses ({Code}): {Reason}")]
    private partial void LogRefusal(string code, string reason);
}
