-- Takes somebody off the waiting list of a showtime; seats that are offered to them just now are given back. Raises nothing of its own:
-- an entry that is over, or was never there, stays as it is.
-- Race closed: an offer is made under the showtime's row, too, so that it finds the entry gone, or is given back with it.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_leave_waiting_list;
CREATE PROCEDURE sp_leave_waiting_list(IN p_entry_id INT)
SQL SECURITY INVOKER
leaving: BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_showtime_id INT;
    DECLARE v_user_id INT;
    DECLARE v_reservation_id INT;
    DECLARE v_status VARCHAR(7);
    DECLARE v_pending INT;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;

    SELECT MIN(own.showtime_id)
    INTO v_showtime_id
    FROM waiting_entries AS own
    WHERE own.entry_id = p_entry_id
        AND own.status IN ('waiting', 'offered');
    IF v_showtime_id IS NULL THEN
        LEAVE leaving;
    END IF;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_leave_waiting_list;
        RELEASE SAVEPOINT sp_leave_waiting_list;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    SELECT MIN(showtimes.showtime_id)
    INTO v_showtime_id
    FROM showtimes
    WHERE showtimes.showtime_id = v_showtime_id
    FOR UPDATE;
    SELECT MIN(own.status), MIN(own.user_id), MIN(own.reservation_id)
    INTO v_status, v_user_id, v_reservation_id
    FROM waiting_entries AS own
    WHERE own.entry_id = p_entry_id;

    IF v_status = 'offered' AND v_user_id IS NOT NULL THEN
        CALL sp_unlock_seats(v_user_id, v_showtime_id, NULL);
    ELSEIF v_status = 'offered' THEN
        SELECT COUNT(*)
        INTO v_pending
        FROM reservations
        WHERE reservations.reservation_id = v_reservation_id
            AND reservations.status = 'pending'
            AND reservations.expires_at > UTC_TIMESTAMP(6);
        IF v_pending > 0 THEN
            CALL sp_cancel_tickets(v_reservation_id, NULL, FALSE);
        END IF;
    END IF;
    UPDATE waiting_entries
    SET waiting_entries.status = 'left',
        waiting_entries.guest_address = NULL
    WHERE waiting_entries.entry_id = p_entry_id
        AND waiting_entries.status IN ('waiting', 'offered');

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
