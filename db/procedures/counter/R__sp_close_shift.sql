-- Closes a till with what was counted in it, and fixes what should have been: its float, and the cash that was taken and paid back since.
-- Raises 45084 (no such shift), 45085 (closed already).
-- Races closed: a sale and a refund lock the shift's row until they commit, so each is in the sum, or finds no open till.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_close_shift;
CREATE PROCEDURE sp_close_shift(
    IN p_shift_id INT,
    IN p_counted DECIMAL(15, 3)
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_found INT;
    DECLARE v_closed_at DATETIME(6);
    DECLARE v_expected DECIMAL(15, 3);
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
        SAVEPOINT sp_close_shift;
        RELEASE SAVEPOINT sp_close_shift;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    SELECT till_shifts.shift_id, till_shifts.closed_at
    INTO v_found, v_closed_at
    FROM till_shifts
    WHERE till_shifts.shift_id = p_shift_id
    FOR UPDATE;
    IF v_found IS NULL THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45084, MESSAGE_TEXT = 'The shift does not exist';
    ELSEIF v_closed_at IS NOT NULL THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45085, MESSAGE_TEXT = 'The till is closed';
    END IF;

    SELECT v_till_shifts.expected
    INTO v_expected
    FROM v_till_shifts
    WHERE v_till_shifts.shift_id = p_shift_id;
    UPDATE till_shifts
    SET till_shifts.closed_at = UTC_TIMESTAMP(6),
        till_shifts.expected = v_expected,
        till_shifts.counted = p_counted
    WHERE till_shifts.shift_id = p_shift_id;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
