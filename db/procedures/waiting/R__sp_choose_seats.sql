-- Chooses p_count free seats of a showtime, which are there (fn_free_seats): a JSON array, in order. Side by side in one row where that can be,
-- nearest to the middle of the sixth row, as the map's best seats are; else the nearest to it of all.
-- The caller holds the showtime's mutex.
DROP PROCEDURE IF EXISTS sp_choose_seats;
CREATE PROCEDURE sp_choose_seats(
    IN p_showtime_id INT,
    IN p_count INT,
    IN p_now DATETIME(6),
    OUT p_seat_ids TEXT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_free_seats LONGTEXT;

    SELECT JSON_ARRAYAGG(JSON_OBJECT(
        'id', seats.seat_id,
        'row', ASCII(seats.seat_row),
        'column', seats.seat_column,
        'far', POW((ASCII(seats.seat_row) - ASCII('F')) * 1.5, 2) + POW(seats.seat_column - 6.5, 2)
    ))
    INTO v_free_seats
    FROM showtimes
    INNER JOIN hold_rules
        ON hold_rules.hold_rules_id = 1
    INNER JOIN seats
        ON seats.screen_id = showtimes.screen_id
    LEFT JOIN tickets
        ON tickets.showtime_id = showtimes.showtime_id
        AND tickets.seat_id = seats.seat_id
    LEFT JOIN seat_locks
        ON seat_locks.showtime_id = showtimes.showtime_id
        AND seat_locks.seat_id = seats.seat_id
    WHERE showtimes.showtime_id = p_showtime_id
        AND NOT seats.out_of_service
        AND (
            seats.accessibility = 'none'
            OR showtimes.start_time - INTERVAL hold_rules.accessible_release_minutes MINUTE <= p_now
        )
        AND tickets.ticket_id IS NULL
        AND seat_locks.seat_id IS NULL;

    -- The leftmost seat of the best run of so many.
    SELECT MIN(best.seat_ids)
    INTO p_seat_ids
    FROM (
        SELECT CONCAT('[', GROUP_CONCAT(beside.seat_id ORDER BY beside.seat_column SEPARATOR ','), ']') AS seat_ids
        FROM JSON_TABLE(v_free_seats, '$[*]' COLUMNS (seat_row INT PATH '$.row', seat_column INT PATH '$.column')) AS leftmost
        INNER JOIN JSON_TABLE(v_free_seats, '$[*]' COLUMNS (
            seat_id INT PATH '$.id', seat_row INT PATH '$.row', seat_column INT PATH '$.column', far DOUBLE PATH '$.far'
        )) AS beside
            ON beside.seat_row = leftmost.seat_row
            AND beside.seat_column BETWEEN leftmost.seat_column AND leftmost.seat_column + p_count - 1
        GROUP BY leftmost.seat_row, leftmost.seat_column
        HAVING COUNT(*) = p_count
        ORDER BY SUM(beside.far), leftmost.seat_row, leftmost.seat_column
        LIMIT 1
    ) AS best;
    IF p_seat_ids IS NULL THEN
        SELECT CONCAT('[', GROUP_CONCAT(nearest.seat_id ORDER BY nearest.seat_id SEPARATOR ','), ']')
        INTO p_seat_ids
        FROM (
            SELECT free.seat_id
            FROM JSON_TABLE(v_free_seats, '$[*]' COLUMNS (seat_id INT PATH '$.id', far DOUBLE PATH '$.far')) AS free
            ORDER BY free.far, free.seat_id
            LIMIT p_count
        ) AS nearest;
    END IF;
END;
