-- Makes the tickets of a pending reservation cheaper by the voucher of a code, whose SHA-256 p_code_hash is, in place of any other that was
-- used for it. p_utc_offset_minutes is the cinema's offset from UTC now: the voucher's days are the cinema's.
-- Raises 45020 (no such reservation), 45021 (expired), 45022 (cancelled), 45027 (confirmed), 45003 (show started), 45090 (no such code, or its
-- voucher is ended: the two are told apart to nobody), 45091 (the voucher is not good for this: the message is why, early, late, cinema,
-- movie, used, person or nothing).
-- Races closed: all who use codes of one voucher queue on its row, locked after showtime, reservation and tickets, so that a use is counted
-- by whoever comes next (sp_check_voucher). A confirm, a payment, a cancel and another voucher queue on the showtime's row.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_apply_voucher;
CREATE PROCEDURE sp_apply_voucher(
    IN p_reservation_id INT,
    IN p_code_hash BINARY(32),
    IN p_utc_offset_minutes INT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_now DATETIME(6);
    DECLARE v_showtime_id INT;
    DECLARE v_cinema_id INT;
    DECLARE v_movie_id INT;
    DECLARE v_code_id INT;
    DECLARE v_voucher_id INT;
    DECLARE v_found_id INT;
    DECLARE v_cinemas INT;
    DECLARE v_here INT;
    DECLARE v_movies INT;
    DECLARE v_shown INT;
    DECLARE v_refusal VARCHAR(7);
    DECLARE v_discount DECIMAL(15, 3);
    DECLARE v_card_id INT;
    DECLARE v_card_amount DECIMAL(15, 3);
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
        SAVEPOINT sp_apply_voucher;
        RELEASE SAVEPOINT sp_apply_voucher;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    CALL sp_require_priceable(p_reservation_id, v_showtime_id, v_now);
    SELECT screens.cinema_id, showtimes.movie_id
    INTO v_cinema_id, v_movie_id
    FROM showtimes
    INNER JOIN screens
        ON screens.screen_id = showtimes.screen_id
    WHERE showtimes.showtime_id = v_showtime_id;

    -- A code stays its voucher's for good: finding it needs no lock.
    SELECT voucher_codes.code_id, voucher_codes.voucher_id
    INTO v_code_id, v_voucher_id
    FROM voucher_codes
    WHERE voucher_codes.code_hash = p_code_hash;
    SELECT
        vouchers.voucher_id,
        CASE
            WHEN vouchers.valid_from > DATE(v_now + INTERVAL p_utc_offset_minutes MINUTE) THEN 'early'
            WHEN vouchers.valid_until < DATE(v_now + INTERVAL p_utc_offset_minutes MINUTE) THEN 'late'
        END
    INTO v_found_id, v_refusal
    FROM vouchers
    WHERE vouchers.voucher_id = v_voucher_id
        AND vouchers.ended_at IS NULL
    FOR UPDATE;
    IF v_found_id IS NULL THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45090, MESSAGE_TEXT = 'There is no such voucher';
    END IF;

    SELECT COUNT(*), COUNT(IF(voucher_cinemas.cinema_id = v_cinema_id, 1, NULL))
    INTO v_cinemas, v_here
    FROM voucher_cinemas
    WHERE voucher_cinemas.voucher_id = v_voucher_id;
    SELECT COUNT(*), COUNT(IF(voucher_movies.movie_id = v_movie_id, 1, NULL))
    INTO v_movies, v_shown
    FROM voucher_movies
    WHERE voucher_movies.voucher_id = v_voucher_id;
    SET v_refusal = CASE
        WHEN v_refusal IS NOT NULL THEN v_refusal
        WHEN v_cinemas > 0 AND v_here = 0 THEN 'cinema'
        WHEN v_movies > 0 AND v_shown = 0 THEN 'movie'
    END;
    IF v_refusal IS NULL THEN
        CALL sp_check_voucher(p_reservation_id, v_code_id, v_refusal);
    END IF;
    IF v_refusal IS NULL THEN
        CALL sp_discount_tickets(p_reservation_id, v_code_id, v_discount);
        SET v_refusal = IF(v_discount = 0, 'nothing', NULL);
    END IF;
    IF v_refusal IS NOT NULL THEN
        SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45091, MESSAGE_TEXT = v_refusal;
    END IF;

    INSERT INTO voucher_uses (reservation_id, code_id, discount, used_at)
    VALUES (p_reservation_id, v_code_id, v_discount, v_now)
    ON DUPLICATE KEY UPDATE
        code_id = VALUES(code_id),
        discount = VALUES(discount),
        used_at = VALUES(used_at);
    -- A gift card pays what the tickets cost now.
    SELECT gift_card_uses.card_id
    INTO v_card_id
    FROM gift_card_uses
    WHERE gift_card_uses.reservation_id = p_reservation_id;
    IF v_card_id IS NOT NULL THEN
        CALL sp_charge_gift_card(p_reservation_id, v_card_id, v_now, v_card_amount);
    END IF;
    UPDATE showtimes
    SET showtimes.seat_version = showtimes.seat_version + 1
    WHERE showtimes.showtime_id = v_showtime_id;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
