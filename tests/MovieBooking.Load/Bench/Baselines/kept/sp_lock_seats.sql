-- Holds the seats of the JSON array p_seat_ids for a user, all or none, for fn_hold_minutes. All
-- holds of one user on one showtime share one expiry, the first one's; a seat already held by the
-- user stays as it is. The price is fixed here.
-- A hold ends when the database's clock reaches its expiry: where that clock is set back, so much later in real time,
-- and no sooner; extending it gives no more than that.
-- Raises what sp_require_bookable_showtime and sp_require_free_seats raise.
-- Races closed: two people for one seat queue on the showtime's row and the second reads after the
-- first has committed; a show that starts, is cancelled or closes meanwhile is read again there.
-- Atomic by itself; joins the caller's transaction when there is one, and then leaves it to the
-- caller to roll back.
DROP PROCEDURE IF EXISTS sp_lock_seats;
CREATE PROCEDURE sp_lock_seats(
    IN p_user_id INT,
    IN p_showtime_id INT,
    IN p_seat_ids TEXT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_now DATETIME(6) DEFAULT UTC_TIMESTAMP(6);
    DECLARE v_held_since DATETIME(6);
    DECLARE v_expires_at DATETIME(6);
    DECLARE v_changed INT;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;

    CALL sp_require_bookable_showtime(p_showtime_id, v_now);
    CALL sp_require_free_seats(p_showtime_id, p_seat_ids, p_user_id, NULL, v_now);

    -- Outside a transaction the savepoint is gone at once, and releasing it raises 1305.
    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_lock_seats;
        RELEASE SAVEPOINT sp_lock_seats;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    SELECT showtimes.showtime_id
    INTO p_showtime_id
    FROM showtimes
    WHERE showtimes.showtime_id = p_showtime_id
    FOR UPDATE;
    SET v_now = UTC_TIMESTAMP(6);

    CALL sp_require_bookable_showtime(p_showtime_id, v_now);
    CALL sp_require_free_seats(p_showtime_id, p_seat_ids, p_user_id, NULL, v_now);
    CALL sp_clear_expired(p_showtime_id, v_now, v_changed);

    SELECT
        COALESCE(MIN(seat_locks.held_since), v_now),
        COALESCE(MIN(seat_locks.expires_at), v_now + INTERVAL fn_hold_minutes() MINUTE)
    INTO v_held_since, v_expires_at
    FROM seat_locks
    WHERE seat_locks.user_id = p_user_id
        AND seat_locks.showtime_id = p_showtime_id;

    INSERT INTO seat_locks (showtime_id, seat_id, user_id, price, held_since, expires_at)
    SELECT
        p_showtime_id,
        seats.seat_id,
        p_user_id,
        fn_seat_price(seats.seat_class, screens.format, showtimes.local_date),
        v_held_since,
        v_expires_at
    FROM JSON_TABLE(p_seat_ids, '$[*]' COLUMNS (seat_id INT PATH '$')) AS wanted
    INNER JOIN seats
        ON seats.seat_id = wanted.seat_id
    INNER JOIN screens
        ON screens.screen_id = seats.screen_id
    INNER JOIN showtimes
        ON showtimes.showtime_id = p_showtime_id
    LEFT JOIN seat_locks AS own
        ON own.showtime_id = p_showtime_id
        AND own.seat_id = seats.seat_id
    WHERE own.seat_id IS NULL
    ORDER BY seats.seat_id;
    SET v_changed = v_changed + ROW_COUNT();

    IF v_changed > 0 THEN
        UPDATE showtimes
        SET showtimes.seat_version = showtimes.seat_version + 1
        WHERE showtimes.showtime_id = p_showtime_id;
    END IF;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
