-- What is to leave the system, one row a message: written in the transaction of what it tells of, and sent after it, until
-- that has worked once. So nothing is told that did not happen, and nothing that happened is forgotten.
-- Whom and what it is about: a reservation, whose owner it goes to and whose state is read when it is sent; else recipient
-- is written with it. payload is what cannot be read later, such as when a show was to start before it moved.
-- once_key keeps a message that may be written only once, such as a booking's confirmation, from being written twice.
-- waiting: it is sent at next_attempt_at; sent; dropped: when its turn came there was nothing to say any more; dead: given
-- up, until a manager sends it again. See sp_purge_outbox for how long it is kept.
CREATE TABLE outbox (
    message_id BIGINT NOT NULL AUTO_INCREMENT,
    kind VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reservation_id INT NULL,
    recipient VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    payload JSON NULL,
    once_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
    status ENUM('waiting', 'sent', 'dropped', 'dead') NOT NULL DEFAULT 'waiting',
    created_at DATETIME(6) NOT NULL,
    next_attempt_at DATETIME(6) NOT NULL,
    attempts INT NOT NULL DEFAULT 0,
    last_error VARCHAR(500) NULL,
    finished_at DATETIME(6) NULL,
    PRIMARY KEY (message_id),
    UNIQUE KEY uk_outbox_once (once_key),
    -- Serves what is due, and what is old enough to be deleted.
    KEY ix_outbox_due (status, next_attempt_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
