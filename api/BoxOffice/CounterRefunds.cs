using System.Globalization;
using System.Security.Claims;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Messages;
using MovieBooking.Api.Payments;
using MovieBooking.Api.Reservations;
using MovieBooking.Api.Seats;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.BoxOffice;

/// <summary>
/// Cancels at the counter, and pays back what was paid there, in one transaction: the booking's own rules decide what is due, and
/// sp_refund_at_counter pays it once. What a provider collected goes back through it, and no till is touched.
/// </summary>
internal sealed class CounterRefunds(Idempotency idempotency, SeatMapSnapshots maps, Outbox outbox, RefundBell refunds, Currency currency)
{
    public Task<IResult?> CancelAsync(
        int reservationId,
        CounterCancelRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            "cancel at the counter",
            reservationId,
            request,
            caller,
            key,
            async (transaction, timeZone) =>
            {
                await transaction.CancelReservationAsync(
                    reservationId,
                    new Cancellation(AuditActor.Of(caller), timeZone, request.TicketIds)
                    {
                        ByCinema = request.Reason is not null,
                        Reason = request.Reason?.Trim(),
                    },
                    outbox,
                    cancellationToken
                );
                return await PayBackAsync(transaction, reservationId, request.Method, caller, cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Pays back what is due already: of a show, say, that the cinema called off.</summary>
    public Task<IResult?> RefundAsync(
        int reservationId,
        CounterRefundRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            "refund at the counter",
            reservationId,
            request,
            caller,
            key,
            (transaction, _) => PayBackAsync(transaction, reservationId, request.Method, caller, cancellationToken),
            cancellationToken
        );

    private async Task<CounterRefund> PayBackAsync(
        MySqlTransaction transaction,
        int reservationId,
        CounterMethod? method,
        ClaimsPrincipal caller,
        CancellationToken cancellationToken
    )
    {
        var paid = await transaction.QueryAsync(
            "CALL sp_refund_at_counter(@user_id, @id, @method, @paid_back); SELECT @paid_back",
            row => currency.Round(row.GetDecimal(0)),
            cancellationToken,
            ("@user_id", caller.UserId()),
            ("@id", reservationId),
            // Without a word a card's refund shows whether anything is due, and is rolled back.
            ("@method", Word.Of(method ?? CounterMethod.Card))
        );
        var amount = paid.Single();
        if (amount > 0 && method is null)
        {
            throw new Refusal(Problems.Invalid("method", Texts.Problems["RefundMethod"]));
        }

        if (amount > 0)
        {
            await transaction.AuditAsync(
                AuditActor.Of(caller),
                new AuditRecord(
                    AuditAction.Updated,
                    AuditEntity.Reservation,
                    reservationId.ToString(CultureInfo.InvariantCulture),
                    [AuditJson.Said($"{Word.Of(method!.Value)}PaidBack", amount.ToString(CultureInfo.InvariantCulture))]
                ),
                cancellationToken
            );
        }

        return new CounterRefund(reservationId, amount > 0 ? method : null, amount, currency.Code);
    }

    private async Task<IResult?> RunAsync(
        string change,
        int reservationId,
        object request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        Func<MySqlTransaction, string, Task<CounterRefund>> work,
        CancellationToken cancellationToken
    )
    {
        int? showtimeId = null;
        try
        {
            return await idempotency.RunAsync(
                key,
                BookingOwner.OfKey(caller),
                caller.Session(),
                string.Create(CultureInfo.InvariantCulture, $"{change} {reservationId}"),
                request,
                async transaction =>
                {
                    var found = await transaction.QueryAsync(
                        """
                        SELECT reservations.showtime_id, cinemas.time_zone
                        FROM reservations
                        INNER JOIN showtimes
                            ON showtimes.showtime_id = reservations.showtime_id
                        INNER JOIN screens
                            ON screens.screen_id = showtimes.screen_id
                        INNER JOIN cinemas
                            ON cinemas.cinema_id = screens.cinema_id
                        WHERE reservations.reservation_id = @id
                        """,
                        row => (ShowtimeId: row.GetInt32(0), TimeZone: row.GetString(1)),
                        cancellationToken,
                        ("@id", reservationId)
                    );
                    if (found is not [var (changedId, timeZone)])
                    {
                        return null;
                    }

                    showtimeId = changedId;
                    return new Success<CounterRefund>(StatusCodes.Status200OK, await work(transaction, timeZone));
                },
                cancellationToken
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
}
