-- An event for a webhook: sent until it is taken, for a day, and then given up until an admin sends it again. Kept as long as the event
-- (sp_purge_events).
-- waiting: it is sent at next_attempt_at; delivered; dead: given up; dropped: the webhook or its key has ended.
CREATE TABLE webhook_deliveries (
    delivery_id BIGINT NOT NULL AUTO_INCREMENT,
    webhook_id INT NOT NULL,
    position BIGINT NOT NULL,
    status ENUM('waiting', 'delivered', 'dead', 'dropped') NOT NULL DEFAULT 'waiting',
    created_at DATETIME(6) NOT NULL,
    -- From when on the day is counted: an admin who sends it again begins anew.
    tried_since DATETIME(6) NOT NULL,
    next_attempt_at DATETIME(6) NOT NULL,
    attempts INT NOT NULL DEFAULT 0,
    last_status SMALLINT NULL,
    last_error VARCHAR(500) NULL,
    finished_at DATETIME(6) NULL,
    PRIMARY KEY (delivery_id),
    UNIQUE KEY uk_webhook_delivery (webhook_id, position),
    -- Serves what is due.
    KEY ix_webhook_deliveries_due (status, webhook_id, next_attempt_at),
    -- Serves what goes with its event.
    KEY ix_webhook_deliveries_position (position),
    CONSTRAINT fk_webhook_deliveries_webhook FOREIGN KEY (webhook_id) REFERENCES webhooks (webhook_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
