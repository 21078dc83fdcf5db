using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace MovieBooking.Tests.Support;

/// <summary>Keys, and programs that call with one.</summary>
internal static class KeyCalls
{
    public const string Keys = "/api/v1/admin/api-keys";

    public static readonly string[] Booking = ["movies:read", "bookings:read", "bookings:write"];

    /// <summary>A key that an admin makes: its secret, and what is kept of it.</summary>
    public static async Task<(string Secret, JsonElement Kept)> MakeKeyAsync(
        this HttpClient admin,
        IEnumerable<string>? scopes = null,
        int[]? cinemaIds = null,
        DateTimeOffset? expiresAt = null
    )
    {
        var made = await admin
            .PostAsJsonAsync(
                Keys,
                new
                {
                    name = Given.Unique("Partner"),
                    scopes = scopes ?? Booking,
                    cinemaIds,
                    expiresAt,
                }
            )
            .JsonAsync(HttpStatusCode.Created);
        return (made.Text("secret"), made.GetProperty("apiKey"));
    }

    /// <summary>A program with a key of its own.</summary>
    public static async Task<HttpClient> ProgramAsync(this TestApi api, IEnumerable<string>? scopes = null, int[]? cinemaIds = null)
    {
        using var admin = await api.AdminAsync();
        return api.WithToken((await admin.MakeKeyAsync(scopes, cinemaIds)).Secret);
    }

    public static Task<int> CinemaOfAsync(this TestApi api, int showtimeId) =>
        api.Database.ScalarAsync<int>(
            "SELECT cinema_id FROM screens INNER JOIN showtimes ON showtimes.screen_id = screens.screen_id WHERE showtime_id = @id",
            ("@id", showtimeId)
        );
}
