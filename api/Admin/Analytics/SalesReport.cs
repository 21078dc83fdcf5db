using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Admin.Access;
using MovieBooking.Api.Http;
using MovieBooking.Api.Seats;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Admin.Analytics;

/// <summary>Sums up v_admin_revenue_summary, v_total_sales and v_showtime_occupancy, for some cinemas or for all.</summary>
internal sealed class SalesReport(MovieBookingContext db, Currency currency, TimeProvider clock)
{
    public async Task<SalesAnalytics> ReadAsync(
        IReadOnlyList<int>? cinemas,
        CinemaDays days,
        Period period,
        CancellationToken cancellationToken
    )
    {
        var sales = db.VAdminRevenueSummaries.Within(cinemas, row => row.CinemaId);
        var recent = await ReadRecentAsync(sales, days, cancellationToken);
        var slices = await ReadPeriodAsync(sales, period, cancellationToken);
        var sold = Sum(slices.Select(slice => slice.Sales));
        return new SalesAnalytics(
            period.From,
            period.To,
            currency.Code,
            Today: Since(recent, days, today => today),
            Week: Since(recent, days, Monday),
            Month: Since(recent, days, First),
            Total: await ReadTotalAsync(cinemas, cancellationToken),
            Period: sold,
            Before: Sum(await ReadSumAsync(sales, period.Before, cancellationToken)),
            AveragePrice: Average(sold),
            Occupancy: await ReadOccupancyAsync(cinemas, period, cancellationToken),
            ByFormat: [.. Enum.GetValues<ScreenFormat>().Select(format => OfFormat(slices, format))],
            ByClass: [.. Enum.GetValues<SeatClass>().Select(seatClass => OfClass(slices, seatClass))],
            Daily: period.Fill(slices.GroupBy(slice => slice.Date, slice => slice.Sales).Select(day => OfDay(day.Key, Sum(day))))
        );
    }

    /// <summary>Each cinema's days from the start of the earliest current week or month.</summary>
    private static Task<List<CinemaDay>> ReadRecentAsync(
        IQueryable<VAdminRevenueSummary> sales,
        CinemaDays days,
        CancellationToken cancellationToken
    )
    {
        var monday = Monday(days.Earliest);
        var first = First(days.Earliest);
        return sales
            .Where(row => row.SaleDate >= (monday < first ? monday : first))
            .GroupBy(row => new { row.CinemaId, row.SaleDate })
            .Select(group => new CinemaDay(
                group.Key.CinemaId,
                group.Key.SaleDate,
                new Sales(group.Sum(row => row.Revenue) ?? 0, (int)(group.Sum(row => row.Tickets) ?? 0))
            ))
            .ToListAsync(cancellationToken);
    }

    private static Task<List<Slice>> ReadPeriodAsync(
        IQueryable<VAdminRevenueSummary> sales,
        Period period,
        CancellationToken cancellationToken
    ) =>
        sales
            .Where(row => row.SaleDate >= period.From && row.SaleDate <= period.To)
            .GroupBy(row => new
            {
                row.SaleDate,
                row.Format,
                row.SeatClass,
            })
            .Select(group => new Slice(
                group.Key.SaleDate,
                group.Key.Format,
                group.Key.SeatClass,
                new Sales(group.Sum(row => row.Revenue) ?? 0, (int)(group.Sum(row => row.Tickets) ?? 0))
            ))
            .ToListAsync(cancellationToken);

    private static Task<List<Sales>> ReadSumAsync(
        IQueryable<VAdminRevenueSummary> sales,
        Period period,
        CancellationToken cancellationToken
    ) =>
        sales
            .Where(row => row.SaleDate >= period.From && row.SaleDate <= period.To)
            .GroupBy(row => row.SaleDate)
            .Select(day => new Sales(day.Sum(row => row.Revenue) ?? 0, (int)(day.Sum(row => row.Tickets) ?? 0)))
            .ToListAsync(cancellationToken);

    private async Task<Sales> ReadTotalAsync(IReadOnlyList<int>? cinemas, CancellationToken cancellationToken)
    {
        var totals = await db
            .VTotalSales.Within(cinemas, row => row.CinemaId)
            .Select(row => new Sales(row.Revenue ?? 0, (int)(row.Tickets ?? 0)))
            .ToListAsync(cancellationToken);
        return Sum(totals);
    }

    private async Task<Occupancy> ReadOccupancyAsync(IReadOnlyList<int>? cinemas, Period period, CancellationToken cancellationToken)
    {
        var (from, until) = period.Utc;
        var now = clock.GetUtcNow().UtcDateTime;
        var shows = await db
            .VShowtimeOccupancies.Within(cinemas, row => row.CinemaId)
            .Where(row => row.StartTime >= from && row.StartTime <= (until < now ? until : now))
            .Where(row => row.LocalDate >= period.From && row.LocalDate <= period.To)
            .Select(row => new { row.Seats, row.Tickets })
            .ToListAsync(cancellationToken);
        var (seats, tickets) = (shows.Sum(show => (int)(show.Seats ?? 0)), shows.Sum(show => (int)(show.Tickets ?? 0)));
        return new Occupancy(
            shows.Count,
            seats,
            tickets,
            seats == 0 ? null : decimal.Round(100m * tickets / seats, 1, MidpointRounding.AwayFromZero)
        );
    }

    /// <summary>What each cinema sold from the start of a span up to its own today.</summary>
    private Sales Since(List<CinemaDay> recent, CinemaDays days, Func<DateOnly, DateOnly> start) =>
        Sum(
            recent
                .Where(day => day.Date >= start(days.Today(day.CinemaId)) && day.Date <= days.Today(day.CinemaId))
                .Select(day => day.Sales)
        );

    private FormatSales OfFormat(List<Slice> slices, ScreenFormat format)
    {
        var word = Word.Of(format);
        var sold = Sum(slices.Where(slice => slice.Format == word).Select(slice => slice.Sales));
        return new FormatSales(format, sold.Revenue, sold.Tickets, Average(sold));
    }

    private SeatClassSales OfClass(List<Slice> slices, SeatClass seatClass)
    {
        var word = Word.Of(seatClass);
        var sold = Sum(slices.Where(slice => slice.SeatClass == word).Select(slice => slice.Sales));
        return new SeatClassSales(seatClass, sold.Revenue, sold.Tickets, Average(sold));
    }

    private static DaySales OfDay(DateOnly date, Sales sold) => new(date, sold.Revenue, sold.Tickets);

    private Sales Sum(IEnumerable<Sales> sales) =>
        sales.Aggregate(
            new Sales(currency.Round(0), 0),
            (sum, next) => new Sales(currency.Round(sum.Revenue + next.Revenue), sum.Tickets + next.Tickets)
        );

    private decimal? Average(Sales sold) => sold.Tickets == 0 ? null : currency.Round(sold.Revenue / sold.Tickets);

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static DateOnly First(DateOnly day) => new(day.Year, day.Month, 1);

    private sealed record CinemaDay(int CinemaId, DateOnly Date, Sales Sales);

    private sealed record Slice(DateOnly Date, string Format, string SeatClass, Sales Sales);
}
