using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Door;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.BoxOffice;

/// <summary>The counter of a cinema: what can be sold now, selling it, and the bookings there are.</summary>
internal static class BoxOfficeEndpoints
{
    // As at the door: today's, and what begins after midnight.
    private static readonly TimeSpan s_ahead = TimeSpan.FromHours(18);

    public static IServiceCollection AddBoxOffice(this IServiceCollection services) =>
        services.AddSingleton<CounterSales>().AddScoped<CounterBookings>();

    public static RouteGroupBuilder MapBoxOffice(this RouteGroupBuilder api)
    {
        var office = api.MapGroup("/box-office").WithTags("Box office").RequireStaff().WithErrors(ApiError.Forbidden);
        office.MapGet("/showtimes", ListBoxOfficeShows);
        office
            .MapPost("/showtimes/{showtimeId:int}/sales", SellAtCounter)
            .Produces<BoxOfficeBooking>(StatusCodes.Status201Created)
            .WithErrors(
                ApiError.NotFound,
                ApiError.SeatsTaken,
                ApiError.ShowStarted,
                ApiError.ShowtimeCancelled,
                ApiError.MovieClosed,
                ApiError.KindNotOffered,
                ApiError.PriceChanged
            );
        office.MapGet("/bookings/{reservationId:int}", GetBoxOfficeBooking).WithErrors(ApiError.NotFound);
        return api;
    }

    /// <summary>The shows of a cinema that can be sold now, and start within 18 hours, in their order.</summary>
    /// <remarks>
    /// Staff of the cinema and admins only: 403 `forbidden` to others. A show can be sold until it starts.
    /// </remarks>
    private static async Task<Ok<IReadOnlyList<BoxOfficeShow>>> ListBoxOfficeShows(
        [AsParameters] BoxOfficeShowQuery query,
        MovieBookingContext db,
        Currency currency,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var until = clock.GetUtcNow().UtcDateTime + s_ahead;
        var showtimeIds = await db
            .VActiveShowtimes.Where(row => row.CinemaId == query.CinemaId && row.StartTime < until)
            .Select(row => row.ShowtimeId)
            .ToListAsync(cancellationToken);
        var rows = await db.VShowtimesDetails.Where(row => showtimeIds.Contains(row.ShowtimeId)).ToListAsync(cancellationToken);
        var screenIds = rows.Select(row => row.ScreenId).Distinct().ToList();
        var seats = await db
            .Seats.Where(seat => screenIds.Contains(seat.ScreenId) && !seat.OutOfService)
            .GroupBy(seat => seat.ScreenId)
            .Select(screen => new { ScreenId = screen.Key, Seats = screen.Count() })
            .ToDictionaryAsync(screen => screen.ScreenId, screen => screen.Seats, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<BoxOfficeShow>>([
            .. rows.OrderBy(row => row.StartTime)
                .ThenBy(row => row.ScreenId)
                .Select(row => new BoxOfficeShow(
                    row.ShowtimeId,
                    row.MovieTitle,
                    row.ScreenName,
                    row.Format,
                    row.StartTime.In(row.TimeZone),
                    row.EndTime.In(row.TimeZone),
                    seats.GetValueOrDefault(row.ScreenId),
                    (int)(row.SeatsAvailable ?? 0),
                    currency.Round(row.StandardPrice ?? 0),
                    currency.Code
                )),
        ]);
    }

    /// <summary>Sells seats at the counter, all or none: booked, confirmed and paid by one request.</summary>
    /// <remarks>
    /// Staff of the cinema and admins only. For a customer who stands there: no name, no address, no mail. `total` is what they were told; 409
    /// `price_changed` says what the seats cost instead, and then nothing is sold. 409 `seats_taken` names each lost seat: what somebody holds or has
    /// bought, staff cannot sell either. Until the show starts. Send an `Idempotency-Key`, so that a lost answer can be asked for again.
    /// </remarks>
    /// <param name="showtimeId">The showtime.</param>
    private static Task<IResult> SellAtCounter(
        int showtimeId,
        CounterSaleRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        CounterSales sales,
        CancellationToken cancellationToken
    ) => sales.SellAsync(showtimeId, request, caller, key, cancellationToken);

    /// <summary>A booking of the cinema, with the code of each ticket, to be printed.</summary>
    /// <remarks>
    /// Staff of the cinema and admins only.
    /// </remarks>
    /// <param name="reservationId">The booking.</param>
    private static async Task<Results<Ok<BoxOfficeBooking>, ProblemHttpResult>> GetBoxOfficeBooking(
        int reservationId,
        CounterBookings bookings,
        CancellationToken cancellationToken
    ) =>
        await bookings.FindAsync(reservationId, cancellationToken) is { } found
            ? TypedResults.Ok(found)
            : Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchBooking"]);
}
