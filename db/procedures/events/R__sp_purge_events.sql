-- Deletes the events of more than 7 days ago, which have been told, and remembers up to which position it did (event_positions). In small transactions, from
-- the oldest on. Harmless at any time.
DROP PROCEDURE IF EXISTS sp_purge_events;
CREATE PROCEDURE sp_purge_events()
SQL SECURITY INVOKER
BEGIN
    DECLARE v_before DATETIME(6) DEFAULT UTC_TIMESTAMP(6) - INTERVAL 7 DAY;
    DECLARE v_first BIGINT;
    DECLARE v_position BIGINT;
    DECLARE v_deleted INT DEFAULT 1;

    WHILE v_deleted > 0 DO
        SELECT MIN(event_log.event_id)
        INTO v_first
        FROM event_log;
        -- Five hundred rows at a time, and no look at those that stay. Readers know that they are gone before they are.
        SELECT MAX(event_log.position)
        INTO v_position
        FROM event_log
        WHERE event_log.event_id BETWEEN v_first AND v_first + 500
            AND event_log.occurred_at < v_before;
        UPDATE event_positions
        SET event_positions.purged_position = GREATEST(event_positions.purged_position, COALESCE(v_position, 0))
        WHERE event_positions.id = 1;
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        DELETE FROM event_log
        WHERE event_log.event_id BETWEEN v_first AND v_first + 500
            AND event_log.occurred_at < v_before
            AND event_log.position IS NOT NULL;
        SET v_deleted = ROW_COUNT();
    END WHILE;

    -- What was delivered of them goes, too.
    SET v_deleted = 1;
    WHILE v_deleted > 0 DO
        SELECT MIN(event_log.position)
        INTO v_first
        FROM event_log FORCE INDEX (uk_event_position);
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        DELETE FROM webhook_deliveries
        WHERE webhook_deliveries.position < v_first
        ORDER BY webhook_deliveries.position
        LIMIT 500;
        SET v_deleted = ROW_COUNT();
    END WHILE;

    -- Where the seats of a coming show have not changed for so long, it is recorded once more.
    SELECT MIN(event_log.event_id)
    INTO v_first
    FROM event_log;
    DELETE FROM seat_change_events
    WHERE seat_change_events.event_id < v_first;
END;
