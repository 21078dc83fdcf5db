using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Messages;
using MovieBooking.Api.Payments;
using MovieBooking.Api.Reservations;
using MovieBooking.Api.Reservations.Kinds;
using MovieBooking.Api.Seats;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.BoxOffice.Exchanges;

/// <summary>
/// Exchanges tickets at the counter through sp_exchange_tickets, which owns the rules, once for each Idempotency-Key. Who booked gets one mail with the
/// new tickets, and not a cancellation and a confirmation.
/// </summary>
internal sealed class CounterExchanges(
    Idempotency idempotency,
    SeatMapSnapshots maps,
    SeatChangeQueues queues,
    Outbox outbox,
    RefundBell refunds,
    IPayments provider,
    Currency currency,
    TimeProvider clock
)
{
    private const string Exchange =
        "CALL sp_exchange_tickets(@user_id, @id, @ticket_ids, @showtime_id, @seat_ids, @kinds, @reference, @start_offset, @offset, @method, @total, @credit, "
        + "@given, @exchanged_id); CALL sp_read_reservation(@exchanged_id)";

    /// <summary>Null: there is no such booking.</summary>
    public async Task<IResult?> ExchangeAsync(
        int reservationId,
        CounterExchangeRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        CancellationToken cancellationToken
    )
    {
        using var turn = await queues.TakeTurnAsync(request.ShowtimeId, cancellationToken);
        int? oldShowtimeId = null;
        try
        {
            return await idempotency.RunAsync(
                key,
                BookingOwner.OfKey(caller),
                caller.Session(),
                string.Create(CultureInfo.InvariantCulture, $"exchange {reservationId}"),
                request,
                async transaction =>
                {
                    if (await FindAsync(transaction, reservationId, cancellationToken) is not { } old)
                    {
                        return null;
                    }

                    oldShowtimeId = old.ShowtimeId;
                    var exchange = await ExchangeAsync(transaction, old, request, caller, cancellationToken);
                    return new Success<CounterExchange>(
                        StatusCodes.Status201Created,
                        exchange,
                        $"/api/v1/box-office/bookings/{exchange.Booking.Reservation.ReservationId}"
                    );
                },
                cancellationToken
            );
        }
        finally
        {
            maps.Forget(request.ShowtimeId);
            if (oldShowtimeId is { } changed)
            {
                maps.Forget(changed);
                outbox.Ring();
                refunds.Bell.Ring();
            }
        }
    }

    private async Task<CounterExchange> ExchangeAsync(
        MySqlTransaction transaction,
        GivenUp old,
        CounterExchangeRequest request,
        ClaimsPrincipal caller,
        CancellationToken cancellationToken
    )
    {
        // As the routine does, and before what the audit log compares is read: of two at once the second then sees what the first left.
        foreach (var showtimeId in new[] { old.ShowtimeId, request.ShowtimeId }.Distinct().Order())
        {
            await transaction.LockShowtimeAsync(showtimeId, cancellationToken);
        }

        var before = await transaction.ReservationStateAsync(old.ReservationId, cancellationToken);
        var seats = await transaction.SeatsAsync(old.ReservationId, request.TicketIds, cancellationToken);
        var made = await CallAsync(
            transaction,
            cancellationToken,
            ("@user_id", caller.UserId()),
            ("@id", old.ReservationId),
            ("@ticket_ids", JsonSerializer.Serialize(request.TicketIds)),
            ("@showtime_id", request.ShowtimeId),
            ("@seat_ids", JsonSerializer.Serialize(request.SeatIds)),
            ("@kinds", request.Kinds is { Count: > 0 } kinds ? JsonSerializer.Serialize(kinds, JsonSerializerOptions.Web) : null),
            ("@reference", References.New()),
            ("@start_offset", await transaction.StartOffsetAsync(KindReader.Show, request.ShowtimeId, cancellationToken)),
            ("@offset", clock.OffsetMinutes(old.TimeZone)),
            ("@method", Word.Of(request.Method!.Value)),
            ("@total", request.Total),
            ("@credit", request.Credit),
            ("@given", request.Given)
        );
        var credit = currency.Round(request.Credit);
        // The credit is handed over, too: what the old tickets bring back.
        var given = request.Method == CounterMethod.Cash ? currency.Round(credit + (request.Given ?? 0)) : (decimal?)null;
        var sale = new CounterPayment(request.Method.Value, made.Total, given, given - made.Total, made.ConfirmedAt!.Value);
        var after = await transaction.ReservationStateAsync(old.ReservationId, cancellationToken);
        await AuditAsync(transaction, AuditActor.Of(caller), old, request, (before, after), seats, made, cancellationToken);
        var isKnown = !EmailAddresses.IsNobodys(old.Email);
        if (isKnown)
        {
            var told = new ReplacedSeats(old.Reference, seats);
            await outbox.WriteAsync(transaction, [new(MessageKind.BookingConfirmed, made.ReservationId, Payload: told)], cancellationToken);
        }

        return new CounterExchange(
            new BoxOfficeBooking(
                made with
                {
                    InPlaceOf = new ExchangedBooking(old.ReservationId, old.Reference),
                },
                // Who booked is not kept with the answer, which outlives a deleted account by a day.
                Name: null,
                Email: null,
                sale,
                Owed: currency.Round(0),
                PaidBack: currency.Round(0)
            ),
            credit,
            made.Total - credit
        );
    }

    private static async Task AuditAsync(
        MySqlTransaction transaction,
        AuditActor actor,
        GivenUp old,
        CounterExchangeRequest request,
        (ReservationState? Before, ReservationState? After) state,
        IReadOnlyList<string> seats,
        Reservation made,
        CancellationToken cancellationToken
    )
    {
        var method = Word.Of(request.Method!.Value);
        var given = AuditRecord.Of(AuditAction.Cancelled, AuditEntity.Reservation, old.ReservationId, state.Before, state.After);
        await transaction.AuditAsync(
            actor,
            given with
            {
                Changes =
                [
                    .. given.Changes,
                    AuditJson.Said("cancelledSeats", string.Join(", ", seats)),
                    AuditJson.Said("exchangedFor", made.Reference),
                    .. request.Credit > 0
                        ? new[] { AuditJson.Said($"{method}PaidBack", request.Credit.ToString(CultureInfo.InvariantCulture)) }
                        : [],
                    .. request.Reason is null ? [] : new[] { AuditJson.Said("reason", request.Reason.Trim()) },
                ],
            },
            cancellationToken
        );
        await transaction.AuditAsync(
            actor,
            new AuditRecord(
                AuditAction.Created,
                AuditEntity.Reservation,
                made.ReservationId.ToString(CultureInfo.InvariantCulture),
                [
                    AuditJson.Said("soldSeats", string.Join(", ", made.Tickets.Select(ticket => ticket.SeatLabel))),
                    AuditJson.Said(method, made.Total.ToString(CultureInfo.InvariantCulture)),
                    AuditJson.Said("inPlaceOf", old.Reference),
                ]
            ),
            cancellationToken
        );
    }

    private async Task<Reservation> CallAsync(
        MySqlTransaction transaction,
        CancellationToken cancellationToken,
        params (string Name, object? Value)[] parameters
    )
    {
        await using var command = transaction.Command(Exchange, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await ReservationReader.ReadAsync(reader, provider, currency, clock.GetUtcNow(), cancellationToken);
    }

    private static async Task<GivenUp?> FindAsync(MySqlTransaction transaction, int reservationId, CancellationToken cancellationToken) =>
        (
            await transaction.QueryAsync(
                """
                SELECT
                    reservations.reference,
                    reservations.showtime_id,
                    cinemas.time_zone,
                    COALESCE(reservations.guest_name, users.display_name),
                    COALESCE(reservations.guest_email, users.email)
                FROM reservations
                INNER JOIN showtimes
                    ON showtimes.showtime_id = reservations.showtime_id
                INNER JOIN screens
                    ON screens.screen_id = showtimes.screen_id
                INNER JOIN cinemas
                    ON cinemas.cinema_id = screens.cinema_id
                LEFT JOIN users
                    ON users.user_id = reservations.user_id
                WHERE reservations.reservation_id = @id
                """,
                row => new GivenUp(reservationId, row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetString(4)),
                cancellationToken,
                ("@id", reservationId)
            )
        ).SingleOrDefault();

    /// <summary>The booking whose tickets are given up, and whose it is.</summary>
    private sealed record GivenUp(int ReservationId, string Reference, int ShowtimeId, string TimeZone, string Name, string Email);
}
