-- The answers of requests that booked, confirmed or cancelled, written in the transaction of the work itself: a request
-- that is repeated with its key is given its answer again. A key belongs to its caller and route, and stands for one body.
-- body is text and not JSON, which would reorder it; medium, because the answer to a repeated week lists thousands of
-- shows. Kept for 24 hours at least.
CREATE TABLE idempotency_keys (
    caller VARCHAR(270) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    route VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    idempotency_key VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    request_hash BINARY(32) NOT NULL,
    status SMALLINT NOT NULL,
    location VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
    body MEDIUMTEXT NOT NULL,
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (caller, route, idempotency_key),
    -- What is old enough to be deleted.
    KEY ix_idempotency_keys_created (created_at),
    CONSTRAINT chk_idempotency_key_status CHECK (status BETWEEN 200 AND 299)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
