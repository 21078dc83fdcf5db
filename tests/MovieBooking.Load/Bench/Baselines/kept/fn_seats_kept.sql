-- How many seats a person (a user, or a guest by address) keeps on a showtime at p_now, in live
-- holds and pending reservations, beside those of the JSON array p_seat_ids.
DROP FUNCTION IF EXISTS fn_seats_kept;
CREATE FUNCTION fn_seats_kept(
    p_showtime_id INT,
    p_user_id INT,
    p_guest_email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    p_seat_ids TEXT,
    p_now DATETIME(6)
)
RETURNS INT
READS SQL DATA
SQL SECURITY INVOKER
RETURN (
    SELECT COUNT(*)
    FROM seat_locks
    WHERE seat_locks.user_id = p_user_id
        AND seat_locks.showtime_id = p_showtime_id
        AND seat_locks.expires_at > p_now
        AND NOT JSON_CONTAINS(p_seat_ids, CAST(seat_locks.seat_id AS CHAR))
) + (
    SELECT COUNT(*)
    FROM reservations
    INNER JOIN tickets
        ON tickets.reservation_id = reservations.reservation_id
    WHERE reservations.user_id = p_user_id
        AND reservations.showtime_id = p_showtime_id
        AND reservations.status = 'pending'
        AND reservations.expires_at > p_now
) + (
    SELECT COUNT(*)
    FROM reservations
    INNER JOIN tickets
        ON tickets.reservation_id = reservations.reservation_id
    WHERE reservations.guest_email = p_guest_email
        AND reservations.showtime_id = p_showtime_id
        AND reservations.status = 'pending'
        AND reservations.expires_at > p_now
);
