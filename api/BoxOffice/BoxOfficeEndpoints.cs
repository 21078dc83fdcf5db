using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.BoxOffice.Codes;
using MovieBooking.Api.BoxOffice.Exchanges;
using MovieBooking.Api.BoxOffice.Groups;
using MovieBooking.Api.BoxOffice.Tills;
using MovieBooking.Api.Door;
using MovieBooking.Api.Http;
using MovieBooking.Api.Reservations;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.BoxOffice;

/// <summary>The counter of a cinema: what can be sold now, selling it, and the bookings there are.</summary>
internal static class BoxOfficeEndpoints
{
    // As at the door: today's, and what begins after midnight.
    private static readonly TimeSpan s_ahead = TimeSpan.FromHours(18);

    public static IServiceCollection AddBoxOffice(this IServiceCollection services) =>
        services
            .AddSingleton<CounterSales>()
            .AddSingleton<CounterQuotes>()
            .AddSingleton<CounterRefunds>()
            .AddSingleton<CounterExchanges>()
            .AddScoped<CounterBookings>()
            .AddScoped<TillShifts>()
            .AddSingleton<GroupReader>()
            .AddScoped<GroupBookings>();

    public static RouteGroupBuilder MapBoxOffice(this RouteGroupBuilder api)
    {
        var office = api.MapGroup("/box-office").WithTags("Box office").RequireStaff().WithErrors(ApiError.Forbidden);
        office.MapGet("/showtimes", ListBoxOfficeShows);
        office
            .MapPost("/showtimes/{showtimeId:int}/quotes", QuoteAtCounter)
            // By whoever stands there: a counter has one address, which customers in the foyer may share.
            .LimitCallers(RateLimits.Counter, BookingOwner.OfKey)
            .WithErrors(
                ApiError.NotFound,
                ApiError.SeatsTaken,
                ApiError.ShowStarted,
                ApiError.ShowtimeCancelled,
                ApiError.MovieClosed,
                ApiError.KindNotOffered,
                ApiError.VoucherRefused,
                ApiError.GiftCardRefused
            );
        office
            .MapPost("/showtimes/{showtimeId:int}/sales", SellAtCounter)
            .LimitCallers(
                RateLimits.Counter,
                BookingOwner.OfKey,
                call => call.Arguments.OfType<CounterSaleRequest>().Any(sale => sale.Codes is { Count: > 0 })
            )
            .Produces<BoxOfficeBooking>(StatusCodes.Status201Created)
            .WithErrors(
                ApiError.NotFound,
                ApiError.SeatsTaken,
                ApiError.ShowStarted,
                ApiError.ShowtimeCancelled,
                ApiError.MovieClosed,
                ApiError.KindNotOffered,
                ApiError.VoucherRefused,
                ApiError.GiftCardRefused,
                ApiError.PriceChanged,
                ApiError.NoOpenShift
            );
        office.MapGet("/bookings", FindBoxOfficeBookings);
        var booking = office.MapGroup("/bookings/{reservationId:int}").WithErrors(ApiError.NotFound);
        booking.MapGet("", GetBoxOfficeBooking);
        booking
            .MapPost("/cancel", CancelAtCounter)
            .Produces<CounterRefund>()
            .WithErrors(
                ApiError.ReservationPending,
                ApiError.ReservationExpired,
                ApiError.ShowStarted,
                ApiError.RefundPeriodOver,
                ApiError.TicketAdmitted,
                ApiError.NoOpenShift
            );
        booking.MapPost("/refunds", RefundAtCounter).Produces<CounterRefund>().WithErrors(ApiError.NoOpenShift);
        booking.MapExchanges();
        office.MapTills();
        office.MapGroups();
        return api;
    }

    /// <summary>The shows of a cinema that can be sold now, in their order: those that start within 18 hours, or those of a day.</summary>
    /// <remarks>
    /// Staff and managers of the cinema and admins only: 403 `forbidden` to others. A show can be sold until it starts.
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
        var date = query.Date;
        var showtimeIds = await db
            .VActiveShowtimes.Where(row => row.CinemaId == query.CinemaId && (date == null ? row.StartTime < until : row.LocalDate == date))
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

