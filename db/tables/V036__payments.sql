-- What is paid for a reservation through a provider: one row per intent, which collects one amount once, with however many
-- attempts and cards that takes. Of a reservation one at most is open (it may be paid), and one at most is placed: the
-- reservation was confirmed with it. Any other that was captured goes back whole, and returned_because says why.
-- captured and refunded only grow; refunded is what goes back, in rows of refunds, whether or not it has arrived.
-- Nothing here tells of a card: the provider alone has seen it.
CREATE TABLE payments (
    payment_id INT NOT NULL AUTO_INCREMENT,
    reservation_id INT NOT NULL,
    -- What the showtime showed when it was to be paid, for money that comes late. No foreign key: a movie that shows nowhere may go.
    movie_id INT NOT NULL,
    provider VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- NULL until the provider has answered.
    intent_id VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
    status ENUM('open', 'declined', 'captured', 'cancelled') NOT NULL DEFAULT 'open',
    currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    amount DECIMAL(15, 3) NOT NULL,
    captured DECIMAL(15, 3) NOT NULL DEFAULT 0,
    refunded DECIMAL(15, 3) NOT NULL DEFAULT 0,
    created_at DATETIME(6) NOT NULL,
    updated_at DATETIME(6) NOT NULL,
    captured_at DATETIME(6) NULL,
    placed_at DATETIME(6) NULL,
    returned_because ENUM('late', 'cancelled', 'paid_twice', 'amount_differs') NULL,
    -- Why the last attempt was declined, in the provider's word.
    decline_code VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NULL,
    open_reservation_id INT AS (IF(status IN ('open', 'declined'), reservation_id, NULL)) VIRTUAL,
    placed_reservation_id INT AS (IF(placed_at IS NOT NULL, reservation_id, NULL)) VIRTUAL,
    PRIMARY KEY (payment_id),
    UNIQUE KEY uk_payment_intent (intent_id, provider),
    UNIQUE KEY uk_payment_open (open_reservation_id),
    UNIQUE KEY uk_payment_placed (placed_reservation_id),
    KEY ix_payments_reservation (reservation_id),
    -- Serves the reconciliation, which looks at some days.
    KEY ix_payments_created (created_at),
    CONSTRAINT fk_payments_reservation FOREIGN KEY (reservation_id) REFERENCES reservations (reservation_id),
    CONSTRAINT chk_payment_amount CHECK (amount > 0),
    CONSTRAINT chk_payment_captured CHECK (captured >= 0 AND (captured = 0 OR captured_at IS NOT NULL)),
    CONSTRAINT chk_payment_refunded CHECK (refunded BETWEEN 0 AND captured),
    CONSTRAINT chk_payment_placed CHECK (placed_at IS NULL OR captured = amount)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
