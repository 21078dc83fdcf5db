using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Admin.Movies;
using MovieBooking.Api.Admin.Showtimes;
using MovieBooking.Api.Http;
using MovieBooking.Api.Reservations;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Admin.WaitingRooms;

/// <summary>Whose a waiting room is: a showtime's or a movie's, one of the two.</summary>
internal sealed record RoomOwner(int? ShowtimeId, int? MovieId)
{
    public AuditEntity Entity => ShowtimeId is null ? AuditEntity.Movie : AuditEntity.Showtime;

    public int Id => ShowtimeId ?? MovieId!.Value;
}

/// <summary>Opens, changes and closes waiting rooms, with their record. Locks: the showtime or the movie, then the room.</summary>
internal sealed class WaitingRoomWriter(BookingTransaction booking)
{
    public async Task<Ok<WaitingRoomState>> OpenAsync(
        RoomOwner owner,
        WaitingRoomRequest request,
        AuditActor actor,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            await booking.RunAsync(
                async transaction =>
                {
                    await RequireAsync(transaction, owner, cancellationToken);
                    return await OpenAsync(transaction, owner, request, actor, cancellationToken);
                },
                cancellationToken
            )
        );

    /// <summary>
    /// Opens the room of a showtime in the name of the house, unless its visitors wait in one already or somebody has set or closed its own in the last
    /// ten minutes; whether it did.
    /// </summary>
    public Task<bool> OpenForCrowdAsync(int showtimeId, WaitingRoomRequest request, CancellationToken cancellationToken) =>
        booking.RunAsync(
            async transaction =>
            {
                var owner = new RoomOwner(showtimeId, null);
                await RequireAsync(transaction, owner, cancellationToken);
                if (
                    await OfShowtimeAsync(transaction, showtimeId, cancellationToken) is not null
                    || await IsDecidedAsync(transaction, showtimeId, cancellationToken)
                )
                {
                    return false;
                }

                await OpenAsync(transaction, owner, request, AuditActor.House, cancellationToken);
                return true;
            },
            cancellationToken
        );

    public async Task<NoContent> CloseAsync(RoomOwner owner, AuditActor actor, CancellationToken cancellationToken)
    {
        await booking.RunAsync(
            async transaction =>
            {
                var before = await FindAsync(transaction, owner, cancellationToken);
                var closed = await transaction.ExecuteAsync(
                    "CALL sp_close_waiting_room(@showtime_id, @movie_id)",
                    cancellationToken,
                    Columns(owner)
                );
                await RecordAsync(transaction, owner, before, null, actor, cancellationToken);
                return closed;
            },
            cancellationToken
        );
        return TypedResults.NoContent();
    }

    /// <summary>The room that a showtime's visitors wait in: its own, else its movie's.</summary>
    public static async Task<WaitingRoomState?> OfShowtimeAsync(
        MySqlTransaction transaction,
        int showtimeId,
        CancellationToken cancellationToken
    ) =>
        await FindAsync(transaction, new RoomOwner(showtimeId, null), cancellationToken)
        ?? (
            await transaction.ShowtimeAsync(showtimeId, cancellationToken) is { } showtime
                ? await FindAsync(transaction, new RoomOwner(null, showtime.MovieId), cancellationToken)
                : null
        );

    /// <summary>The room as it is now, with its people; null when there is none.</summary>
    public static async Task<WaitingRoomState?> FindAsync(
        MySqlTransaction transaction,
        RoomOwner owner,
        CancellationToken cancellationToken
    )
    {
        var rows = await transaction.QueryAsync(
            $"""
            SELECT
                waiting_rooms.room_id, showtime_id, movie_id, admissions_per_minute, booking_minutes, joined,
                GREATEST(
                    next_place - from_place - 1 - GREATEST(fn_places_since(from_at, UTC_TIMESTAMP(6), admissions_per_minute), -1),
                    0
                )
            FROM waiting_rooms
            INNER JOIN waiting_room_rates ON waiting_room_rates.room_id = waiting_rooms.room_id
            WHERE {(owner.ShowtimeId is null ? "movie_id" : "showtime_id")} = @id
            ORDER BY from_place DESC
            LIMIT 1
            """,
            row => new WaitingRoomState(
                row.GetInt32(0),
                row.IsDBNull(1) ? null : row.GetInt32(1),
                row.IsDBNull(2) ? null : row.GetInt32(2),
                row.GetInt32(3),
                row.GetInt32(4),
                row.GetInt64(6),
                row.GetInt64(5) - row.GetInt64(6)
            ),
            cancellationToken,
            ("@id", owner.Id)
        );
        return rows.SingleOrDefault();
    }

