using System.Globalization;
using System.Text.Json;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Http;
using MovieBooking.Api.Messages;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Reservations;

/// <summary>What of a reservation the audit log tells.</summary>
internal sealed record ReservationState(ReservationStatus Status, int Tickets, decimal RefundDue);

/// <summary>Who cancels, and what: tickets of a reservation, or null for all of it.</summary>
/// <param name="TimeZone">The cinema's.</param>
internal sealed record Cancellation(AuditActor Actor, string TimeZone, IReadOnlyList<int>? TicketIds = null)
{
    /// <summary>For the cinema: then all that was paid is due back.</summary>
    public bool ByCinema { get; init; }

    public string? Reason { get; init; }

    /// <summary>What the audit log tells beside the state: which seats, where it is not all of them, and why.</summary>
    public IEnumerable<AuditChange> Told(IReadOnlyList<string> seats) =>
        [
            .. TicketIds is null ? [] : new[] { AuditJson.Said("cancelledSeats", string.Join(", ", seats)) },
            .. Reason is null ? [] : new[] { AuditJson.Said("reason", Reason) },
        ];
}

/// <summary>Cancels reservations, with the record of it in the same transaction.</summary>
internal static class Cancellations
{
    private const string StateColumns = """
        SELECT
            reservations.reservation_id,
            reservations.status,
            (SELECT COUNT(*) FROM tickets WHERE tickets.reservation_id = reservations.reservation_id),
            (
                SELECT COALESCE(SUM(cancelled_tickets.refund_due), 0)
                FROM cancelled_tickets
                WHERE cancelled_tickets.reservation_id = reservations.reservation_id
            )
        FROM reservations
        """;

    /// <summary>
    /// Cancels a reservation, or tickets of it; what is cancelled already changes nothing, and is not recorded again. The answer tells
    /// whether anything changed.
    /// </summary>
    public static async Task<bool> CancelReservationAsync(
        this MySqlTransaction transaction,
        int reservationId,
        Cancellation cancellation,
        Outbox outbox,
        CancellationToken cancellationToken
    )
    {
        var actor = cancellation.Actor;
        var reservations = await transaction.QueryAsync(
            "SELECT showtime_id, guest_email FROM reservations WHERE reservation_id = @id",
            row => (ShowtimeId: row.GetInt32(0), GuestEmail: row.IsDBNull(1) ? null : row.GetString(1)),
            cancellationToken,
            ("@id", reservationId)
        );
        foreach (var reservation in reservations)
        {
            // The mutex first: of two at once only one then finds something to record.
            await transaction.LockShowtimeAsync(reservation.ShowtimeId, cancellationToken);
            actor = actor is { UserId: null, ApiKeyId: null } ? AuditActor.Guest(reservation.GuestEmail) : actor;
        }

        var before = await transaction.ReservationStateAsync(reservationId, cancellationToken);
        var seats = await transaction.SeatsAsync(reservationId, cancellation.TicketIds, cancellationToken);
        try
        {
            await transaction.ExecuteAsync(
                "CALL sp_cancel_tickets(@id, @ticket_ids, @by_cinema)",
                cancellationToken,
                ("@id", reservationId),
                ("@ticket_ids", cancellation.TicketIds is { } ids ? JsonSerializer.Serialize(ids) : null),
                ("@by_cinema", cancellation.ByCinema)
            );
        }
        catch (MySqlException exception) when (ApiError.FromDatabase(exception.Number) == ApiError.RefundPeriodOver)
        {
            var until = DateTime.Parse(exception.Message, CultureInfo.InvariantCulture).In(cancellation.TimeZone);
            throw new Refusal(Problems.TooLateToCancel(until));
        }

        var after = await transaction.ReservationStateAsync(reservationId, cancellationToken);
        if (before == after)
        {
            return false;
        }

        var record = AuditRecord.Of(AuditAction.Cancelled, AuditEntity.Reservation, reservationId, before, after);
        await transaction.AuditAsync(actor, record with { Changes = [.. record.Changes, .. cancellation.Told(seats)] }, cancellationToken);
        if (before?.Status == ReservationStatus.Confirmed)
        {
            var kind = after?.Status == ReservationStatus.Cancelled ? MessageKind.BookingCancelled : MessageKind.TicketsCancelled;
            var told = new CancelledSeats(seats, cancellation.ByCinema);
            await outbox.WriteAsync(transaction, [new(kind, reservationId, Payload: told)], cancellationToken);
        }

        return true;
    }

    /// <summary>The seats of those tickets that still stand.</summary>
    public static Task<IReadOnlyList<string>> SeatsAsync(
        this MySqlTransaction transaction,
        int reservationId,
        IReadOnlyList<int>? ticketIds,
        CancellationToken cancellationToken
    ) =>
        transaction.QueryAsync(
            """
            SELECT seats.seat_label
            FROM tickets FORCE INDEX (ix_tickets_reservation)
            INNER JOIN seats
                ON seats.seat_id = tickets.seat_id
            WHERE tickets.reservation_id = @id
                AND (@ticket_ids IS NULL OR FIND_IN_SET(tickets.ticket_id, @ticket_ids) > 0)
            ORDER BY tickets.ticket_id
            """,
            row => row.GetString(0),
            cancellationToken,
            ("@id", reservationId),
            ("@ticket_ids", ticketIds is null ? null : string.Join(',', ticketIds))
        );

    /// <summary>Takes the mutex of a showtime's seats: nobody else holds, books or frees one until the transaction ends.</summary>
    public static Task LockShowtimeAsync(this MySqlTransaction transaction, int showtimeId, CancellationToken cancellationToken) =>
        transaction.QueryAsync(
            "SELECT showtime_id FROM showtimes WHERE showtime_id = @id FOR UPDATE",
            row => row.GetInt32(0),
            cancellationToken,
            ("@id", showtimeId)
        );

    /// <summary>The pending and confirmed reservations of a showtime.</summary>
    public static Task<IReadOnlyList<(int ReservationId, ReservationState State)>> OpenReservationsAsync(
        this MySqlTransaction transaction,
        int showtimeId,
        CancellationToken cancellationToken
    ) =>
        transaction.QueryAsync(
            $"{StateColumns} WHERE reservations.showtime_id = @id AND reservations.status IN ('pending', 'confirmed') ORDER BY 1",
            State,
            cancellationToken,
            ("@id", showtimeId)
        );

    public static async Task<ReservationState?> ReservationStateAsync(
        this MySqlTransaction transaction,
        int reservationId,
        CancellationToken cancellationToken
    ) =>
        (
            await transaction.QueryAsync(
                $"{StateColumns} WHERE reservations.reservation_id = @id",
                State,
                cancellationToken,
                ("@id", reservationId)
            )
        )
            .Select(row => row.State)
            .SingleOrDefault();

    private static (int ReservationId, ReservationState State) State(MySqlDataReader row) =>
        (row.GetInt32(0), new ReservationState(Word.Parse<ReservationStatus>(row.GetString(1)), row.GetInt32(2), row.GetDecimal(3)));
}
