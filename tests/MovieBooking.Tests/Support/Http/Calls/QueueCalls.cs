using System.Net.Http.Json;
using System.Text.Json;

namespace MovieBooking.Tests.Support;

/// <summary>The calls of those who wait, and of those who let them.</summary>
internal static class QueueCalls
{
    private const string Header = "Queue-Ticket";

    public static Task<HttpResponseMessage> JoinQueueAsync(this HttpClient client, int showtimeId, string? ticket = null) =>
        client.SendAsync(HttpMethod.Post, showtimeId, ticket);

    public static Task<HttpResponseMessage> QueuePlaceAsync(this HttpClient client, int showtimeId, string? ticket) =>
        client.SendAsync(HttpMethod.Get, showtimeId, ticket);

    /// <summary>From now on the client shows this ticket.</summary>
    public static void Show(this HttpClient client, string ticket)
    {
        client.DefaultRequestHeaders.Remove(Header);
        client.DefaultRequestHeaders.Add(Header, ticket);
    }

    public static Task<HttpResponseMessage> OpenRoomAsync(this HttpClient admin, string of, int id, int perMinute, int minutes = 10) =>
        admin.PutAsJsonAsync(
            $"{ManagerCalls.Admin}/{of}/{id}/waiting-room",
            new { admissionsPerMinute = perMinute, bookingMinutes = minutes }
        );

    public static Task<HttpResponseMessage> CloseRoomAsync(this HttpClient admin, string of, int id) =>
        admin.DeleteAsync($"{ManagerCalls.Admin}/{of}/{id}/waiting-room");

    public static Task<JsonElement> RoomAsync(this HttpClient admin, string of, int id) =>
        admin.GetAsync($"{ManagerCalls.Admin}/{of}/{id}/waiting-room").JsonAsync();

    private static Task<HttpResponseMessage> SendAsync(this HttpClient client, HttpMethod method, int showtimeId, string? ticket)
    {
        var request = new HttpRequestMessage(method, $"/api/v1/showtimes/{showtimeId}/queue");
        if (ticket is not null)
        {
            request.Headers.TryAddWithoutValidation(Header, ticket);
        }

        return client.SendAsync(request);
    }
}
