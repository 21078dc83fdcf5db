-- Frees what has run out on one showtime: expired holds and pending reservations past their time
-- (sp_clear_expired), and raises seat_version when there was any. Nothing depends on this having run.
-- Raises nothing of its own; an unknown showtime has nothing to free.
-- Races closed: as in sp_lock_seats; a hold that was extended, or taken over, while this waited is read again.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_release_expired;
CREATE PROCEDURE sp_release_expired(
    IN p_showtime_id INT
)
SQL SECURITY INVOKER
releasing: BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_now DATETIME(6) DEFAULT UTC_TIMESTAMP(6);
    DECLARE v_holds INT;
    DECLARE v_reservations INT;
    DECLARE v_cleared INT;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;

    -- Nothing to free: do not queue for the mutex. SELECT ... INTO, because IF EXISTS (...) would lock the rows before it.
    SELECT COUNT(*)
    INTO v_holds
    FROM seat_locks
    WHERE seat_locks.showtime_id = p_showtime_id
        AND seat_locks.expires_at <= v_now;
    SELECT COUNT(*)
    INTO v_reservations
    FROM reservations
    WHERE reservations.showtime_id = p_showtime_id
        AND reservations.status = 'pending'
        AND reservations.expires_at <= v_now;
    IF v_holds + v_reservations = 0 THEN
        LEAVE releasing;
    END IF;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_release_expired;
        RELEASE SAVEPOINT sp_release_expired;
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

    CALL sp_clear_expired(p_showtime_id, v_now, v_cleared);
    IF v_cleared > 0 THEN
        UPDATE showtimes
        SET showtimes.seat_version = showtimes.seat_version + 1
        WHERE showtimes.showtime_id = p_showtime_id;
    END IF;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
