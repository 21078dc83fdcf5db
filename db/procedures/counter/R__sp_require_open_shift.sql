-- Gives the shift that somebody has open at a cinema, and locks it until the transaction ends, so that it is not closed meanwhile; NULL
-- without one, which is good for a card.
-- Raises 45082 (cash, and no till is open).
-- The caller holds the showtime's mutex; nothing is locked after the shift.
DROP PROCEDURE IF EXISTS sp_require_open_shift;
CREATE PROCEDURE sp_require_open_shift(
    IN p_user_id INT,
    IN p_cinema_id INT,
    IN p_method VARCHAR(4),
    OUT p_shift_id INT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;

    SET p_shift_id = NULL;
    SELECT till_shifts.shift_id
    INTO p_shift_id
    FROM till_shifts
    WHERE till_shifts.open_user_id = p_user_id
        AND till_shifts.cinema_id = p_cinema_id;
    -- Locked by the primary key, as sp_close_shift does: by the other key the two would deadlock.
    IF p_shift_id IS NOT NULL THEN
        SELECT IF(till_shifts.closed_at IS NULL, till_shifts.shift_id, NULL)
        INTO p_shift_id
        FROM till_shifts
        WHERE till_shifts.shift_id = p_shift_id
        FOR UPDATE;
    END IF;
    IF p_shift_id IS NULL AND p_method = 'cash' THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45082, MESSAGE_TEXT = 'No till is open';
    END IF;
END;
