using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using MovieBooking.Api.Admin.Access;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Hosting;
using MovieBooking.Api.Http;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Admin.Analytics;

internal static class AnalyticsEndpoints
{
    public const int LongestPeriod = 400;

    public static IServiceCollection AddAnalytics(this IServiceCollection services) =>
        services
            .AddScoped<SalesReport>()
            .AddScoped<Leaderboard>()
            .AddScoped<ShowSalesReport>()
            .AddScoped<AdmissionsReport>()
            .AddScoped<ChannelReport>()
            .AddPeriodicWork("settle_sales", TimeSpan.FromHours(1), "CALL sp_settle_sales()");

    public static RouteGroupBuilder MapAnalytics(this RouteGroupBuilder admin)
    {
        var analytics = admin.MapGroup("/analytics").WithTags("Admin: analytics").OpenToManagers();
        analytics.MapGet("", GetAnalytics).WithErrors(ApiError.NotFound);
        analytics.MapGet("/sales.csv", DownloadSales).ProducesCsv().WithErrors(ApiError.NotFound);
        analytics.MapGet("/channels", GetSalesByChannel).WithErrors(ApiError.NotFound);
        analytics.MapGet("/channels.csv", DownloadSalesByChannel).ProducesCsv().WithErrors(ApiError.NotFound);
        analytics.MapGet("/top_movies", GetTopMovies).AdminsOnly();
        analytics.MapGet("/top_movies.csv", DownloadTopMovies).AdminsOnly().ProducesCsv();
        analytics.MapGet("/shows", GetShowSales).WithErrors(ApiError.NotFound);
        analytics.MapGet("/shows.csv", DownloadShowSales).ProducesCsv().WithErrors(ApiError.NotFound);
        analytics.MapGet("/admissions", GetAdmissionsReport).WithErrors(ApiError.NotFound);
        analytics.MapGet("/admissions.csv", DownloadAdmissions).ProducesCsv().WithErrors(ApiError.NotFound);
        analytics
            .MapGet("/admissions.pdf", DownloadAdmissionsPdf)
            .Produces<Stream>(StatusCodes.Status200OK, "application/pdf")
            .WithErrors(ApiError.NotFound);
        return admin;
    }

    /// <summary>Revenue and tickets: today, this week, this month, in all, and of a period in detail.</summary>
    /// <remarks>
    /// Admins, and managers for their cinemas. Without `from` and `to` the period is the last 30 days. Days are those of each cinema's own
    /// calendar; a sale counts on the day it was confirmed, and a cancellation is taken off that day again. Sums, not tickets, are read: the answer
    /// takes as long after years.
    /// </remarks>
    private static async Task<Results<Ok<SalesAnalytics>, ProblemHttpResult>> GetAnalytics(
        [AsParameters] AnalyticsQuery query,
        CinemaScope scope,
        SalesReport report,
        MovieBookingContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var (days, period, refusal) = await AskedAsync(query, scope, db, clock, cancellationToken);
        return refusal is null
            ? TypedResults.Ok(await report.ReadAsync(scope.Cinemas(query.CinemaId), days, period, cancellationToken))
            : TypedResults.Problem(refusal);
    }

    /// <summary>The period's sales as a CSV file: a line for each day, cinema, format and class.</summary>
    /// <remarks>
    /// Admins, and managers for their cinemas; the same period and filters as GetAnalytics. UTF-8 with a byte order mark; text that a spreadsheet
    /// would run as a formula begins with an apostrophe. Amounts have the decimals of their currency.
    /// </remarks>
    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> DownloadSales(
        [AsParameters] AnalyticsQuery query,
        CinemaScope scope,
        MovieBookingContext db,
        Currency currency,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var (_, period, refusal) = await AskedAsync(query, scope, db, clock, cancellationToken);
        return refusal is null
            ? AnalyticsFiles.Sales(db, currency, scope.Cinemas(query.CinemaId), period, cancellationToken)
            : TypedResults.Problem(refusal);
    }

    /// <summary>What the web, the counters and other companies' programs sold in a period.</summary>
    /// <remarks>
    /// Admins, and managers for their cinemas; the same period and filters as GetAnalytics, and together the same sums. Tickets of the counters and
    /// of keys are counted one by one.
    /// </remarks>
    private static async Task<Results<Ok<SalesByChannel>, ProblemHttpResult>> GetSalesByChannel(
        [AsParameters] AnalyticsQuery query,
        CinemaScope scope,
        ChannelReport report,
        MovieBookingContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var (_, period, refusal) = await AskedAsync(query, scope, db, clock, cancellationToken);
        return refusal is null
            ? TypedResults.Ok(await report.ReadAsync(scope.Cinemas(query.CinemaId), period, cancellationToken))
            : TypedResults.Problem(refusal);
    }

    /// <summary>The same as a CSV file: a line for each day, cinema and channel.</summary>
    /// <remarks>
    /// Admins, and managers for their cinemas; the same period and filters as GetSalesByChannel.
    /// </remarks>
    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> DownloadSalesByChannel(
        [AsParameters] AnalyticsQuery query,
        CinemaScope scope,
        ChannelReport report,
        MovieBookingContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var (_, period, refusal) = await AskedAsync(query, scope, db, clock, cancellationToken);
        if (refusal is not null)
        {
            return TypedResults.Problem(refusal);
        }

        var lines = await report.LinesAsync(scope.Cinemas(query.CinemaId), period, cancellationToken);
        return Csv.File(lines.ToAsyncEnumerable(), $"channels-{period.From:yyyy-MM-dd}-{period.To:yyyy-MM-dd}.csv", cancellationToken);
    }

