using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace MovieBooking.Tests.Support;

/// <summary>The calls that book, as a client makes them.</summary>
internal static class BookingCalls
{
    public static Task<HttpResponseMessage> LockAsync(this HttpClient client, int showtimeId, int seatId) =>
        client.PostAsync($"/api/v1/showtimes/{showtimeId}/seats/{seatId}/lock", null);

    public static Task<HttpResponseMessage> UnlockAsync(this HttpClient client, int showtimeId, int seatId) =>
        client.PostAsync($"/api/v1/showtimes/{showtimeId}/seats/{seatId}/unlock", null);

    public static Task<HttpResponseMessage> LockSeatsAsync(this HttpClient client, int showtimeId, params int[] seatIds) =>
        client.PostAsJsonAsync($"/api/v1/showtimes/{showtimeId}/seats/lock", new { seatIds });

    public static Task<HttpResponseMessage> UnlockSeatsAsync(this HttpClient client, int showtimeId, params int[] seatIds) =>
        client.PostAsJsonAsync($"/api/v1/showtimes/{showtimeId}/seats/unlock", new { seatIds });

    public static Task<HttpResponseMessage> ExtendAsync(this HttpClient client, int showtimeId) =>
        client.PostAsync($"/api/v1/showtimes/{showtimeId}/seats/extend", null);

    public static Task<HttpResponseMessage> ReserveAsync(this HttpClient client, int showtimeId, params int[] seatIds) =>
        client.PostAsJsonAsync("/api/v1/reservations", new { showtimeId, seatIds });

    public static Task<HttpResponseMessage> ConfirmAsync(this HttpClient client, JsonElement reservation) =>
        client.PostAsync($"/api/v1/reservations/{reservation.Int("reservationId")}/confirm", null);

    public static Task<HttpResponseMessage> CancelAsync(this HttpClient client, JsonElement reservation) =>
        client.PostAsync($"/api/v1/reservations/{reservation.Int("reservationId")}/cancel", null);

    /// <summary>A pending reservation.</summary>
    public static Task<JsonElement> PendingAsync(this HttpClient client, int showtimeId, params int[] seatIds) =>
        client.ReserveAsync(showtimeId, seatIds).JsonAsync(HttpStatusCode.Created);

    /// <summary>A confirmed reservation.</summary>
    public static async Task<JsonElement> ConfirmedAsync(this HttpClient client, int showtimeId, params int[] seatIds) =>
        await client.ConfirmAsync(await client.PendingAsync(showtimeId, seatIds)).JsonAsync();

    public static Task<JsonElement> SeatMapAsync(this HttpClient client, int showtimeId) =>
        client.GetAsync($"/api/v1/showtimes/{showtimeId}/seats").JsonAsync();

    /// <summary>One seat of a seat map.</summary>
    public static JsonElement Seat(this JsonElement map, string label) =>
        map.GetProperty("rows")
            .EnumerateArray()
            .SelectMany(row => row.GetProperty("seats").EnumerateArray())
            .Single(seat => seat.Text("label") == label);

    /// <summary>The status of one seat, as this client sees it.</summary>
    public static async Task<string> StatusOfAsync(this HttpClient client, int showtimeId, string label) =>
        (await client.SeatMapAsync(showtimeId)).Seat(label).Text("status");

    /// <summary>A refusal's lost seats: label and reason.</summary>
    public static string[] LostSeats(this JsonElement problem) =>
        [
            .. problem
                .GetProperty("seats")
                .EnumerateArray()
                .Select(seat => $"{seat.Has("seatId", "seatLabel", "reason").Text("seatLabel")} {seat.Text("reason")}"),
        ];
}
