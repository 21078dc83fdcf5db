using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using MovieBooking.Api.Http;
using MySqlConnector;

namespace MovieBooking.Api.Seats.Events;

/// <summary>What one look at a showtime's row tells.</summary>
/// <param name="Version">Whether a seat changed.</param>
/// <param name="Closed">Why no seat will change any more, or null.</param>
/// <param name="HasExpired">Whether a hold or a pending reservation is past its time and still there.</param>
internal sealed record SeatGlance(int Version, SeatEventsEnd? Closed, bool HasExpired);

/// <summary>A showtime's seats as the rows say, read in one moment.</summary>
internal sealed record SeatRows(int Version, IReadOnlyList<SeatState> Seats);

/// <summary>Reads many showtimes at once. The database's clock decides what has expired or started.</summary>
internal sealed class SeatStates(MySqlDataSource source)
{
    // The list comes first, so that each showtime is found by its key.
    public const string Glance = """
        SELECT
            showtimes.showtime_id,
            showtimes.seat_version,
            showtimes.status = 'cancelled',
            showtimes.start_time <= UTC_TIMESTAMP(6),
            EXISTS (
                SELECT 1
                FROM seat_locks
                WHERE seat_locks.showtime_id = showtimes.showtime_id
                    AND seat_locks.expires_at <= UTC_TIMESTAMP(6)
            )
            OR EXISTS (
                SELECT 1
                FROM reservations
                WHERE reservations.showtime_id = showtimes.showtime_id
                    AND reservations.status = 'pending'
                    AND reservations.expires_at <= UTC_TIMESTAMP(6)
            )
        FROM JSON_TABLE(@showtime_ids, '$[*]' COLUMNS (showtime_id INT PATH '$')) AS watched
        STRAIGHT_JOIN showtimes
            ON showtimes.showtime_id = watched.showtime_id
        """;

    // Not v_seat_map, which goes by the clock: here a version must mean the same statuses whenever it is read, so what has
    // expired counts as locked until its rows go, and that raises the version.
    public const string Rows = """
        SELECT
            showtimes.showtime_id,
            showtimes.seat_version,
            seats.seat_id,
            CASE
                WHEN reservations.status = 'confirmed' THEN 'sold'
                WHEN seats.out_of_service THEN 'unavailable'
                WHEN reservations.status = 'pending' OR seat_locks.seat_id IS NOT NULL THEN 'locked'
                ELSE 'available'
            END
        FROM JSON_TABLE(@showtime_ids, '$[*]' COLUMNS (showtime_id INT PATH '$')) AS watched
        STRAIGHT_JOIN showtimes
            ON showtimes.showtime_id = watched.showtime_id
        INNER JOIN seats
            ON seats.screen_id = showtimes.screen_id
        LEFT JOIN tickets
            ON tickets.showtime_id = showtimes.showtime_id
            AND tickets.seat_id = seats.seat_id
        LEFT JOIN reservations
            ON reservations.reservation_id = tickets.reservation_id
        LEFT JOIN seat_locks
            ON seat_locks.showtime_id = showtimes.showtime_id
            AND seat_locks.seat_id = seats.seat_id
        ORDER BY seats.seat_id
        """;

    // A database that hangs is found out sooner than by the driver's half minute.
    private const int TimeoutSeconds = 5;

    /// <summary>The showtimes that are there, by id.</summary>
    public async Task<Dictionary<int, SeatGlance>> GlanceAsync(IEnumerable<int> showtimeIds, CancellationToken cancellationToken)
    {
        var rows = await QueryAsync(
            Glance,
            showtimeIds,
            row => (Id: row.GetInt32(0), Glance: new SeatGlance(row.GetInt32(1), Closed(row), HasExpired: row.GetBoolean(4))),
            cancellationToken
        );
        return rows.ToDictionary(row => row.Id, row => row.Glance);
    }

    /// <summary>All seats of the showtimes that are there, by id of the showtime.</summary>
    public async Task<Dictionary<int, SeatRows>> ReadAsync(IEnumerable<int> showtimeIds, CancellationToken cancellationToken)
    {
        var rows = await QueryAsync(
            Rows,
            showtimeIds,
            row =>
                (
                    Id: row.GetInt32(0),
                    Version: row.GetInt32(1),
                    Seat: new SeatState(row.GetInt32(2), Word.Parse<SeatStatus>(row.GetString(3)))
                ),
            cancellationToken
        );
        return rows.GroupBy(row => row.Id)
            .ToDictionary(show => show.Key, show => new SeatRows(show.First().Version, [.. show.Select(row => row.Seat)]));
    }

    private static SeatEventsEnd? Closed(MySqlDataReader row) =>
        row.GetBoolean(2) ? SeatEventsEnd.ShowtimeCancelled
        : row.GetBoolean(3) ? SeatEventsEnd.ShowStarted
        : null;

    [SuppressMessage("Security", "CA2100", Justification = "The statements are constants; values are parameters.")]
    private async Task<List<T>> QueryAsync<T>(
        string sql,
        IEnumerable<int> showtimeIds,
        Func<MySqlDataReader, T> read,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new MySqlCommand(sql, connection) { CommandTimeout = TimeoutSeconds };
        command.Parameters.AddWithValue("@showtime_ids", JsonSerializer.Serialize(showtimeIds));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<T> rows = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