    /// <summary>The movies that did best with their shows of the last 90 days.</summary>
    /// <remarks>
    /// Admins only. The score, 0 to 100, is 40 % revenue, 30 % occupancy and 30 % tickets, each as the movie's percent rank among the
    /// movies shown. `sort` orders by one of these parts; `limit` is 10 unless given.
    /// </remarks>
    private static async Task<Ok<TopMovies>> GetTopMovies(
        [AsParameters] TopMoviesQuery query,
        Leaderboard leaderboard,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await leaderboard.ReadAsync(query, cancellationToken));

    /// <summary>The leaderboard as a CSV file.</summary>
    /// <remarks>
    /// Admins only; the same filters and order as GetTopMovies.
    /// </remarks>
    private static async Task<PushStreamHttpResult> DownloadTopMovies(
        [AsParameters] TopMoviesQuery query,
        Leaderboard leaderboard,
        CancellationToken cancellationToken
    ) => AnalyticsFiles.TopMovies(await leaderboard.ReadAsync(query, cancellationToken), cancellationToken);

    /// <summary>Each show of a cinema's day as it sells now: sold, held, admitted, revenue.</summary>
    /// <remarks>
    /// Admins, and managers of the cinema. Without `date` the day is the cinema's today. Cancelled shows are among them.
    /// </remarks>
    private static async Task<Results<Ok<ShowSalesDay>, ProblemHttpResult>> GetShowSales(
        [AsParameters] ShowSalesQuery query,
        ShowSalesReport report,
        CancellationToken cancellationToken
    ) => await report.ReadAsync(query, cancellationToken) is { } day ? TypedResults.Ok(day) : NoSuchCinema();

    /// <summary>The shows of a day as a CSV file.</summary>
    /// <remarks>
    /// Admins, and managers of the cinema; the same shows as GetShowSales.
    /// </remarks>
    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> DownloadShowSales(
        [AsParameters] ShowSalesQuery query,
        ShowSalesReport report,
        CancellationToken cancellationToken
    ) => await report.ReadAsync(query, cancellationToken) is { } day ? AnalyticsFiles.Shows(day, cancellationToken) : NoSuchCinema();

    /// <summary>What film distributors ask for: admissions and gross of each movie by week and cinema.</summary>
    /// <remarks>
    /// Admins, and managers for their cinemas. It counts the shows that take place on days of the period, whenever their tickets were sold; weeks
    /// begin on the weekday of `from`. Without `from` and `to` the period is the last 28 days; at most 400. Cancelled shows and cancelled tickets
    /// count nowhere.
    /// </remarks>
    private static async Task<Results<Ok<AdmissionsByMovie>, ProblemHttpResult>> GetAdmissionsReport(
        [AsParameters] AdmissionsQuery query,
        CinemaScope scope,
        AdmissionsReport report,
        CancellationToken cancellationToken
    )
    {
        var (found, refusal) = await report.ReadAsync(query, scope.Cinemas(query.CinemaId), cancellationToken);
        return found is null ? TypedResults.Problem(refusal!) : TypedResults.Ok(found);
    }

    /// <summary>The distributors' report as a CSV file.</summary>
    /// <remarks>
    /// Admins, and managers for their cinemas; the same lines as GetAdmissionsReport.
    /// </remarks>
    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> DownloadAdmissions(
        [AsParameters] AdmissionsQuery query,
        CinemaScope scope,
        AdmissionsReport report,
        CancellationToken cancellationToken
    )
    {
        var (found, refusal) = await report.ReadAsync(query, scope.Cinemas(query.CinemaId), cancellationToken);
        return found is null ? TypedResults.Problem(refusal!) : AnalyticsFiles.Admissions(found, cancellationToken);
    }

    /// <summary>The distributors' report as a PDF, to send.</summary>
    /// <remarks>
    /// Admins, and managers of the cinema; the same lines as GetAdmissionsReport, on A4, tagged for screen readers.
    /// </remarks>
    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> DownloadAdmissionsPdf(
        [AsParameters] AdmissionsQuery query,
        CinemaScope scope,
        AdmissionsReport report,
        Currency currency,
        CancellationToken cancellationToken
    )
    {
        var (found, refusal) = await report.ReadAsync(query, scope.Cinemas(query.CinemaId), cancellationToken);
        return found is null
            ? TypedResults.Problem(refusal!)
            : TypedResults.File(AdmissionsPdf.Write(found, currency), "application/pdf", $"{AnalyticsFiles.AdmissionsName(found)}.pdf");
    }

    private static ProblemHttpResult NoSuchCinema() => Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchCinema"]);

    /// <summary>The days that a query is about, or why not.</summary>
    private static async Task<(CinemaDays Days, Period Period, ProblemDetails? Refusal)> AskedAsync(
        AnalyticsQuery query,
        CinemaScope scope,
        MovieBookingContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var days = await CinemaDays.ReadAsync(db, clock, scope.Cinemas(query.CinemaId), cancellationToken);
        var period = Period.Of(query.From, query.To, days.Latest);
        var refusal =
            query.CinemaId is not null && days.IsEmpty ? Problems.Create(ApiError.NotFound, Texts.Problems["NoSuchCinema"])
            : period.Days > LongestPeriod ? Problems.Invalid("from", Texts.Problems["PeriodTooLong", LongestPeriod])
            : null;
        return (days, period, refusal);
    }
}
