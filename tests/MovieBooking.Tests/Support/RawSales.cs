using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace MovieBooking.Tests.Support;

/// <summary>A ticket of a confirmed reservation, with the cinema's day on which it was sold.</summary>
internal sealed record RawSale(RawShow Show, LocalDate Date, string SeatClass, decimal Price);

internal sealed record RawShow(
    int Id,
    int MovieId,
    int CinemaId,
    string TimeZone,
    string Format,
    Instant Start,
    bool IsScheduled,
    int Seats
)
{
    public LocalDate Date => RawSales.DayOf(Start, TimeZone);
}

/// <summary>
/// Reports computed anew from tickets, reservations and shows: without rollups, views, stored days, or the API's own way with
/// time zones.
/// </summary>
internal sealed class RawSales
{
    private static readonly string[] s_formats = ["2D", "3D", "IMAX"];
    private static readonly string[] s_classes = ["standard", "premium"];
    private static readonly string[] s_spans = ["today", "week", "month", "total", "period"];

    private RawSales(IReadOnlyDictionary<int, string> zones, IReadOnlyList<RawShow> shows, IReadOnlyList<RawSale> sales) =>
        (Zones, Shows, Sales) = (zones, shows, sales);

    /// <summary>The time zone of each cinema.</summary>
    public IReadOnlyDictionary<int, string> Zones { get; }

    public IReadOnlyList<RawShow> Shows { get; }

    public IReadOnlyList<RawSale> Sales { get; }

    public static async Task<RawSales> ReadAsync(TestDatabase database)
    {
        var zones = (await database.RowsAsync("SELECT cinema_id, time_zone FROM cinemas")).ToDictionary(
            row => (int)row[0]!,
            row => (string)row[1]!
        );
        var seats = (await database.RowsAsync("SELECT screen_id, COUNT(*) FROM seats GROUP BY screen_id")).ToDictionary(
            row => (int)row[0]!,
            row => Convert.ToInt32(row[1], CultureInfo.InvariantCulture)
        );
        var shows = (
            await database.RowsAsync(
                """
                SELECT showtimes.showtime_id, movie_id, cinema_id, format, start_time, status, screens.screen_id
                FROM showtimes
                INNER JOIN screens ON screens.screen_id = showtimes.screen_id
                """
            )
        ).Select(row => new RawShow((int)row[0]!, (int)row[1]!, (int)row[2]!, zones[(int)row[2]!], (string)row[3]!, At(row[4]), (string)row[5]! == "scheduled", seats[(int)row[6]!])).ToDictionary(show => show.Id);
        var tickets = await database.RowsAsync(
            """
            SELECT tickets.showtime_id, confirmed_at, seat_class, price
            FROM tickets
            INNER JOIN reservations ON reservations.reservation_id = tickets.reservation_id
            WHERE reservations.status = 'confirmed'
            """
        );
        return new RawSales(
            zones,
            [.. shows.Values],
            [
                .. tickets.Select(row =>
                {
                    var show = shows[(int)row[0]!];
                    return new RawSale(show, DayOf(At(row[1]), show.TimeZone), (string)row[2]!, (decimal)row[3]!);
                }),
            ]
        );
    }

    public static LocalDate DayOf(Instant moment, string timeZone) => moment.InZone(DateTimeZoneProviders.Tzdb[timeZone]).Date;

    /// <summary>The dashboard of one cinema, or of all, line by line.</summary>
    public IReadOnlyList<string> Dashboard(int? cinemaId, LocalDate from, LocalDate to, Instant now)
    {
        var sales = Sales.Where(sale => cinemaId is null || sale.Show.CinemaId == cinemaId).ToList();
        var period = sales.Where(sale => sale.Date >= from && sale.Date <= to).ToList();
        var shown = Shows
            .Where(show => cinemaId is null || show.CinemaId == cinemaId)
            .Where(show => show.IsScheduled && show.Start <= now && show.Date >= from && show.Date <= to)
            .ToList();
        var sold = Sales.CountBy(sale => sale.Show.Id).ToDictionary();
        var (seats, taken) = (shown.Sum(show => show.Seats), shown.Sum(show => sold.GetValueOrDefault(show.Id)));
        return
        [
            Line("today", sales.Where(sale => sale.Date == Today(sale))),
            Line("week", sales.Where(sale => sale.Date <= Today(sale) && sale.Date >= Monday(Today(sale)))),
            Line("month", sales.Where(sale => sale.Date <= Today(sale) && sale.Date >= Today(sale).With(DateAdjusters.StartOfMonth))),
            Line("total", sales),
            Line("period", period),
            $"average {Average(period)}",
            $"occupancy {shown.Count} {seats} {taken} {(seats == 0 ? "-" : Text(Math.Round(100m * taken / seats, 1, MidpointRounding.AwayFromZero)))}",
            .. s_formats.Select(format => Part(format, period.Where(sale => sale.Show.Format == format))),
            .. s_classes.Select(seatClass => Part(seatClass, period.Where(sale => sale.SeatClass == seatClass))),
            .. Days(from, to)
                .Select(date => Line(date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), period.Where(sale => sale.Date == date))),
        ];

