using System.Text.Json;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Admin.Schedule;
using MovieBooking.Api.Http;
using MovieBooking.Api.Reservations;
using MovieBooking.Api.Seats;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Admin.Cinemas;

/// <summary>
/// Takes seats out of service and puts them back, and says which are wheelchair and companion places. Locks: the screen, so that it gets no new show, then its coming shows
/// by id (sp_set_out_of_service), so that no seat is booked meanwhile by somebody who saw it in service.
/// </summary>
internal static class SeatService
{
    /// <summary>The seats as they are, or null for no such screen.</summary>
    public static async Task<ScreenSeats?> ReadAsync(MySqlTransaction transaction, int screenId, CancellationToken cancellationToken)
    {
        var seats = await SeatsAsync(transaction, screenId, cancellationToken);
        return seats.Count == 0 ? null : new ScreenSeats(screenId, seats, await AffectedAsync(transaction, screenId, cancellationToken));
    }

    public static async Task<ScreenSeats> SetAsync(
        MySqlTransaction transaction,
        int screenId,
        ScreenSeatsRequest request,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        await transaction.LockScreensAsync([screenId], cancellationToken);
        var before = await SeatsAsync(transaction, screenId, cancellationToken);
        if (before.Count == 0)
        {
            throw ScreenWriter.NoSuchScreen();
        }

        RequireOfScreen("outOfService", request.OutOfService, before);
        RequireOfScreen("wheelchair", request.Wheelchair, before);
        RequireOfScreen("companion", request.Companion, before);

        await transaction.ExecuteAsync(
            "CALL sp_set_out_of_service(@screen_id, @seat_ids)",
            cancellationToken,
            ("@screen_id", screenId),
            ("@seat_ids", JsonSerializer.Serialize(request.OutOfService))
        );
        var wheelchair = request.Wheelchair ?? Of(before, SeatAccessibility.Wheelchair, request.Companion);
        var companion = request.Companion ?? Of(before, SeatAccessibility.Companion, request.Wheelchair);
        await transaction.ExecuteAsync(
            "CALL sp_set_seat_accessibility(@screen_id, @wheelchair_ids, @companion_ids)",
            cancellationToken,
            ("@screen_id", screenId),
            ("@wheelchair_ids", JsonSerializer.Serialize(wheelchair)),
            ("@companion_ids", JsonSerializer.Serialize(companion))
        );
        var after = await SeatsAsync(transaction, screenId, cancellationToken);
        await transaction.AuditAsync(
            actor,
            AuditRecord.Of(AuditAction.Updated, AuditEntity.Screen, screenId, Labels(before), Labels(after)),
            cancellationToken
        );
        return new ScreenSeats(screenId, after, await AffectedAsync(transaction, screenId, cancellationToken));
    }

    private static void RequireOfScreen(string field, IReadOnlyList<int>? seatIds, IReadOnlyList<ScreenSeat> seats)
    {
        if (seatIds?.Except(seats.Select(seat => seat.SeatId)).ToList() is { Count: > 0 } unknown)
        {
            throw new Refusal(Problems.Invalid(field, Texts.Problems["NotSeatsOfScreen", string.Join(", ", unknown.Order().Take(10))]));
        }
    }

    /// <summary>The seats that are made for that, but for those that are to be the other from now on.</summary>
    private static List<int> Of(IReadOnlyList<ScreenSeat> seats, SeatAccessibility accessibility, IReadOnlyList<int>? others) =>
        [.. seats.Where(seat => seat.Accessibility == accessibility).Select(seat => seat.SeatId).Except(others ?? [])];

    private static SeatLabelLists Labels(IReadOnlyList<ScreenSeat> seats) =>
        new(
            [.. seats.Where(seat => seat.OutOfService).Select(seat => seat.Label)],
            [.. seats.Where(seat => seat.Accessibility == SeatAccessibility.Wheelchair).Select(seat => seat.Label)],
            [.. seats.Where(seat => seat.Accessibility == SeatAccessibility.Companion).Select(seat => seat.Label)]
        );

    private static Task<IReadOnlyList<ScreenSeat>> SeatsAsync(
        MySqlTransaction transaction,
        int screenId,
        CancellationToken cancellationToken
    ) =>
        transaction.QueryAsync(
            """
            SELECT seat_id, seat_label, seat_row, seat_column, seat_class, out_of_service, accessibility
            FROM seats
            WHERE screen_id = @id
            ORDER BY seat_row, seat_column
            """,
            row => new ScreenSeat(
                row.GetInt32(0),
                row.GetString(1),
                row.GetString(2),
                row.GetInt32(3),
                Word.Parse<SeatClass>(row.GetString(4)),
                row.GetBoolean(5),
                SeatMapSnapshot.Accessibility(row.GetString(6))
            ),
            cancellationToken,
            ("@id", screenId)
        );

    private static Task<IReadOnlyList<AffectedBooking>> AffectedAsync(
        MySqlTransaction transaction,
        int screenId,
        CancellationToken cancellationToken
    ) =>
        transaction.QueryAsync(
            """
            SELECT
                showtimes.showtime_id, movies.title, showtimes.start_time, cinemas.time_zone,
                seats.seat_id, seats.seat_label, reservations.reservation_id, reservations.reference, reservations.status
            FROM showtimes
            INNER JOIN movies ON movies.movie_id = showtimes.movie_id
            INNER JOIN screens ON screens.screen_id = showtimes.screen_id
            INNER JOIN cinemas ON cinemas.cinema_id = screens.cinema_id
            INNER JOIN seats ON seats.screen_id = showtimes.screen_id AND seats.out_of_service
            INNER JOIN tickets ON tickets.showtime_id = showtimes.showtime_id AND tickets.seat_id = seats.seat_id
            INNER JOIN reservations ON reservations.reservation_id = tickets.reservation_id
            WHERE showtimes.screen_id = @id
                AND showtimes.status = 'scheduled'
                AND showtimes.start_time > UTC_TIMESTAMP(6)
                AND (
                    reservations.status = 'confirmed'
                    OR reservations.status = 'pending' AND reservations.expires_at > UTC_TIMESTAMP(6)
                )
            ORDER BY showtimes.start_time, seats.seat_row, seats.seat_column
            """,
            row => new AffectedBooking(
                row.GetInt32(0),
                row.GetString(1),
                row.GetDateTime(2).In(row.GetString(3)),
                row.GetInt32(4),
                row.GetString(5),
                row.GetInt32(6),
                row.GetString(7),
                Word.Parse<ReservationStatus>(row.GetString(8))
            ),
            cancellationToken,
            ("@id", screenId)
        );

    /// <summary>What the audit log compares: the labels.</summary>
    private sealed record SeatLabelLists(
        IReadOnlyList<string> OutOfService,
        IReadOnlyList<string> Wheelchair,
        IReadOnlyList<string> Companion
    );
}
