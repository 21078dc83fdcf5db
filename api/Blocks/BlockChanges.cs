using System.Text.Json;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Seats;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Blocks;

/// <summary>Blocks and releases seats through the SQL routines, which own the rules, in the booking transaction as customers' holds.</summary>
internal sealed class BlockChanges(BookingTransaction booking, SeatMapSnapshots maps)
{
    public Task<SeatBlocks> ReadAsync(int showtimeId, CancellationToken cancellationToken) =>
        booking.RunRepeatableAsync(transaction => ReadAsync(transaction, showtimeId, cancellationToken), cancellationToken);

    public Task<SeatBlocks> BlockAsync(int showtimeId, BlockSeatsRequest request, AuditActor actor, CancellationToken cancellationToken) =>
        ChangeAsync(
            showtimeId,
            "CALL sp_block_seats(@showtime_id, @seat_ids, @until, @reason)",
            actor,
            cancellationToken,
            ("@seat_ids", JsonSerializer.Serialize(request.SeatIds)),
            ("@until", request.Until?.UtcDateTime),
            ("@reason", request.Reason!.Trim())
        );

    public Task<SeatBlocks> ReleaseAsync(
        int showtimeId,
        IReadOnlyList<int> seatIds,
        AuditActor actor,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            showtimeId,
            "CALL sp_release_seats(@showtime_id, @seat_ids)",
            actor,
            cancellationToken,
            ("@seat_ids", JsonSerializer.Serialize(seatIds))
        );

    private Task<SeatBlocks> ChangeAsync(
        int showtimeId,
        string routine,
        AuditActor actor,
        CancellationToken cancellationToken,
        params (string Name, object? Value)[] parameters
    ) =>
        maps.ChangeAsync(
            showtimeId,
            () =>
                booking.RunRepeatableAsync(
                    async transaction =>
                    {
                        // Under the showtime's row, as the routine locks it: nobody else changes what is compared.
                        await transaction.QueryAsync(
                            "SELECT showtime_id FROM showtimes WHERE showtime_id = @showtime_id FOR UPDATE",
                            row => row.GetInt32(0),
                            cancellationToken,
                            ("@showtime_id", showtimeId)
                        );
                        var before = await ReadAsync(transaction, showtimeId, cancellationToken);
                        await transaction.ExecuteAsync(routine, cancellationToken, [("@showtime_id", showtimeId), .. parameters]);
                        var after = await ReadAsync(transaction, showtimeId, cancellationToken);
                        await transaction.AuditAsync(
                            actor,
                            AuditRecord.Of(AuditAction.Updated, AuditEntity.Showtime, showtimeId, Lines(before), Lines(after)),
                            cancellationToken
                        );
                        return after;
                    },
                    cancellationToken
                )
        );

    private static async Task<SeatBlocks> ReadAsync(MySqlTransaction transaction, int showtimeId, CancellationToken cancellationToken) =>
        new(
            showtimeId,
            await transaction.QueryAsync(
                """
                SELECT seats.seat_id, seats.seat_label, seat_blocks.reason, seat_locks.expires_at, cinemas.time_zone, seat_blocks.group_id
                FROM seat_locks
                INNER JOIN seat_blocks
                    ON seat_blocks.showtime_id = seat_locks.showtime_id
                    AND seat_blocks.seat_id = seat_locks.seat_id
                INNER JOIN seats
                    ON seats.seat_id = seat_locks.seat_id
                INNER JOIN screens
                    ON screens.screen_id = seats.screen_id
                INNER JOIN cinemas
                    ON cinemas.cinema_id = screens.cinema_id
                WHERE seat_locks.showtime_id = @showtime_id
                    AND seat_locks.user_id = 0
                    AND seat_locks.expires_at > UTC_TIMESTAMP(6)
                ORDER BY seats.seat_row, seats.seat_column
                """,
                row => new SeatBlock(
                    row.GetInt32(0),
                    row.GetString(1),
                    row.GetString(2),
                    row.GetDateTime(3).In(row.GetString(4)),
                    row.IsDBNull(5) ? null : row.GetInt32(5)
                ),
                cancellationToken,
                ("@showtime_id", showtimeId)
            )
        );

    /// <summary>Who comes as a group is nothing for the log to keep: its number is.</summary>
    private static BlockedSeats Lines(SeatBlocks blocks) =>
        new([.. blocks.Blocks.Select(block => $"{block.SeatLabel}: {(block.GroupId is { } group ? $"group {group}" : block.Reason)}")]);

    /// <summary>What the audit log compares.</summary>
    private sealed record BlockedSeats(IReadOnlyList<string> Blocked);
}
