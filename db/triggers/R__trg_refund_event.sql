-- Tells other companies' programs that money has gone back (event_log), once the provider has taken the refund.
DROP TRIGGER IF EXISTS trg_refund_event;
CREATE TRIGGER trg_refund_event
AFTER UPDATE ON refunds
FOR EACH ROW
BEGIN
    DECLARE v_reservation_id INT;
    DECLARE v_showtime_id INT;
    DECLARE v_currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin;

    IF NEW.status = 'made' AND OLD.status <> 'made' THEN
        SELECT payments.reservation_id, reservations.showtime_id, payments.currency
        INTO v_reservation_id, v_showtime_id, v_currency
        FROM payments
        INNER JOIN reservations
            ON reservations.reservation_id = payments.reservation_id
        WHERE payments.payment_id = NEW.payment_id;
        INSERT INTO event_log (type, showtime_id, reservation_id, details, occurred_at)
        VALUES (
            'reservation.refunded',
            v_showtime_id,
            v_reservation_id,
            JSON_OBJECT('amount', NEW.amount, 'currency', v_currency),
            UTC_TIMESTAMP(6)
        );
    END IF;
END;
