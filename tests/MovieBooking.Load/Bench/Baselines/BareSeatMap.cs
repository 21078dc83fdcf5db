using System.Buffers;
using System.Data.Common;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using MySqlConnector;

namespace MovieBooking.Load.Bench.Baselines;

/// <summary>The seat map by the two views of the database, read and written by hand.</summary>
internal static class BareSeatMap
{
    private const string Sql = """
        SELECT
            showtime_id, movie_id, movie_title, status, start_time, end_time, cinema_id, cinema_name, address, city, time_zone,
            screen_id, screen_name, format, standard_price, premium_price, seats_available
        FROM v_showtimes_details
        WHERE showtime_id = @showtime_id;
        SELECT seat_version, seat_row, seat_id, seat_label, seat_column, seat_class, seat_status, locked_by_user_id, hold_expires_at
        FROM v_seat_map
        WHERE showtime_id = @showtime_id
        ORDER BY seat_row, seat_column
        """;

    public static async Task WriteAsync(HttpContext http, MySqlDataSource source, int showtimeId)
    {
        var user = http.Request.Headers["X-User"].ToString();
        var userId = user.Length > 0 ? int.Parse(user, System.Globalization.CultureInfo.InvariantCulture) : -1;
        await using var connection = await source.OpenConnectionAsync();
        await using var command = connection.Command(Sql, ("@showtime_id", showtimeId));
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            http.Response.ContentLength = 0;
            return;
        }

        var body = new ArrayBufferWriter<byte>(16 * 1024);
        await using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            WriteShowtime(json, reader);
            var (standard, premium) = (reader.GetDecimal(14), reader.GetDecimal(15));
            await reader.NextResultAsync();
            await WriteSeatsAsync(json, reader, userId, standard, premium);
            json.WriteEndObject();
        }

        await BareApi.WriteAsync(http, StatusCodes.Status200OK, body.WrittenMemory);
    }

    private static void WriteShowtime(Utf8JsonWriter json, DbDataReader row)
    {
        json.WriteStartObject("showtime");
        json.WriteNumber("showtimeId", row.GetInt32(0));
        json.WriteNumber("movieId", row.GetInt32(1));
        json.WriteString("movieTitle", row.GetString(2));
        json.WriteString("status", row.GetString(3));
        json.WriteString("startsAt", row.GetDateTime(4));
        json.WriteString("endsAt", row.GetDateTime(5));
        json.WriteStartObject("cinema");
        json.WriteNumber("cinemaId", row.GetInt32(6));
        json.WriteString("name", row.GetString(7));
        json.WriteString("address", row.GetString(8));
        json.WriteString("city", row.GetString(9));
        json.WriteString("timeZone", row.GetString(10));
        json.WriteEndObject();
        json.WriteStartObject("screen");
        json.WriteNumber("screenId", row.GetInt32(11));
        json.WriteString("name", row.GetString(12));
        json.WriteString("format", row.GetString(13));
        json.WriteEndObject();
        json.WriteNumber("priceFrom", row.GetDecimal(14));
        json.WriteString("currency", "USD");
        json.WriteNumber("seatsAvailable", row.GetInt64(16));
        json.WriteEndObject();
        json.WriteString("currency", "USD");
    }

    private static async Task WriteSeatsAsync(Utf8JsonWriter json, DbDataReader reader, int userId, decimal standard, decimal premium)
    {
        var row = "";
        while (await reader.ReadAsync())
        {
            var label = reader.GetString(1);
            if (row.Length == 0)
            {
                json.WriteNumber("version", reader.GetInt32(0));
                json.WriteStartArray("rows");
            }

            if (row != label)
            {
                if (row.Length > 0)
                {
                    json.WriteEndArray();
                    json.WriteEndObject();
                }

                row = label;
                json.WriteStartObject();
                json.WriteString("label", row);
                json.WriteStartArray("seats");
            }

            var isOwn = !await reader.IsDBNullAsync(7) && reader.GetInt32(7) == userId;
            json.WriteStartObject();
            json.WriteNumber("seatId", reader.GetInt32(2));
            json.WriteString("label", reader.GetString(3));
            json.WriteString("row", row);
            json.WriteNumber("column", reader.GetInt32(4));
            json.WriteString("seatClass", reader.GetString(5));
            json.WriteNumber("price", reader.GetString(5) == "premium" ? premium : standard);
            json.WriteString("status", isOwn ? "selected" : reader.GetString(6));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
