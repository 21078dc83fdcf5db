using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MovieBooking.Db.Model;
using MySqlConnector;

namespace MovieBooking.Api.Seats;

/// <summary>Takes and gives back holds through sp_lock_seats and sp_unlock_seats, which own the rules.</summary>
internal sealed class SeatHolds(BookingTransaction booking, MovieBookingContext db)
{
    // Raised by sp_require_free_seats: the seat is not one of the showtime's screen.
    private const int NotOfThisScreen = 45006;

    /// <returns>The hold, or null when there is no such seat.</returns>
    public async Task<HeldSeat?> LockAsync(int userId, int showtimeId, int seatId, CancellationToken cancellationToken)
    {
        try
        {
            var (price, expiresAt) = await booking.RunAsync(transaction => LockAsync(transaction, userId, showtimeId, seatId), cancellationToken);
            var showtime = await db.VShowtimesDetails.SingleAsync(row => row.ShowtimeId == showtimeId, cancellationToken);
            var leavesLoneSeat = await LeavesLoneSeatAsync(userId, showtimeId, seatId, cancellationToken);
            return new HeldSeat(showtimeId, seatId, price, expiresAt.In(showtime.TimeZone), leavesLoneSeat);
        }
        catch (MySqlException exception) when (exception.Number == NotOfThisScreen)
        {
            return null;
        }
    }

    public Task UnlockAsync(int userId, int showtimeId, int seatId, CancellationToken cancellationToken) =>
        booking.ExecuteAsync(
            "CALL sp_unlock_seats(@user_id, @showtime_id, @seat_ids)",
            cancellationToken,
            ("@user_id", userId),
            ("@showtime_id", showtimeId),
            ("@seat_ids", $"[{seatId}]")
        );

    private static async Task<(decimal Price, DateTime ExpiresAt)> LockAsync(MySqlTransaction transaction, int userId, int showtimeId, int seatId)
    {
        await using var take = transaction.Command(
            "CALL sp_lock_seats(@user_id, @showtime_id, @seat_ids)",
            ("@user_id", userId),
            ("@showtime_id", showtimeId),
            ("@seat_ids", $"[{seatId}]")
        );
        await take.ExecuteNonQueryAsync();
        await using var read = transaction.Command(
            "SELECT price, expires_at FROM seat_locks WHERE showtime_id = @showtime_id AND seat_id = @seat_id",
            ("@showtime_id", showtimeId),
            ("@seat_id", seatId)
        );
        await using var hold = await read.ExecuteReaderAsync();
        await hold.ReadAsync();
        return (hold.GetDecimal(0), hold.GetDateTime(1));
    }

    private async Task<bool> LeavesLoneSeatAsync(int userId, int showtimeId, int seatId, CancellationToken cancellationToken)
    {
        var seats = await db
            .VSeatMaps.Where(seat => seat.ShowtimeId == showtimeId && db.Seats.Any(own => own.SeatId == seatId && own.SeatRow == seat.SeatRow))
            .OrderBy(seat => seat.SeatColumn)
            .ToListAsync(cancellationToken);
        var available = Word.Of(SeatStatus.Available);
        var chosen = seats.Index().Where(seat => seat.Item.LockedByUserId == userId).Select(seat => seat.Index).ToHashSet();
        return LoneSeats.Leaves([.. seats.Select((seat, index) => seat.SeatStatus == available || chosen.Contains(index))], chosen);
    }
}
