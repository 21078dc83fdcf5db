using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Reservations;
using MovieBooking.Api.Seats;
using MovieBooking.Db;
using MovieBooking.Db.Model;
using MySqlConnector;

namespace MovieBooking.Api.BoxOffice.Groups;

/// <summary>Holds, changes and releases groups through the SQL routines, which own the rules, in the booking transaction.</summary>
internal sealed class GroupBookings(
    MovieBookingContext db,
    Idempotency idempotency,
    BookingTransaction booking,
    SeatMapSnapshots maps,
    SeatChangeQueues queues,
    GroupReader groups,
    TimeProvider clock
)
{
    private const int House = 0;

    public async Task<PageOf<GroupBooking>> ListAsync(GroupQuery query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var page = await db
            .GroupBookings.Where(row =>
                row.Showtime.Screen.CinemaId == query.CinemaId
                && row.SeatBlocks.Any(block =>
                    db.SeatLocks.Any(kept =>
                        kept.ShowtimeId == block.ShowtimeId && kept.SeatId == block.SeatId && kept.UserId == House && kept.ExpiresAt > now
                    )
                )
            )
            .OrderBy(row => row.Showtime.StartTime)
            .ThenBy(row => row.GroupId)
            .Select(row => row.GroupId)
            .PageAsync(query, cancellationToken);
        var read = await booking.RunRepeatableAsync(
            transaction => groups.ReadAsync(transaction, page.Items, cancellationToken),
            cancellationToken
        );
        return new PageOf<GroupBooking>(read, page.Page, page.PageSize, page.Total);
    }

    public async Task<IResult> HoldAsync(
        int showtimeId,
        GroupRequest request,
        ClaimsPrincipal caller,
        IdempotencyHeader key,
        CancellationToken cancellationToken
    )
    {
        using var turn = await queues.TakeTurnAsync(showtimeId, cancellationToken);
        var held = await maps.ChangeAsync(
            showtimeId,
            () =>
                idempotency.RunAsync(
                    key,
                    BookingOwner.OfKey(caller),
                    caller.Session(),
                    string.Create(CultureInfo.InvariantCulture, $"group {showtimeId}"),
                    request,
                    async transaction =>
                    {
                        var groupIds = await transaction.QueryAsync(
                            "CALL sp_hold_group(@user_id, @showtime_id, @seat_ids, @until, @name, @contact, @held_id); SELECT @held_id",
                            row => row.GetInt32(0),
                            cancellationToken,
                            ("@user_id", caller.UserId()),
                            ("@showtime_id", showtimeId),
                            ("@seat_ids", JsonSerializer.Serialize(request.SeatIds)),
                            ("@until", request.Until!.Value.UtcDateTime),
                            ("@name", request.Name!.Trim()),
                            ("@contact", request.Contact?.Trim())
                        );
                        var group = (await groups.ReadAsync(transaction, groupIds, cancellationToken)).Single();
                        await AuditAsync(transaction, caller, null, group, cancellationToken);
                        return new Success<GroupBooking>(StatusCodes.Status201Created, group);
                    },
                    cancellationToken
                )
        );
        return held!;
    }

    /// <summary>Null: there is no such group.</summary>
    public Task<GroupBooking?> ChangeAsync(int groupId, GroupChange request, ClaimsPrincipal caller, CancellationToken cancellationToken) =>
        ChangeAsync(
            groupId,
            "CALL sp_change_group(@group_id, @until, @name, @contact)",
            caller,
            cancellationToken,
            ("@until", request.Until!.Value.UtcDateTime),
            ("@name", request.Name!.Trim()),
            ("@contact", request.Contact?.Trim())
        );

    /// <summary>Null: there is no such group.</summary>
    public Task<GroupBooking?> ReleaseAsync(
        int groupId,
        GroupRelease request,
        ClaimsPrincipal caller,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            groupId,
            "CALL sp_release_group(@group_id, @seat_ids)",
            caller,
            cancellationToken,
            ("@seat_ids", request.SeatIds is null ? null : JsonSerializer.Serialize(request.SeatIds))
        );

    private async Task<GroupBooking?> ChangeAsync(
        int groupId,
        string routine,
        ClaimsPrincipal caller,
        CancellationToken cancellationToken,
        params (string Name, object? Value)[] parameters
    )
    {
        // A group stays with its showtime.
        var found = await db
            .GroupBookings.Where(row => row.GroupId == groupId)
            .Select(row => (int?)row.ShowtimeId)
            .SingleOrDefaultAsync(cancellationToken);
        return found is not { } showtimeId
            ? null
            : await maps.ChangeAsync(
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
                            var before = await groups.ReadAsync(transaction, [groupId], cancellationToken);
                            await transaction.ExecuteAsync(routine, cancellationToken, [("@group_id", groupId), .. parameters]);
                            var after = (await groups.ReadAsync(transaction, [groupId], cancellationToken)).Single();
                            await AuditAsync(transaction, caller, before.Single(), after, cancellationToken);
                            return after;
                        },
                        cancellationToken
                    )
            );
    }

    /// <summary>On record with the show, by number: who comes, and how to reach them, is nothing to keep.</summary>
    private static Task AuditAsync(
        MySqlTransaction transaction,
        ClaimsPrincipal caller,
        GroupBooking? before,
        GroupBooking after,
        CancellationToken cancellationToken
    ) =>
        transaction.AuditAsync(
            AuditActor.Of(caller),
            new AuditRecord(
                AuditAction.Updated,
                AuditEntity.Showtime,
                after.ShowtimeId.ToString(CultureInfo.InvariantCulture),
                [
                    AuditJson.Said("group", after.GroupId.ToString(CultureInfo.InvariantCulture)),
                    .. AuditJson.Difference(before is null ? null : Lines(before), Lines(after)),
                    .. before is not null && (before.Name, before.Contact) != (after.Name, after.Contact)
                        ? [AuditJson.Said("groupDetails", "changed")]
                        : Array.Empty<AuditChange>(),
                ]
            ),
            cancellationToken
        );

    private static GroupLines Lines(GroupBooking group) => new([.. group.Held.Select(seat => seat.SeatLabel)], group.Until);

    /// <summary>What the audit log compares.</summary>
    private sealed record GroupLines(IReadOnlyList<string> GroupSeats, DateTimeOffset? GroupUntil);
}
