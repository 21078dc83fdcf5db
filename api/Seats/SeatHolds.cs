using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MovieBooking.Db.Model;
using MySqlConnector;

namespace MovieBooking.Api.Seats;

/// <summary>Takes, extends and gives back holds through the SQL routines, which own the rules.</summary>
/// <remarks>
/// They need no idempotency key: holding again what one holds, or giving back what one has not, changes nothing, so each is
/// simply done again when its answer is lost. Only an extension that reached the cap is then refused as extension_limit.
/// </remarks>
internal sealed class SeatHolds(BookingTransaction booking, SeatMapSnapshots maps, MovieBookingContext db, Currency currency)
{
    /// <summary>Holds all of the seats or none.</summary>
    public async Task<HeldSeats> LockAsync(
        UserSession session,
        int showtimeId,
        IReadOnlyList<int> seatIds,
        CancellationToken cancellationToken
    )
    {
        var userId = session.UserId;
        var held = await ChangeAsync(
            showtimeId,
            transaction =>
                CallAsync(
                    transaction,
                    session,
                    showtimeId,
                    "CALL sp_lock_seats(@user_id, @showtime_id, @seat_ids)",
                    cancellationToken,
                    ("@seat_ids", JsonSerializer.Serialize(seatIds))
                ),
            cancellationToken
        );
        return new HeldSeats(
            showtimeId,
            [.. held.Where(hold => seatIds.Contains(hold.SeatId)).Select(hold => new SeatHold(hold.SeatId, currency.Round(hold.Price)))],
            await LocalAsync(showtimeId, held[0].ExpiresAt, cancellationToken),
            await LeavesLoneSeatAsync(userId, showtimeId, seatIds, cancellationToken)
        );
    }

    /// <summary>Gives back the user's holds on these seats; on all, without a list.</summary>
    public Task UnlockAsync(int userId, int showtimeId, IReadOnlyList<int>? seatIds, CancellationToken cancellationToken) =>
        ChangeAsync(
            showtimeId,
            transaction =>
                transaction.ExecuteAsync(
                    "CALL sp_unlock_seats(@user_id, @showtime_id, @seat_ids)",
                    cancellationToken,
                    ("@user_id", userId),
                    ("@showtime_id", showtimeId),
                    ("@seat_ids", seatIds is null ? null : JsonSerializer.Serialize(seatIds))
                ),
            cancellationToken
        );

    /// <summary>Holds all the user's seats of a showtime for longer.</summary>
    public async Task<ExtendedHolds> ExtendAsync(UserSession session, int showtimeId, CancellationToken cancellationToken)
    {
        var held = await ChangeAsync(
            showtimeId,
            transaction => CallAsync(transaction, session, showtimeId, "CALL sp_extend_holds(@user_id, @showtime_id)", cancellationToken),
            cancellationToken
        );
        return new ExtendedHolds(await LocalAsync(showtimeId, held.Max(hold => hold.ExpiresAt), cancellationToken));
    }

    private Task<T> ChangeAsync<T>(int showtimeId, Func<MySqlTransaction, Task<T>> work, CancellationToken cancellationToken) =>
        maps.ChangeAsync(showtimeId, () => booking.RunRepeatableAsync(work, cancellationToken));

    /// <summary>
    /// Calls a routine for a session that still lives, and reads the user's holds as it left them, in one round trip: what it
    /// did for a session that has ended is rolled back, and it holds the showtime's mutex and has cleared what had expired.
    /// </summary>
    private static async Task<List<(int SeatId, decimal Price, DateTime ExpiresAt)>> CallAsync(
        MySqlTransaction transaction,
        UserSession session,
        int showtimeId,
        string call,
        CancellationToken cancellationToken,
        params (string Name, object? Value)[] parameters
    )
    {
        await using var command = transaction.Command(
            $"""
            SELECT {UserSession.IsLive};
            {call};
            SELECT seat_id, price, expires_at
            FROM seat_locks
            WHERE user_id = @user_id AND showtime_id = @showtime_id
            ORDER BY seat_id
            """,
            [("@user_id", session.UserId), ("@session_id", session.SessionId.ToString()), ("@showtime_id", showtimeId), .. parameters]
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken) || reader.GetInt64(0) != 1)
        {
            throw new Refusal(ApiError.Unauthenticated);
        }

        // What the routine raises comes instead of the holds.
        await reader.NextResultAsync(cancellationToken);
        List<(int SeatId, decimal Price, DateTime ExpiresAt)> holds = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            holds.Add((reader.GetInt32(0), reader.GetDecimal(1), reader.GetDateTime(2)));
        }

        return holds;
    }

    private async Task<DateTimeOffset> LocalAsync(int showtimeId, DateTime utc, CancellationToken cancellationToken) =>
        utc.In(
            await db
                .Showtimes.Where(showtime => showtime.ShowtimeId == showtimeId)
                .Select(showtime => showtime.Screen.Cinema.TimeZone)
                .SingleOrDefaultAsync(cancellationToken)
                // Deleted since, and the holds with it.
                ?? throw new Refusal(ApiError.NotFound)
        );

    private async Task<bool> LeavesLoneSeatAsync(
        int userId,
        int showtimeId,
        IReadOnlyList<int> seatIds,
        CancellationToken cancellationToken
    )
    {
        var seats = await db
            .VSeatMaps.Where(seat =>
                seat.ShowtimeId == showtimeId && db.Seats.Any(own => seatIds.Contains(own.SeatId) && own.SeatRow == seat.SeatRow)
            )
            .OrderBy(seat => seat.SeatRow)
            .ThenBy(seat => seat.SeatColumn)
            .ToListAsync(cancellationToken);
        return seats.GroupBy(seat => seat.SeatRow, StringComparer.Ordinal).Any(row => LeavesLoneSeat([.. row], userId));
    }

    private static bool LeavesLoneSeat(List<VSeatMap> row, int userId)
    {
        var available = Word.Of(SeatStatus.Available);
        var chosen = row.Index().Where(seat => seat.Item.LockedByUserId == userId).Select(seat => seat.Index).ToHashSet();
        return LoneSeats.LeavesNeedlessly([.. row.Select((seat, index) => seat.SeatStatus == available || chosen.Contains(index))], chosen);
    }
}
