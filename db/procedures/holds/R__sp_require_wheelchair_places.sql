-- Promises that a person (a user, or a guest by address) who is to get the seats of the JSON array p_seat_ids at p_now would have no more
-- companion places on the showtime than wheelchair places, where there is a companion place among these seats; or that all are on sale to
-- everybody (hold_rules.accessible_release_minutes before the start). Both are counted over these seats and the person's reservations and,
-- where the seats are to be held (p_is_sale FALSE), live holds: a wheelchair place that is not sold yet is no reason to sell what is beside it.
-- The counter sells as it sees fit (sp_sell_at_counter): staff see who comes.
-- Raises 45028; the message is when they are on sale to everybody, UTC.
-- The caller holds the showtime's mutex.
DROP PROCEDURE IF EXISTS sp_require_wheelchair_places;
CREATE PROCEDURE sp_require_wheelchair_places(
    IN p_showtime_id INT,
    IN p_seat_ids TEXT,
    IN p_user_id INT,
    IN p_guest_email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    IN p_now DATETIME(6),
    IN p_is_sale BOOLEAN
)
SQL SECURITY INVOKER
checking: BEGIN
    DECLARE v_wanted INT;
    DECLARE v_released_at DATETIME(6);
    DECLARE v_wheelchairs INT;
    DECLARE v_companions INT;
    DECLARE v_message VARCHAR(128);

    IF p_guest_email LIKE '%@counter.invalid' THEN
        LEAVE checking;
    END IF;
    SELECT COUNT(*)
    INTO v_wanted
    FROM JSON_TABLE(p_seat_ids, '$[*]' COLUMNS (seat_id INT PATH '$')) AS wanted
    INNER JOIN seats
        ON seats.seat_id = wanted.seat_id
    WHERE seats.accessibility = 'companion';
    IF v_wanted = 0 THEN
        LEAVE checking;
    END IF;

    SELECT showtimes.start_time - INTERVAL hold_rules.accessible_release_minutes MINUTE
    INTO v_released_at
    FROM showtimes
    INNER JOIN hold_rules
        ON hold_rules.hold_rules_id = 1
    WHERE showtimes.showtime_id = p_showtime_id;
    IF v_released_at <= p_now THEN
        LEAVE checking;
    END IF;

    SELECT COUNT(IF(seats.accessibility = 'wheelchair' AND had.counts, 1, NULL)), COUNT(IF(seats.accessibility = 'companion', 1, NULL))
    INTO v_wheelchairs, v_companions
    FROM (
        SELECT wanted.seat_id, TRUE AS counts
        FROM JSON_TABLE(p_seat_ids, '$[*]' COLUMNS (seat_id INT PATH '$')) AS wanted
        UNION
        SELECT seat_locks.seat_id, TRUE
        FROM seat_locks FORCE INDEX (PRIMARY)
        WHERE seat_locks.showtime_id = p_showtime_id
            AND seat_locks.user_id = p_user_id
            AND seat_locks.expires_at > p_now
            AND NOT p_is_sale
        UNION
        SELECT tickets.seat_id, reservations.status = 'confirmed' OR NOT p_is_sale
        FROM reservations FORCE INDEX (ix_reservations_user)
        INNER JOIN tickets FORCE INDEX (ix_tickets_reservation)
            ON tickets.reservation_id = reservations.reservation_id
        WHERE reservations.user_id = p_user_id
            AND reservations.status IN ('pending', 'confirmed')
            AND reservations.showtime_id = p_showtime_id
            AND (reservations.expires_at IS NULL OR reservations.expires_at > p_now)
        UNION
        SELECT tickets.seat_id, reservations.status = 'confirmed' OR NOT p_is_sale
        FROM reservations FORCE INDEX (ix_reservations_guest)
        INNER JOIN tickets FORCE INDEX (ix_tickets_reservation)
            ON tickets.reservation_id = reservations.reservation_id
        WHERE reservations.guest_email = p_guest_email
            AND reservations.showtime_id = p_showtime_id
            AND reservations.status IN ('pending', 'confirmed')
            AND (reservations.expires_at IS NULL OR reservations.expires_at > p_now)
    ) AS had
    INNER JOIN seats
        ON seats.seat_id = had.seat_id;
    IF v_companions > v_wheelchairs THEN
        SET v_message = v_released_at;
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45028, MESSAGE_TEXT = v_message;
    END IF;
END;
