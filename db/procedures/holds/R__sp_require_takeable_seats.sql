-- Under a showtime's mutex: promises what sp_require_bookable_showtime and sp_require_free_seats promise, and raises what they
-- raise, and sp_require_wheelchair_places for a sale or a hold (p_is_sale); then frees what has run out on the showtime (p_cleared, as in sp_clear_expired); and, of a user who keeps nothing there,
-- what sp_require_first_seat does. p_held_since and p_expires_at are
-- those of the user's holds there, NULL without any. p_seats is what is to be taken, in the order of the list: id and class of
-- each seat and, where the user holds it, its price ("17 standard,18 standard 8.000").
-- Three reads say yes to nearly every request that may be granted; the others are judged cause by cause.
DROP PROCEDURE IF EXISTS sp_require_takeable_seats;
CREATE PROCEDURE sp_require_takeable_seats(
    IN p_showtime_id INT,
    IN p_seat_ids TEXT,
    IN p_user_id INT,
    IN p_guest_email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    IN p_now DATETIME(6),
    IN p_is_sale BOOLEAN,
    OUT p_cleared INT,
    OUT p_held_since DATETIME(6),
    OUT p_expires_at DATETIME(6),
    OUT p_seats TEXT
)
SQL SECURITY INVOKER
BEGIN
    -- Distinct numbers and nothing else: what JSON may mean otherwise is for sp_require_free_seats to say.
    DECLARE v_judged BOOLEAN DEFAULT p_seat_ids IS NULL
        OR p_seat_ids NOT REGEXP '^\\[(?!.*\\b(\\d+)\\b.*\\b\\1\\b)[1-9]\\d{0,8}(,[1-9]\\d{0,8})*\\]$';
    DECLARE v_first_hold DATETIME(6);
    DECLARE v_holds INT;
    DECLARE v_first_reservation DATETIME(6);
    DECLARE v_reservations INT;
    DECLARE v_free INT;
    DECLARE v_own INT;
    DECLARE v_kept_of INT;

    SELECT
        MIN(seat_locks.expires_at),
        COUNT(IF(seat_locks.user_id = p_user_id, 1, NULL)),
        MIN(IF(seat_locks.user_id = p_user_id AND seat_locks.expires_at > p_now, seat_locks.held_since, NULL)),
        MIN(IF(seat_locks.user_id = p_user_id AND seat_locks.expires_at > p_now, seat_locks.expires_at, NULL))
    INTO v_first_hold, v_holds, p_held_since, p_expires_at
    FROM seat_locks
    WHERE seat_locks.showtime_id = p_showtime_id;

    SELECT
        MIN(reservations.expires_at),
        COUNT(IF(
            reservations.expires_at > p_now AND (reservations.user_id = p_user_id OR reservations.guest_email = p_guest_email),
            1,
            NULL
        ))
    INTO v_first_reservation, v_reservations
    FROM reservations FORCE INDEX (ix_reservations_showtime)
    WHERE reservations.showtime_id = p_showtime_id
        AND reservations.status = 'pending';

    SET p_cleared = 0;
    reading: LOOP
        IF v_judged THEN
            CALL sp_require_bookable_showtime(p_showtime_id, p_now);
            CALL sp_require_free_seats(p_showtime_id, p_seat_ids, p_user_id, p_guest_email, p_now);
            CALL sp_require_wheelchair_places(p_showtime_id, p_seat_ids, p_user_id, p_guest_email, p_now, p_is_sale);
        END IF;
        IF v_judged AND (v_first_hold <= p_now OR v_first_reservation <= p_now) THEN
            CALL sp_clear_expired(p_showtime_id, p_now, p_cleared);
        END IF;

        SELECT
            COUNT(IF(
                showtimes.status = 'scheduled'
                AND showtimes.start_time > p_now
                AND movies.movie_status <> 'closed'
                AND seats.screen_id = showtimes.screen_id
                AND NOT seats.out_of_service
                AND seats.accessibility <> 'companion'
                AND tickets.seat_id IS NULL
                AND (seat_locks.user_id IS NULL OR (seat_locks.user_id = p_user_id AND seat_locks.expires_at > p_now)),
                1,
                NULL
            )),
            COUNT(seat_locks.seat_id),
            GROUP_CONCAT(CONCAT_WS(' ', seats.seat_id, seats.seat_class, seat_locks.price) ORDER BY wanted.position SEPARATOR ',')
        INTO v_free, v_own, p_seats
        FROM JSON_TABLE(p_seat_ids, '$[*]' COLUMNS (position FOR ORDINALITY, seat_id INT PATH '$')) AS wanted
        INNER JOIN seats
            ON seats.seat_id = wanted.seat_id
        INNER JOIN showtimes
            ON showtimes.showtime_id = p_showtime_id
        INNER JOIN movies
            ON movies.movie_id = showtimes.movie_id
        LEFT JOIN tickets
            ON tickets.showtime_id = p_showtime_id
            AND tickets.seat_id = wanted.seat_id
        LEFT JOIN seat_locks
            ON seat_locks.showtime_id = p_showtime_id
            AND seat_locks.seat_id = wanted.seat_id;

        IF v_judged
            OR (v_free = JSON_LENGTH(p_seat_ids) AND v_reservations = 0 AND v_holds - v_own + v_free <= fn_seat_limit()) THEN
            LEAVE reading;
        END IF;
        SET v_judged = TRUE;
    END LOOP;

    IF p_cleared = 0 AND (v_first_hold <= p_now OR v_first_reservation <= p_now) THEN
        CALL sp_clear_expired(p_showtime_id, p_now, p_cleared);
    END IF;
    IF p_user_id IS NOT NULL AND p_held_since IS NULL AND v_reservations = 0 THEN
        SELECT users.user_id
        INTO p_user_id
        FROM users
        WHERE users.user_id = p_user_id
        FOR UPDATE;
        -- Nearly everybody has none of these, and each is answered by the first entry of an index.
        SELECT COALESCE(
            (SELECT MIN(seat_locks.showtime_id) FROM seat_locks WHERE seat_locks.user_id = p_user_id),
            (SELECT MIN(reservations.showtime_id) FROM reservations WHERE reservations.user_id = p_user_id AND reservations.status = 'pending'),
            (
                SELECT MIN(unpaid_holds.showtime_id)
                FROM unpaid_holds
                WHERE unpaid_holds.user_id = p_user_id AND unpaid_holds.showtime_id = p_showtime_id
            )
        )
        INTO v_kept_of;
        IF v_kept_of IS NOT NULL THEN
            CALL sp_require_first_seat(p_showtime_id, p_user_id, p_now);
        END IF;
    END IF;
END;
