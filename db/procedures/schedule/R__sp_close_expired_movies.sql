-- Closes the movies whose close date is over everywhere. Run daily; harmless at any time.
DROP PROCEDURE IF EXISTS sp_close_expired_movies;
CREATE PROCEDURE sp_close_expired_movies()
SQL SECURITY INVOKER
UPDATE movies FORCE INDEX (ix_movies_status)
SET movies.movie_status = 'closed',
    movies.version = movies.version + 1
WHERE movies.movie_status = 'open'
    AND fn_is_past_everywhere(movies.scheduled_close_date);
