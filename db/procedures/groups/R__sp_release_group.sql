-- Gives seats of the JSON array p_seat_ids that are kept for a group to sale again, all of them where it is NULL; others are passed over.
-- Raises 45120 (no such group).
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_release_group;
CREATE PROCEDURE sp_release_group(
    IN p_group_id INT,
    IN p_seat_ids TEXT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_showtime_id INT;
    DECLARE v_seat_ids TEXT;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_release_group;
        RELEASE SAVEPOINT sp_release_group;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    CALL sp_lock_group(p_group_id, v_showtime_id, v_seat_ids);
    IF p_seat_ids IS NOT NULL THEN
        SELECT JSON_ARRAYAGG(own.seat_id)
        INTO v_seat_ids
        FROM JSON_TABLE(COALESCE(v_seat_ids, '[]'), '$[*]' COLUMNS (seat_id INT PATH '$')) AS own
        INNER JOIN JSON_TABLE(p_seat_ids, '$[*]' COLUMNS (seat_id INT PATH '$')) AS wanted
            ON wanted.seat_id = own.seat_id;
    END IF;
    -- Without a list it would be all that the house keeps back.
    IF v_seat_ids IS NOT NULL THEN
        CALL sp_release_seats(v_showtime_id, v_seat_ids);
    END IF;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
