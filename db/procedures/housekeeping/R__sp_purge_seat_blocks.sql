-- Forgets why seats of shows of yesterday and before were kept back, and the groups that they were kept for: a reason may name a person, and
-- a contact does. Both are found without locks, then deleted by key: see sp_purge_waiting_entries.
DROP PROCEDURE IF EXISTS sp_purge_seat_blocks;
CREATE PROCEDURE sp_purge_seat_blocks()
SQL SECURITY INVOKER
BEGIN
    -- One moment for both: no group goes before its blocks.
    DECLARE v_before DATETIME(6) DEFAULT UTC_TIMESTAMP(6) - INTERVAL 1 DAY;
    DECLARE v_found LONGTEXT;

    SELECT JSON_ARRAYAGG(JSON_ARRAY(seat_blocks.showtime_id, seat_blocks.seat_id))
    INTO v_found
    FROM seat_blocks
    STRAIGHT_JOIN showtimes FORCE INDEX (PRIMARY)
        ON showtimes.showtime_id = seat_blocks.showtime_id
    WHERE showtimes.start_time < v_before;
    DELETE seat_blocks
    FROM JSON_TABLE(
        COALESCE(v_found, '[]'),
        '$[*]' COLUMNS (showtime_id INT PATH '$[0]', seat_id INT PATH '$[1]')
    ) AS found
    STRAIGHT_JOIN seat_blocks FORCE INDEX (PRIMARY)
        ON seat_blocks.showtime_id = found.showtime_id
        AND seat_blocks.seat_id = found.seat_id;
    SELECT JSON_ARRAYAGG(group_bookings.group_id)
    INTO v_found
    FROM group_bookings
    STRAIGHT_JOIN showtimes FORCE INDEX (PRIMARY)
        ON showtimes.showtime_id = group_bookings.showtime_id
    WHERE showtimes.start_time < v_before;
    DELETE group_bookings
    FROM JSON_TABLE(COALESCE(v_found, '[]'), '$[*]' COLUMNS (group_id INT PATH '$')) AS found
    STRAIGHT_JOIN group_bookings FORCE INDEX (PRIMARY)
        ON group_bookings.group_id = found.group_id;
END;
