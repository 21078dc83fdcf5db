-- How many seats of a showtime anybody could have at p_now: wheelchair and companion places count once they are sold like any other
-- (hold_rules.accessible_release_minutes before the start).
DROP FUNCTION IF EXISTS fn_free_seats;
CREATE FUNCTION fn_free_seats(
    p_showtime_id INT,
    p_now DATETIME(6)
)
RETURNS INT
READS SQL DATA
SQL SECURITY INVOKER
RETURN (
    SELECT COUNT(*)
    FROM showtimes
    INNER JOIN hold_rules
        ON hold_rules.hold_rules_id = 1
    INNER JOIN seats
        ON seats.screen_id = showtimes.screen_id
    LEFT JOIN tickets
        ON tickets.showtime_id = showtimes.showtime_id
        AND tickets.seat_id = seats.seat_id
    LEFT JOIN reservations
        ON reservations.reservation_id = tickets.reservation_id
    LEFT JOIN seat_locks
        ON seat_locks.showtime_id = showtimes.showtime_id
        AND seat_locks.seat_id = seats.seat_id
        AND seat_locks.expires_at > p_now
    WHERE showtimes.showtime_id = p_showtime_id
        AND NOT seats.out_of_service
        AND (
            seats.accessibility = 'none'
            OR showtimes.start_time - INTERVAL hold_rules.accessible_release_minutes MINUTE <= p_now
        )
        AND seat_locks.seat_id IS NULL
        AND (tickets.ticket_id IS NULL OR (reservations.status = 'pending' AND reservations.expires_at <= p_now))
);
