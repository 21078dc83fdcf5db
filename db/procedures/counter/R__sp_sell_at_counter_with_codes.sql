-- Sells seats at a cinema's counter, at once: what sp_open_counter_sale makes up is confirmed, and who sold it for what is written to counter_sales: what the
-- tickets cost less what a gift card pays of it (amount), in cash or to a card.
-- p_total is what the customer was told that the tickets cost, the voucher taken off, p_card_amount what the gift card pays of it (NULL: there is none),
-- p_given what they handed over (cash; NULL for a card).
-- Raises what sp_open_counter_sale and sp_confirm_reservation raise; 45080 (the tickets cost something else than p_total: the message is how much), 45140 (the same
-- where there is a gift card, or it pays something else: the message is both sums), 45081 (p_given is less than is to be paid), 45082 (cash, and no
-- till is open: sp_require_open_shift).
-- Races closed: as in sp_open_counter_sale; nothing comes between that and the confirmation, which have the showtime's row. A till
-- that is being closed has this sale in its sum, or is closed to it.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_sell_at_counter_with_codes;
CREATE PROCEDURE sp_sell_at_counter_with_codes(
    IN p_user_id INT,
    IN p_showtime_id INT,
    IN p_seat_ids TEXT,
    IN p_kinds TEXT,
    IN p_voucher_hash BINARY(32),
    IN p_card_hash BINARY(32),
    IN p_reference CHAR(10) CHARACTER SET ascii COLLATE ascii_bin,
    IN p_start_offset_minutes INT,
    IN p_utc_offset_minutes INT,
    IN p_method VARCHAR(4),
    IN p_total DECIMAL(15, 3),
    IN p_card_amount DECIMAL(15, 3),
    IN p_given DECIMAL(15, 3),
    OUT p_reservation_id INT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_cinema_id INT;
    DECLARE v_shift_id INT;
    DECLARE v_total DECIMAL(15, 3);
    DECLARE v_card_amount DECIMAL(15, 3) DEFAULT 0;
    DECLARE v_message VARCHAR(128);
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_sell_at_counter_with_codes;
        RELEASE SAVEPOINT sp_sell_at_counter_with_codes;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    CALL sp_open_counter_sale(
        p_showtime_id, p_seat_ids, p_kinds, p_voucher_hash, p_card_hash, p_reference, p_start_offset_minutes, p_utc_offset_minutes, p_reservation_id
    );
    CALL sp_confirm_reservation(p_reservation_id, p_utc_offset_minutes);

    SELECT SUM(tickets.price)
    INTO v_total
    FROM tickets FORCE INDEX (ix_tickets_reservation)
    WHERE tickets.reservation_id = p_reservation_id;
    IF p_card_hash IS NOT NULL THEN
        SELECT gift_card_uses.amount
        INTO v_card_amount
        FROM gift_card_uses
        WHERE gift_card_uses.reservation_id = p_reservation_id;
    END IF;
    IF v_total <> p_total OR v_card_amount <> COALESCE(p_card_amount, 0) THEN
        IF p_card_hash IS NULL AND p_card_amount IS NULL THEN
            SET v_message = v_total;
            SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45080, MESSAGE_TEXT = v_message;
        END IF;
        SET v_message = CONCAT_WS(' ', v_total, v_card_amount);
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45140, MESSAGE_TEXT = v_message;
    ELSEIF p_given < v_total - v_card_amount THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45081, MESSAGE_TEXT = 'Less was given than is to be paid';
    END IF;

    -- A showtime stays in its cinema.
    SELECT screens.cinema_id
    INTO v_cinema_id
    FROM showtimes
    INNER JOIN screens
        ON screens.screen_id = showtimes.screen_id
    WHERE showtimes.showtime_id = p_showtime_id;
    CALL sp_require_open_shift(p_user_id, v_cinema_id, p_method, v_shift_id);
    INSERT INTO counter_sales (reservation_id, cinema_id, user_id, shift_id, method, amount, given, sold_at)
    VALUES (p_reservation_id, v_cinema_id, p_user_id, v_shift_id, p_method, v_total - v_card_amount, p_given, UTC_TIMESTAMP(6));

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
