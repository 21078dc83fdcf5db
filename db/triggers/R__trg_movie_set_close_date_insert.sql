-- A movie without a close date closes a month after its release; one that is past it is closed.
DROP TRIGGER IF EXISTS trg_movie_set_close_date_insert;
CREATE TRIGGER trg_movie_set_close_date_insert
BEFORE INSERT ON movies
FOR EACH ROW
BEGIN
    IF NEW.scheduled_close_date IS NULL THEN
        SET NEW.scheduled_close_date = NEW.release_date + INTERVAL 1 MONTH;
    END IF;
    IF fn_is_past_everywhere(NEW.scheduled_close_date) THEN
        SET NEW.movie_status = 'closed';
    END IF;
END;
