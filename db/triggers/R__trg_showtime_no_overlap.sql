-- No two shows overlap on a screen, and the buffer lies between them. See sp_require_free_screen
-- for the errors (45030, 45031) and the race this closes.
DROP TRIGGER IF EXISTS trg_showtime_no_overlap;
CREATE TRIGGER trg_showtime_no_overlap
BEFORE INSERT ON showtimes
FOR EACH ROW
BEGIN
    IF NEW.status = 'scheduled' THEN
        CALL sp_require_free_screen(NEW.screen_id, NEW.start_time, NEW.end_time, 0);
    END IF;
END;
