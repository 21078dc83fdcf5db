using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Api.Auth;

namespace MovieBooking.Tests.Support;

/// <summary>Keys, and programs that call with one.</summary>
internal static class KeyCalls
{
    public const string Keys = "/api/v1/admin/api-keys";

    public static readonly string[] Booking = ["movies:read", "bookings:read", "bookings:write"];

    public static readonly string[] All = [.. Booking, "events:read"];

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

    /// <summary>A program whose key opens nothing. No admin can make one; the rows that a test writes can be anything.</summary>
    public static async Task<HttpClient> ProgramWithoutScopesAsync(this TestApi api)
    {
        var secret = ApiKeySecret.Create();
        await api.Database.ExecuteAsync(
            "INSERT INTO api_keys (name, prefix, key_hash, scopes, created_at) VALUES ('None', @prefix, @hash, '', UTC_TIMESTAMP(6))",
            ("@prefix", ApiKeySecret.Prefix(secret)),
            ("@hash", ApiKeySecret.Hash(secret))
        );
        return api.WithToken(secret);
    }

    public static Task<int> CinemaOfAsync(this TestApi api, int showtimeId) =>
        api.Database.ScalarAsync<int>(
            "SELECT cinema_id FROM screens INNER JOIN showtimes ON showtimes.screen_id = screens.screen_id WHERE showtime_id = @id",
            ("@id", showtimeId)
        );
}
