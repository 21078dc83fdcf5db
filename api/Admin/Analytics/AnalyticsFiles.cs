using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Http;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Admin.Analytics;

/// <summary>What one cinema sold on a day in one format and class.</summary>
internal sealed record SalesLine(
    DateOnly Date,
    int CinemaId,
    string Cinema,
    string Format,
    string SeatClass,
    int Tickets,
    decimal Revenue,
    decimal? AveragePrice,
    string Currency
);

/// <summary>A place on the leaderboard.</summary>
internal sealed record TopMovieLine(
    int Place,
    int MovieId,
    string Title,
    string? Genre,
    double Score,
    double RevenueScore,
    double OccupancyScore,
    double VolumeScore,
    decimal Revenue,
    int Tickets,
    decimal Occupancy,
    int Showtimes,
    string Currency
);

/// <summary>The reports as CSV files.</summary>
internal static class AnalyticsFiles
{
    public static PushStreamHttpResult Sales(
        MovieBookingContext db,
        Currency currency,
        int? cinemaId,
        Period period,
        CancellationToken cancellationToken
    )
    {
        var rows =
            from sales in db.VAdminRevenueSummaries
            join cinema in db.Cinemas on sales.CinemaId equals cinema.CinemaId
            where cinemaId == null || sales.CinemaId == cinemaId
            // A day whose sales were all cancelled has none.
            where sales.SaleDate >= period.From && sales.SaleDate <= period.To && sales.Tickets > 0
            // Standard comes before premium.
            orderby sales.SaleDate, cinema.Name, sales.Format, sales.SeatClass descending
            select new SalesLine(
                sales.SaleDate,
                sales.CinemaId,
                cinema.Name,
                sales.Format,
                sales.SeatClass,
                (int)(sales.Tickets ?? 0),
                currency.Round(sales.Revenue ?? 0),
                sales.AveragePrice == null ? null : currency.Round(sales.AveragePrice.Value),
                currency.Code
            );
        return Csv.File(rows.AsAsyncEnumerable(), $"sales-{period.From:yyyy-MM-dd}-{period.To:yyyy-MM-dd}.csv", cancellationToken);
    }

    public static PushStreamHttpResult TopMovies(TopMovies top, CancellationToken cancellationToken) =>
        Csv.File(
            top.Items.Select(
                    (movie, index) =>
                        new TopMovieLine(
                            index + 1,
                            movie.MovieId,
                            movie.Title,
                            movie.Genre,
                            movie.Score,
                            movie.RevenueScore,
                            movie.OccupancyScore,
                            movie.VolumeScore,
                            movie.Revenue,
                            movie.Tickets,
                            movie.Occupancy,
                            movie.Showtimes,
                            top.Currency
                        )
                )
                .ToAsyncEnumerable(),
            "top-movies.csv",
            cancellationToken
        );
}
