-- Takes what a provider says of an intent: p_state open, declined, captured or cancelled, and for captured how much of which
-- currency. Whatever order it comes in and however often, it counts once: what is captured stays captured.
-- Captured, the reservation is confirmed in the same transaction (sp_confirm_reservation); also an expired one, when its seats are
-- still free and the show is the same (sp_revive_reservation). Where that cannot be, all of it goes back (sp_settle_payments): money is never kept without seats.
-- p_outcome: placed, returned, declined, or nothing where nothing changed.
-- Raises 45061 (no such intent).
-- Races closed: as in sp_confirm_reservation; two at once queue on the showtime's row, and the second finds it captured.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_take_payment;
CREATE PROCEDURE sp_take_payment(
    IN p_provider VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin,
    IN p_intent_id VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin,
    IN p_state VARCHAR(9) CHARACTER SET ascii COLLATE ascii_bin,
    IN p_captured DECIMAL(15, 3),
    IN p_currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin,
    IN p_decline_code VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin,
    IN p_utc_offset_minutes INT,
    OUT p_outcome VARCHAR(8)
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_now DATETIME(6);
    DECLARE v_payment_id INT;
    DECLARE v_reservation_id INT;
    DECLARE v_showtime_id INT;
    DECLARE v_movie_id INT;
    DECLARE v_show_status VARCHAR(9);
    DECLARE v_start_time DATETIME(6);
    DECLARE v_status VARCHAR(9);
    DECLARE v_expires_at DATETIME(6);
    DECLARE v_payment_status VARCHAR(9);
    DECLARE v_amount DECIMAL(15, 3);
    DECLARE v_currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin;
    DECLARE v_total DECIMAL(15, 3);
    DECLARE v_revived BOOLEAN DEFAULT FALSE;
    DECLARE v_returned_because VARCHAR(14);
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;
    DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;

    SELECT payments.payment_id, payments.reservation_id, payments.movie_id, reservations.showtime_id
    INTO v_payment_id, v_reservation_id, v_movie_id, v_showtime_id
    FROM payments
    INNER JOIN reservations
        ON reservations.reservation_id = payments.reservation_id
    WHERE payments.intent_id = p_intent_id
        AND payments.provider = p_provider;
    IF v_payment_id IS NULL THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45061, MESSAGE_TEXT = 'The intent is not known';
    END IF;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_take_payment;
        RELEASE SAVEPOINT sp_take_payment;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    SELECT showtimes.status, showtimes.start_time
    INTO v_show_status, v_start_time
    FROM showtimes
    WHERE showtimes.showtime_id = v_showtime_id
    FOR UPDATE;
    SET v_now = UTC_TIMESTAMP(6);
    SELECT reservations.status, reservations.expires_at
    INTO v_status, v_expires_at
    FROM reservations
    WHERE reservations.reservation_id = v_reservation_id
    FOR UPDATE;
    SELECT payments.status, payments.amount, payments.currency
    INTO v_payment_status, v_amount, v_currency
    FROM payments
    WHERE payments.payment_id = v_payment_id
    FOR UPDATE;

    SET p_outcome = 'nothing';
    IF v_payment_status = 'captured' OR (v_payment_status = 'cancelled' AND p_state <> 'captured') THEN
        SET p_outcome = 'nothing';
    ELSEIF p_state <> 'captured' THEN
        IF v_payment_status <> p_state THEN
            UPDATE payments
            SET payments.status = p_state,
                payments.decline_code = p_decline_code,
                payments.updated_at = v_now
            WHERE payments.payment_id = v_payment_id;
            SET p_outcome = IF(p_state = 'declined', 'declined', 'nothing');
        END IF;
    ELSE
        -- Less what a gift card pays.
        SELECT COALESCE(SUM(tickets.price), 0) - COALESCE(MAX(gift_card_uses.amount), 0)
        INTO v_total
        FROM tickets FORCE INDEX (ix_tickets_reservation)
        LEFT JOIN gift_card_uses
            ON gift_card_uses.reservation_id = tickets.reservation_id
        WHERE tickets.reservation_id = v_reservation_id;

        IF p_captured <> v_amount OR p_currency <> v_currency THEN
            SET v_returned_because = 'amount_differs';
        ELSEIF v_status = 'confirmed' THEN
            SET v_returned_because = 'paid_twice';
        ELSEIF v_status = 'cancelled' THEN
            SET v_returned_because = 'cancelled';
        ELSEIF v_show_status = 'cancelled' OR v_start_time <= v_now THEN
            SET v_returned_because = 'late';
        ELSEIF v_status = 'expired' OR v_expires_at <= v_now THEN
            CALL sp_revive_reservation(v_reservation_id, v_showtime_id, v_movie_id, p_captured, v_now, v_revived);
            IF NOT v_revived THEN
                SET v_returned_because = 'late';
                UPDATE showtimes
                SET showtimes.seat_version = showtimes.seat_version + 1
                WHERE showtimes.showtime_id = v_showtime_id;
            END IF;
        ELSEIF p_captured <> v_total THEN
            SET v_returned_because = 'amount_differs';
        END IF;

        IF v_returned_because IS NULL THEN
            CALL sp_confirm_reservation(v_reservation_id, p_utc_offset_minutes);
        END IF;
        UPDATE payments
        SET payments.status = 'captured',
            payments.captured = p_captured,
            payments.currency = p_currency,
            payments.decline_code = NULL,
            payments.captured_at = v_now,
            payments.placed_at = IF(v_returned_because IS NULL, v_now, NULL),
            payments.returned_because = v_returned_because,
            payments.updated_at = v_now
        WHERE payments.payment_id = v_payment_id;
        CALL sp_settle_payments(v_reservation_id, v_now);
        SET p_outcome = IF(v_returned_because IS NULL, 'placed', 'returned');
    END IF;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
