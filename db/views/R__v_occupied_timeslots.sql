-- When each screen is in use, the buffer after every show included.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW v_occupied_timeslots AS
SELECT
    screens.cinema_id,
    screens.screen_id,
    screens.name AS screen_name,
    screens.format,
    showtimes.showtime_id,
    showtimes.movie_id,
    movies.title AS movie_title,
    showtimes.local_date,
    showtimes.start_time,
    showtimes.end_time,
    showtimes.end_time + INTERVAL fn_buffer_minutes() MINUTE AS free_from
FROM showtimes
INNER JOIN screens
    ON screens.screen_id = showtimes.screen_id
INNER JOIN movies
    ON movies.movie_id = showtimes.movie_id
WHERE showtimes.status = 'scheduled';
