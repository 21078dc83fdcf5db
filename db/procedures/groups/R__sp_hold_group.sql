-- Keeps the seats of the JSON array p_seat_ids for a group, all or none, until p_until, which is not after the start. They are blocks
-- (sp_block_seats) under the group's name: locked for everybody, for sale again at the end, and sold at the counter like others.
-- Raises what sp_block_seats raises; 45010 also of seats that are kept back already, for the house or another group, and 45019 without an end.
-- Races closed: as in sp_block_seats; of two groups that want a seat the second waits for the showtime's row, and finds the block. The row of who takes it
-- down is locked before the group's, as by whoever closes that account (sp_forget_user): the two never wait in a circle, and a group that comes
-- after is nobody's.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_hold_group;
CREATE PROCEDURE sp_hold_group(
    IN p_user_id INT,
    IN p_showtime_id INT,
    IN p_seat_ids TEXT,
    IN p_until DATETIME(6),
    IN p_name VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci,
    IN p_contact VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci,
    OUT p_group_id INT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_locked INT;
    DECLARE v_now DATETIME(6);
    DECLARE v_kept TEXT;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_hold_group;
        RELEASE SAVEPOINT sp_hold_group;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    IF p_until IS NULL THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45019, MESSAGE_TEXT = 'Seats are kept for a group until a moment';
    END IF;
    SELECT COUNT(*)
    INTO v_locked
    FROM showtimes
    WHERE showtimes.showtime_id = p_showtime_id
    FOR UPDATE;
    IF p_user_id IS NOT NULL THEN
        SELECT MIN(users.user_id)
        INTO p_user_id
        FROM users
        WHERE users.user_id = p_user_id
            AND users.deleted_at IS NULL
        LOCK IN SHARE MODE;
    END IF;
    SET v_now = UTC_TIMESTAMP(6);

    -- What is kept back already another block would take over.
    IF JSON_VALID(p_seat_ids) THEN
        SELECT GROUP_CONCAT(CONCAT(kept.seat_id, 'l') ORDER BY kept.seat_id SEPARATOR ',')
        INTO v_kept
        FROM JSON_TABLE(p_seat_ids, '$[*]' COLUMNS (seat_id INT PATH '$')) AS wanted
        STRAIGHT_JOIN seat_locks AS kept FORCE INDEX (PRIMARY)
            ON kept.showtime_id = p_showtime_id
            AND kept.seat_id = wanted.seat_id
        WHERE kept.user_id = 0
            AND kept.expires_at > v_now;
    END IF;
    IF v_kept IS NOT NULL THEN
        -- As many as there is room for, each whole.
        IF CHAR_LENGTH(v_kept) > 128 THEN
            SET v_kept = LEFT(v_kept, 128 - LOCATE(',', REVERSE(LEFT(v_kept, 128))));
        END IF;
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45010, MESSAGE_TEXT = v_kept;
    END IF;

    CALL sp_block_seats(p_showtime_id, p_seat_ids, p_until, p_name);
    INSERT INTO group_bookings (showtime_id, name, contact, seats, user_id, made_at)
    VALUES (p_showtime_id, p_name, p_contact, JSON_LENGTH(p_seat_ids), p_user_id, v_now);
    SET p_group_id = LAST_INSERT_ID();
    UPDATE JSON_TABLE(p_seat_ids, '$[*]' COLUMNS (seat_id INT PATH '$')) AS wanted
    STRAIGHT_JOIN seat_blocks FORCE INDEX (PRIMARY)
        ON seat_blocks.showtime_id = p_showtime_id
        AND seat_blocks.seat_id = wanted.seat_id
    SET seat_blocks.group_id = p_group_id;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
