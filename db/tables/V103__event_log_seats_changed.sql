-- seats.changed: seats of a showtime were taken, freed or changed since the event of this type before, which is gone (seat_change_events).
ALTER TABLE event_log
    MODIFY type ENUM(
        'reservation.confirmed', 'reservation.cancelled', 'reservation.tickets_cancelled', 'reservation.refunded',
        'showtime.created', 'showtime.moved', 'showtime.cancelled',
        'seats.changed'
    ) NOT NULL,
    DROP CONSTRAINT chk_event_reservation,
    ADD CONSTRAINT chk_event_reservation CHECK (
        (reservation_id IS NULL) = (type IN ('showtime.created', 'showtime.moved', 'showtime.cancelled', 'seats.changed'))
    );
