-- The cinemas of what was recorded before, as far as the things are still there.
UPDATE audit_log
INNER JOIN showtimes
    ON audit_log.entity = 'showtime'
    AND showtimes.showtime_id = CAST(audit_log.entity_id AS UNSIGNED)
INNER JOIN screens
    ON screens.screen_id = showtimes.screen_id
SET audit_log.cinema_id = screens.cinema_id;

UPDATE audit_log
INNER JOIN reservations
    ON audit_log.entity = 'reservation'
    AND reservations.reservation_id = CAST(audit_log.entity_id AS UNSIGNED)
INNER JOIN showtimes
    ON showtimes.showtime_id = reservations.showtime_id
INNER JOIN screens
    ON screens.screen_id = showtimes.screen_id
SET audit_log.cinema_id = screens.cinema_id;

UPDATE audit_log
INNER JOIN screens
    ON audit_log.entity = 'screen'
    AND screens.screen_id = CAST(audit_log.entity_id AS UNSIGNED)
SET audit_log.cinema_id = screens.cinema_id;

UPDATE audit_log
INNER JOIN cinemas
    ON audit_log.entity = 'cinema'
    AND cinemas.cinema_id = CAST(audit_log.entity_id AS UNSIGNED)
SET audit_log.cinema_id = cinemas.cinema_id;

UPDATE audit_log
INNER JOIN ticket_kinds
    ON audit_log.entity = 'ticketKind'
    AND ticket_kinds.kind_id = CAST(audit_log.entity_id AS UNSIGNED)
SET audit_log.cinema_id = ticket_kinds.cinema_id;

UPDATE audit_log
INNER JOIN till_shifts
    ON audit_log.entity = 'tillShift'
    AND till_shifts.shift_id = CAST(audit_log.entity_id AS UNSIGNED)
SET audit_log.cinema_id = till_shifts.cinema_id;
