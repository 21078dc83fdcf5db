using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Admin.Access;
using MovieBooking.Api.Http;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Admin.Analytics;

/// <summary>Sums up the shows of a period, and what was sold for them, by movie, week and cinema.</summary>
internal sealed class AdmissionsReport(MovieBookingContext db, Currency currency, TimeProvider clock)
{
    private const int DaysOfWeek = 7;
    private const int DefaultDays = 4 * DaysOfWeek;

    /// <summary>The report, or why there is none.</summary>
    public async Task<(AdmissionsByMovie? Found, ProblemDetails? Refusal)> ReadAsync(
        AdmissionsQuery query,
        IReadOnlyList<int>? cinemas,
        CancellationToken cancellationToken
    )
    {
        var days = await CinemaDays.ReadAsync(db, clock, cinemas, cancellationToken);
        var period = Period.Of(query.From, query.To, days.Latest, DefaultDays);
        if (query.CinemaId is not null && days.IsEmpty)
        {
            return (null, Problems.Create(ApiError.NotFound, Texts.Problems["NoSuchCinema"]));
        }

        if (period.Days > AnalyticsEndpoints.LongestPeriod)
        {
            return (null, Problems.Invalid("from", Texts.Problems["PeriodTooLong", AnalyticsEndpoints.LongestPeriod]));
        }

        var (from, until) = period.Utc;
        var shows = db
            .Showtimes.Where(show => show.Status == "scheduled" && show.StartTime >= from && show.StartTime <= until)
            .Where(show => show.LocalDate >= period.From && show.LocalDate <= period.To)
            .Within(cinemas, show => show.Screen.CinemaId)
            .Where(show => query.MovieId == null || show.MovieId == query.MovieId);
        var played = await shows
            .GroupBy(show => new
            {
                show.MovieId,
                show.Screen.CinemaId,
                show.LocalDate,
            })
            .Select(day => new { day.Key, Shows = day.Count() })
            .ToListAsync(cancellationToken);
        var sold = await db
            .SalesRollups.Join(shows, sale => sale.ShowtimeId, show => show.ShowtimeId, (sale, show) => new { Sale = sale, Show = show })
            .GroupBy(row => new
            {
                row.Show.MovieId,
                row.Show.Screen.CinemaId,
                row.Show.LocalDate,
            })
            .Select(day => new
            {
                day.Key,
                Tickets = day.Sum(row => row.Sale.Tickets),
                Revenue = day.Sum(row => row.Sale.Revenue),
            })
            .ToDictionaryAsync(day => day.Key, cancellationToken);
        var kinds = (await KindsAsync(shows, cinemas, cancellationToken)).ToLookup(day => day.Day);
        var movieIds = played.Select(day => day.Key.MovieId).Distinct().ToList();
        var movies = await db
            .Movies.Where(movie => movieIds.Contains(movie.MovieId))
            .ToDictionaryAsync(movie => movie.MovieId, movie => movie.Title, cancellationToken);
        var names = await db.Cinemas.ToDictionaryAsync(cinema => cinema.CinemaId, cinema => cinema.Name, cancellationToken);
        var lines = played
            .GroupBy(day => (day.Key.MovieId, day.Key.CinemaId, Week: (day.Key.LocalDate.DayNumber - period.From.DayNumber) / DaysOfWeek))
            .Select(week =>
            {
                var first = period.From.AddDays(week.Key.Week * DaysOfWeek);
                var last = first.AddDays(DaysOfWeek - 1);
                var sales = week.Select(day => sold.GetValueOrDefault(day.Key)).ToList();
                return new MovieAdmissions(
                    first,
                    last < period.To ? last : period.To,
                    week.Key.MovieId,
                    movies[week.Key.MovieId],
                    week.Key.CinemaId,
                    names[week.Key.CinemaId],
                    week.Sum(day => day.Shows),
                    sales.Sum(day => day?.Tickets ?? 0),
                    currency.Round(sales.Sum(day => day?.Revenue ?? 0)),
                    [
                        .. week.SelectMany(day => kinds[(day.Key.MovieId, day.Key.CinemaId, day.Key.LocalDate)])
                            .GroupBy(day => day.Kind, StringComparer.Ordinal)
                            .OrderBy(kind => kind.Key, StringComparer.Ordinal)
                            .Select(kind => new KindAdmissions(
                                kind.Key,
                                kind.Sum(day => day.Tickets),
                                currency.Round(kind.Sum(day => day.Revenue))
                            )),
                    ]
                );
            })
            .OrderBy(line => line.MovieTitle, StringComparer.Ordinal)
            .ThenBy(line => line.MovieId)
            .ThenBy(line => line.WeekFrom)
            .ThenBy(line => line.CinemaName, StringComparer.Ordinal)
            .ThenBy(line => line.CinemaId)
            .ToList();
        return (
            new AdmissionsByMovie(
                period.From,
                period.To,
                currency.Code,
                lines.Sum(line => line.Admissions),
                currency.Round(lines.Sum(line => line.Gross)),
                lines
            ),
            null
        );
    }

    /// <summary>The confirmed tickets of kinds by day; where a cinema has none, nothing more is read.</summary>
    private async Task<
        IReadOnlyList<((int MovieId, int CinemaId, DateOnly LocalDate) Day, string Kind, int Tickets, decimal Revenue)>
    > KindsAsync(IQueryable<Showtime> shows, IReadOnlyList<int>? cinemas, CancellationToken cancellationToken)
    {
        if (!await db.TicketKinds.Within(cinemas, kind => kind.CinemaId).AnyAsync(cancellationToken))
        {
            return [];
        }

        var rows = await db
            .Tickets.Where(ticket => ticket.Reservation.Status == "confirmed")
            .Join(
                db.KindTickets,
                ticket => ticket.TicketId,
                kind => kind.TicketId,
                (ticket, kind) => new { Ticket = ticket, kind.Kind.Name }
            )
            .Join(
                shows,
                row => row.Ticket.ShowtimeId,
                show => show.ShowtimeId,
                (row, show) =>
                    new
                    {
                        row.Ticket.Price,
                        row.Name,
                        show.MovieId,
                        show.Screen.CinemaId,
                        show.LocalDate,
                    }
            )
            .GroupBy(row => new
            {
                row.MovieId,
                row.CinemaId,
                row.LocalDate,
                row.Name,
            })
            .Select(day => new
            {
                day.Key,
                Tickets = day.Count(),
                Revenue = day.Sum(row => row.Price),
            })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => ((row.Key.MovieId, row.Key.CinemaId, row.Key.LocalDate), row.Key.Name, row.Tickets, row.Revenue))];
    }
}
