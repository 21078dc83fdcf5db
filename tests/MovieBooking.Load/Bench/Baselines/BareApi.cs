using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MySqlConnector;

namespace MovieBooking.Load.Bench.Baselines;

/// <summary>
/// The routes of the seat map and of a booking, at the paths of the product and with bodies of the same size, for a user whom
/// the head X-User names: no token, no validation, no JSON but by hand.
/// </summary>
internal static class BareApi
{
    public static void Map(WebApplication app, MySqlDataSource source)
    {
        app.MapGet("/api/v1/showtimes/{showtimeId:int}/seats", http => BareSeatMap.WriteAsync(http, source, Id(http, "showtimeId")));
        app.MapPost("/api/v1/showtimes/{showtimeId:int}/seats/{seatId:int}/lock", http => LockSeatAsync(http, source));
        app.MapPost("/api/v1/showtimes/{showtimeId:int}/seats/lock", http => LockSeatsAsync(http, source));
        app.MapPost("/api/v1/reservations", http => CreateReservationAsync(http, source));
        app.MapPost("/api/v1/reservations/{reservationId:int}/confirm", http => ConfirmReservationAsync(http, source));
    }

    private static Task LockSeatAsync(HttpContext http, MySqlDataSource source) =>
        AnswerAsync(http, () => BareBooking.LockAsync(source, User(http), Id(http, "showtimeId"), $"[{Id(http, "seatId")}]"));

    private static async Task LockSeatsAsync(HttpContext http, MySqlDataSource source)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var seatIds = body.RootElement.GetProperty("seatIds").GetRawText();
        await AnswerAsync(http, () => BareBooking.LockAsync(source, User(http), Id(http, "showtimeId"), seatIds));
    }

    private static async Task CreateReservationAsync(HttpContext http, MySqlDataSource source)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var (showtimeId, seatIds) = (
            body.RootElement.GetProperty("showtimeId").GetInt32(),
            body.RootElement.GetProperty("seatIds").GetRawText()
        );
        await AnswerAsync(http, () => BareBooking.CreateAsync(source, User(http), showtimeId, seatIds, Key(http)));
    }

    private static Task ConfirmReservationAsync(HttpContext http, MySqlDataSource source) =>
        AnswerAsync(http, () => BareBooking.ConfirmAsync(source, User(http), Id(http, "reservationId"), Key(http)));

    public static Task WriteAsync(HttpContext http, int status, ReadOnlyMemory<byte> json)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = json.Length;
        return http.Response.BodyWriter.WriteAsync(json).AsTask();
    }

    private static async Task AnswerAsync(HttpContext http, Func<Task<(int Status, ReadOnlyMemory<byte> Json)>> work)
    {
        try
        {
            var (status, json) = await work();
            await WriteAsync(http, status, json);
        }
        catch (MySqlException refusal) when (string.Equals(refusal.SqlState, "45000", StringComparison.Ordinal))
        {
            await WriteAsync(http, StatusCodes.Status409Conflict, JsonSerializer.SerializeToUtf8Bytes(refusal.Message));
        }
    }

    private static int Id(HttpContext http, string name) =>
        int.Parse((string)http.Request.RouteValues[name]!, CultureInfo.InvariantCulture);

    private static int User(HttpContext http) => int.Parse(http.Request.Headers["X-User"].ToString(), CultureInfo.InvariantCulture);

    private static string Key(HttpContext http) => http.Request.Headers["Idempotency-Key"].ToString();
}
