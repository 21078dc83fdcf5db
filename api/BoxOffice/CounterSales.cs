using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Payments;
using MovieBooking.Api.Reservations;
using MovieBooking.Api.Reservations.Kinds;
using MovieBooking.Api.Seats;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.BoxOffice;

/// <summary>
/// Sells at the counter through sp_sell_at_counter, which owns the rules, once for each Idempotency-Key. What keeps customers from each
/// other (pauses, budgets of an address, the waiting room) is not asked of staff: they are one at a till, and the customer stands there.
/// </summary>
internal sealed class CounterSales(
    Idempotency idempotency,
    SeatMapSnapshots maps,
    SeatChangeQueues queues,
    IPayments provider,
    Currency currency,
    TimeProvider clock
)
{
    private const string Sell =
        "CALL sp_sell_at_counter(@user_id, @showtime_id, @seat_ids, @kinds, @reference, @start_offset, @offset, @method, @total, @given, @sold_id)"
        + "; CALL sp_read_reservation(@sold_id)";

    public async Task<IResult> SellAsync(
        int showtimeId,
        CounterSaleRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        CancellationToken cancellationToken
    )
    {
        using var turn = await queues.TakeTurnAsync(showtimeId, cancellationToken);
        var sold = await maps.ChangeAsync(
            showtimeId,
            () =>
                idempotency.RunAsync(
                    key,
                    BookingOwner.OfKey(caller),
                    caller.Session(),
                    string.Create(CultureInfo.InvariantCulture, $"sell {showtimeId}"),
                    request,
                    async transaction =>
                    {
                        var booking = await SellAsync(transaction, showtimeId, request, caller, cancellationToken);
                        return new Success<BoxOfficeBooking>(
                            StatusCodes.Status201Created,
                            booking,
                            $"/api/v1/box-office/bookings/{booking.Reservation.ReservationId}"
                        );
                    },
                    cancellationToken
                )
        );
        return sold!;
    }

    private async Task<BoxOfficeBooking> SellAsync(
        MySqlTransaction transaction,
        int showtimeId,
        CounterSaleRequest request,
        ClaimsPrincipal caller,
        CancellationToken cancellationToken
    )
    {
        var reservation = await CallAsync(
            transaction,
            cancellationToken,
            ("@user_id", caller.UserId()),
            ("@showtime_id", showtimeId),
            ("@seat_ids", JsonSerializer.Serialize(request.SeatIds)),
            ("@kinds", request.Kinds is { Count: > 0 } kinds ? JsonSerializer.Serialize(kinds, JsonSerializerOptions.Web) : null),
            ("@reference", References.New()),
            ("@start_offset", await transaction.StartOffsetAsync(KindReader.Show, showtimeId, cancellationToken)),
            ("@offset", clock.OffsetMinutes(await TimeZoneAsync(transaction, showtimeId, cancellationToken))),
            ("@method", Word.Of(request.Method!.Value)),
            ("@total", request.Total),
            ("@given", request.Given)
        );
        var sale = new CounterPayment(
            request.Method.Value,
            reservation.Total,
            request.Given is { } given ? currency.Round(given) : null,
            request.Given is { } handed ? currency.Round(handed - reservation.Total) : null,
            reservation.ConfirmedAt!.Value
        );
        await transaction.AuditAsync(
            AuditActor.Of(caller),
            new AuditRecord(
                AuditAction.Created,
                AuditEntity.Reservation,
                reservation.ReservationId.ToString(CultureInfo.InvariantCulture),
                [
                    AuditJson.Said("soldSeats", string.Join(", ", reservation.Tickets.Select(ticket => ticket.SeatLabel))),
                    AuditJson.Said(Word.Of(sale.Method), sale.Amount.ToString(CultureInfo.InvariantCulture)),
                ]
            ),
            cancellationToken
        );
        return new BoxOfficeBooking(reservation, Name: null, Email: null, sale, Owed: currency.Round(0), PaidBack: currency.Round(0));
    }

    private async Task<Reservation> CallAsync(
        MySqlTransaction transaction,
        CancellationToken cancellationToken,
        params (string Name, object? Value)[] parameters
    )
    {
        await using var command = transaction.Command(Sell, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await ReservationReader.ReadAsync(reader, provider, currency, clock.GetUtcNow(), cancellationToken);
    }

    private static async Task<string> TimeZoneAsync(MySqlTransaction transaction, int showtimeId, CancellationToken cancellationToken) =>
        (
            await transaction.QueryAsync(
                """
                SELECT cinemas.time_zone
                FROM showtimes
                INNER JOIN screens
                    ON screens.screen_id = showtimes.screen_id
                INNER JOIN cinemas
                    ON cinemas.cinema_id = screens.cinema_id
                WHERE showtimes.showtime_id = @id
                """,
                row => row.GetString(0),
                cancellationToken,
                ("@id", showtimeId)
            )
        ).SingleOrDefault() ?? throw new Refusal(ApiError.NotFound, Texts.Problems["NoSuchShowtime"]);
}
