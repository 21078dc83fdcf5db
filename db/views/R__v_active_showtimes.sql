-- Which showtimes can be booked: scheduled, not started, of an open movie. Nothing is computed for them, so that this is what
-- to filter, count and sort; ask v_showtimes_details for a page of them, by showtime_id.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW v_active_showtimes AS
SELECT
    showtimes.showtime_id,
    showtimes.start_time,
    showtimes.local_date,
    showtimes.movie_id,
    screens.cinema_id,
    screens.format
FROM showtimes
INNER JOIN movies
    ON movies.movie_id = showtimes.movie_id
INNER JOIN screens
    ON screens.screen_id = showtimes.screen_id
WHERE showtimes.status = 'scheduled'
    AND showtimes.start_time > UTC_TIMESTAMP(6)
    AND movies.movie_status = 'open';
