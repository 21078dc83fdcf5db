using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Hosting;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Events;

/// <summary>What happens to bookings and showtimes, for other companies' programs.</summary>
internal static class EventEndpoints
{
    public static IServiceCollection AddEvents(this IServiceCollection services) =>
        services
            .AddScoped<EventReader>()
            .AddPeriodicWork("number_events", TimeSpan.FromSeconds(1), "CALL sp_number_events()")
            .AddPeriodicWork("record_seat_changes", TimeSpan.FromSeconds(5), "CALL sp_record_seat_changes()")
            .AddPeriodicWork("purge_events", TimeSpan.FromHours(1), "CALL sp_purge_events()");

    public static RouteGroupBuilder MapEvents(this RouteGroupBuilder api)
    {
        api.MapGet("/events", ListEvents)
            .WithTags("Events")
            .RequireKey()
            .OpenToKeys(ApiKeyScope.EventsRead)
            .WithErrors(ApiError.EventsGone);
        return api;
    }

    /// <summary>What happened to bookings and showtimes, in order, after what you know.</summary>
    /// <remarks>
    /// For keys, and about their cinemas. Events are kept for 7 days. Remember `next` and ask for what comes after it: each event comes once, a
    /// second or so after it happened, and none is skipped, in whatever order transactions ended. Of one showtime they come in the order
    /// in which they happened. 410 `events_gone`: some of those after `after` are kept no more; read bookings and showtimes themselves, and
    /// go on from the oldest (without `after`).
    /// `seats.changed` comes to whoever asks for it by `types`: a few seconds after seats of a coming showtime changed, once for all that changed since
    /// the one before, which is in the list no more. Read the seat map then.
    /// </remarks>
    private static async Task<Results<Ok<EventList>, ProblemHttpResult>> ListEvents(
        [AsParameters] EventQuery query,
        ClaimsPrincipal caller,
        EventReader events,
        CancellationToken cancellationToken
    ) =>
        await events.ListAsync(query, caller.ApiKeyCinemas(), cancellationToken) is { } list
            ? TypedResults.Ok(list)
            : Problems.Result(ApiError.EventsGone);
}
