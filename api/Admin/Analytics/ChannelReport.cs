using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Admin.Access;
using MovieBooking.Api.Http;
using MovieBooking.Db;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Admin.Analytics;

/// <summary>
/// What the counter and other companies' programs sold, from their own records (counter_sales, api_key_reservations); the web sold
/// the rest of the sums. What the counter exchanged for a program's booking it has sold. So a booking on the web writes nothing for it.
/// </summary>
internal sealed class ChannelReport(MovieBookingContext db, BookingTransaction booking, Currency currency)
{
    // Neither a key's booking nor a gift card's use has a date: they are looked for among the shows that something was sold of in the
    // period, and not among all there ever were.
    private const string Recorded = """
        SELECT 'counter', counter_sales.cinema_id, reservations.sale_date, COUNT(*), SUM(tickets.price)
        FROM counter_sales
        INNER JOIN reservations
            ON reservations.reservation_id = counter_sales.reservation_id
        INNER JOIN tickets FORCE INDEX (ix_tickets_reservation)
            ON tickets.reservation_id = reservations.reservation_id
        WHERE counter_sales.sold_at >= @since
            AND counter_sales.sold_at < @until
            AND reservations.status = 'confirmed'
            AND reservations.sale_date BETWEEN @from AND @to
            AND (@cinemas IS NULL OR FIND_IN_SET(counter_sales.cinema_id, @cinemas))
        GROUP BY counter_sales.cinema_id, reservations.sale_date
        UNION ALL
        SELECT 'apiKey', screens.cinema_id, reservations.sale_date, COUNT(*), SUM(tickets.price)
        FROM (SELECT DISTINCT showtime_id FROM sales_rollups WHERE sale_date BETWEEN @from AND @to) AS sold
        INNER JOIN showtimes
            ON showtimes.showtime_id = sold.showtime_id
        INNER JOIN reservations
            ON reservations.showtime_id = showtimes.showtime_id
        INNER JOIN api_key_reservations
            ON api_key_reservations.reservation_id = reservations.reservation_id
        INNER JOIN screens
            ON screens.screen_id = showtimes.screen_id
        INNER JOIN tickets FORCE INDEX (ix_tickets_reservation)
            ON tickets.reservation_id = reservations.reservation_id
        LEFT JOIN counter_sales
            ON counter_sales.reservation_id = reservations.reservation_id
        WHERE reservations.status = 'confirmed'
            AND reservations.sale_date BETWEEN @from AND @to
            AND counter_sales.reservation_id IS NULL
            AND (@cinemas IS NULL OR FIND_IN_SET(screens.cinema_id, @cinemas))
        GROUP BY screens.cinema_id, reservations.sale_date
        """;

    private const string PaidByGiftCards = """
        SELECT COALESCE(SUM(v_gift_card_uses.spent), 0)
        FROM (SELECT DISTINCT showtime_id FROM sales_rollups WHERE sale_date BETWEEN @from AND @to) AS sold
        INNER JOIN showtimes
            ON showtimes.showtime_id = sold.showtime_id
        INNER JOIN reservations
            ON reservations.showtime_id = showtimes.showtime_id
        INNER JOIN v_gift_card_uses
            ON v_gift_card_uses.reservation_id = reservations.reservation_id
        INNER JOIN screens
            ON screens.screen_id = showtimes.screen_id
        WHERE reservations.sale_date BETWEEN @from AND @to
            AND (@cinemas IS NULL OR FIND_IN_SET(screens.cinema_id, @cinemas))
        """;

    public async Task<SalesByChannel> ReadAsync(IReadOnlyList<int>? cinemas, Period period, CancellationToken cancellationToken)
    {
        var lines = await LinesAsync(cinemas, period, cancellationToken);
        return new SalesByChannel(
            period.From,
            period.To,
            currency.Code,
            [
                .. Enum.GetValues<SalesChannel>()
                    .Select(channel =>
                    {
                        var own = lines.Where(line => line.Channel == Word.Of(channel)).ToList();
                        return new ChannelSales(channel, currency.Round(own.Sum(line => line.Revenue)), own.Sum(line => line.Tickets));
                    }),
            ],
            currency.Round(await PaidByGiftCardsAsync(cinemas, period, cancellationToken))
        );
    }

    /// <summary>By day, cinema and channel; a channel that sold nothing there is left out.</summary>
    public async Task<IReadOnlyList<ChannelLine>> LinesAsync(
        IReadOnlyList<int>? cinemas,
        Period period,
        CancellationToken cancellationToken
    )
    {
        var recorded = await RecordedAsync(cinemas, period, cancellationToken);
        var sold = await (
            from sales in db.VAdminRevenueSummaries.Within(cinemas, row => row.CinemaId)
            join cinema in db.Cinemas on sales.CinemaId equals cinema.CinemaId
            where sales.SaleDate >= period.From && sales.SaleDate <= period.To
            group sales by new
            {
                sales.SaleDate,
                sales.CinemaId,
                cinema.Name,
            } into day
            orderby day.Key.SaleDate, day.Key.Name
            select new
            {
                day.Key.SaleDate,
                day.Key.CinemaId,
                day.Key.Name,
                Tickets = (int)(day.Sum(row => row.Tickets) ?? 0),
                Revenue = day.Sum(row => row.Revenue) ?? 0,
            }
        ).ToListAsync(cancellationToken);
        return
        [
            .. sold.SelectMany(day =>
                {
                    var known = recorded.Where(row => row.CinemaId == day.CinemaId && row.Date == day.SaleDate).ToList();
                    return known
                        .Prepend(
                            new Sold(
                                SalesChannel.Web,
                                day.CinemaId,
                                day.SaleDate,
                                day.Tickets - known.Sum(row => row.Tickets),
                                day.Revenue - known.Sum(row => row.Revenue)
                            )
                        )
                        .Select(row => new ChannelLine(
                            row.Date,
                            row.CinemaId,
                            day.Name,
                            Word.Of(row.Channel),
                            row.Tickets,
                            currency.Round(row.Revenue),
                            currency.Code
                        ));
                })
                .Where(line => line.Tickets > 0),
        ];
    }

    private Task<IReadOnlyList<Sold>> RecordedAsync(IReadOnlyList<int>? cinemas, Period period, CancellationToken cancellationToken)
    {
        var (since, until) = period.Utc;
        return booking.RunRepeatableAsync(
            transaction =>
                transaction.QueryAsync(
                    Recorded,
                    row => new Sold(
                        Word.Parse<SalesChannel>(row.GetString(0)),
                        row.GetInt32(1),
                        row.GetDateOnly(2),
                        row.GetInt32(3),
                        row.GetDecimal(4)
                    ),
                    cancellationToken,
                    ("@since", since),
                    ("@until", until),
                    ("@from", period.From),
                    ("@to", period.To),
                    ("@cinemas", cinemas is null ? null : string.Join(',', cinemas))
                ),
            cancellationToken
        );
    }

    private async Task<decimal> PaidByGiftCardsAsync(IReadOnlyList<int>? cinemas, Period period, CancellationToken cancellationToken) =>
        (
            await booking.RunRepeatableAsync(
                transaction =>
                    transaction.QueryAsync(
                        PaidByGiftCards,
                        row => row.GetDecimal(0),
                        cancellationToken,
                        ("@from", period.From),
                        ("@to", period.To),
                        ("@cinemas", cinemas is null ? null : string.Join(',', cinemas))
                    ),
                cancellationToken
            )
        ).Single();

    private sealed record Sold(SalesChannel Channel, int CinemaId, DateOnly Date, int Tickets, decimal Revenue);
}
