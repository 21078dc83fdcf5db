-- Lets somebody in with a ticket, once: p_is_admitted tells whether it was this call. It was not where the ticket is none of
-- this showtime's (another's, cancelled, never made), its reservation is not confirmed, or somebody is in with it already.
-- Raises 45001 (no such showtime).
-- Races closed: of many that show the same ticket one finds it unused, by the UPDATE alone; a cancellation and an admission
-- queue on the showtime's row, so that no ticket is both given back and used (sp_cancel_tickets refuses a used one).
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_admit_ticket;
CREATE PROCEDURE sp_admit_ticket(
    IN p_showtime_id INT,
    IN p_ticket_id INT,
    IN p_door VARCHAR(40),
    OUT p_is_admitted BOOLEAN
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_showtime_id INT;
    DECLARE v_own_showtime_id INT;
    DECLARE v_status VARCHAR(9);
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
        SAVEPOINT sp_admit_ticket;
        RELEASE SAVEPOINT sp_admit_ticket;
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
    SELECT tickets.showtime_id, reservations.status
    INTO v_own_showtime_id, v_status
    FROM tickets
    INNER JOIN reservations
        ON reservations.reservation_id = tickets.reservation_id
    WHERE tickets.ticket_id = p_ticket_id;

    SET p_is_admitted = FALSE;
    IF v_own_showtime_id = p_showtime_id AND v_status = 'confirmed' THEN
        UPDATE tickets
        SET tickets.admitted_at = UTC_TIMESTAMP(6),
            tickets.admitted_door = p_door
        WHERE tickets.ticket_id = p_ticket_id
            AND tickets.admitted_at IS NULL;
        SET p_is_admitted = ROW_COUNT() = 1;
    END IF;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
