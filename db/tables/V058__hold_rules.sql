-- How much one person may keep from others: one row, set from the configuration at each start. showtime_limit: on how many showtimes
-- at a time a user holds seats or has a pending reservation.
CREATE TABLE IF NOT EXISTS hold_rules (
    hold_rules_id TINYINT NOT NULL,
    showtime_limit SMALLINT NOT NULL,
    PRIMARY KEY (hold_rules_id),
    CONSTRAINT chk_hold_rules_one_row CHECK (hold_rules_id = 1),
    CONSTRAINT chk_hold_rules_showtime_limit CHECK (showtime_limit >= 1)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
INSERT IGNORE INTO hold_rules (hold_rules_id, showtime_limit) VALUES (1, 3);
