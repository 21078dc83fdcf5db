using Microsoft.AspNetCore.Http.HttpResults;
using MovieBooking.Api.Http;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Admin.Analytics;

internal static class AnalyticsEndpoints
{
    private const int LongestPeriod = 400;

    public static IServiceCollection AddAnalytics(this IServiceCollection services) =>
        services.AddScoped<SalesReport>().AddScoped<Leaderboard>();

    public static RouteGroupBuilder MapAnalytics(this RouteGroupBuilder admin)
    {
        var analytics = admin.MapGroup("/analytics").WithTags("Admin: analytics");
        analytics.MapGet("", GetAnalytics).WithErrors(ApiError.NotFound);
        analytics.MapGet("/top_movies", GetTopMovies);
        return admin;
    }

    /// <summary>Revenue and tickets: today, this week, this month, in all, and of a period in detail.</summary>
    private static async Task<Results<Ok<SalesAnalytics>, ProblemHttpResult>> GetAnalytics(
        [AsParameters] AnalyticsQuery query,
        SalesReport report,
        MovieBookingContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var days = await CinemaDays.ReadAsync(db, clock, query.CinemaId, cancellationToken);
        if (query.CinemaId is not null && days.IsEmpty)
        {
            return Problems.Result(ApiError.NotFound, "There is no such cinema.");
        }

        var period = Period.Of(query.From, query.To, days.Latest);
        return period.Days > LongestPeriod
            ? TypedResults.Problem(Problems.Invalid("from", $"'from' must lie less than {LongestPeriod} days before 'to'."))
            : TypedResults.Ok(await report.ReadAsync(query.CinemaId, days, period, cancellationToken));
    }

    /// <summary>The movies that did best with their shows of the last 90 days.</summary>
    private static async Task<Ok<TopMovies>> GetTopMovies(
        [AsParameters] TopMoviesQuery query,
        Leaderboard leaderboard,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await leaderboard.ReadAsync(query, cancellationToken));
}
