using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace MovieBooking.Tests.Support;

/// <summary>Requests with an Idempotency-Key, and requests of guests.</summary>
internal static class IdempotencyCalls
{
    public const string Header = "Idempotency-Key";
    public const string Reservations = "/api/v1/reservations";

    public static string NewKey() => Guid.NewGuid().ToString();

    /// <summary>A POST with this key, or without one.</summary>
    public static async Task<HttpResponseMessage> PostAsync(this HttpClient client, string path, string? key, object? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation(Header, key);
        }

        return await client.SendAsync(request);
    }

    public static Task<HttpResponseMessage> ReserveAsync(this HttpClient client, string? key, int showtimeId, params int[] seatIds) =>
        client.PostAsync(Reservations, key, new { showtimeId, seatIds });

    public static Task<HttpResponseMessage> ReserveAsGuestAsync(
        this HttpClient client,
        string email,
        string? key,
        int showtimeId,
        params int[] seatIds
    ) =>
        client.PostAsync(
            Reservations,
            key,
            new
            {
                showtimeId,
                seatIds,
                guest = new { email, name = "Gus Guest" },
            }
        );

    /// <summary>What was answered, to the byte: status, address, body.</summary>
    public static async Task<string> TextAsync(this Task<HttpResponseMessage> request)
    {
        using var answer = await request;
        return $"{(int)answer.StatusCode} {answer.Headers.Location} {answer.Content.Headers.ContentType} {await answer.Content.ReadAsStringAsync()}";
    }

    /// <summary>A client that shows this token.</summary>
    public static HttpClient WithToken(this TestApi api, string token)
    {
        var client = api.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
