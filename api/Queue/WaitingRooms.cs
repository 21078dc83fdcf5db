using System.Diagnostics;
using MovieBooking.Api.Http;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Queue;

/// <summary>The waiting rooms of showtimes that can be booked, and the database's clock, as they were read.</summary>
/// <param name="ByShowtime">The room of each showtime that has one: its own, else its movie's.</param>
/// <param name="ReadAt">The database's time at the reading, UTC.</param>
/// <param name="Timestamp">The timestamp when the reading had ended.</param>
internal sealed record OpenRooms(IReadOnlyDictionary<int, WaitingRoom> ByShowtime, DateTime ReadAt, long Timestamp)
{
    /// <summary>The database's time, or a little less: nobody is let in too early.</summary>
    public DateTime Now => ReadAt + Stopwatch.GetElapsedTime(Timestamp);

    public WaitingRoom? Of(int showtimeId) => ByShowtime.GetValueOrDefault(showtimeId);
}

/// <summary>
/// All waiting rooms, which are few: read at once, and shared by all who ask (<see cref="SharedReads{T}"/>), so that no booking
/// asks the database whether it has to wait.
/// </summary>
internal sealed class WaitingRooms(IServiceProvider services) : IDisposable
{
    /// <summary>The rooms, by showtime; its own comes after its movie's, and takes its place.</summary>
    public const string Rooms = """
        SELECT showtimes.showtime_id, waiting_rooms.room_id, booking_minutes, next_place, joined, 0 AS is_own
        FROM waiting_rooms
        INNER JOIN showtimes ON showtimes.movie_id = waiting_rooms.movie_id
        WHERE showtimes.status = 'scheduled' AND showtimes.start_time > UTC_TIMESTAMP(6)
        UNION ALL
        SELECT showtimes.showtime_id, waiting_rooms.room_id, booking_minutes, next_place, joined, 1 AS is_own
        FROM waiting_rooms
        INNER JOIN showtimes ON showtimes.showtime_id = waiting_rooms.showtime_id
        WHERE showtimes.status = 'scheduled' AND showtimes.start_time > UTC_TIMESTAMP(6)
        ORDER BY is_own
        """;

    private const string Sql = $"""
        {Rooms};
        SELECT room_id, from_place, from_at, admissions_per_minute FROM waiting_room_rates ORDER BY room_id, from_place;
        SELECT UTC_TIMESTAMP(6)
        """;

    private readonly SharedReads<OpenRooms> _rooms = new();
    private OpenRooms? _last;

    public async ValueTask<OpenRooms> GetAsync(CancellationToken cancellationToken)
    {
        var (read, _) = _rooms.Begin(nameof(OpenRooms), ReadAsync, _ => true);
        return (await read.WaitAsync(cancellationToken))!;
    }

    public void Forget() => _rooms.ForgetAll();

    public void Dispose() => _rooms.Dispose();

    /// <summary>
    /// On nobody's time: who asked first may hang up. While the connection is lost it is as it was: a booking that the database
    /// may still take, once it is back, is not to fail for the queue.
    /// </summary>
    private async Task<OpenRooms?> ReadAsync()
    {
        try
        {
            return _last = await LoadAsync();
        }
        catch (Exception exception) when (_last is not null && exception.IsLostConnection())
        {
            return _last;
        }
    }

    private async Task<OpenRooms> LoadAsync()
    {
        // Asked for here: while the application starts there is no database yet.
        await using var connection = await services.GetRequiredService<MySqlDataSource>().OpenConnectionAsync();
        await using var command = new MySqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<(int ShowtimeId, WaitingRoom Room)> rooms = [];
        while (await reader.ReadAsync())
        {
            rooms.Add(
                (reader.GetInt32(0), new WaitingRoom(reader.GetInt32(1), reader.GetInt32(2), reader.GetInt64(3), reader.GetInt64(4), []))
            );
        }

        await reader.NextResultAsync();
        List<(int RoomId, AdmissionRate Rate)> rates = [];
        while (await reader.ReadAsync())
        {
            rates.Add((reader.GetInt32(0), new AdmissionRate(reader.GetInt64(1), reader.GetDateTime(2), reader.GetInt32(3))));
        }

        await reader.NextResultAsync();
        await reader.ReadAsync();
        var ratesOf = rates.ToLookup(rate => rate.RoomId, rate => rate.Rate);
        Dictionary<int, WaitingRoom> byShowtime = [];
        foreach (var (showtimeId, room) in rooms)
        {
            // Without rates it was opened, or closed, between the two readings.
            if (ratesOf[room.RoomId].ToList() is { Count: > 0 } own)
            {
                byShowtime[showtimeId] = room with { Rates = own };
            }
        }

        return new OpenRooms(byShowtime, reader.GetDateTime(0), Stopwatch.GetTimestamp());
    }
}
