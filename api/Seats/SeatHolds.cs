using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using MovieBooking.Api.Telemetry;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Seats;

/// <summary>Takes, extends and gives back holds through the SQL routines, which own the rules.</summary>
/// <remarks>
/// They need no idempotency key: holding again what one holds, or giving back what one has not, changes nothing, so each is
/// simply done again when its answer is lost. Only an extension that reached the cap is then refused as extension_limit.
/// </remarks>
internal sealed class SeatHolds(
    BookingTransaction booking,
    SeatMapSnapshots maps,
    SeatChangeQueues queues,
    Currency currency,
    TimeProvider clock
)
{
    /// <summary>
    /// Holds all of the seats or none. Most who lose in a crowd come too late by the map already: they are answered without an exception,
    /// which costs more than all the rest of their request.
    /// </summary>
    public async Task<Results<Ok<HeldSeats>, ProblemHttpResult>> LockAsync(
        UserSession session,
        int showtimeId,
        IReadOnlyList<int> seatIds,
        CancellationToken cancellationToken
    )
    {
        using var turn = await queues.TakeTurnAsync(showtimeId, cancellationToken);
        if (
            await maps.FindAsync(showtimeId, cancellationToken) is { } map
            && map.TooLate(session.UserId, seatIds, clock.GetUtcNow()) is { Count: > 0 } lost
        )
        {
            return TypedResults.Problem(Problems.Refused(ApiError.SeatsTaken, lost));
        }

        try
        {
            var held = await ChangeAsync(
                showtimeId,
                async transaction =>
                {
                    await using var command = transaction.Command(
                        $"""
                        {Calling("CALL sp_lock_seats(@user_id, @showtime_id, @seat_ids)")};
                        SELECT DISTINCT
                            seats.seat_row,
                            seats.seat_column,
                            seats.out_of_service OR tickets.seat_id IS NOT NULL OR seat_locks.seat_id IS NOT NULL,
                            COALESCE(seat_locks.user_id, IF(reservations.status = 'pending', reservations.user_id, NULL)) <=> @user_id
                        FROM seat_locks AS own
                        INNER JOIN seats AS held
                            ON held.seat_id = own.seat_id
                        INNER JOIN seats
                            ON seats.screen_id = held.screen_id
                            AND seats.seat_row = held.seat_row
                        LEFT JOIN tickets
                            ON tickets.showtime_id = own.showtime_id
                            AND tickets.seat_id = seats.seat_id
                        LEFT JOIN reservations
                            ON reservations.reservation_id = tickets.reservation_id
                        LEFT JOIN seat_locks
                            ON seat_locks.showtime_id = own.showtime_id
                            AND seat_locks.seat_id = seats.seat_id
                        WHERE own.showtime_id = @showtime_id
                            AND own.user_id = @user_id
                        ORDER BY seats.seat_row, seats.seat_column
                        """,
                        [.. Parameters(session, showtimeId), ("@seat_ids", JsonSerializer.Serialize(seatIds))]
                    );
                    await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                    var holds = (await ReadAsync(reader, cancellationToken)).Where(hold => seatIds.Contains(hold.SeatId)).ToList();
                    await reader.NextResultAsync(cancellationToken);
                    return new HeldSeats(
                        showtimeId,
                        [.. holds.Select(hold => new SeatHold(hold.SeatId, currency.Round(hold.Price)))],
                        holds[0].ExpiresAt,
                        await LeavesLoneSeatAsync(
                            reader,
                            holds.Select(hold => hold.Row).ToHashSet(StringComparer.Ordinal),
                            cancellationToken
                        )
                    );
                },
                cancellationToken
            );
            BookingMeter.Held(held.Seats.Count);
            return TypedResults.Ok(held);
        }
        catch (MySqlException exception) when (ApiError.FromDatabase(exception.Number) == ApiError.SeatsTaken)
        {
            // For those behind in the queue.
            _ = maps.GetAsync(showtimeId, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Gives back the user's holds on these seats; on all, without a list.</summary>
    public Task UnlockAsync(UserSession session, int showtimeId, IReadOnlyList<int>? seatIds, CancellationToken cancellationToken) =>
        ChangeAsync(
            showtimeId,
            async transaction =>
            {
                await using var command = transaction.Command(
                    Calling("CALL sp_unlock_seats(@user_id, @showtime_id, @seat_ids)"),
                    [.. Parameters(session, showtimeId), ("@seat_ids", seatIds is null ? null : JsonSerializer.Serialize(seatIds))]
                );
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                return await ReadAsync(reader, cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Holds all the user's seats of a showtime for longer.</summary>
    public Task<ExtendedHolds> ExtendAsync(UserSession session, int showtimeId, CancellationToken cancellationToken) =>
        ChangeAsync(
            showtimeId,
            async transaction =>
            {
                await using var command = transaction.Command(
                    Calling("CALL sp_extend_holds(@user_id, @showtime_id)"),
                    Parameters(session, showtimeId)
                );
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                return new ExtendedHolds((await ReadAsync(reader, cancellationToken)).Max(hold => hold.ExpiresAt));
            },
            cancellationToken
        );

    private Task<T> ChangeAsync<T>(int showtimeId, Func<MySqlTransaction, Task<T>> work, CancellationToken cancellationToken) =>
        maps.ChangeAsync(showtimeId, () => booking.RunRepeatableAsync(work, cancellationToken));

    /// <summary>
    /// Calls a routine for a session that still lives, and reads the user's holds as it left them, in one round trip: what it
    /// did for a session that has ended is rolled back, and it holds the showtime's mutex and has cleared what had expired.
    /// </summary>
    private static string Calling(string routine) =>
        $"""
            SELECT {UserSession.IsLive};
            {routine};
            SELECT seat_locks.seat_id, seats.seat_row, seat_locks.price, seat_locks.expires_at, cinemas.time_zone
            FROM seat_locks
            INNER JOIN seats
                ON seats.seat_id = seat_locks.seat_id
            INNER JOIN showtimes
                ON showtimes.showtime_id = seat_locks.showtime_id
            INNER JOIN screens
                ON screens.screen_id = showtimes.screen_id
            INNER JOIN cinemas
                ON cinemas.cinema_id = screens.cinema_id
            WHERE seat_locks.user_id = @user_id AND seat_locks.showtime_id = @showtime_id
            ORDER BY seat_locks.seat_id
            """;

    private static (string Name, object? Value)[] Parameters(UserSession session, int showtimeId) =>
        [("@user_id", session.UserId), ("@session_id", session.SessionId.ToString()), ("@showtime_id", showtimeId)];

    private static async Task<List<(int SeatId, string Row, decimal Price, DateTimeOffset ExpiresAt)>> ReadAsync(
        MySqlDataReader reader,
        CancellationToken cancellationToken
    )
    {
        if (!await reader.ReadAsync(cancellationToken) || reader.GetInt64(0) != 1)
        {
            throw new Refusal(ApiError.Unauthenticated);
        }

        // What the routine raises comes instead of the holds.
        await reader.NextResultAsync(cancellationToken);
        List<(int SeatId, string Row, decimal Price, DateTimeOffset ExpiresAt)> holds = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            holds.Add((reader.GetInt32(0), reader.GetString(1), reader.GetDecimal(2), reader.GetDateTime(3).In(reader.GetString(4))));
        }

        return holds;
    }

    /// <summary>Reads whole rows of seats: whether the user's choice leaves a lone one in one of these.</summary>
    private static async Task<bool> LeavesLoneSeatAsync(MySqlDataReader reader, HashSet<string> rows, CancellationToken cancellationToken)
    {
        List<(string Row, bool IsTaken, bool IsOwn)> seats = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            seats.Add((reader.GetString(0), reader.GetInt64(2) != 0, reader.GetInt64(3) != 0));
        }

        return seats
            .Where(seat => rows.Contains(seat.Row))
            .GroupBy(seat => seat.Row, StringComparer.Ordinal)
            .Any(row =>
                LoneSeats.LeavesNeedlessly(
                    [.. row.Select(seat => !seat.IsTaken || seat.IsOwn)],
                    row.Index().Where(seat => seat.Item.IsOwn).Select(seat => seat.Index).ToHashSet()
                )
            );
    }
}
