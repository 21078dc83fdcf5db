using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db.Model;
using Cinema = MovieBooking.Api.Showtimes.Cinema;
using Showtime = MovieBooking.Api.Showtimes.Showtime;

namespace MovieBooking.Api.Cinemas;

internal static class CinemaEndpoints
{
    public static RouteGroupBuilder MapCinemas(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/cinemas").WithTags("Cinemas").OpenToKeys(ApiKeyScope.MoviesRead).WithSharedAnswers();
        group.MapGet("", ListCinemas);
        group.MapGet("/{cinemaId:int}", GetCinema).WithErrors(ApiError.NotFound);
        group.MapGet("/{cinemaId:int}/showtimes", ListCinemaShowtimes).WithErrors(ApiError.NotFound);
        return api;
    }

    /// <summary>The cinemas, by city and name.</summary>
    /// <remarks>
    /// Public. Ask GetCinema for the days on which something plays there.
    /// </remarks>
    private static async Task<Ok<PageOf<Cinema>>> ListCinemas(
        [AsParameters] PageQuery query,
        MovieBookingContext db,
        CancellationToken cancellationToken
    )
    {
        var cinemas = db
            .Cinemas.OrderBy(cinema => cinema.City)
            .ThenBy(cinema => cinema.Name)
            .Select(cinema => new Cinema(cinema.CinemaId, cinema.Name, cinema.Address, cinema.City, cinema.TimeZone));
        return TypedResults.Ok(await cinemas.PageAsync(query, cancellationToken));
    }

    /// <summary>One cinema, with the days on which something can be booked there.</summary>
    /// <remarks>
    /// Public. A day is in `days` while at least one showtime of it can still be booked.
    /// </remarks>
    /// <param name="cinemaId">The cinema.</param>
    private static async Task<Results<Ok<CinemaDetails>, ProblemHttpResult>> GetCinema(
        int cinemaId,
        MovieBookingContext db,
        Currency currency,
        CancellationToken cancellationToken
    )
    {
        if (await db.Cinemas.SingleOrDefaultAsync(cinema => cinema.CinemaId == cinemaId, cancellationToken) is not { } row)
        {
            return NoSuchCinema();
        }

        var days = await db
            .VActiveShowtimes.Where(showtime => showtime.CinemaId == cinemaId)
            .Select(showtime => showtime.LocalDate)
            .Distinct()
            .OrderBy(day => day)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(
            new CinemaDetails(
                row.CinemaId,
                row.Name,
                row.Address,
                row.City,
                row.TimeZone,
                RefundPolicy.Of(row.RefundMinutes, row.RefundFeeKind, row.RefundFee, currency),
                currency.Code,
                days
            )
        );
    }

    /// <summary>What plays at a cinema and can be booked, across movies, in order of time.</summary>
    /// <remarks>
    /// Public. Only what can be booked now: not begun, not cancelled, and of an open movie. Without `date` it is the whole programme, page by page.
    /// </remarks>
    /// <param name="cinemaId">The cinema.</param>
    private static async Task<Results<Ok<PageOf<Showtime>>, ProblemHttpResult>> ListCinemaShowtimes(
        int cinemaId,
        [AsParameters] CinemaShowtimesQuery query,
        MovieBookingContext db,
        Currency currency,
        CancellationToken cancellationToken
    )
    {
        if (!await db.Cinemas.AnyAsync(cinema => cinema.CinemaId == cinemaId, cancellationToken))
        {
            return NoSuchCinema();
        }

        var showtimes = db
            .VActiveShowtimes.Where(showtime => showtime.CinemaId == cinemaId)
            .Where(showtime => query.MovieId == null || showtime.MovieId == query.MovieId)
            .Where(showtime => query.Format == null || showtime.Format == query.Format);
        if (query.Date is { } date)
        {
            // A day anywhere lies within a day of the same date in UTC; the index is by the start.
            var (from, until) = (AtMidnight(date, -1), AtMidnight(date, 2));
            showtimes = showtimes
                .Where(showtime => showtime.LocalDate == date)
                .Where(showtime => showtime.StartTime >= from && showtime.StartTime < until);
        }

        var showtimeIds = showtimes
            .OrderBy(showtime => showtime.StartTime)
            .ThenBy(showtime => showtime.ShowtimeId)
            .Select(showtime => showtime.ShowtimeId);
        return TypedResults.Ok(await db.PageAsync(showtimeIds, query, currency, cancellationToken));
    }

    /// <summary>Midnight in UTC of the day so many days later; the ends of the calendar stay where they are.</summary>
    private static DateTime AtMidnight(DateOnly date, int days) =>
        DateOnly
            .FromDayNumber(Math.Clamp(date.DayNumber + days, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber))
            .ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    private static ProblemHttpResult NoSuchCinema() => Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchCinema"]);
}
