-- As trg_showtime_no_overlap, for a show that moves or is scheduled again. A change of anything else
-- (every booking raises seat_version) must not look at the schedule.
DROP TRIGGER IF EXISTS trg_showtime_no_overlap_update;
CREATE TRIGGER trg_showtime_no_overlap_update
BEFORE UPDATE ON showtimes
FOR EACH ROW
BEGIN
    IF NEW.status = 'scheduled' AND (
        NEW.status <> OLD.status
        OR NEW.screen_id <> OLD.screen_id
        OR NEW.start_time <> OLD.start_time
        OR NEW.end_time <> OLD.end_time
    ) THEN
        CALL sp_require_free_screen(NEW.screen_id, NEW.start_time, NEW.end_time, NEW.showtime_id);
    END IF;
END;
