-- Forgets who waited for shows that started a day ago or longer, or that are gone. Found without locks, then deleted by key: joined to what it
-- deletes, a showtime's row would be locked, and bookings would wait for it.
DROP PROCEDURE IF EXISTS sp_purge_waiting_entries;
CREATE PROCEDURE sp_purge_waiting_entries()
SQL SECURITY INVOKER
BEGIN
    DECLARE v_found LONGTEXT;

    SELECT JSON_ARRAYAGG(past.entry_id)
    INTO v_found
    FROM (
        SELECT waiting_entries.entry_id
        FROM waiting_entries
        LEFT JOIN showtimes FORCE INDEX (PRIMARY)
            ON showtimes.showtime_id = waiting_entries.showtime_id
        WHERE COALESCE(showtimes.start_time, '1970-01-01') < UTC_TIMESTAMP(6) - INTERVAL 1 DAY
        LIMIT 10000
    ) AS past;
    DELETE waiting_entries
    FROM JSON_TABLE(COALESCE(v_found, '[]'), '$[*]' COLUMNS (entry_id INT PATH '$')) AS found
    STRAIGHT_JOIN waiting_entries FORCE INDEX (PRIMARY)
        ON waiting_entries.entry_id = found.entry_id;
END;
