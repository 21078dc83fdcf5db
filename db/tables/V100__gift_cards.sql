-- Gift cards: money paid beforehand, for whoever has the code. A code is shown once, when the card is issued; here is its SHA-256 alone, which is
-- enough for 100 random bits, and its last four letters, by which people tell cards from each other (voucher_codes keeps its own the same way).
-- What a card was issued for never changes: it is cancelled (cancelled_at), and another is issued.
CREATE TABLE gift_cards (
    card_id INT NOT NULL AUTO_INCREMENT,
    -- For managers; customers see the end of their code.
    name VARCHAR(60) NOT NULL,
    code_hash BINARY(32) NOT NULL,
    hint CHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    amount DECIMAL(12, 3) NOT NULL,
    -- ISO 4217: that of the house when the card was issued. A card of another currency pays nothing.
    currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- NULL: without end.
    expires_at DATETIME(6) NULL,
    created_at DATETIME(6) NOT NULL,
    cancelled_at DATETIME(6) NULL,
    PRIMARY KEY (card_id),
    -- Serves whoever shows a code: the one way to a card from outside.
    UNIQUE KEY uk_gift_card_code_hash (code_hash),
    CONSTRAINT chk_gift_card_name CHECK (name <> ''),
    CONSTRAINT chk_gift_card_amount CHECK (amount > 0 AND amount <= 10000000)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
