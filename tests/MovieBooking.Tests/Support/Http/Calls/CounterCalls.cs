using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Api.Auth;

namespace MovieBooking.Tests.Support;

/// <summary>The calls of a cinema's counter, and who stands there.</summary>
internal static class CounterCalls
{
    public const string Office = "/api/v1/box-office";

    /// <summary>A cinema with a show that starts in two hours.</summary>
    public static async Task<(int CinemaId, int ShowtimeId)> NearShowAsync(this TestApi api)
    {
        var cinemaId = await api.Given.CinemaAsync();
        var screenId = await api.Given.ScreenAsync(cinemaId: cinemaId);
        return (cinemaId, await api.Given.ShowtimeAsync(screenId: screenId, startsAt: DateTime.UtcNow.AddHours(2)));
    }

    /// <summary>Somebody who works at a cinema, signed in.</summary>
    public static async Task<HttpClient> StaffAsync(this TestApi api, int cinemaId)
    {
        var userId = await api.Given.UserAsync("staff");
        await api.Database.ExecuteAsync(
            "INSERT INTO staff_cinemas (user_id, cinema_id, added_at) VALUES (@user_id, @cinema_id, UTC_TIMESTAMP(6))",
            ("@user_id", userId),
            ("@cinema_id", cinemaId)
        );
        return api.SignedIn(userId, UserRole.Staff);
    }

    /// <summary>Somebody who works at a cinema and has a till open there.</summary>
    public static async Task<HttpClient> CashierAsync(this TestApi api, int cinemaId, decimal openingFloat = 100)
    {
        var staff = await api.StaffAsync(cinemaId);
        await staff.OpenTillAsync(cinemaId, openingFloat).JsonAsync(HttpStatusCode.Created);
        return staff;
    }

    public static Task<HttpResponseMessage> OpenTillAsync(
        this HttpClient staff,
        int cinemaId,
        decimal openingFloat,
        string till = "Till 1"
    ) =>
        staff.PostAsJsonAsync(
            string.Create(CultureInfo.InvariantCulture, $"{Office}/cinemas/{cinemaId}/tills"),
            new { till, openingFloat }
        );

    public static Task<HttpResponseMessage> CloseTillAsync(this HttpClient staff, int shiftId, decimal counted) =>
        staff.PostAsJsonAsync(string.Create(CultureInfo.InvariantCulture, $"{Office}/tills/{shiftId}/close"), new { counted });

    public static Task<HttpResponseMessage> CancelAtCounterAsync(this HttpClient staff, int reservationId, object cancellation) =>
        staff.PostAsJsonAsync(string.Create(CultureInfo.InvariantCulture, $"{Office}/bookings/{reservationId}/cancel"), cancellation);

    public static Task<HttpResponseMessage> ExchangeAsync(this HttpClient staff, int reservationId, object exchange, string? key = null) =>
        staff.PostAsync(string.Create(CultureInfo.InvariantCulture, $"{Office}/bookings/{reservationId}/exchange"), key, exchange);

    public static Task<HttpResponseMessage> SellAsync(this HttpClient staff, int showtimeId, object sale, string? key = null) =>
        staff.PostAsync(string.Create(CultureInfo.InvariantCulture, $"{Office}/showtimes/{showtimeId}/sales"), key, sale);

    /// <summary>Seats that are kept for a group until an hour before the show.</summary>
    public static async Task<JsonElement> HoldGroupAsync(this HttpClient staff, int showtimeId, int[] seatIds, string name = "Class 4b")
    {
        var show = await staff.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/api/v1/showtimes/{showtimeId}")).JsonAsync();
        var until = show.GetProperty("startsAt").GetDateTimeOffset().AddHours(-1);
        return await staff
            .PostAsync(
                string.Create(CultureInfo.InvariantCulture, $"{Office}/showtimes/{showtimeId}/groups"),
                null,
                new
                {
                    seatIds,
                    name,
                    contact = "school@example.com",
                    until,
                }
            )
            .JsonAsync(HttpStatusCode.Created);
    }

    /// <summary>Seats that are sold for exactly what they cost.</summary>
    public static Task<JsonElement> SoldAsync(this HttpClient staff, int showtimeId, decimal total, string method, params int[] seatIds) =>
        staff
            .SellAsync(
                showtimeId,
                new
                {
                    seatIds,
                    method,
                    total,
                    given = method == "cash" ? total : (decimal?)null,
                }
            )
            .JsonAsync(HttpStatusCode.Created);
}