    /// <summary>What seats cost at the counter with a voucher, a gift card, or both: what the sale then charges.</summary>
    /// <remarks>
    /// Staff and managers of the cinema and admins only. Nothing is held or spent. Whose code is what, the server says: a customer may call a gift card a
    /// voucher. 400 names `codes` where one is unknown, also one that was ended, was cancelled or has expired; 409 `voucher_refused` and
    /// `gift_card_refused` say why it is not good here, in `detail` and, as a word, in `refusedFor`. How often one person may use a voucher is not
    /// asked, since nobody knows who stands there; how often all may is. Each person may ask a few times a minute, sales with codes included.
    /// </remarks>
    /// <param name="showtimeId">The showtime.</param>
    private static async Task<Ok<CounterQuote>> QuoteAtCounter(
        int showtimeId,
        CounterQuoteRequest request,
        CounterQuotes quotes,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await quotes.QuoteAsync(showtimeId, request, cancellationToken));

    /// <summary>Sells seats at the counter, all or none: booked, confirmed and paid by one request.</summary>
    /// <remarks>
    /// Staff and managers of the cinema and admins only. For a customer who stands there: no name, no address, no mail. Cash needs an open till (409
    /// `no_open_shift`: see OpenTill). `total` is what they were told; 409
    /// `price_changed` says what the seats cost instead, and what a gift card pays of it (`giftCardAmount`), and then nothing is sold. A voucher
    /// makes the tickets cheaper, a gift card pays of what they cost then, and `method` is how the rest is paid (see QuoteAtCounter). 409 `seats_taken` names each lost seat: what somebody holds or has
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
    /// Staff and managers of the cinema and admins only.
    /// </remarks>
    /// <param name="reservationId">The booking.</param>
    private static async Task<Results<Ok<BoxOfficeBooking>, ProblemHttpResult>> GetBoxOfficeBooking(
        int reservationId,
        CounterBookings bookings,
        CancellationToken cancellationToken
    ) => await bookings.FindAsync(reservationId, cancellationToken) is { } found ? TypedResults.Ok(found) : NoSuchBooking();

    /// <summary>The bookings of a cinema's shows by what somebody shows or says, newest first.</summary>
    /// <remarks>
    /// Staff and managers of the cinema and admins only: 403 `forbidden` to others. By a scanned code, a reference or an address also those of past shows; by a
    /// name those of shows that ended yesterday or later. Tickets are without `token`: see GetBoxOfficeBooking.
    /// </remarks>
    private static async Task<Ok<PageOf<BoxOfficeBooking>>> FindBoxOfficeBookings(
        [AsParameters] BoxOfficeBookingQuery query,
        CounterBookings bookings,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await bookings.SearchAsync(query, cancellationToken));

    /// <summary>Cancels a booking of the cinema, or tickets of it, and pays back what was paid for them at the counter.</summary>
    /// <remarks>
    /// Staff and managers of the cinema and admins only. Without a `reason` by the refund policy of the booking, at its fee and in its time (else 409
    /// `refund_period_over`); with one for the cinema: in full, and until the show starts. What was paid at the counter is paid back there, by `method`,
    /// at once; what a provider collected goes back through it. Send an `Idempotency-Key`, so that a lost answer can be asked for again.
    /// </remarks>
    /// <param name="reservationId">The booking.</param>
    private static async Task<IResult> CancelAtCounter(
        int reservationId,
        CounterCancelRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        CounterRefunds refunds,
        CancellationToken cancellationToken
    ) => await refunds.CancelAsync(reservationId, request, caller, key, cancellationToken) ?? NoSuchBooking();

    /// <summary>Pays back what is due of what was paid at the counter: after the cinema called a show off, say.</summary>
    /// <remarks>
    /// Staff and managers of the cinema and admins only. What has been paid back already is not paid again: then `amount` is 0. Send an `Idempotency-Key`, so
    /// that a lost answer can be asked for again.
    /// </remarks>
    /// <param name="reservationId">The booking.</param>
    private static async Task<IResult> RefundAtCounter(
        int reservationId,
        CounterRefundRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        CounterRefunds refunds,
        CancellationToken cancellationToken
    ) => await refunds.RefundAsync(reservationId, request, caller, key, cancellationToken) ?? NoSuchBooking();

    private static ProblemHttpResult NoSuchBooking() => Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchBooking"]);
}
