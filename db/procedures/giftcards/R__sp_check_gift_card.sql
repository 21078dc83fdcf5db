-- What a gift card can pay for a reservation: what others leave on it. One that is cancelled, has expired or is of another currency pays no more
-- than this reservation has set aside already: that was promised.
-- A use counts while its reservation is pending, whatever the clock says: one that has run out, and that nobody has cleared yet, might be confirmed this
-- moment.
-- Race closed: the card's row is locked, so that nobody else takes anything of it until the caller's use is written, or stands again
-- (sp_revive_reservation). The uses are read without locks, in READ COMMITTED: one that ends meanwhile leaves more, never less.
-- The caller holds the showtime's mutex and the reservation's row. Joins the caller's transaction.
DROP PROCEDURE IF EXISTS sp_check_gift_card;
CREATE PROCEDURE sp_check_gift_card(
    IN p_reservation_id INT,
    IN p_card_id INT,
    IN p_now DATETIME(6),
    OUT p_available DECIMAL(15, 3)
)
SQL SECURITY INVOKER
BEGIN
    DECLARE v_amount DECIMAL(15, 3);
    DECLARE v_currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin;
    DECLARE v_good BOOLEAN;
    DECLARE v_own DECIMAL(15, 3);
    DECLARE v_others DECIMAL(15, 3);

    SELECT price_currency.code
    INTO v_currency
    FROM price_currency
    WHERE price_currency.price_currency_id = 1;
    SELECT
        gift_cards.amount,
        gift_cards.cancelled_at IS NULL
            AND COALESCE(gift_cards.expires_at > p_now, TRUE)
            AND gift_cards.currency = v_currency
    INTO v_amount, v_good
    FROM gift_cards
    WHERE gift_cards.card_id = p_card_id
    FOR UPDATE;
    SELECT
        COALESCE(SUM(IF(v_gift_card_uses.reservation_id = p_reservation_id, v_gift_card_uses.spent, 0)), 0),
        COALESCE(SUM(IF(v_gift_card_uses.reservation_id = p_reservation_id, 0, v_gift_card_uses.spent)), 0)
    INTO v_own, v_others
    FROM v_gift_card_uses
    WHERE v_gift_card_uses.card_id = p_card_id;
    SET p_available = IF(v_good, v_amount - v_others, v_own);
END;
