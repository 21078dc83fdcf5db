-- Gives a group another name and contact, and what is still kept for it another end: not after the start.
-- Raises 45120 (no such group), 45121 (nothing is kept for it any more), and what sp_block_seats raises.
-- Race closed: a sale or a release of its seats waits for the showtime's row, or this sees what it has left.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_change_group;
CREATE PROCEDURE sp_change_group(
    IN p_group_id INT,
    IN p_until DATETIME(6),
    IN p_name VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci,
    IN p_contact VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci
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
        SAVEPOINT sp_change_group;
        RELEASE SAVEPOINT sp_change_group;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    IF p_until IS NULL THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45019, MESSAGE_TEXT = 'Seats are kept for a group until a moment';
    END IF;
    CALL sp_lock_group(p_group_id, v_showtime_id, v_seat_ids);
    IF v_seat_ids IS NULL THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45121, MESSAGE_TEXT = 'Nothing is kept for the group any more';
    END IF;
    -- For this moment no group's, whose seats cannot be blocked.
    UPDATE JSON_TABLE(v_seat_ids, '$[*]' COLUMNS (seat_id INT PATH '$')) AS wanted
    STRAIGHT_JOIN seat_blocks FORCE INDEX (PRIMARY)
        ON seat_blocks.showtime_id = v_showtime_id
        AND seat_blocks.seat_id = wanted.seat_id
    SET seat_blocks.group_id = NULL;
    CALL sp_block_seats(v_showtime_id, v_seat_ids, p_until, p_name);
    UPDATE group_bookings
    SET group_bookings.name = p_name,
        group_bookings.contact = p_contact
    WHERE group_bookings.group_id = p_group_id;
    UPDATE JSON_TABLE(v_seat_ids, '$[*]' COLUMNS (seat_id INT PATH '$')) AS wanted
    STRAIGHT_JOIN seat_blocks FORCE INDEX (PRIMARY)
        ON seat_blocks.showtime_id = v_showtime_id
        AND seat_blocks.seat_id = wanted.seat_id
    SET seat_blocks.group_id = p_group_id;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
