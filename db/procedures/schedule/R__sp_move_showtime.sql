-- Gives a showtime another start, screen or movie. Its time may change at any time before it starts;
-- its screen and its movie only while nobody holds, reserves or has bought a seat. Other
-- companies' programs are told (event_log).
-- Raises 45001 (no such showtime), 45002 (cancelled), 45003 (started), 45032 (screen or movie, and
-- seats are taken), and what trg_showtime_no_overlap_update raises.
-- Races closed: a hold or booking waits for the showtime's row, and then sees the new screen and
-- time; another change of the schedule waits for the screens' rows, which come first everywhere.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_move_showtime;
CREATE PROCEDURE sp_move_showtime(
    IN p_showtime_id INT,
    IN p_movie_id INT,
    IN p_screen_id INT,
    IN p_start_time DATETIME(6),
    IN p_end_time DATETIME(6),
    IN p_local_date DATE
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_now DATETIME(6);
    DECLARE v_status VARCHAR(9);
    DECLARE v_start_time DATETIME(6);
    DECLARE v_movie_id INT;
    DECLARE v_screen_id INT;
    DECLARE v_locked INT;
    DECLARE v_cleared INT;
    DECLARE v_taken INT;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;
    DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_move_showtime;
        RELEASE SAVEPOINT sp_move_showtime;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    SELECT showtimes.screen_id
    INTO v_screen_id
    FROM showtimes
    WHERE showtimes.showtime_id = p_showtime_id;
    IF v_screen_id IS NULL THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45001, MESSAGE_TEXT = 'The showtime does not exist';
    END IF;
    SELECT screens.screen_id
    INTO v_locked
    FROM screens
    WHERE screens.screen_id = LEAST(v_screen_id, p_screen_id)
    FOR UPDATE;
    SELECT screens.screen_id
    INTO v_locked
    FROM screens
    WHERE screens.screen_id = GREATEST(v_screen_id, p_screen_id)
    FOR UPDATE;

    SET v_screen_id = NULL;
    SELECT showtimes.status, showtimes.start_time, showtimes.movie_id, showtimes.screen_id
    INTO v_status, v_start_time, v_movie_id, v_screen_id
    FROM showtimes
    WHERE showtimes.showtime_id = p_showtime_id
    FOR UPDATE;
    SET v_now = UTC_TIMESTAMP(6);
    IF v_screen_id IS NULL THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45001, MESSAGE_TEXT = 'The showtime does not exist';
    ELSEIF v_status = 'cancelled' THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45002, MESSAGE_TEXT = 'The showtime is cancelled';
    ELSEIF v_start_time <= v_now THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45003, MESSAGE_TEXT = 'The show has started';
    END IF;

    IF v_movie_id <> p_movie_id OR v_screen_id <> p_screen_id THEN
        CALL sp_clear_expired(p_showtime_id, v_now, v_cleared);
        SELECT
            (SELECT COUNT(*) FROM seat_locks WHERE seat_locks.showtime_id = p_showtime_id)
            + (SELECT COUNT(*) FROM tickets WHERE tickets.showtime_id = p_showtime_id)
        INTO v_taken;
        IF v_taken > 0 THEN
            SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45032, MESSAGE_TEXT = 'Seats of the showtime are taken';
        END IF;
    END IF;

    UPDATE showtimes
    SET showtimes.movie_id = p_movie_id,
        showtimes.screen_id = p_screen_id,
        showtimes.start_time = p_start_time,
        showtimes.end_time = p_end_time,
        showtimes.local_date = p_local_date,
        showtimes.seat_version = showtimes.seat_version + 1
    WHERE showtimes.showtime_id = p_showtime_id;
    -- What the house keeps back until the start it keeps until the new one.
    UPDATE seat_locks FORCE INDEX (PRIMARY)
    SET seat_locks.expires_at = GREATEST(p_start_time, seat_locks.held_since + INTERVAL 1 SECOND)
    WHERE seat_locks.showtime_id = p_showtime_id
        AND seat_locks.user_id = 0
        AND (seat_locks.expires_at = v_start_time OR seat_locks.expires_at > p_start_time);
    IF v_start_time <> p_start_time OR v_movie_id <> p_movie_id OR v_screen_id <> p_screen_id THEN
        INSERT INTO event_log (type, showtime_id, details, occurred_at)
        VALUES (
            'showtime.moved',
            p_showtime_id,
            JSON_OBJECT(
                'movieId', p_movie_id,
                'screenId', p_screen_id,
                'startsAt', DATE_FORMAT(p_start_time, '%Y-%m-%dT%H:%i:%s.%fZ'),
                'previousStartsAt', DATE_FORMAT(v_start_time, '%Y-%m-%dT%H:%i:%s.%fZ')
            ),
            v_now
        );
    END IF;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
