-- Gives the events that have committed their positions, in the order in which they were written; of one showtime that is the order in
-- which they happened, since its row let one in after another. Harmless at any time, and by several at once.
-- Race closed: an event whose transaction is still open is not seen, and comes after all that have a position by then: no reader
-- who remembers a position misses it, however late it commits. Two that number queue on the one row of event_positions.
DROP PROCEDURE IF EXISTS sp_number_events;
CREATE PROCEDURE sp_number_events()
SQL SECURITY INVOKER
numbering: BEGIN
    DECLARE v_last BIGINT;
    DECLARE v_found LONGTEXT;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        RESIGNAL;
    END;

    WHILE TRUE DO
        -- A look before the lock: mostly there is nothing.
        SELECT MIN(event_log.event_id)
        INTO v_last
        FROM event_log FORCE INDEX (uk_event_position)
        WHERE event_log.position IS NULL;
        IF v_last IS NULL THEN
            LEAVE numbering;
        END IF;

        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
        SELECT event_positions.last_position
        INTO v_last
        FROM event_positions
        WHERE event_positions.id = 1
        FOR UPDATE;
        -- Without locks: events are being written. A showtime is never deleted without its event knowing the cinema.
        SELECT COALESCE(JSON_ARRAYAGG(JSON_ARRAY(waiting.event_id, waiting.cinema_id)), '[]')
        INTO v_found
        FROM (
            SELECT event_log.event_id, COALESCE(event_log.cinema_id, screens.cinema_id, 0) AS cinema_id
            FROM event_log FORCE INDEX (uk_event_position)
            LEFT JOIN showtimes
                ON showtimes.showtime_id = event_log.showtime_id
            LEFT JOIN screens
                ON screens.screen_id = showtimes.screen_id
            WHERE event_log.position IS NULL
            ORDER BY event_log.event_id
            LIMIT 500
        ) AS waiting;
        UPDATE (
            SELECT found.event_id, found.cinema_id, ROW_NUMBER() OVER (ORDER BY found.event_id) AS number
            FROM JSON_TABLE(v_found, '$[*]' COLUMNS (event_id BIGINT PATH '$[0]', cinema_id INT PATH '$[1]')) AS found
        ) AS numbered
        STRAIGHT_JOIN event_log FORCE INDEX (PRIMARY)
            ON event_log.event_id = numbered.event_id
        SET event_log.position = v_last + numbered.number,
            event_log.cinema_id = numbered.cinema_id;
        UPDATE event_positions
        SET event_positions.last_position = v_last + JSON_LENGTH(v_found)
        WHERE event_positions.id = 1;
        COMMIT;
    END WHILE;
END;
