using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Admin.Access;
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

/// <summary>A show as it sells.</summary>
internal sealed record ShowSalesLine(
    int ShowtimeId,
    DateTimeOffset StartsAt,
    string Movie,
    string Screen,
    string Format,
    string Status,
    int Seats,
    int Sold,
    int Held,
    int Admitted,
    decimal Revenue,
    string Currency
);

/// <summary>A movie's week at a cinema, by kind of tickets; without one: at the full price.</summary>
internal sealed record AdmissionsLine(
    DateOnly WeekFrom,
    DateOnly WeekTo,
    int MovieId,
    string Movie,
    int CinemaId,
    string Cinema,
    string? Kind,
    int Shows,
    int Admissions,
    decimal Gross,
    string Currency
);

/// <summary>The reports as CSV files.</summary>
internal static class AnalyticsFiles
{
    public static PushStreamHttpResult Sales(
        MovieBookingContext db,
        Currency currency,
        IReadOnlyList<int>? cinemas,
        Period period,
        CancellationToken cancellationToken
    )
    {
        var rows =
            from sales in db.VAdminRevenueSummaries.Within(cinemas, row => row.CinemaId)
            join cinema in db.Cinemas on sales.CinemaId equals cinema.CinemaId
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

    public static PushStreamHttpResult Shows(ShowSalesDay day, CancellationToken cancellationToken) =>
        Csv.File(
            day.Items.Select(show => new ShowSalesLine(
                    show.ShowtimeId,
                    show.StartsAt,
                    show.MovieTitle,
                    show.ScreenName,
                    Word.Of(show.Format),
                    Word.Of(show.Status),
                    show.Seats,
                    show.Sold,
                    show.Held,
                    show.Admitted,
                    show.Revenue,
                    day.Currency
                ))
                .ToAsyncEnumerable(),
            $"shows-{day.Date:yyyy-MM-dd}.csv",
            cancellationToken
        );

    public static string AdmissionsName(AdmissionsByMovie report) => $"admissions-{report.From:yyyy-MM-dd}-{report.To:yyyy-MM-dd}";

    public static PushStreamHttpResult Admissions(AdmissionsByMovie report, CancellationToken cancellationToken) =>
        Csv.File(
            report
                .Items.SelectMany(line =>
                    line.Kinds.Select(kind => (kind.Kind, kind.Admissions, kind.Gross))
                        .Prepend(
                            (
                                null!,
                                line.Admissions - line.Kinds.Sum(kind => kind.Admissions),
                                line.Gross - line.Kinds.Sum(kind => kind.Gross)
                            )
                        )
                        .Select(part => new AdmissionsLine(
                            line.WeekFrom,
                            line.WeekTo,
                            line.MovieId,
                            line.MovieTitle,
                            line.CinemaId,
                            line.CinemaName,
                            part.Kind,
                            line.Shows,
                            part.Admissions,
                            part.Gross,
                            report.Currency
                        ))
                )
                .ToAsyncEnumerable(),
            $"{AdmissionsName(report)}.csv",
            cancellationToken
        );
}
