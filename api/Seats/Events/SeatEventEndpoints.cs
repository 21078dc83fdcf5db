using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Seats.Events;

internal static class SeatEventEndpoints
{
    public static IServiceCollection AddSeatEvents(this IServiceCollection services) =>
        services
            .AddSingleton(provider =>
                provider.GetRequiredService<IConfiguration>().GetSection("SeatEvents").Get<SeatEventSettings>() ?? new()
            )
            .AddSingleton<SeatWatch>()
            .AddHostedService(provider => provider.GetRequiredService<SeatWatch>());

    public static RouteGroupBuilder MapSeatEvents(this RouteGroupBuilder seats)
    {
        seats
            .MapGet("/events", StreamSeatEvents)
            .OpenToKeys(ApiKeyScope.MoviesRead)
            .RequireRateLimiting(RateLimits.EventStreams)
            .Produces<SeatChanges>(StatusCodes.Status200OK, "text/event-stream")
            .WithErrors(ApiError.NotFound, ApiError.ShowStarted, ApiError.ShowtimeCancelled);
        return seats;
    }

    /// <summary>The seat map live: server-sent events with every change of a seat, as a stranger sees it.</summary>
    /// <remarks>
    /// The data of each event is the JSON shown here; its id is the version. Apply them in order. One address can have a
    /// limited number of streams open: then the answer is 429.
    /// - The first event has every seat. Send the version that you know in `Last-Event-ID` (that of the last event, or of the
    ///   seat map), and it has what you missed, or every seat when that is not known here any more. It is never older than
    ///   a seat map that you read before. Then events without a type bring what changes, several changes as one when they
    ///   come quickly.
    /// - `heartbeat`, with no seats, comes when it was quiet for some seconds (15 at most). Without any event for longer,
    ///   connect again.
    /// - `closed` is the last one and says why: the show has started, or the showtime is cancelled or gone. Connecting
    ///   again is refused with the same code. A stream that ends without it is to be opened again, after the time that
    ///   `retry` gave.
    /// - A seat that you do not know means that the showtime has moved to another screen: read the seat map again.
    /// </remarks>
    /// <param name="showtimeId">The showtime.</param>
    /// <param name="lastEventId" example="7">The version that you know.</param>
    private static async Task<IResult> StreamSeatEvents(
        int showtimeId,
        [FromHeader(Name = "Last-Event-ID")] string? lastEventId,
        SeatWatch watch,
        SeatEventSettings settings,
        IHostApplicationLifetime lifetime,
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        if (watch.Viewers >= settings.Total)
        {
            http.Response.Headers.RetryAfter = "30";
            return Problems.Result(ApiError.Busy);
        }

        var (viewer, looked) = watch.Join(showtimeId);
        http.Response.RegisterForDispose(viewer);
        await looked.WaitAsync(cancellationToken);
        return viewer.Now switch
        {
            null => Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchShowtime"]),
            { Closed: SeatEventsEnd.NotFound } => Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchShowtime"]),
            { Closed: SeatEventsEnd.ShowStarted } => Problems.Result(ApiError.ShowStarted),
            { Closed: SeatEventsEnd.ShowtimeCancelled } => Problems.Result(ApiError.ShowtimeCancelled),
            var moment => TypedResults.ServerSentEvents(
                viewer.ReadAsync(moment, Version(lastEventId), settings.Heartbeat, lifetime.ApplicationStopping, CancellationToken.None)
            ),
        };
    }

    /// <summary>What is no version was not given by this stream: such a viewer knows nothing.</summary>
    private static int? Version(string? eventId) =>
        int.TryParse(eventId, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
}
