-- Deletes the posters that were uploaded a day ago and that no movie names: of a form that was never saved, or of a movie
-- that has another one now.
DROP PROCEDURE IF EXISTS sp_purge_posters;
CREATE PROCEDURE sp_purge_posters()
SQL SECURITY INVOKER
DELETE FROM posters
WHERE posters.uploaded_at < UTC_TIMESTAMP(6) - INTERVAL 1 DAY
    AND NOT EXISTS (
        SELECT 1
        FROM movies
        WHERE movies.poster_url = CONCAT('/posters/', posters.poster_hash, '.webp')
    );
