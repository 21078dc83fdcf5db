using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Admin.Analytics;

/// <summary>Reads v_showtime_sales for a day of a cinema.</summary>
internal sealed class ShowSalesReport(MovieBookingContext db, Currency currency, TimeProvider clock)
{
    /// <summary>The day's shows; null where there is no such cinema.</summary>
    public async Task<ShowSalesDay?> ReadAsync(ShowSalesQuery query, CancellationToken cancellationToken)
    {
        var timeZone = await db
            .Cinemas.Where(cinema => cinema.CinemaId == query.CinemaId)
            .Select(cinema => cinema.TimeZone)
            .SingleOrDefaultAsync(cancellationToken);
        if (timeZone is null)
        {
            return null;
        }

        var date = query.Date ?? clock.Today(timeZone);
        var (from, until) = new Period(date, date).Utc;
        var shows = await db
            .VShowtimeSales.Where(show => show.CinemaId == query.CinemaId)
            .Where(show => show.StartTime >= from && show.StartTime <= until && show.LocalDate == date)
            .OrderBy(show => show.StartTime)
            .ThenBy(show => show.ShowtimeId)
            .ToListAsync(cancellationToken);
        return new ShowSalesDay(
            query.CinemaId,
            date,
            currency.Code,
            [
                .. shows.Select(show => new ShowSales(
                    show.ShowtimeId,
                    show.MovieTitle,
                    show.ScreenName,
                    Word.Parse<ScreenFormat>(show.Format),
                    Word.Parse<ShowtimeStatus>(show.Status),
                    show.StartTime.In(timeZone),
                    (int)(show.Seats ?? 0),
                    (int)(show.Sold ?? 0),
                    (int)(show.Held ?? 0),
                    (int)(show.Admitted ?? 0),
                    currency.Round(show.Revenue ?? 0)
                )),
            ]
        );
    }
}
