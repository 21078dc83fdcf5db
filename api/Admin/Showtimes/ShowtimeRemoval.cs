using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Messages;
using MovieBooking.Api.Reservations;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Admin.Showtimes;

/// <summary>Takes a showtime off the schedule (sp_delete_showtime), and puts on record what that cancelled; whoever had booked is told.</summary>
internal static class ShowtimeRemoval
{
    /// <summary>The answer tells whether anything changed.</summary>
    public static async Task<bool> RunAsync(
        MySqlTransaction transaction,
        int showtimeId,
        bool cancelBookings,
        AuditActor actor,
        Outbox outbox,
        CancellationToken cancellationToken
    )
    {
        await transaction.LockShowtimeAsync(showtimeId, cancellationToken);
        var before = await transaction.ShowtimeAsync(showtimeId, cancellationToken);
        var thing = await transaction.ThingAsync(AuditEntity.Showtime, showtimeId, cancellationToken);
        var reservations = await transaction.OpenReservationsAsync(showtimeId, cancellationToken);
        await transaction.ExecuteAsync(
            "CALL sp_delete_showtime(@showtime_id, @cancel_bookings)",
            cancellationToken,
            ("@showtime_id", showtimeId),
            ("@cancel_bookings", cancelBookings)
        );
        var after = await transaction.ShowtimeAsync(showtimeId, cancellationToken);
        if (before == after)
        {
            return false;
        }

        var action = after?.Status == ShowtimeStatus.Cancelled ? AuditAction.Cancelled : AuditAction.Deleted;
        var removed = AuditRecord.Of(action, AuditEntity.Showtime, showtimeId, before, after);
        List<AuditRecord> records = [removed with { Label = thing?.Label, CinemaId = thing?.CinemaId }];
        List<OutgoingMessage> messages = [];
        foreach (var (reservationId, state) in reservations)
        {
            var now = await transaction.ReservationStateAsync(reservationId, cancellationToken);
            if (now?.Status == ReservationStatus.Cancelled)
            {
                records.Add(AuditRecord.Of(AuditAction.Cancelled, AuditEntity.Reservation, reservationId, state, now));
                if (state.Status == ReservationStatus.Confirmed)
                {
                    messages.Add(new(MessageKind.ShowtimeCancelled, reservationId));
                }
            }
        }

        await outbox.WriteAsync(transaction, messages, cancellationToken);

        await transaction.AuditAsync(actor, records, cancellationToken);
        return true;
    }
}
