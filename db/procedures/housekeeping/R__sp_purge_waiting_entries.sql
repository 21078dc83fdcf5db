-- Forgets who waited for shows that started a day ago or longer, or that are gone.
DROP PROCEDURE IF EXISTS sp_purge_waiting_entries;
CREATE PROCEDURE sp_purge_waiting_entries()
SQL SECURITY INVOKER
DELETE waiting_entries
FROM waiting_entries
LEFT JOIN showtimes FORCE INDEX (PRIMARY)
    ON showtimes.showtime_id = waiting_entries.showtime_id
WHERE COALESCE(showtimes.start_time, '1970-01-01') < UTC_TIMESTAMP(6) - INTERVAL 1 DAY;
