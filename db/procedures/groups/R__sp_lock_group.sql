-- Locks the showtime of a group, and lists the seats that are kept for it at this moment as a JSON array; NULL: none are.
-- Raises 45120 (no such group). The caller has begun a transaction.
DROP PROCEDURE IF EXISTS sp_lock_group;
CREATE PROCEDURE sp_lock_group(
    IN p_group_id INT,
    OUT p_showtime_id INT,
    OUT p_seat_ids TEXT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_locked INT;

    -- A group stays with its showtime: looked up first, since the showtime's row comes before it.
    SELECT group_bookings.showtime_id
    INTO p_showtime_id
    FROM group_bookings
    WHERE group_bookings.group_id = p_group_id;
    SELECT COUNT(*)
    INTO v_locked
    FROM showtimes
    WHERE showtimes.showtime_id = p_showtime_id
    FOR UPDATE;
    -- Again: the show may have been taken off meanwhile, and the group with it.
    SELECT COUNT(*)
    INTO v_locked
    FROM group_bookings
    WHERE group_bookings.group_id = p_group_id
    FOR UPDATE;
    IF v_locked = 0 THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45120, MESSAGE_TEXT = 'The group does not exist';
    END IF;

    SELECT JSON_ARRAYAGG(kept.seat_id)
    INTO p_seat_ids
    FROM seat_blocks FORCE INDEX (ix_seat_blocks_group)
    STRAIGHT_JOIN seat_locks AS kept FORCE INDEX (PRIMARY)
        ON kept.showtime_id = seat_blocks.showtime_id
        AND kept.seat_id = seat_blocks.seat_id
    WHERE seat_blocks.group_id = p_group_id
        AND kept.user_id = 0
        AND kept.expires_at > UTC_TIMESTAMP(6);
END;
