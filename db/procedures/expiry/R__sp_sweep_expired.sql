-- Frees what has run out on every showtime (sp_release_expired), in one transaction for each: a sweep in one
-- transaction for all would lock showtimes in another order than bookings meet them, and deadlock.
-- A showtime that somebody else works on is left to them: takers clear it themselves, and the next sweep comes soon.
-- Trouble with one showtime does not keep the others waiting; the last error is raised at the end.
-- Begins and commits transactions of its own: not to be called inside one.
DROP PROCEDURE IF EXISTS sp_sweep_expired;
CREATE PROCEDURE sp_sweep_expired()
SQL SECURITY INVOKER
BEGIN
    DECLARE v_now DATETIME(6) DEFAULT UTC_TIMESTAMP(6);
    DECLARE v_due_id INT;
    DECLARE v_free_id INT;
    DECLARE v_done BOOLEAN DEFAULT FALSE;
    DECLARE v_error INT;
    DECLARE v_message TEXT;
    DECLARE due CURSOR FOR
        SELECT seat_locks.showtime_id
        FROM seat_locks
        WHERE seat_locks.expires_at <= v_now
        UNION
        SELECT reservations.showtime_id
        FROM reservations
        WHERE reservations.status = 'pending'
            AND reservations.expires_at <= v_now
        ORDER BY showtime_id;
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_done = TRUE;

    OPEN due;
    sweeping: LOOP
        FETCH due INTO v_due_id;
        IF v_done THEN
            LEAVE sweeping;
        END IF;

        BEGIN
            DECLARE EXIT HANDLER FOR SQLEXCEPTION
            BEGIN
                GET DIAGNOSTICS CONDITION 1 v_error = MYSQL_ERRNO, v_message = MESSAGE_TEXT;
                ROLLBACK;
            END;
            DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_free_id = NULL;

            SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
            START TRANSACTION;
            SELECT showtimes.showtime_id
            INTO v_free_id
            FROM showtimes
            WHERE showtimes.showtime_id = v_due_id
            FOR UPDATE SKIP LOCKED;
            IF v_free_id IS NOT NULL THEN
                CALL sp_release_expired(v_free_id);
            END IF;
            COMMIT;
        END;
    END LOOP;
    CLOSE due;

    IF v_error IS NOT NULL THEN
        SET v_message = LEFT(v_message, 128);
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = v_error, MESSAGE_TEXT = v_message;
    END IF;
END;
