-- Sets aside of a gift card what the tickets of a pending reservation cost, or as much of it as the card has, in place of whatever the reservation took
-- of a card before; p_amount tells. Where that is nothing, it takes nothing of any card.
-- The caller holds the showtime's mutex and the reservation's row. Joins the caller's transaction; locks the card's row (sp_check_gift_card).
DROP PROCEDURE IF EXISTS sp_charge_gift_card;
CREATE PROCEDURE sp_charge_gift_card(
    IN p_reservation_id INT,
    IN p_card_id INT,
    IN p_now DATETIME(6),
    OUT p_amount DECIMAL(15, 3)
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_available DECIMAL(15, 3);
    DECLARE v_total DECIMAL(15, 3);

    SELECT COALESCE(SUM(tickets.price), 0)
    INTO v_total
    FROM tickets FORCE INDEX (ix_tickets_reservation)
    WHERE tickets.reservation_id = p_reservation_id;
    CALL sp_check_gift_card(p_reservation_id, p_card_id, p_now, v_available);
    SET p_amount = LEAST(v_available, v_total);
    IF p_amount > 0 THEN
        INSERT INTO gift_card_uses (reservation_id, card_id, amount, used_at)
        VALUES (p_reservation_id, p_card_id, p_amount, p_now)
        ON DUPLICATE KEY UPDATE
            card_id = VALUES(card_id),
            amount = VALUES(amount),
            used_at = VALUES(used_at);
    ELSE
        DELETE FROM gift_card_uses
        WHERE gift_card_uses.reservation_id = p_reservation_id;
    END IF;
END;
