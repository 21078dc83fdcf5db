-- What a reservation takes of a gift card: set aside while it is pending, paid once it is confirmed. The rest of what its tickets cost is paid as it
-- would be without a card. What it takes counts while the reservation is pending, or was ever confirmed, less what came back (v_gift_card_uses): whatever
-- ends a pending one, at whichever place, gives it back without a word here, and once. A table of its own, so that a booking without a card writes
-- nothing.
CREATE TABLE gift_card_uses (
    reservation_id INT NOT NULL,
    card_id INT NOT NULL,
    amount DECIMAL(15, 3) NOT NULL,
    -- What of it was due back for tickets that were cancelled after they were sold (sp_settle_gift_card).
    given_back DECIMAL(15, 3) NOT NULL DEFAULT 0,
    used_at DATETIME(6) NOT NULL,
    PRIMARY KEY (reservation_id),
    -- Serves whoever asks what of a card is left: sp_check_gift_card, the balance, and the list of a card's uses.
    KEY ix_gift_card_uses_card (card_id, reservation_id),
    CONSTRAINT fk_gift_card_uses_reservation FOREIGN KEY (reservation_id) REFERENCES reservations (reservation_id),
    CONSTRAINT fk_gift_card_uses_card FOREIGN KEY (card_id) REFERENCES gift_cards (card_id),
    CONSTRAINT chk_gift_card_use_amount CHECK (amount > 0),
    CONSTRAINT chk_gift_card_use_given_back CHECK (given_back BETWEEN 0 AND amount)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
