-- What each reservation takes of its gift card, and what of it counts (spent): all that it set aside while it is pending, and what did not come back
-- once it was confirmed. The one place of this rule: what is left on a card is its amount less the sum of these.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW v_gift_card_uses AS
SELECT
    gift_card_uses.reservation_id,
    gift_card_uses.card_id,
    gift_card_uses.amount,
    gift_card_uses.given_back,
    gift_card_uses.used_at,
    IF(
        reservations.status = 'pending' OR reservations.confirmed_at IS NOT NULL,
        gift_card_uses.amount - gift_card_uses.given_back,
        0
    ) AS spent
FROM gift_card_uses
INNER JOIN reservations
    ON reservations.reservation_id = gift_card_uses.reservation_id;
