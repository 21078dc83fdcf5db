-- A release date that changes without a new close date moves the close date along; a movie that is
-- past it is closed, any other keeps its status.
DROP TRIGGER IF EXISTS trg_movie_set_close_date_update;
CREATE TRIGGER trg_movie_set_close_date_update
BEFORE UPDATE ON movies
FOR EACH ROW
BEGIN
    IF NEW.scheduled_close_date IS NULL
        OR (NEW.release_date <> OLD.release_date AND NEW.scheduled_close_date = OLD.scheduled_close_date) THEN
        SET NEW.scheduled_close_date = NEW.release_date + INTERVAL 1 MONTH;
    END IF;
    IF fn_is_past_everywhere(NEW.scheduled_close_date) THEN
        SET NEW.movie_status = 'closed';
    END IF;
END;
