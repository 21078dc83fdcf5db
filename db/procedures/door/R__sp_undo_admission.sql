-- Takes an admission back: the ticket lets somebody in again, and can be cancelled again. p_is_undone tells whether there was
-- one to take back. Raises 45001 (no such showtime).
-- Race closed: it queues on the showtime's row with admissions and cancellations.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_undo_admission;
CREATE PROCEDURE sp_undo_admission(
    IN p_showtime_id INT,
    IN p_ticket_id INT,
    OUT p_is_undone BOOLEAN
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_showtime_id INT;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;
    DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_undo_admission;
        RELEASE SAVEPOINT sp_undo_admission;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    SELECT showtimes.showtime_id
    INTO v_showtime_id
    FROM showtimes
    WHERE showtimes.showtime_id = p_showtime_id
    FOR UPDATE;
    IF v_showtime_id IS NULL THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45001, MESSAGE_TEXT = 'The showtime does not exist';
    END IF;
    UPDATE tickets
    SET tickets.admitted_at = NULL,
        tickets.admitted_door = NULL
    WHERE tickets.ticket_id = p_ticket_id
        AND tickets.showtime_id = p_showtime_id
        AND tickets.admitted_at IS NOT NULL;
    SET p_is_undone = ROW_COUNT() = 1;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