        LocalDate Today(RawSale sale) => DayOf(now, sale.Show.TimeZone);
    }

    /// <summary>The same lines of what the API answers.</summary>
    public static IReadOnlyList<string> Lines(JsonElement report)
    {
        var occupancy = report.GetProperty("occupancy").Has("showtimes", "seats", "tickets", "percent");
        return
        [
            .. s_spans.Select(span => Line(span, report.GetProperty(span))),
            $"average {Money(report, "averagePrice")}",
            $"occupancy {occupancy.Int("showtimes")} {occupancy.Int("seats")} {occupancy.Int("tickets")} {Money(occupancy, "percent")}",
            .. Parts("byFormat", "format"),
            .. Parts("byClass", "seatClass"),
            .. report.GetProperty("daily").EnumerateArray().Select(day => Line(day.Text("date"), day)),
        ];

        IEnumerable<string> Parts(string list, string name) =>
            report.GetProperty(list).EnumerateArray().Select(part => $"{Line(part.Text(name), part)} {Money(part, "averagePrice")}");
    }

    /// <summary>A movie with the sales of its shows.</summary>
    public sealed record Standing(int MovieId, int Showtimes, int Capacity, int Tickets, decimal Revenue)
    {
        public double Occupancy => (double)Tickets / Capacity;
    }

    /// <summary>Every movie with a show in the 90 days up to a moment.</summary>
    public IReadOnlyList<Standing> Standings(Instant now)
    {
        var shown = Shows
            .Where(show => show.IsScheduled && show.Start <= now && show.Start > now - NodaTime.Duration.FromDays(90))
            .ToList();
        var sales = Sales.ToLookup(sale => sale.Show.Id);
        return
        [
            .. shown
                .GroupBy(show => show.MovieId)
                .Select(movie =>
                {
                    var sold = movie.SelectMany(show => sales[show.Id]).ToList();
                    return new Standing(movie.Key, movie.Count(), movie.Sum(show => show.Seats), sold.Count, sold.Sum(sale => sale.Price));
                }),
        ];
    }

    /// <summary>The share of the others that is worse, in percent (PERCENT_RANK).</summary>
    public static double Rank<T>(IReadOnlyList<Standing> all, Standing one, Func<Standing, T> by)
        where T : IComparable<T> => all.Count == 1 ? 0 : 100.0 * all.Count(other => by(other).CompareTo(by(one)) < 0) / (all.Count - 1);

    /// <summary>A movie's sales by day, days without sales included.</summary>
    public IReadOnlyList<string> Trend(int movieId, LocalDate from, LocalDate to)
    {
        var sales = Sales.Where(sale => sale.Show.MovieId == movieId).ToLookup(sale => sale.Date);
        return [.. Days(from, to).Select(date => Line(date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), sales[date]))];
    }

    public static string Line(string name, JsonElement sales) => $"{name} {Money(sales, "revenue")} {sales.Int("tickets")}";

    private static string Line(string name, IEnumerable<RawSale> sales)
    {
        var list = sales.ToList();
        return $"{name} {Text(list.Sum(sale => sale.Price))} {list.Count}";
    }

    private static string Part(string name, IEnumerable<RawSale> sales)
    {
        var list = sales.ToList();
        return $"{Line(name, list)} {Average(list)}";
    }

    private static string Average(List<RawSale> sales) =>
        sales.Count == 0 ? "-" : Text(Math.Round(sales.Sum(sale => sale.Price) / sales.Count, 2, MidpointRounding.AwayFromZero));

    private static string Money(JsonElement json, string name) => json.IsNull(name) ? "-" : Text(json.Money(name));

    private static string Text(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static IEnumerable<LocalDate> Days(LocalDate from, LocalDate to) =>
        Enumerable.Range(0, Period.DaysBetween(from, to) + 1).Select(from.PlusDays);

    private static LocalDate Monday(LocalDate day) => day.PlusDays(1 - (int)day.DayOfWeek);

    private static Instant At(object? utc) => Instant.FromDateTimeUtc(DateTime.SpecifyKind((DateTime)utc!, DateTimeKind.Utc));
}
