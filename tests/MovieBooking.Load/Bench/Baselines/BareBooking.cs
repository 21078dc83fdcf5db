using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MySqlConnector;

namespace MovieBooking.Load.Bench.Baselines;

/// <summary>Lock, create and confirm: the product's routines and the row of the key, in as few round trips as they can be had.</summary>
internal static class BareBooking
{
    private const string Begin = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; START TRANSACTION";

    // The product's answer, which it keeps with the key, also describes the showtime.
    private static readonly string s_showtime = new('x', 500);

    public static async Task<(int Status, ReadOnlyMemory<byte> Json)> LockAsync(
        MySqlDataSource source,
        int userId,
        int showtimeId,
        string seatIds
    )
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var command = connection.Command(
            $"""
            {BookingSql.Lock};
            SELECT seat_id, price, expires_at
            FROM seat_locks
            WHERE user_id = @user_id AND showtime_id = @showtime_id
            ORDER BY seat_id
            """,
            ("@user_id", userId),
            ("@showtime_id", showtimeId),
            ("@seat_ids", seatIds)
        );
        await using var reader = await command.ExecuteReaderAsync();
        return (
            200,
            await JsonAsync(async json =>
            {
                json.WriteNumber("showtimeId", showtimeId);
                json.WriteStartArray("seats");
                string? expiresAt = null;
                while (await reader.ReadAsync())
                {
                    json.WriteStartObject();
                    json.WriteNumber("seatId", reader.GetInt32(0));
                    json.WriteNumber("price", reader.GetDecimal(1));
                    json.WriteEndObject();
                    expiresAt = reader.GetDateTime(2).Utc();
                }

                json.WriteEndArray();
                json.WriteString("expiresAt", expiresAt);
            })
        );
    }

    public static Task<(int Status, ReadOnlyMemory<byte> Json)> CreateAsync(
        MySqlDataSource source,
        int userId,
        int showtimeId,
        string seatIds,
        string key
    ) =>
        ChangeAsync(
            source,
            201,
            $"{BookingSql.Create}; SELECT @new_reservation_id",
            userId,
            "create",
            key,
            ("@guest_email", null),
            ("@guest_name", null),
            ("@showtime_id", showtimeId),
            ("@seat_ids", seatIds),
            ("@reference", RandomNumberGenerator.GetString("23456789ABCDEFGHJKMNPQRSTVWXYZ", 10))
        );

    public static Task<(int Status, ReadOnlyMemory<byte> Json)> ConfirmAsync(
        MySqlDataSource source,
        int userId,
        int reservationId,
        string key
    ) =>
        ChangeAsync(
            source,
            200,
            $"SET @new_reservation_id = @reservation_id; {BookingSql.Confirm("@reservation_id")}; SELECT @new_reservation_id",
            userId,
            string.Create(CultureInfo.InvariantCulture, $"confirm {reservationId}"),
            key,
            ("@reservation_id", reservationId)
        );

    private static async Task<(int Status, ReadOnlyMemory<byte> Json)> ChangeAsync(
        MySqlDataSource source,
        int status,
        string sql,
        int userId,
        string route,
        string key,
        params (string Name, object? Value)[] parameters
    )
    {
        await using var connection = await source.OpenConnectionAsync();
        try
        {
            ReadOnlyMemory<byte> json;
            await using (
                var change = connection.Command(
                    $"""
                    {Begin}; {sql};
                    SELECT tickets.ticket_id, tickets.seat_id, seats.seat_label, tickets.seat_class, tickets.price
                    FROM tickets
                    INNER JOIN seats ON seats.seat_id = tickets.seat_id
                    WHERE tickets.reservation_id = @new_reservation_id
                    """,
                    [("@user_id", userId), .. parameters]
                )
            )
            {
                await using var reader = await change.ExecuteReaderAsync();
                json = await ReservationAsync(reader);
            }

            await using var keep = connection.Command(
                """
                INSERT INTO idempotency_keys (caller, route, idempotency_key, request_hash, status, location, body, created_at)
                VALUES (@caller, @route, @key, @request_hash, @status, NULL, @body, UTC_TIMESTAMP(6));
                COMMIT
                """,
                ("@caller", $"user:{userId}"),
                ("@route", route),
                ("@key", key),
                ("@request_hash", SHA256.HashData(Encoding.UTF8.GetBytes(route))),
                ("@status", status),
                ("@body", Encoding.UTF8.GetString(json.Span))
            );
            await keep.ExecuteNonQueryAsync();
            return (status, json);
        }
        catch (MySqlException)
        {
            await using var rollback = connection.Command("ROLLBACK");
            await rollback.ExecuteNonQueryAsync();
            throw;
        }
    }

    private static Task<ReadOnlyMemory<byte>> ReservationAsync(DbDataReader reader) =>
        JsonAsync(async json =>
        {
            await reader.ReadAsync();
            json.WriteNumber("reservationId", Convert.ToInt32(reader.GetValue(0), CultureInfo.InvariantCulture));
            json.WriteString("showtime", s_showtime);
            await reader.NextResultAsync();
            json.WriteStartArray("tickets");
            while (await reader.ReadAsync())
            {
                json.WriteStartObject();
                json.WriteNumber("ticketId", reader.GetInt32(0));
                json.WriteNumber("seatId", reader.GetInt32(1));
                json.WriteString("seatLabel", reader.GetString(2));
                json.WriteString("seatClass", reader.GetString(3));
                json.WriteNumber("price", reader.GetDecimal(4));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });

    private static async Task<ReadOnlyMemory<byte>> JsonAsync(Func<Utf8JsonWriter, Task> write)
    {
        using var body = new MemoryStream(1024);
        await using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            await write(json);
            json.WriteEndObject();
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
