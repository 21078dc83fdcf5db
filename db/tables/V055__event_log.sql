-- What happened to bookings and showtimes, for other companies' programs: written in the transaction of what it tells of, as one row,
-- and kept for 7 days (sp_purge_events). No person is in it.
-- position is the order in which events are told. It is given after the commit (sp_number_events), because event_id is given before
-- it: whoever read up to a number would miss a smaller one that commits later.
-- cinema_id is found with the position, so that a booking need not look for it; a showtime that is deleted brings it along.
-- No foreign keys: a showtime that was never reserved may go, and an event is no reason for a booking to wait.
CREATE TABLE event_log (
    event_id BIGINT NOT NULL AUTO_INCREMENT,
    position BIGINT NULL,
    type ENUM(
        'reservation.confirmed', 'reservation.cancelled', 'reservation.tickets_cancelled', 'reservation.refunded',
        'showtime.created', 'showtime.moved', 'showtime.cancelled'
    ) NOT NULL,
    showtime_id INT NOT NULL,
    cinema_id INT NULL,
    reservation_id INT NULL,
    -- What cannot be read later, such as when a show was to start before it moved.
    details JSON NULL,
    occurred_at DATETIME(6) NOT NULL,
    PRIMARY KEY (event_id),
    -- Serves what comes after a position, and what has none yet.
    UNIQUE KEY uk_event_position (position),
    CONSTRAINT chk_event_reservation CHECK ((reservation_id IS NULL) = (type IN ('showtime.created', 'showtime.moved', 'showtime.cancelled'))),
    CONSTRAINT chk_event_cinema CHECK (position IS NULL OR cinema_id IS NOT NULL)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
