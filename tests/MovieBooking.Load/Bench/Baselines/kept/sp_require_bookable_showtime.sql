-- Promises that seats of a showtime can be held or booked at p_now.
-- Raises 45001 (no such showtime), 45002 (cancelled), 45003 (started), 45004 (movie closed).
-- Booking routines call it twice: without locks, to refuse at once, and again under the
-- showtime's mutex, where the answer holds.
DROP PROCEDURE IF EXISTS sp_require_bookable_showtime;
CREATE PROCEDURE sp_require_bookable_showtime(
    IN p_showtime_id INT,
    IN p_now DATETIME(6)
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_status VARCHAR(9);
    DECLARE v_start_time DATETIME(6);
    DECLARE v_movie_status VARCHAR(6);
    DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;

    SELECT showtimes.status, showtimes.start_time, movies.movie_status
    INTO v_status, v_start_time, v_movie_status
    FROM showtimes
    INNER JOIN movies
        ON movies.movie_id = showtimes.movie_id
    WHERE showtimes.showtime_id = p_showtime_id;

    IF v_status IS NULL THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45001, MESSAGE_TEXT = 'The showtime does not exist';
    ELSEIF v_status = 'cancelled' THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45002, MESSAGE_TEXT = 'The showtime is cancelled';
    ELSEIF v_start_time <= p_now THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45003, MESSAGE_TEXT = 'The show has started';
    ELSEIF v_movie_status = 'closed' THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45004, MESSAGE_TEXT = 'The movie is closed';
    END IF;
END;
