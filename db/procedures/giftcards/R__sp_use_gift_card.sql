-- Pays a pending reservation with the gift card of a code, whose SHA-256 p_code_hash is, in place of any other: all of it, or as much as the card has.
-- The amount is set aside now, and paid when the reservation is confirmed, by that alone.
-- Raises 45020 (no such reservation), 45021 (expired), 45022 (cancelled), 45027 (confirmed), 45003 (show started), 45110 (no such card, or it is
-- cancelled, has expired or is of another currency: told apart to nobody), 45111 (it pays nothing here: the message is why, empty or nothing, which
-- is that the tickets cost nothing).
-- Races closed: all who take of one card queue on its row, locked after showtime, reservation, tickets and voucher, so that what one takes is seen by
-- whoever comes next (sp_check_gift_card). A confirm, a payment, a cancel and another card queue on the showtime's row.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_use_gift_card;
CREATE PROCEDURE sp_use_gift_card(
    IN p_reservation_id INT,
    IN p_code_hash BINARY(32)
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_now DATETIME(6);
    DECLARE v_showtime_id INT;
    DECLARE v_currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin;
    DECLARE v_card_id INT;
    DECLARE v_found_id INT;
    DECLARE v_total DECIMAL(15, 3);
    DECLARE v_amount DECIMAL(15, 3);
    DECLARE v_refusal VARCHAR(7);
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
        SAVEPOINT sp_use_gift_card;
        RELEASE SAVEPOINT sp_use_gift_card;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    CALL sp_require_priceable(p_reservation_id, v_showtime_id, v_now);
    SELECT price_currency.code
    INTO v_currency
    FROM price_currency
    WHERE price_currency.price_currency_id = 1;
    -- A code stays its card's for good: finding it needs no lock.
    SELECT gift_cards.card_id
    INTO v_card_id
    FROM gift_cards
    WHERE gift_cards.code_hash = p_code_hash;
    SELECT gift_cards.card_id
    INTO v_found_id
    FROM gift_cards
    WHERE gift_cards.card_id = v_card_id
        AND gift_cards.cancelled_at IS NULL
        AND COALESCE(gift_cards.expires_at > v_now, TRUE)
        AND gift_cards.currency = v_currency
    FOR UPDATE;
    IF v_found_id IS NULL THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45110, MESSAGE_TEXT = 'There is no such gift card';
    END IF;

    CALL sp_charge_gift_card(p_reservation_id, v_card_id, v_now, v_amount);
    IF v_amount = 0 THEN
        SELECT COALESCE(SUM(tickets.price), 0)
        INTO v_total
        FROM tickets FORCE INDEX (ix_tickets_reservation)
        WHERE tickets.reservation_id = p_reservation_id;
        SET v_refusal = IF(v_total = 0, 'nothing', 'empty');
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45111, MESSAGE_TEXT = v_refusal;
    END IF;
    UPDATE showtimes
    SET showtimes.seat_version = showtimes.seat_version + 1
    WHERE showtimes.showtime_id = v_showtime_id;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
