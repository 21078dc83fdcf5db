-- Tells other companies' programs of a new showtime (event_log).
DROP TRIGGER IF EXISTS trg_showtime_event_insert;
CREATE TRIGGER trg_showtime_event_insert
AFTER INSERT ON showtimes
FOR EACH ROW
INSERT INTO event_log (type, showtime_id, details, occurred_at)
VALUES (
    'showtime.created',
    NEW.showtime_id,
    JSON_OBJECT('movieId', NEW.movie_id, 'screenId', NEW.screen_id, 'startsAt', DATE_FORMAT(NEW.start_time, '%Y-%m-%dT%H:%i:%s.%fZ')),
    UTC_TIMESTAMP(6)
);
