using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Http;
using MovieBooking.Api.Seats;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Showtimes;

internal static class ShowtimeMapping
{
    /// <summary>A movie's showtimes that can be booked now, in order of time.</summary>
    public static async Task<IReadOnlyList<Showtime>> ActiveShowtimesAsync(
        this MovieBookingContext db,
        int movieId,
        Currency currency,
        CancellationToken cancellationToken
    )
    {
        var rows = await db
            .VActiveShowtimesDetails.Where(row => row.MovieId == movieId)
            .OrderBy(row => row.StartTime)
            .ThenBy(row => row.ShowtimeId)
            // The same columns: a subset of v_showtimes_details.
            .Select(row => new VShowtimesDetail
            {
                ShowtimeId = row.ShowtimeId,
                Status = row.Status,
                StartTime = row.StartTime,
                EndTime = row.EndTime,
                LocalDate = row.LocalDate,
                MovieId = row.MovieId,
                MovieTitle = row.MovieTitle,
                MovieStatus = row.MovieStatus,
                ScreenId = row.ScreenId,
                ScreenName = row.ScreenName,
                Format = row.Format,
                CinemaId = row.CinemaId,
                CinemaName = row.CinemaName,
                Address = row.Address,
                City = row.City,
                TimeZone = row.TimeZone,
                StandardPrice = row.StandardPrice,
                PremiumPrice = row.PremiumPrice,
                SeatsAvailable = row.SeatsAvailable,
            })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => row.ToShowtime(currency))];
    }

    /// <summary>One page of showtimes, given by their ids in order of time.</summary>
    public static async Task<PageOf<Showtime>> PageAsync(
        this MovieBookingContext db,
        IQueryable<int> showtimeIds,
        IPageQuery query,
        Currency currency,
        CancellationToken cancellationToken
    )
    {
        // The view counts seats and computes prices for all that it sorts: it only gets to see one page.
        var page = await showtimeIds.PageAsync(query, cancellationToken);
        var details = await db
            .VShowtimesDetails.Where(row => page.Items.Contains(row.ShowtimeId))
            .OrderBy(row => row.StartTime)
            .ThenBy(row => row.ShowtimeId)
            .ToListAsync(cancellationToken);
        return new PageOf<Showtime>([.. details.Select(row => row.ToShowtime(currency))], page.Page, page.PageSize, page.Total);
    }

    public static Showtime ToShowtime(this VShowtimesDetail row, Currency currency) =>
        new(
            row.ShowtimeId,
            row.MovieId,
            row.MovieTitle,
            Word.Parse<ShowtimeStatus>(row.Status),
            row.StartTime.In(row.TimeZone),
            row.EndTime.In(row.TimeZone),
            new Cinema(row.CinemaId, row.CinemaName, row.Address, row.City, row.TimeZone),
            new ShowtimeScreen(row.ScreenId, row.ScreenName, Word.Parse<ScreenFormat>(row.Format)),
            currency.Round(Math.Min(row.Price(SeatClass.Standard), row.Price(SeatClass.Premium))),
            currency.Code,
            (int)(row.SeatsAvailable ?? 0)
        );

    /// <summary>What a seat of a class costs now: the database's function for it never gives null, only a view's column may.</summary>
    public static decimal Price(this VShowtimesDetail row, SeatClass seatClass) =>
        (seatClass == SeatClass.Premium ? row.PremiumPrice : row.StandardPrice)
        ?? throw new InvalidOperationException($"No fare is valid on {row.LocalDate:O}.");
}
