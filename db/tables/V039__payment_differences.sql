-- What a reconciliation found, one line for each intent or booking that does not agree; docs/payments.md says what to do with which.
CREATE TABLE payment_differences (
    payment_difference_id INT NOT NULL AUTO_INCREMENT,
    reconciliation_id INT NOT NULL,
    kind ENUM('intent_without_booking', 'booking_without_intent', 'taken_late', 'amount_differs', 'refund_stuck') NOT NULL,
    intent_id VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
    reservation_id INT NULL,
    -- What the bookings here say, and what the provider says.
    expected DECIMAL(15, 3) NULL,
    found DECIMAL(15, 3) NULL,
    currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (payment_difference_id),
    KEY ix_payment_differences_reconciliation (reconciliation_id, kind),
    CONSTRAINT fk_payment_differences_reconciliation FOREIGN KEY (reconciliation_id)
        REFERENCES reconciliations (reconciliation_id),
    CONSTRAINT chk_payment_difference_subject CHECK (intent_id IS NOT NULL OR reservation_id IS NOT NULL)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
