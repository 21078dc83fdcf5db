-- Takes the guests out of bookings whose show ended p_days ago or earlier, and out of the audit entries about those: the sale
-- stays, the person does not. A guest's name and address cannot be NULL (chk_reservation_identity), so they become those of
-- nobody; no mail reaches that domain (RFC 2606). In small transactions, by key, and without a showtime's row: no seat and no
-- money changes. Harmless at any time.
DROP PROCEDURE IF EXISTS sp_forget_guests;
CREATE PROCEDURE sp_forget_guests(IN p_days INT)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_ended_before DATETIME(6) DEFAULT UTC_TIMESTAMP(6) - INTERVAL p_days DAY;
    DECLARE v_nobody VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT 'anonymous@guest.invalid';
    DECLARE v_found LONGTEXT DEFAULT '';

    forgetting: LOOP
        -- The index holds those who are still known apart from those who are not; reading it takes no locks.
        SELECT JSON_ARRAYAGG(guests.reservation_id)
        INTO v_found
        FROM (
            SELECT reservations.reservation_id
            FROM reservations FORCE INDEX (ix_reservations_guest)
            INNER JOIN showtimes
                ON showtimes.showtime_id = reservations.showtime_id
            WHERE (reservations.guest_email < v_nobody OR reservations.guest_email > v_nobody)
                AND showtimes.end_time < v_ended_before
            LIMIT 200
        ) AS guests;
        IF v_found IS NULL THEN
            LEAVE forgetting;
        END IF;

        -- The entries first: should this stop between the two, the next run finds the same bookings.
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        -- In this order, by key: not all that the log has of reservations.
        UPDATE JSON_TABLE(v_found, '$[*]' COLUMNS (reservation_id INT PATH '$')) AS found
        STRAIGHT_JOIN audit_log FORCE INDEX (ix_audit_log_entity)
            ON audit_log.entity = 'reservation'
            AND audit_log.entity_id = CAST(found.reservation_id AS CHAR) COLLATE utf8mb4_unicode_520_ci
        SET audit_log.user_email = NULL
        WHERE audit_log.user_id IS NULL
            AND audit_log.user_email IS NOT NULL;
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        UPDATE reservations
        INNER JOIN JSON_TABLE(v_found, '$[*]' COLUMNS (reservation_id INT PATH '$')) AS found
            ON reservations.reservation_id = found.reservation_id
        SET reservations.guest_email = v_nobody,
            reservations.guest_name = 'Anonymous';
    END LOOP;
END;
