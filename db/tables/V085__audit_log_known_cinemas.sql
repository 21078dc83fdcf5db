-- The cinemas of what was recorded before, as far as the things are still there. Ids are compared as text: not every entry has a number.
UPDATE audit_log
INNER JOIN showtimes
    ON audit_log.entity = 'showtime'
    AND audit_log.entity_id = CAST(showtimes.showtime_id AS CHAR) COLLATE utf8mb4_unicode_520_ci
INNER JOIN screens
    ON screens.screen_id = showtimes.screen_id
SET audit_log.cinema_id = screens.cinema_id;

UPDATE audit_log
INNER JOIN reservations
    ON audit_log.entity = 'reservation'
    AND audit_log.entity_id = CAST(reservations.reservation_id AS CHAR) COLLATE utf8mb4_unicode_520_ci
INNER JOIN showtimes
    ON showtimes.showtime_id = reservations.showtime_id
INNER JOIN screens
    ON screens.screen_id = showtimes.screen_id
SET audit_log.cinema_id = screens.cinema_id;

UPDATE audit_log
INNER JOIN screens
    ON audit_log.entity = 'screen'
    AND audit_log.entity_id = CAST(screens.screen_id AS CHAR) COLLATE utf8mb4_unicode_520_ci
SET audit_log.cinema_id = screens.cinema_id;

UPDATE audit_log
INNER JOIN cinemas
    ON audit_log.entity = 'cinema'
    AND audit_log.entity_id = CAST(cinemas.cinema_id AS CHAR) COLLATE utf8mb4_unicode_520_ci
SET audit_log.cinema_id = cinemas.cinema_id;

UPDATE audit_log
INNER JOIN ticket_kinds
    ON audit_log.entity = 'ticketKind'
    AND audit_log.entity_id = CAST(ticket_kinds.kind_id AS CHAR) COLLATE utf8mb4_unicode_520_ci
SET audit_log.cinema_id = ticket_kinds.cinema_id;

UPDATE audit_log
INNER JOIN till_shifts
    ON audit_log.entity = 'tillShift'
    AND audit_log.entity_id = CAST(till_shifts.shift_id AS CHAR) COLLATE utf8mb4_unicode_520_ci
SET audit_log.cinema_id = till_shifts.cinema_id;
