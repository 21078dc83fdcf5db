-- Promises that a screen is free for a show, with fn_buffer_minutes before and after it.
-- Raises 45030 (another show overlaps) or 45031 (only the buffer does); the message names the movie.
-- Locks the screen's row first: of two inserts for one slot the second waits, and then sees the
-- first. The look at showtimes must be a locking read: a plain one misses what was committed while
-- a multi-row INSERT waited for its second screen. It touches only ix_showtimes_screen_time and so
-- never waits for a booking, which holds the showtime's own row.
DROP PROCEDURE IF EXISTS sp_require_free_screen;
CREATE PROCEDURE sp_require_free_screen(
    IN p_screen_id INT,
    IN p_start_time DATETIME(6),
    IN p_end_time DATETIME(6),
    IN p_except_showtime_id INT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_movie_id INT;
    DECLARE v_overlaps BOOLEAN DEFAULT FALSE;
    DECLARE v_message VARCHAR(512);
    DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;

    SELECT screens.screen_id
    INTO p_screen_id
    FROM screens
    WHERE screens.screen_id = p_screen_id
    FOR UPDATE;

    SELECT showtimes.movie_id, showtimes.start_time < p_end_time AND showtimes.end_time > p_start_time
    INTO v_movie_id, v_overlaps
    FROM showtimes FORCE INDEX (ix_showtimes_screen_time)
    WHERE showtimes.screen_id = p_screen_id
        AND showtimes.status = 'scheduled'
        AND showtimes.showtime_id <> p_except_showtime_id
        AND showtimes.start_time > p_start_time - INTERVAL 24 HOUR - INTERVAL fn_buffer_minutes() MINUTE
        AND showtimes.start_time < p_end_time + INTERVAL fn_buffer_minutes() MINUTE
        AND showtimes.end_time > p_start_time - INTERVAL fn_buffer_minutes() MINUTE
    ORDER BY showtimes.start_time < p_end_time AND showtimes.end_time > p_start_time DESC, showtimes.start_time
    LIMIT 1
    LOCK IN SHARE MODE;

    IF v_movie_id IS NOT NULL THEN
        SELECT LEFT(movies.title, 128)
        INTO v_message
        FROM movies
        WHERE movies.movie_id = v_movie_id;

        IF v_overlaps THEN
            SET v_message = LEFT(CONCAT('Overlaps with ', v_message), 128);
            SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45030, MESSAGE_TEXT = v_message;
        END IF;
        SET v_message = LEFT(CONCAT('Less than ', fn_buffer_minutes(), ' minutes from ', v_message), 128);
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45031, MESSAGE_TEXT = v_message;
    END IF;
END;
