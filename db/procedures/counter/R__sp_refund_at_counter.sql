-- Pays back at the counter what is due back of a reservation that was sold there, and has not been paid back yet: p_amount, 0 where there
-- is nothing (also of a reservation that was sold elsewhere). A gift card has its part of it first (sp_settle_gift_card), and that is paid out to nobody.
-- Raises 45020 (no such reservation), 45082 (cash, and no till is open).
-- Races closed: a cancellation and another refund queue on the showtime's row, so that what is due is paid once.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_refund_at_counter;
CREATE PROCEDURE sp_refund_at_counter(
    IN p_user_id INT,
    IN p_reservation_id INT,
    IN p_method VARCHAR(4),
    OUT p_amount DECIMAL(15, 3)
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_showtime_id INT;
    DECLARE v_cinema_id INT;
    DECLARE v_due DECIMAL(15, 3);
    DECLARE v_on_card DECIMAL(15, 3);
    DECLARE v_paid DECIMAL(15, 3);
    DECLARE v_shift_id INT;
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
        SAVEPOINT sp_refund_at_counter;
        RELEASE SAVEPOINT sp_refund_at_counter;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    SELECT reservations.showtime_id, counter_sales.cinema_id
    INTO v_showtime_id, v_cinema_id
    FROM reservations
    LEFT JOIN counter_sales
        ON counter_sales.reservation_id = reservations.reservation_id
    WHERE reservations.reservation_id = p_reservation_id;
    IF v_showtime_id IS NULL THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45020, MESSAGE_TEXT = 'The reservation does not exist';
    END IF;
    SELECT showtimes.showtime_id
    INTO v_showtime_id
    FROM showtimes
    WHERE showtimes.showtime_id = v_showtime_id
    FOR UPDATE;

    SET p_amount = 0;
    IF v_cinema_id IS NOT NULL THEN
        SELECT COALESCE(SUM(cancelled_tickets.refund_due), 0)
        INTO v_due
        FROM cancelled_tickets FORCE INDEX (ix_cancelled_tickets_reservation)
        WHERE cancelled_tickets.reservation_id = p_reservation_id;
        SELECT COALESCE(MAX(gift_card_uses.given_back), 0)
        INTO v_on_card
        FROM gift_card_uses
        WHERE gift_card_uses.reservation_id = p_reservation_id;
        SELECT COALESCE(SUM(counter_refunds.amount), 0)
        INTO v_paid
        FROM counter_refunds FORCE INDEX (ix_counter_refunds_reservation)
        WHERE counter_refunds.reservation_id = p_reservation_id;
        SET p_amount = v_due - v_on_card - v_paid;
    END IF;
    IF p_amount > 0 THEN
        CALL sp_require_open_shift(p_user_id, v_cinema_id, p_method, v_shift_id);
        INSERT INTO counter_refunds (reservation_id, user_id, shift_id, method, amount, refunded_at)
        VALUES (p_reservation_id, p_user_id, v_shift_id, p_method, p_amount, UTC_TIMESTAMP(6));
    END IF;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
