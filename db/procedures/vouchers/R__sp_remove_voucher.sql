-- Lets the tickets of a pending reservation cost again what they cost without a voucher, and gives its use back. Where there is none nothing
-- changes.
-- Raises 45020 (no such reservation), 45021 (expired), 45022 (cancelled), 45027 (confirmed), 45003 (show started).
-- Races closed: as in sp_apply_voucher; the voucher's row is left alone, since whoever counts uses next finds one less.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_remove_voucher;
CREATE PROCEDURE sp_remove_voucher(
    IN p_reservation_id INT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_now DATETIME(6);
    DECLARE v_showtime_id INT;
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
        SAVEPOINT sp_remove_voucher;
        RELEASE SAVEPOINT sp_remove_voucher;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    CALL sp_require_priceable(p_reservation_id, v_showtime_id, v_now);
    DELETE FROM voucher_uses
    WHERE voucher_uses.reservation_id = p_reservation_id;
    IF ROW_COUNT() > 0 THEN
        CALL sp_discount_tickets(p_reservation_id, NULL, v_discount);
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
    END IF;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
