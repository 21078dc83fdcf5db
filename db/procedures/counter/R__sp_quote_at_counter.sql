-- What seats would cost at a cinema's counter with a voucher and a gift card, and what the card would pay and keep: by selling them up to the money
-- (sp_open_counter_sale) and taking that back. So it is what the sale then charges, and what is refused here the sale refuses. Nothing is held or spent.
-- Raises what sp_open_counter_sale raises.
-- Atomic by itself; joins the caller's transaction when there is one, and leaves nothing in it.
DROP PROCEDURE IF EXISTS sp_quote_at_counter;
CREATE PROCEDURE sp_quote_at_counter(
    IN p_showtime_id INT,
    IN p_seat_ids TEXT,
    IN p_kinds TEXT,
    IN p_voucher_hash BINARY(32),
    IN p_card_hash BINARY(32),
    IN p_reference CHAR(10) CHARACTER SET ascii COLLATE ascii_bin,
    IN p_start_offset_minutes INT,
    IN p_utc_offset_minutes INT,
    OUT p_total DECIMAL(15, 3),
    OUT p_discount DECIMAL(15, 3),
    OUT p_card_amount DECIMAL(15, 3),
    OUT p_card_left DECIMAL(15, 3)
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_reservation_id INT;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_quote_at_counter;
        RELEASE SAVEPOINT sp_quote_at_counter;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    SAVEPOINT sp_quote_at_counter;
    CALL sp_open_counter_sale(
        p_showtime_id, p_seat_ids, p_kinds, p_voucher_hash, p_card_hash, p_reference, p_start_offset_minutes, p_utc_offset_minutes, v_reservation_id
    );
    SELECT SUM(tickets.price)
    INTO p_total
    FROM tickets FORCE INDEX (ix_tickets_reservation)
    WHERE tickets.reservation_id = v_reservation_id;
    SELECT MAX(voucher_uses.discount)
    INTO p_discount
    FROM voucher_uses
    WHERE voucher_uses.reservation_id = v_reservation_id;
    SELECT MAX(gift_card_uses.amount), MAX(gift_cards.amount) - SUM(v_gift_card_uses.spent)
    INTO p_card_amount, p_card_left
    FROM gift_card_uses
    INNER JOIN gift_cards
        ON gift_cards.card_id = gift_card_uses.card_id
    INNER JOIN v_gift_card_uses
        ON v_gift_card_uses.card_id = gift_card_uses.card_id
    WHERE gift_card_uses.reservation_id = v_reservation_id;
    ROLLBACK TO SAVEPOINT sp_quote_at_counter;

    IF v_owns_transaction THEN
        ROLLBACK;
    END IF;
END;
