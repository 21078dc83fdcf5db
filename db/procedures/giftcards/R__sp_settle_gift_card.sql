-- Gives back to the gift card that a reservation was paid with what is due back for its cancelled tickets: first of all, and never more than it paid.
-- What is due beyond that goes back to where the rest came from (sp_settle_payments). Calling it again changes nothing. A card that was cancelled
-- meanwhile has it, too, and pays nothing.
-- The caller holds the showtime's mutex and the reservation's row. The card's row is left alone, since whoever takes of it next finds more.
DROP PROCEDURE IF EXISTS sp_settle_gift_card;
CREATE PROCEDURE sp_settle_gift_card(
    IN p_reservation_id INT
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_due DECIMAL(15, 3);

    SELECT COALESCE(SUM(cancelled_tickets.refund_due), 0)
    INTO v_due
    FROM cancelled_tickets FORCE INDEX (ix_cancelled_tickets_reservation)
    WHERE cancelled_tickets.reservation_id = p_reservation_id;
    UPDATE gift_card_uses
    SET gift_card_uses.given_back = LEAST(v_due, gift_card_uses.amount)
    WHERE gift_card_uses.reservation_id = p_reservation_id;
END;
