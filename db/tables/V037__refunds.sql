-- Money that goes back, written in the transaction of what it is due for, and sent after it until the provider has taken it.
-- Its number is the provider's idempotency key: however often it is sent, it is refunded once.
-- waiting: it is sent at next_attempt_at; made; dead: given up, until a manager sends it again.
CREATE TABLE refunds (
    refund_id INT NOT NULL AUTO_INCREMENT,
    payment_id INT NOT NULL,
    amount DECIMAL(15, 3) NOT NULL,
    status ENUM('waiting', 'made', 'dead') NOT NULL DEFAULT 'waiting',
    provider_refund_id VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
    created_at DATETIME(6) NOT NULL,
    next_attempt_at DATETIME(6) NOT NULL,
    attempts INT NOT NULL DEFAULT 0,
    last_error VARCHAR(500) NULL,
    finished_at DATETIME(6) NULL,
    PRIMARY KEY (refund_id),
    UNIQUE KEY uk_refund_provider (provider_refund_id),
    KEY ix_refunds_payment (payment_id, status, amount),
    -- Serves what is due.
    KEY ix_refunds_due (status, next_attempt_at),
    CONSTRAINT fk_refunds_payment FOREIGN KEY (payment_id) REFERENCES payments (payment_id),
    CONSTRAINT chk_refund_amount CHECK (amount > 0),
    CONSTRAINT chk_refund_made CHECK (status <> 'made' OR provider_refund_id IS NOT NULL)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
