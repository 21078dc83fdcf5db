using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Http;
using MovieBooking.Api.Messages;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Reservations;

/// <summary>What of a reservation the audit log tells.</summary>
internal sealed record ReservationState(ReservationStatus Status, int Tickets, decimal RefundDue);

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

    /// <summary>Cancels a reservation; once it is cancelled this changes nothing, and records nothing. The answer tells which.</summary>
    public static async Task<bool> CancelReservationAsync(
        this MySqlTransaction transaction,
        int reservationId,
        AuditActor actor,
        Outbox outbox,
        CancellationToken cancellationToken
    )
    {
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
            actor = actor.UserId is null ? AuditActor.Guest(reservation.GuestEmail) : actor;
        }

        var before = await transaction.ReservationStateAsync(reservationId, cancellationToken);
        await transaction.ExecuteAsync("CALL sp_cancel_reservation(@id)", cancellationToken, ("@id", reservationId));
        var after = await transaction.ReservationStateAsync(reservationId, cancellationToken);
        if (before?.Status == after?.Status)
        {
            return false;
        }

        var record = AuditRecord.Of(AuditAction.Cancelled, AuditEntity.Reservation, reservationId, before, after);
        await transaction.AuditAsync(actor, record, cancellationToken);
        if (before?.Status == ReservationStatus.Confirmed)
        {
            await outbox.WriteAsync(transaction, [new(MessageKind.BookingCancelled, reservationId)], cancellationToken);
        }

        return true;
    }

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
