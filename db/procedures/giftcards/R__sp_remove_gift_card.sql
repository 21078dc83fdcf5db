-- Lets a pending reservation be paid without a gift card: what it had set aside is on the card again. Where there is none nothing changes.
-- Raises 45020 (no such reservation), 45021 (expired), 45022 (cancelled), 45027 (confirmed), 45003 (show started).
-- Races closed: as in sp_use_gift_card; the card's row is left alone, since whoever takes of it next finds more.
-- Atomic by itself; joins the caller's transaction when there is one.
DROP PROCEDURE IF EXISTS sp_remove_gift_card;
CREATE PROCEDURE sp_remove_gift_card(
    IN p_reservation_id INT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_owns_transaction BOOLEAN DEFAULT FALSE;
    DECLARE v_now DATETIME(6);
    DECLARE v_showtime_id INT;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        IF v_owns_transaction THEN
            ROLLBACK;
        END IF;
        RESIGNAL;
    END;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1305 SET v_owns_transaction = TRUE;
        SAVEPOINT sp_remove_gift_card;
        RELEASE SAVEPOINT sp_remove_gift_card;
    END;
    IF v_owns_transaction THEN
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
    END IF;

    CALL sp_require_priceable(p_reservation_id, v_showtime_id, v_now);
    DELETE FROM gift_card_uses
    WHERE gift_card_uses.reservation_id = p_reservation_id;
    IF ROW_COUNT() > 0 THEN
        UPDATE showtimes
        SET showtimes.seat_version = showtimes.seat_version + 1
        WHERE showtimes.showtime_id = v_showtime_id;
    END IF;

    IF v_owns_transaction THEN
        COMMIT;
    END IF;
END;
