-- Gives a user more time on a showtime: all their holds there end fn_hold_minutes from now, but never
-- later than twice that after the first of them, and never sooner than they do already: the clock may
-- have been set back.
-- Raises what sp_require_bookable_showtime raises, 45013 (the user holds nothing there any more) and
-- 45014 (the holds have all the time there is).
-- Races closed: as in sp_lock_seats; a hold that has run out may be somebody else's by now.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_extend_holds;
CREATE PROCEDURE sp_extend_holds(
    IN p_user_id INT,
    IN p_showtime_id INT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_now DATETIME(6) DEFAULT UTC_TIMESTAMP(6);
    DECLARE v_expires_at DATETIME(6);
    DECLARE v_latest DATETIME(6);
    DECLARE v_cleared INT;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;

    CALL sp_require_bookable_showtime(p_showtime_id, v_now);

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_extend_holds;
        RELEASE SAVEPOINT sp_extend_holds;
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
    CALL sp_clear_expired(p_showtime_id, v_now, v_cleared);

    SELECT MIN(seat_locks.expires_at), MIN(seat_locks.held_since) + INTERVAL 2 * fn_hold_minutes() MINUTE
    INTO v_expires_at, v_latest
    FROM seat_locks
    WHERE seat_locks.user_id = p_user_id
        AND seat_locks.showtime_id = p_showtime_id;

    IF v_expires_at IS NULL THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45013, MESSAGE_TEXT = 'The hold has expired';
    ELSEIF v_expires_at >= v_latest THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45014, MESSAGE_TEXT = 'The hold cannot be extended any more';
    END IF;

    UPDATE seat_locks FORCE INDEX (ix_seat_locks_user)
    SET seat_locks.expires_at = GREATEST(v_expires_at, LEAST(v_now + INTERVAL fn_hold_minutes() MINUTE, v_latest))
    WHERE seat_locks.user_id = p_user_id
        AND seat_locks.showtime_id = p_showtime_id;

    UPDATE showtimes
    SET showtimes.seat_version = showtimes.seat_version + 1
    WHERE showtimes.showtime_id = p_showtime_id;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
