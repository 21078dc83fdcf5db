-- One look at whether the provider's list of intents and the bookings here agree, from a time on.
CREATE TABLE reconciliations (
    reconciliation_id INT NOT NULL AUTO_INCREMENT,
    since DATETIME(6) NOT NULL,
    started_at DATETIME(6) NOT NULL,
    finished_at DATETIME(6) NULL,
    -- How many intents the provider listed.
    intents INT NOT NULL DEFAULT 0,
    PRIMARY KEY (reconciliation_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
