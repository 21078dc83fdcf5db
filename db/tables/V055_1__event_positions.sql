-- The last position that an event was given. One row, which is the lock of who numbers; no booking touches it.
CREATE TABLE event_positions (
    id TINYINT NOT NULL DEFAULT 1,
    last_position BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    CONSTRAINT chk_event_positions_one CHECK (id = 1)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
