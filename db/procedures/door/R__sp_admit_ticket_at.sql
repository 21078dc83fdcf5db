-- Lets somebody in with a ticket as sp_admit_ticket does, who came at p_at to a door without a network: that is when it was, whenever it is told. A time to
-- come counts as now, and one of more than a day ago as a day ago: devices have clocks of their own.
-- Raises and locks what sp_admit_ticket does. Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_admit_ticket_at;
CREATE PROCEDURE sp_admit_ticket_at(
    IN p_showtime_id INT,
    IN p_ticket_id INT,
    IN p_door VARCHAR(40),
    IN p_at DATETIME(6),
    OUT p_is_admitted BOOLEAN
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_admit_ticket_at;
        RELEASE SAVEPOINT sp_admit_ticket_at;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    CALL sp_admit_ticket(p_showtime_id, p_ticket_id, p_door, p_is_admitted);
    IF p_is_admitted THEN
        UPDATE tickets
        SET tickets.admitted_at = LEAST(GREATEST(p_at, tickets.admitted_at - INTERVAL 1 DAY), tickets.admitted_at)
        WHERE tickets.ticket_id = p_ticket_id;
    END IF;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