    /// <summary>Whether a person has set or closed the showtime's own room of late.</summary>
    private static async Task<bool> IsDecidedAsync(MySqlTransaction transaction, int showtimeId, CancellationToken cancellationToken)
    {
        var rows = await transaction.QueryAsync(
            """
            SELECT EXISTS (
                SELECT 1
                FROM audit_log
                WHERE entity = 'showtime'
                    AND entity_id = @id
                    AND occurred_at > UTC_TIMESTAMP(6) - INTERVAL 10 MINUTE
                    AND NOT (user_id <=> 0)
                    AND JSON_CONTAINS(changes, '{"field": "admissionsPerMinute"}')
            )
            """,
            row => row.GetBoolean(0),
            cancellationToken,
            ("@id", showtimeId.ToString(CultureInfo.InvariantCulture))
        );
        return rows.Single();
    }

    private static async Task<WaitingRoomState> OpenAsync(
        MySqlTransaction transaction,
        RoomOwner owner,
        WaitingRoomRequest request,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        var before = await FindAsync(transaction, owner, cancellationToken);
        await transaction.ExecuteAsync(
            "CALL sp_open_waiting_room(@showtime_id, @movie_id, @admissions_per_minute, @booking_minutes)",
            cancellationToken,
            [.. Columns(owner), ("@admissions_per_minute", request.AdmissionsPerMinute), ("@booking_minutes", request.BookingMinutes)]
        );
        var after = await FindAsync(transaction, owner, cancellationToken);
        await RecordAsync(transaction, owner, before, after, actor, cancellationToken);
        return after!;
    }

    /// <summary>Locks whose the room is to be, which must be there and still to come.</summary>
    private static async Task RequireAsync(MySqlTransaction transaction, RoomOwner owner, CancellationToken cancellationToken)
    {
        if (owner.ShowtimeId is not { } showtimeId)
        {
            if (await transaction.MovieRowAsync(owner.Id, locked: true, cancellationToken) is null)
            {
                throw new Refusal(ApiError.NotFound, Texts.Problems["NoSuchMovie"]);
            }

            return;
        }

        await transaction.LockShowtimeAsync(showtimeId, cancellationToken);
        var states = await transaction.QueryAsync(
            "SELECT status, start_time > UTC_TIMESTAMP(6) FROM showtimes WHERE showtime_id = @id",
            row => (Status: Word.Parse<ShowtimeStatus>(row.GetString(0)), IsToCome: row.GetBoolean(1)),
            cancellationToken,
            ("@id", showtimeId)
        );
        switch (states)
        {
            case []:
                throw new Refusal(ApiError.NotFound, Texts.Problems["NoSuchShowtime"]);
            case [{ Status: ShowtimeStatus.Cancelled }]:
                throw new Refusal(ApiError.ShowtimeCancelled);
            case [{ IsToCome: false }]:
                throw new Refusal(ApiError.ShowStarted);
        }
    }

    /// <summary>How it lets people in is on record; who came is not.</summary>
    private static Task RecordAsync(
        MySqlTransaction transaction,
        RoomOwner owner,
        WaitingRoomState? before,
        WaitingRoomState? after,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        var record = AuditRecord.Of(AuditAction.Updated, owner.Entity, owner.Id, Audited(before), Audited(after));
        return record.Changes.Count == 0 ? Task.CompletedTask : transaction.AuditAsync(actor, record, cancellationToken);
    }

    private static AuditedRoom? Audited(WaitingRoomState? room) => room is null ? null : new(room.AdmissionsPerMinute, room.BookingMinutes);

    private static (string Name, object? Value)[] Columns(RoomOwner owner) =>
        [("@showtime_id", owner.ShowtimeId), ("@movie_id", owner.MovieId)];

    private sealed record AuditedRoom(int AdmissionsPerMinute, int BookingMinutes);
}
