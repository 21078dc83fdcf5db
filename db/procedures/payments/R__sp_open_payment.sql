-- Gives the payment that a pending reservation may be paid with: the open one, where its amount is still right, else a new one.
-- Raises 45020 (no such reservation), 45021 (expired), 45022 (cancelled), 45003 (show started), 45060 (nothing to pay: it is
-- confirmed, costs nothing, or a gift card pays all of it).
-- Races closed: two at once queue on the reservation's row and get the same payment. The showtime's row is left alone: nothing here takes
-- or frees a seat, and what ran out meanwhile is found when the money comes (sp_take_payment).
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_open_payment;
CREATE PROCEDURE sp_open_payment(
    IN p_reservation_id INT,
    IN p_provider VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin,
    IN p_currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin,
    OUT p_payment_id INT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_now DATETIME(6);
    DECLARE v_showtime_id INT;
    DECLARE v_start_time DATETIME(6);
    DECLARE v_movie_id INT;
    DECLARE v_status VARCHAR(9);
    DECLARE v_expires_at DATETIME(6);
    DECLARE v_total DECIMAL(15, 3);
    DECLARE v_open_id INT;
    DECLARE v_matches BOOLEAN;
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
        SAVEPOINT sp_open_payment;
        RELEASE SAVEPOINT sp_open_payment;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    SELECT reservations.showtime_id, reservations.status, reservations.expires_at
    INTO v_showtime_id, v_status, v_expires_at
    FROM reservations
    WHERE reservations.reservation_id = p_reservation_id
    FOR UPDATE;
    SET v_now = UTC_TIMESTAMP(6);
    IF v_status IS NULL THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45020, MESSAGE_TEXT = 'The reservation does not exist';
    ELSEIF v_status = 'cancelled' THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45022, MESSAGE_TEXT = 'The reservation is cancelled';
    ELSEIF v_status = 'confirmed' THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45060, MESSAGE_TEXT = 'The reservation is confirmed';
    ELSEIF v_status = 'expired' OR v_expires_at <= v_now THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45021, MESSAGE_TEXT = 'The reservation has expired';
    END IF;

    SELECT showtimes.start_time, showtimes.movie_id
    INTO v_start_time, v_movie_id
    FROM showtimes
    WHERE showtimes.showtime_id = v_showtime_id;
    IF v_start_time <= v_now THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45003, MESSAGE_TEXT = 'The show has started';
    END IF;

    -- Less what a gift card pays.
    SELECT COALESCE(SUM(tickets.price), 0) - COALESCE(MAX(gift_card_uses.amount), 0)
    INTO v_total
    FROM tickets FORCE INDEX (ix_tickets_reservation)
    LEFT JOIN gift_card_uses
        ON gift_card_uses.reservation_id = tickets.reservation_id
    WHERE tickets.reservation_id = p_reservation_id;
    IF v_total = 0 THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45060, MESSAGE_TEXT = 'The reservation costs nothing';
    END IF;

    SELECT payments.payment_id, payments.provider = p_provider AND payments.currency = p_currency AND payments.amount = v_total
    INTO v_open_id, v_matches
    FROM payments
    WHERE payments.open_reservation_id = p_reservation_id
    FOR UPDATE;
    SET p_payment_id = IF(v_matches, v_open_id, NULL);
    IF p_payment_id IS NULL THEN
        UPDATE payments
        SET payments.status = 'cancelled',
            payments.updated_at = v_now
        WHERE payments.payment_id = v_open_id;
        INSERT INTO payments (reservation_id, movie_id, provider, currency, amount, created_at, updated_at)
        VALUES (p_reservation_id, v_movie_id, p_provider, p_currency, v_total, v_now, v_now);
        SET p_payment_id = LAST_INSERT_ID();
    END IF;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
