using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace MovieBooking.Tests.Support;

/// <summary>The calls that manage movies and showtimes, as an admin's client makes them.</summary>
internal static class ManagerCalls
{
    public const string Admin = "/api/v1/admin";

    public static Task<HttpResponseMessage> ScheduleAsync(this HttpClient admin, int movieId, int screenId, string startsAt) =>
        admin.PostAsJsonAsync(
            $"{Admin}/showtimes",
            new
            {
                movieId,
                screenId,
                startsAt,
            }
        );

    public static Task<HttpResponseMessage> ScheduleAsync(this HttpClient admin, int movieId, int screenId, DateTime startsAt) =>
        admin.ScheduleAsync(movieId, screenId, Iso(startsAt));

    /// <summary>A showtime that must be accepted; the answer is its id.</summary>
    public static async Task<int> ScheduledAsync(this HttpClient admin, int movieId, int screenId, string startsAt) =>
        (await admin.ScheduleAsync(movieId, screenId, startsAt).JsonAsync(HttpStatusCode.Created)).IsShowtime().Int("showtimeId");

    public static Task<HttpResponseMessage> MoveAsync(this HttpClient admin, int showtimeId, int movieId, int screenId, string startsAt) =>
        admin.PutAsJsonAsync(
            $"{Admin}/showtimes/{showtimeId}",
            new
            {
                movieId,
                screenId,
                startsAt,
            }
        );

    public static Task<HttpResponseMessage> CheckAsync(this HttpClient admin, object request) =>
        admin.PostAsJsonAsync($"{Admin}/showtimes/check-conflicts", request);

    public static Task<HttpResponseMessage> RepeatAsync(this HttpClient admin, object request) =>
        admin.PostAsJsonAsync($"{Admin}/schedule/repeat", request);

    public static Task<JsonElement> DayAsync(this HttpClient admin, int cinemaId, string date) =>
        admin.GetAsync($"{Admin}/schedule?cinemaId={cinemaId}&date={date}").JsonAsync();

    /// <summary>What the audit log holds about a thing, newest first: action and the fields that changed.</summary>
    public static async Task<string[]> AuditAsync(this HttpClient admin, string entity, int id)
    {
        var page = await admin.GetAsync($"{Admin}/audit-log?entity={entity}&entityId={id}&pageSize=100").JsonAsync();
        return
        [
            .. page.Items()
                .Select(entry =>
                    $"{entry.Text("action")} {string.Join(' ', entry.GetProperty("changes").EnumerateArray().Select(change => change.Text("field")))}"
                ),
        ];
    }

    public static JsonElement[] Conflicts(this JsonElement json) => [.. json.GetProperty("conflicts").EnumerateArray()];

    /// <summary>A conflict with exactly the contract's names.</summary>
    public static JsonElement IsConflict(this JsonElement conflict)
    {
        conflict.Has("screenId", "startsAt", "kind", "movieTitle", "conflictStartsAt", "conflictEndsAt", "nextFreeStartsAt", "freeScreens");
        conflict.IsOneOf("kind", "overlap", "buffer");
        Assert.All(conflict.GetProperty("freeScreens").EnumerateArray(), screen => screen.Has("screenId", "name", "format"));
        return conflict;
    }

    public static string Iso(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
