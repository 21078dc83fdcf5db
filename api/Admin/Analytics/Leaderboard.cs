using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Http;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Admin.Analytics;

/// <summary>Reads v_top_performing_movies, and v_movie_daily_sales for the trends.</summary>
internal sealed class Leaderboard(MovieBookingContext db, Currency currency, TimeProvider clock)
{
    private const int DefaultLimit = 10;

    public async Task<TopMovies> ReadAsync(TopMoviesQuery query, CancellationToken cancellationToken)
    {
        var movies = await InOrder(db.VTopPerformingMovies.Where(row => query.Genre == null || row.Genre == query.Genre), query.Sort)
            .Take(query.Limit ?? DefaultLimit)
            .ToListAsync(cancellationToken);
        var days = await CinemaDays.ReadAsync(db, clock, cinemas: null, cancellationToken);
        var period = Period.UpTo(days.Latest);
        var sales = await ReadDailyAsync([.. movies.Select(movie => movie.MovieId!.Value)], period, cancellationToken);
        return new TopMovies(currency.Code, [.. movies.Select(movie => ToTopMovie(movie, period.Fill(sales[movie.MovieId!.Value])))]);
    }

    /// <summary>Best first; ties by score, then by id, so that the same question always gets the same answer.</summary>
    private static IQueryable<VTopPerformingMovie> InOrder(IQueryable<VTopPerformingMovie> movies, string? sort)
    {
        var ordered = sort switch
        {
            "revenue" => movies.OrderByDescending(row => row.Revenue),
            "occupancy" => movies.OrderByDescending(row => row.Occupancy),
            "tickets" => movies.OrderByDescending(row => row.Tickets),
            _ => movies.OrderByDescending(row => row.Score),
        };
        return ordered.ThenByDescending(row => row.Score).ThenBy(row => row.MovieId);
    }

    private async Task<ILookup<int, DaySales>> ReadDailyAsync(int[] movieIds, Period period, CancellationToken cancellationToken)
    {
        var rows = await db
            .VMovieDailySales.Where(row => movieIds.Contains(row.MovieId) && row.SaleDate >= period.From && row.SaleDate <= period.To)
            .ToListAsync(cancellationToken);
        return rows.ToLookup(
            row => row.MovieId,
            row => new DaySales(row.SaleDate, currency.Round(row.Revenue ?? 0), (int)(row.Tickets ?? 0))
        );
    }

    // The columns of a view over window functions may be null for EF Core; the view fills them all.
    private TopMovie ToTopMovie(VTopPerformingMovie row, IReadOnlyList<DaySales> daily) =>
        new(
            row.MovieId ?? 0,
            row.Title ?? "",
            row.Genre,
            row.PosterUrl,
            row.Score ?? 0,
            row.RevenueScore ?? 0,
            row.OccupancyScore ?? 0,
            row.VolumeScore ?? 0,
            currency.Round(row.Revenue ?? 0),
            (int)(row.Tickets ?? 0),
            row.Occupancy ?? 0,
            (int)(row.Showtimes ?? 0),
            daily
        );
}
