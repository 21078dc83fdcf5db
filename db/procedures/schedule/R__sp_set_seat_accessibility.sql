-- Makes just the seats of the JSON array p_wheelchair_ids wheelchair places of the screen, and those of p_companion_ids companion places;
-- none in both lists. Holds and bookings stay as they are. Every coming show of the screen gets a new seat_version, so that whoever looks
-- at its map sees the change. Nothing happens when nothing changes.
-- The caller has locked the screen, as for sp_set_out_of_service.
-- Race closed: a hold or booking that is under way is before us in the showtime's queue, and ends first; one behind us finds the new rule.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_set_seat_accessibility;
CREATE PROCEDURE sp_set_seat_accessibility(
    IN p_screen_id INT,
    IN p_wheelchair_ids TEXT,
    IN p_companion_ids TEXT
)
SQL SECURITY INVOKER
setting: BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_changes INT;
    DECLARE v_showtime_id INT;
    DECLARE v_done BOOLEAN DEFAULT FALSE;
    DECLARE coming_shows CURSOR FOR
        SELECT showtimes.showtime_id
        FROM showtimes
        WHERE showtimes.screen_id = p_screen_id
            AND showtimes.start_time > UTC_TIMESTAMP(6)
        ORDER BY showtimes.showtime_id;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_done = TRUE;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_set_seat_accessibility;
        RELEASE SAVEPOINT sp_set_seat_accessibility;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    SELECT COUNT(*)
    INTO v_changes
    FROM seats
    WHERE seats.screen_id = p_screen_id
        AND seats.accessibility <> CASE
            WHEN JSON_CONTAINS(p_wheelchair_ids, CAST(seats.seat_id AS CHAR)) THEN 'wheelchair'
            WHEN JSON_CONTAINS(p_companion_ids, CAST(seats.seat_id AS CHAR)) THEN 'companion'
            ELSE 'none'
        END;
    IF v_changes = 0 THEN
        IF v_owns_transaction THEN
            COMMIT;
        END IF;
        LEAVE setting;
    END IF;

    SET v_done = FALSE;
    OPEN coming_shows;
    locking: LOOP
        FETCH coming_shows INTO v_showtime_id;
        IF v_done THEN
            LEAVE locking;
        END IF;

        UPDATE showtimes
        SET showtimes.seat_version = showtimes.seat_version + 1
        WHERE showtimes.showtime_id = v_showtime_id;
    END LOOP;
    CLOSE coming_shows;

    UPDATE seats FORCE INDEX (uk_screen_seat)
    SET seats.accessibility = CASE
        WHEN JSON_CONTAINS(p_wheelchair_ids, CAST(seats.seat_id AS CHAR)) THEN 'wheelchair'
        WHEN JSON_CONTAINS(p_companion_ids, CAST(seats.seat_id AS CHAR)) THEN 'companion'
        ELSE 'none'
    END
    WHERE seats.screen_id = p_screen_id;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
