using MovieBooking.Api.Http;
using MovieBooking.Api.Reservations.Vouchers;
using MovieBooking.Api.Seats;
using MovieBooking.Db;

namespace MovieBooking.Api.BoxOffice.Codes;

/// <summary>
/// Says what a sale would cost with codes through sp_quote_at_counter, which makes the sale up to the money and takes it back: nobody else sees anything of it.
/// </summary>
internal sealed class CounterQuotes(BookingTransaction booking, SeatChangeQueues queues, Currency currency, TimeProvider clock)
{
    private const string Quote = """
        CALL sp_quote_at_counter(
            @showtime_id, @seat_ids, @kinds, @voucher_hash, @card_hash, @reference, @start_offset, @offset, @quoted_total, @quoted_discount, @quoted_card,
            @quoted_balance
        );
        SELECT @quoted_total, @quoted_discount, @quoted_card, @quoted_balance
        """;

    public async Task<CounterQuote> QuoteAsync(int showtimeId, CounterQuoteRequest request, CancellationToken cancellationToken)
    {
        using var turn = await queues.TakeTurnAsync(showtimeId, cancellationToken);
        return await booking.RunRepeatableAsync(
            async transaction =>
            {
                var codes = await CounterCodes.FindAsync(transaction, request.Codes, cancellationToken);
                var choice = await transaction.CounterChoiceAsync(
                    showtimeId,
                    request.SeatIds,
                    request.Kinds,
                    codes,
                    clock,
                    cancellationToken
                );
                var quoted = await codes.OrUnknownAsync(() =>
                    transaction.QueryAsync(
                        Quote,
                        row =>
                        {
                            var total = currency.Round(row.GetDecimal(0));
                            var pays = row.IsDBNull(2) ? 0 : currency.Round(row.GetDecimal(2));
                            return new CounterQuote(
                                total,
                                row.IsDBNull(1) ? null : new UsedVoucher(codes.VoucherHint!, currency.Round(row.GetDecimal(1))),
                                row.IsDBNull(2) ? null : new CounterGiftCard(codes.GiftCardHint!, pays, currency.Round(row.GetDecimal(3))),
                                currency.Round(total - pays),
                                currency.Code
                            );
                        },
                        cancellationToken,
                        choice
                    )
                );
                return quoted.Single();
            },
            cancellationToken
        );
    }
}
