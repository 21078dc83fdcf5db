-- Records which coming showtimes' seats have changed (seats.changed), for other companies' programs: as the numbers of their seat maps say
-- (showtimes.seat_version), so that no booking writes anything for it. One event stands for all changes since the one before, which goes, with its
-- deliveries to webhooks, made or not: of each showtime the newest alone is kept.
-- Nothing is recorded where no key may read events. Harmless at any time, and by several at once: the worst is an event too much.
-- Begins and commits transactions of its own, one for each showtime; waits for no booking, since it locks no row of theirs.
DROP PROCEDURE IF EXISTS sp_record_seat_changes;
CREATE PROCEDURE sp_record_seat_changes()
SQL SECURITY INVOKER
recording: BEGIN
    DECLARE v_now DATETIME(6) DEFAULT UTC_TIMESTAMP(6);
    DECLARE v_readers INT;
    DECLARE v_showtime_id INT;
    DECLARE v_cinema_id INT;
    DECLARE v_seat_version INT;
    DECLARE v_event_id BIGINT;
    DECLARE v_position BIGINT;
    DECLARE v_done BOOLEAN DEFAULT FALSE;
    DECLARE changed CURSOR FOR
        SELECT showtimes.showtime_id, screens.cinema_id, showtimes.seat_version
        FROM showtimes FORCE INDEX (ix_showtimes_start)
        STRAIGHT_JOIN screens
            ON screens.screen_id = showtimes.screen_id
        LEFT JOIN seat_change_events FORCE INDEX (PRIMARY)
            ON seat_change_events.showtime_id = showtimes.showtime_id
        WHERE showtimes.start_time > v_now
            AND showtimes.seat_version <> COALESCE(seat_change_events.seat_version, 0);
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        RESIGNAL;
    END;
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_done = TRUE;

    SELECT COUNT(*)
    INTO v_readers
    FROM api_keys
    WHERE FIND_IN_SET('events:read', api_keys.scopes) > 0
        AND api_keys.revoked_at IS NULL
        AND (api_keys.expires_at IS NULL OR api_keys.expires_at > v_now);
    IF v_readers = 0 THEN
        LEAVE recording;
    END IF;

    OPEN changed;
    telling: LOOP
        FETCH changed INTO v_showtime_id, v_cinema_id, v_seat_version;
        IF v_done THEN
            LEAVE telling;
        END IF;

        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
        SELECT MAX(seat_change_events.event_id)
        INTO v_event_id
        FROM seat_change_events
        WHERE seat_change_events.showtime_id = v_showtime_id;
        SELECT MAX(event_log.position)
        INTO v_position
        FROM event_log
        WHERE event_log.event_id = v_event_id;
        DELETE FROM event_log
        WHERE event_log.event_id = v_event_id;
        DELETE FROM webhook_deliveries
        WHERE webhook_deliveries.position = v_position;
        -- With its cinema: the show may be deleted before the event has a position.
        INSERT INTO event_log (type, showtime_id, cinema_id, occurred_at)
        VALUES ('seats.changed', v_showtime_id, v_cinema_id, v_now);
        INSERT INTO seat_change_events (showtime_id, seat_version, event_id)
        VALUES (v_showtime_id, v_seat_version, LAST_INSERT_ID())
        ON DUPLICATE KEY UPDATE
            seat_version = VALUES(seat_version),
            event_id = VALUES(event_id);
        COMMIT;
    END LOOP;
    CLOSE changed;
END;
