-- Gives back a user's holds on a showtime: those of the JSON array p_seat_ids, or all when it is
-- NULL. Seats that are not held by the user are passed over, and so are those of a pending
-- reservation, which are no holds. Raises nothing of its own.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_unlock_seats;
CREATE PROCEDURE sp_unlock_seats(
    IN p_user_id INT,
    IN p_showtime_id INT,
    IN p_seat_ids TEXT
)
SQL SECURITY INVOKER
unlocking: BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_held INT;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;

    -- Nothing to give back: do not queue for the mutex. SELECT ... INTO, because IF EXISTS (...) would lock the rows before it.
    SELECT COUNT(*)
    INTO v_held
    FROM seat_locks
    WHERE seat_locks.user_id = p_user_id
        AND seat_locks.showtime_id = p_showtime_id
        AND (p_seat_ids IS NULL OR JSON_CONTAINS(p_seat_ids, CAST(seat_locks.seat_id AS CHAR)));
    IF v_held = 0 THEN
        LEAVE unlocking;
    END IF;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_unlock_seats;
        RELEASE SAVEPOINT sp_unlock_seats;
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

    DELETE held
    FROM seat_locks AS held FORCE INDEX (ix_seat_locks_user)
    WHERE held.user_id = p_user_id
        AND held.showtime_id = p_showtime_id
        AND (p_seat_ids IS NULL OR JSON_CONTAINS(p_seat_ids, CAST(held.seat_id AS CHAR)));
    IF ROW_COUNT() > 0 THEN
        UPDATE showtimes
        SET showtimes.seat_version = showtimes.seat_version + 1
        WHERE showtimes.showtime_id = p_showtime_id;
    END IF;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
