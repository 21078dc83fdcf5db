-- Gives the next place of a waiting room: places follow each other in the order in which the room's row was had. A room that
-- nobody waits in lets in at once, with the last place that is due: what was not used before is gone, so that nobody gets in
-- faster later for it. Raises 45050: there is no such room.
-- Race closed: two who join at once queue on the room's row, and get two places.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_join_waiting_room;
CREATE PROCEDURE sp_join_waiting_room(
    IN p_room_id INT,
    OUT p_place BIGINT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_next_place BIGINT;
    DECLARE v_due BIGINT;
    DECLARE v_now DATETIME(6);
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_join_waiting_room;
        RELEASE SAVEPOINT sp_join_waiting_room;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    SELECT waiting_rooms.next_place
    INTO v_next_place
    FROM waiting_rooms
    WHERE waiting_rooms.room_id = p_room_id
    FOR UPDATE;
    IF v_next_place IS NULL THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45050, MESSAGE_TEXT = 'There is no such waiting room';
    END IF;

    SET v_now = UTC_TIMESTAMP(6);
    SELECT waiting_room_rates.from_place
        + fn_places_since(waiting_room_rates.from_at, v_now, waiting_room_rates.admissions_per_minute)
    INTO v_due
    FROM waiting_room_rates
    WHERE waiting_room_rates.room_id = p_room_id
    ORDER BY waiting_room_rates.from_place DESC
    LIMIT 1;

    SET p_place = GREATEST(v_next_place, v_due);
    UPDATE waiting_rooms
    SET waiting_rooms.next_place = p_place + 1,
        waiting_rooms.joined = waiting_rooms.joined + 1
    WHERE waiting_rooms.room_id = p_room_id;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
