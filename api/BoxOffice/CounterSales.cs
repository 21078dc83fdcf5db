using System.Globalization;
using System.Security.Claims;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Auth;
using MovieBooking.Api.BoxOffice.Codes;
using MovieBooking.Api.Http;
using MovieBooking.Api.Payments;
using MovieBooking.Api.Reservations;
using MovieBooking.Api.Seats;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.BoxOffice;

/// <summary>
/// Sells at the counter through sp_sell_at_counter_with_codes, which owns the rules, once for each Idempotency-Key. What keeps customers from each
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
        "CALL sp_sell_at_counter_with_codes(@user_id, @showtime_id, @seat_ids, @kinds, @voucher_hash, @card_hash, @reference, @start_offset, @offset, "
        + "@method, @total, @card_amount, @given, @sold_id); CALL sp_read_reservation(@sold_id)";

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
        var codes = await CounterCodes.FindAsync(transaction, request.Codes, cancellationToken);
        var choice = await transaction.CounterChoiceAsync(showtimeId, request.SeatIds, request.Kinds, codes, clock, cancellationToken);
        var reservation = await codes.OrUnknownAsync(() =>
            CallAsync(
                transaction,
                cancellationToken,
                [
                    .. choice,
                    ("@user_id", caller.UserId()),
                    ("@method", Word.Of(request.Method!.Value)),
                    ("@total", request.Total),
                    ("@card_amount", request.GiftCardAmount),
                    ("@given", request.Given),
                ]
            )
        );
        var amount = reservation.Total - (reservation.GiftCard?.Amount ?? 0);
        var sale = new CounterPayment(
            request.Method!.Value,
            amount,
            request.Given is { } given ? currency.Round(given) : null,
            request.Given is { } handed ? currency.Round(handed - amount) : null,
            reservation.ConfirmedAt!.Value,
            reservation.GiftCard is null ? null : await BalanceAsync(transaction, reservation.ReservationId, cancellationToken)
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
                    .. reservation.Voucher is { } voucher ? new[] { AuditJson.Said("voucher", $"…{voucher.Hint}") } : [],
                    .. reservation.GiftCard is { } card
                        ? new[] { AuditJson.Said("giftCard", string.Create(CultureInfo.InvariantCulture, $"…{card.Hint} {card.Amount}")) }
                        : [],
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

    private async Task<decimal> BalanceAsync(MySqlTransaction transaction, int reservationId, CancellationToken cancellationToken) =>
        (
            await transaction.QueryAsync(
                """
                SELECT MAX(gift_cards.amount) - SUM(v_gift_card_uses.spent)
                FROM gift_card_uses
                INNER JOIN gift_cards
                    ON gift_cards.card_id = gift_card_uses.card_id
                INNER JOIN v_gift_card_uses
                    ON v_gift_card_uses.card_id = gift_card_uses.card_id
                WHERE gift_card_uses.reservation_id = @id
                """,
                row => currency.Round(row.GetDecimal(0)),
                cancellationToken,
                ("@id", reservationId)
            )
        ).Single();
}
