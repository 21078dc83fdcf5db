-- Writes the refunds that a reservation's payments lack: of the one it was confirmed with, what is due back for its
-- cancelled tickets and is not a gift card's; of any other that was captured, all. Calling it again changes nothing, so whoever cancels tickets may call it after
-- each of them, or once for all.
-- In a currency with three decimals a refund is rounded up to a hundredth, in the customer's favour: providers take nothing finer.
-- The caller holds the showtime's mutex and the reservation's row.
DROP PROCEDURE IF EXISTS sp_settle_payments;
CREATE PROCEDURE sp_settle_payments(
    IN p_reservation_id INT,
    IN p_now DATETIME(6)
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_payment_id INT;
    DECLARE v_captured DECIMAL(15, 3);
    DECLARE v_refunded DECIMAL(15, 3);
    DECLARE v_placed BOOLEAN;
    DECLARE v_due DECIMAL(15, 3);
    DECLARE v_done BOOLEAN DEFAULT FALSE;
    DECLARE captured_payments CURSOR FOR
        SELECT payments.payment_id, payments.captured, payments.refunded, payments.placed_at IS NOT NULL
        FROM payments FORCE INDEX (ix_payments_reservation)
        WHERE payments.reservation_id = p_reservation_id
            AND payments.captured > payments.refunded;
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_done = TRUE;

    OPEN captured_payments;
    settling: LOOP
        FETCH captured_payments INTO v_payment_id, v_captured, v_refunded, v_placed;
        IF v_done THEN
            LEAVE settling;
        END IF;

        SET v_due = v_captured;
        IF v_placed THEN
            -- A gift card has its part of it already (sp_settle_gift_card).
            SELECT COALESCE(SUM(cancelled_tickets.refund_due), 0) - COALESCE(MAX(gift_card_uses.given_back), 0)
            INTO v_due
            FROM cancelled_tickets FORCE INDEX (ix_cancelled_tickets_reservation)
            LEFT JOIN gift_card_uses
                ON gift_card_uses.reservation_id = cancelled_tickets.reservation_id
            WHERE cancelled_tickets.reservation_id = p_reservation_id;
            SET v_due = LEAST(CEILING(v_due * 100) / 100, v_captured);
        END IF;

        IF v_due > v_refunded THEN
            INSERT INTO refunds (payment_id, amount, created_at, next_attempt_at)
            VALUES (v_payment_id, v_due - v_refunded, p_now, p_now);
            UPDATE payments
            SET payments.refunded = v_due,
                payments.updated_at = p_now
            WHERE payments.payment_id = v_payment_id;
        END IF;
    END LOOP;
    CLOSE captured_payments;
END;
